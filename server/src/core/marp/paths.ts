// Paths of files that are being typed: of images, in Markdown and in `url()`, and of the machines that a deck shows.
import type { Span, Suggestion } from '../model'
import type { FileEntry } from '../service'
import type { Deck } from './deck'

/** The folder whose files may stand at the caret. */
export const folderAt = (deck: Deck, offset: number): { readonly folder?: string } => {
  const path = deck.marp.mode === 'off' ? null : pathAt(deck, offset)
  return path ? { folder: path.typed.slice(0, path.typed.lastIndexOf('/') + 1) } : {}
}

export interface PathPlace {
  readonly typed: string
  readonly replace: Span
  readonly holds: 'image' | 'machine'
}

/** An address that is being typed: in an image, or in `url()`; null for those of the net, and in code. Or the path of a machine. */
export const pathAt = (deck: Deck, offset: number): PathPlace | null => {
  const { text } = deck
  const before = lineBefore(deck, offset)
  const inCode = deck.slides.code.some(({ start, end }) => start <= offset && offset < end)
  const machine = inCode ? vmFence.test(lineAbove(deck, offset)) ? /^[ \t>]*([^<`~]*)$/.exec(before)?.[1] : undefined : machinePath.exec(before)?.[1]
  if (machine !== undefined) return { typed: machine, holds: 'machine', replace: { start: offset - machine.length, end: offset + (/^[^\s<>-]*/.exec(text.slice(offset, offset + 300))?.[0].length ?? 0) } }
  const [, , typed] = /(!\[[^\]]*\]\(<?|\burl\(\s*["']?)([^\s()<>"']*)$/.exec(before) ?? []
  if (typed === undefined || /^(?:[a-z][a-z\d+.-]*:|[/#])/i.test(typed) || inCode) return null
  const rest = /^[^\s()<>"'\\]*/.exec(text.slice(offset, offset + 300))?.[0].length ?? 0
  return { typed, holds: 'image', replace: { start: offset - typed.length, end: offset + rest } }
}

const machinePath = /<!--+[ \t]*vm[ \t]*:[ \t]*((?:(?!\.xml[ \t]|-->).)*)$/i
const vmFence = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*vm(?:[ \t]|$)/

const lineBefore = ({ text }: Deck, offset: number): string => /[^\r\n]*$/.exec(text.slice(Math.max(0, offset - 1000), offset))?.[0] ?? ''

const lineAbove = (deck: Deck, offset: number): string => lineBefore(deck, Math.max(0, offset - lineBefore(deck, offset).length - 1)).trimEnd()

export const paths = ({ typed, replace, holds }: PathPlace, files: readonly FileEntry[]): readonly Suggestion[] => {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1)
  const wanted = holds === 'machine' ? /\.xml$/i : /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i
  return files.filter(entry => entry.folder || wanted.test(entry.name)).map((entry): Suggestion => {
    const name = holds === 'machine' ? entry.name : encodeURI(entry.name).replace(/[()#?]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)
    const path = folder + name + (entry.folder ? '/' : '')
    return { label: entry.name + (entry.folder ? '/' : ''), kind: 'file', detail: entry.folder ? 'folder' : holds === 'machine' ? 'XML' : 'image', replace, insert: path, filter: folder + entry.name, sort: `${entry.folder ? 1 : 0}${entry.name}`, ...entry.folder && { again: true } }
  })
}
