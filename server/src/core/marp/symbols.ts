// The outline: one entry a slide, the slide's further headings nested by level.
import type { OutlineItem, Span } from '../model'
import type { Deck } from './deck'
import type { Heading, Slide } from './slides'
import { slideTitle } from './summary'

export const outline = (deck: Deck): readonly OutlineItem[] => deck.slides.slides.map((slide, index) => slideItem(deck, slide, index))

const slideItem = (deck: Deck, slide: Slide, index: number): OutlineItem => {
  const title = slideTitle(deck, slide)
  const named = title === undefined ? undefined : slide.headings.find(heading => deck.slides.plainText(heading.content) === title)
  const span = trimmed(deck, slide.span)
  return {
    name: title ?? `Slide ${index + 1}`,
    ...(title === undefined ? {} : { detail: `slide ${index + 1}` }),
    kind: 'slide',
    span,
    nameSpan: named ? within(named.span, span) : firstLine(deck, span),
    children: nested(deck, slide.headings.filter(heading => heading !== named), span.end, span),
  }
}

/** Headings as a tree: those behind one and below its level are its children. */
const nested = (deck: Deck, headings: readonly Heading[], end: number, slide: Span): readonly OutlineItem[] => {
  const items: OutlineItem[] = []
  for (let i = 0; i < headings.length;) {
    const heading = headings[i]
    if (!heading) break
    let after = i + 1
    while (after < headings.length && (headings[after]?.level ?? 0) > heading.level) after++
    const stop = headings[after]?.span.start ?? end
    const span = trimmed(deck, { start: heading.span.start, end: Math.max(stop, heading.span.end) })
    items.push({
      name: deck.slides.plainText(heading.content) || `Heading ${heading.level}`,
      kind: 'heading',
      span: within(span, slide),
      nameSpan: within(heading.span, slide),
      children: nested(deck, headings.slice(i + 1, after), stop, slide),
    })
    i = after
  }
  return items
}

const within = (span: Span, outer: Span): Span => {
  const start = Math.min(Math.max(span.start, outer.start), outer.end)
  return { start, end: Math.min(Math.max(span.end, start), outer.end) }
}

const trimmed = (deck: Deck, { start, end }: Span): Span => ({ start, end: start + deck.text.slice(start, end).trimEnd().length })

const firstLine = (deck: Deck, { start, end }: Span): Span => {
  const line = /^[^\r\n]*/.exec(deck.text.slice(start, end))?.[0].length ?? 0
  return { start, end: start + line }
}
