// The machines that a deck shows: a fence ```vm with a domain's XML or the path of one, a comment `<!-- vm: path -->`; behind either may
// stand Marp's words for images. Marp shows code and a note there; whoever draws machines puts a picture in their place.
import type { Span } from '../model'
import type { ShownMachine } from '../service'
import { imageWordOf, type ImagePlace } from './images'
import type { Slides } from './slides'
import type { Source } from './source'

export interface Machine {
  readonly kind: 'fence' | 'comment'
  /** What a picture takes the place of: the fence, the comment; of one that begins a line also what Marp drops behind it. */
  readonly span: Span
  /** From the deck's folder on, as it is written; empty where nothing is. */
  readonly path: Piece
  /** What a fence holds in place of a path. */
  readonly xml: string | null
  /** Such as `w:600px` or `bg`, `right:40%`. */
  readonly words: readonly Piece[]
  /** From zero. */
  readonly slide: number
}

export interface Piece {
  readonly text: string
  readonly span: Span
}

/** Most decks show none. */
export const maybeMachines = /^[^`~\n]{0,100}(?:```+|~~~+)[ \t]*vm\b|<!--+\s*vm\s*:/m

export const machinesOf = ({ slides, tokens }: Slides, source: Source): readonly Machine[] => {
  if (!maybeMachines.test(source.text)) return []
  const blocks = new Set(tokens.flatMap(({ type, map }) => type === 'marp_comment' && map ? [source.place(source.text.indexOf('<!--', source.lineStart(map[0])))] : []))
  const comments = slides.flatMap((slide, index) => slide.comments.flatMap((comment): readonly Machine[] => {
    // Of one line: a longer one is for the speaker.
    const head = comment.kind === 'note' ? /^vm[ \t]*:[ \t]*(?=.*$)/.exec(comment.text)?.[0] : undefined
    if (head === undefined) return []
    const { start, end } = comment.span
    const behind = blocks.has(start) ? /^[^\r\n]*/.exec(source.raw.slice(end))?.[0].length ?? 0 : 0
    return [{ kind: 'comment', span: { start, end: end + behind }, ...written(comment.text.slice(head.length), comment.content.start + head.length), xml: null, slide: index }]
  }))
  let slide = 0
  const fences = tokens.flatMap((token, index): readonly Machine[] => {
    while (slide + 1 < slides.length && index >= (slides[slide + 1]?.from ?? 0)) slide++
    return token.type === 'fence' && token.map && /^vm(?:\s|$)/.test(token.info.trim()) ? [fenced(token.markup, token.content, token.map, slide, source)] : []
  })
  return [...comments, ...fences].sort((a, b) => a.span.start - b.span.start)
}

/** What is shown where the caret is: in a comment, or on the first line of a fence. */
export const shownAt = (machines: readonly Machine[], offset: number): ShownMachine | null => {
  const found = machines.find(({ span, path }) => span.start <= offset && offset <= (path.text === '' ? path.span.start : Math.max(path.span.end, span.start)))
  return found && (found.xml !== null || found.path.text !== '') ? { span: { start: found.span.start, end: Math.max(found.path.span.end, offset) }, ...found.xml === null ? { path: found.path.text } : { xml: found.xml } } : null
}

/** As far as its first tag tells. */
export const isDomain = (xml: string): boolean => /^(?:\s|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>)*<domain(?![\w.:-])/.test(xml)

const fenced = (markup: string, content: string, [first, behind]: readonly [number, number], slide: number, source: Source): Machine => {
  const start = source.text.indexOf(markup, source.lineStart(first))
  const info = source.text.indexOf('vm', start + markup.length) + 'vm'.length
  const infoEnd = source.lineStart(first) + source.line(first).length
  const lastLine = Math.max(first, behind - 1)
  const isXml = content.trimStart().startsWith('<')
  const path = isXml ? '' : content.trim().split('\n')[0]?.trim() ?? ''
  const at = path === '' ? infoEnd : Math.max(source.text.indexOf(path, Math.min(infoEnd + 1, source.text.length)), infoEnd)
  return {
    kind: 'fence', slide, span: source.span(start, source.lineStart(lastLine) + source.line(lastLine).length),
    path: { text: path, span: source.span(at, at + path.length) }, xml: isXml ? content : null,
    words: piecesOf(source.text.slice(info, infoEnd), source.place(info)).filter(({ text }) => imageWordOf(text)),
  }
}

/** A path; behind it may stand words for the image. */
const written = (text: string, at: number): Pick<Machine, 'path' | 'words'> => {
  const pieces = piecesOf(text, at)
  let last = pieces.length - 1
  while (last > 0 && imageWordOf(pieces[last]?.text ?? '')) last--
  const span = { start: at, end: pieces[last]?.span.end ?? at }
  return { path: { text: text.slice(0, span.end - at), span }, words: pieces.slice(last + 1) }
}

const piecesOf = (text: string, at: number): readonly Piece[] =>
  [...text.matchAll(/\S+/g)].map(({ index, 0: piece }) => ({ text: piece, span: { start: at + index, end: at + index + piece.length } }))

/** Behind the path of a machine, or behind the `vm` of a fence: words as in the brackets of an image. */
export const machineWordsAt = ({ text }: { readonly text: string }, offset: number): ImagePlace | null => {
  const typed = wordsBefore.exec(/[^\r\n]*$/.exec(text.slice(Math.max(0, offset - 1000), offset))?.[0] ?? '')?.[1]
  if (typed === undefined) return null
  const first = /\S*$/.exec(typed)?.[0] ?? ''
  const rest = /^(?:(?!-->)\S)*/.exec(text.slice(offset, offset + 100))?.[0] ?? ''
  const before = typed.slice(0, typed.length - first.length).split(/\s+/).filter(word => word !== '')
  return { replace: { start: offset - first.length, end: offset + rest.length }, word: first + rest, before, others: before }
}

const wordsBefore = /(?:<!--+[ \t]*vm[ \t]*:[ \t]*(?:(?!-->).)*\.xml|^[ \t>]*(?:`{3,}|~{3,})[ \t]*vm)[ \t]+((?:(?!-->).)*)$/i
