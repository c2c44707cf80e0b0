// Slides as objects: moved, duplicated, split. The edits are Marp's own view of where slides begin: by a ruler, by a heading of
// `headingDivider`, or by the beginning of the text behind the front matter.
import type { Edit, Refactoring, Span } from '../model'
import type { Deck } from './deck'

/** What may be done with the slide at a place. */
export const slideEdits = (deck: Deck, { start }: Span): readonly Refactoring[] => {
  const bodies = bodiesOf(deck)
  const at = indexAt(deck, start)
  const titled = (title: string, edits: readonly Edit[] | null): readonly Refactoring[] => edits ? [{ title, kind: 'rewrite', edits }] : []
  return [
    ...titled(moveUp, moved(deck, bodies, at, at - 1)),
    ...titled(moveDown, moved(deck, bodies, at, at + 1)),
    ...titled(duplicate, duplicated(deck, bodies, at)),
    ...titled(split, splitAt(deck, bodies[at]!, start)),
  ]
}

/** The titles are also the names by which commands find them. */
export const moveUp = 'Move slide up'
export const moveDown = 'Move slide down'
export const duplicate = 'Duplicate slide'
export const split = 'Split slide here'

interface Body {
  /** What is the slide's own, without what begins it and without the empty lines around. */
  readonly span: Span
  /** A heading of `headingDivider` begins it: then no ruler stands before it. */
  readonly byHeading: boolean
}

export const indexAt = (deck: Deck, offset: number): number => {
  const { slides } = deck.slides
  let at = 0
  slides.forEach(({ span }, index) => { if (span.start <= offset) at = index })
  return at
}

const bodiesOf = (deck: Deck): readonly Body[] => deck.slides.slides.map(({ span }, index) => {
  const text = deck.text.slice(span.start, span.end)
  const begun = index === 0 ? (deck.frontMatter ? deck.source.place(deck.source.lineStart(deck.frontMatter.endLine)) : 0) : span.start + (ruler.exec(text)?.[0].length ?? 0)
  const own = deck.text.slice(begun, span.end)
  const lead = /^(?:[ \t]*\r?\n)*/.exec(own)?.[0].length ?? 0
  const end = begun + own.trimEnd().length
  return { span: { start: Math.min(begun + lead, Math.max(begun, end)), end: Math.max(begun, end) }, byHeading: index > 0 && begun === span.start }
})

const ruler = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?:\r?\n|$)/

/** The slide goes to another's place, and those between move up; the rulers stay. What comes to where a heading begins the slide needs one. */
const moved = (deck: Deck, bodies: readonly Body[], from: number, to: number): readonly Edit[] | null => {
  if (!bodies[from] || !bodies[to]) return null
  const order = bodies.map((_, index) => index).filter(index => index !== from)
  order.splice(to, 0, from)
  const now = bodies.map(body => text(deck, body))
  const changed = order.flatMap((source, place) => now[source] === now[place] ? [] : [{ body: bodies[place]!, own: now[source]! }])
  if (changed.length === 0 || changed.some(({ body, own }) => body.byHeading && !/^#{1,6}[ \t]/.test(own))) return null
  return changed.map(({ body, own }) => ({ span: body.span, text: gap(deck, body, own) }))
}

/** Numbers from 0; null where it cannot go there. */
export const slideMoved = (deck: Deck, from: number, to: number): readonly Edit[] | null => moved(deck, bodiesOf(deck), from, to)

const duplicated = (deck: Deck, bodies: readonly Body[], at: number): readonly Edit[] | null => {
  const body = bodies[at]!
  const { end } = body.span
  const line = lineEnd(deck)
  const own = text(deck, body)
  return own === '' ? null : [{ span: { start: end, end }, text: body.byHeading ? `${line}${line}${own}` : `${line}${line}---${line}${line}${own}` }]
}

/** Before the line of the caret, where that is no line of a fence, a comment or the front matter. */
const splitAt = (deck: Deck, body: Body, offset: number): readonly Edit[] | null => {
  const { source } = deck
  const start = source.place(source.lineStart(source.lineAt(source.at(offset))))
  if (start <= body.span.start || start > body.span.end) return null
  const within = ({ span }: { readonly span: Span }): boolean => span.start < start && start < span.end
  if (deck.slides.slides.some(({ comments }) => comments.some(within)) || deck.slides.code.some(span => within({ span }))) return null
  const line = lineEnd(deck)
  const before = deck.text.slice(0, start)
  // Directly below a text the ruler would make a heading of it.
  return [{ span: { start, end: start }, text: `${/(?:^|\n)[ \t]*\r?\n$/.test(before) ? '' : line}---${line}${line}` }]
}

const text = (deck: Deck, { span }: Body): string => deck.text.slice(span.start, span.end)

/** A slide without text of its own stands right behind its ruler: what comes there needs an empty line. */
const gap = (deck: Deck, { span }: Body, wanted: string): string => span.start === span.end && wanted !== '' ? `${lineEnd(deck)}${wanted}${lineEnd(deck)}` : wanted

const lineEnd = ({ text: all }: Deck): string => all.includes('\r\n') ? '\r\n' : '\n'
