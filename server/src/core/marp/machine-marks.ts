// The machines that a deck shows: a fence ```vm with a domain's XML or the path of one, a comment `<!-- vm: path -->`; behind either may
// stand Marp's words for images. Marp shows code and a note there; whoever draws machines puts a picture in their place.
import type { Span } from '../model'
import { imageWordOf } from './images'
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

const fenced = (markup: string, content: string, [first, behind]: readonly [number, number], slide: number, source: Source): Machine => {
  const start = source.text.indexOf(markup, source.lineStart(first))
  const info = source.text.indexOf('vm', start + markup.length) + 'vm'.length
  const infoEnd = source.lineStart(first) + source.line(first).length
  const lastLine = Math.max(first, behind - 1)
  const isXml = content.trimStart().startsWith('<')
  const path = isXml ? '' : content.trim().split('\n')[0]?.trim() ?? ''
  const at = isXml ? infoEnd : Math.max(source.text.indexOf(path, Math.min(infoEnd + 1, source.text.length)), infoEnd)
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
