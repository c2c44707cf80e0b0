// What the deck preview needs: the slides with their places, titles and notes.
import type { DeckSummary } from '../model'
import type { Deck } from './deck'
import type { Slide } from './slides'

export const summaryOf = (deck: Deck): DeckSummary => {
  const slides = deck.slides.slides.map(slide => {
    const title = slideTitle(deck, slide)
    return { span: slide.span, ...(title ? { title } : {}), notes: slide.notes }
  })
  const title = deckTitle(deck)
  return { kind: 'deck', ...(title ? { title } : {}), slides }
}

/** The slide's first heading that says something. */
export const slideTitle = (deck: Deck, slide: Slide): string | undefined => {
  for (const { content } of slide.headings) {
    const text = deck.slides.plainText(content)
    if (text) return text
  }
  return undefined
}

/** The `title` directive; else, as Marp CLI does, the first heading of the highest level. */
const deckTitle = (deck: Deck): string | undefined => {
  const named = deck.slides.globals['title']
  if (typeof named === 'string' && named.trim()) return named.trim()
  const headings = deck.slides.slides.flatMap(slide => slide.headings)
  const highest = Math.min(...new Set(headings.map(heading => heading.level)))
  const first = headings.find(heading => heading.level === highest)
  return first && (deck.slides.plainText(first.content) || undefined)
}
