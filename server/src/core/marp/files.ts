// The files that a deck names beside itself: its images, by Markdown, by `backgroundImage`, and in headers and footers; its machines.
import type { Link, Problem, Span } from '../model'
import type { LostFile, NamedFile } from '../service'
import type { Deck } from './deck'
import { imageCase } from './rules/image-case'
import { isDomain } from './machine-marks'
import { imageMissing } from './rules/image-missing'
import { vmDomain } from './rules/vm-domain'
import { vmMissing } from './rules/vm-missing'

export const filesOf = (deck: Deck): readonly NamedFile[] => {
  const found: NamedFile[] = []
  const add = (text: string, span: Span, holds?: 'machine'): void => {
    const path = localPath(text)
    if (path !== null && found.length < most) found.push({ path, span, ...holds && { holds } })
  }
  for (const { entry: { key, value, valueSpan }, heeded } of deck.uses) {
    if (!heeded || typeof value !== 'string') continue
    const written = deck.text.slice(valueSpan.start, valueSpan.end)
    const pattern = /^_?backgroundImage$/.test(key) ? /url\(\s*(\\?["']?)([^"'()\\\n]+)\1\s*\)/gi : /^_?(?:header|footer)$/.test(key) ? /!\[[^\]\n]{0,200}\](\()([^\s()<>"']+)/g : null
    for (const { index, 0: whole, 2: address = '' } of pattern ? written.matchAll(pattern) : []) {
      const start = valueSpan.start + index + whole.lastIndexOf(address)
      add(address, { start, end: start + address.length })
    }
  }
  for (const { address } of deck.pictures) if (address) add(address.text, address.span)
  for (const { path } of deck.machines) add(path.text, path.span, 'machine')
  return found
}

const most = 500

/** From the deck's folder on; null for what is elsewhere, or will be filled in by a template. */
export const localPath = (address: string): string | null => {
  const text = address.trim()
  if (text === '' || /^(?:[a-z][a-z\d+.-]*:|[/\\#~?])/i.test(text) || /[{}$<>\\]/.test(text)) return null
  const path = text.replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path) || null
  } catch {
    return path || null
  }
}

export const linksOf = (deck: Deck): readonly Link[] => filesOf(deck).map(({ path, span }) => ({ span, to: { kind: 'beside', path } }))

export const lostFile = (file: NamedFile, found: LostFile): Problem => {
  const { path, span, holds } = file
  switch (found.kind) {
    case 'missing': return holds
      ? { code: vmMissing.code, level: vmMissing.level, span, message: `There is no file \`${path}\` beside this deck, so no machine is shown: correct the path, or add the file.` }
      : { code: imageMissing.code, level: imageMissing.level, span, message: `There is no file \`${path}\` beside this deck, so the slide shows nothing in its place: correct the path, or add the file.` }
    case 'other': return { code: vmDomain.code, level: vmDomain.level, span, message: `\`${path}\` holds no libvirt domain, so there is no machine to show: name a file with a \`<domain>\`.` }
    case 'case': {
      const right = path.replace(/[^/]*$/, found.name)
      return {
        code: imageCase.code, level: imageCase.level, span, message: `The file is called \`${found.name}\`: on systems that tell capitals from small letters \`${path}\` is not found.`,
        data: { mend: { title: `Change to \`${right}\``, text: holds ? right : encodeURI(right) } },
      }
    }
  }
}

export const suits = (_file: NamedFile, text: string): boolean => isDomain(text)
