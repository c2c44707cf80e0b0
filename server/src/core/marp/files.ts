// The files that a deck names beside itself: its images, by Markdown, by `backgroundImage`, and in headers and footers.
import type { Link, Problem, Span } from '../model'
import type { LostFile, NamedFile } from '../service'
import type { Deck } from './deck'
import { imageCase } from './rules/image-case'
import { imageMissing } from './rules/image-missing'

export const filesOf = (deck: Deck): readonly NamedFile[] => {
  const found: NamedFile[] = []
  const add = (text: string, span: Span): void => {
    const path = localPath(text)
    if (path !== null && found.length < most) found.push({ path, span })
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
  const { code, level } = found.kind === 'case' ? imageCase : imageMissing
  if (found.kind === 'missing') return { code, level, span: file.span, message: `There is no file \`${file.path}\` beside this deck, so the slide shows nothing in its place: correct the path, or add the file.` }
  const right = file.path.replace(/[^/]*$/, found.name)
  return {
    code, level, span: file.span, message: `The file is called \`${found.name}\`: on systems that tell capitals from small letters \`${file.path}\` is not found.`,
    data: { mend: { title: `Change to \`${right}\``, text: encodeURI(right) } },
  }
}
