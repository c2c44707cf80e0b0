// The number of each slide, beside the line that begins it.
import type { Hint, Span } from '../model'
import type { Deck } from './deck'

export const numbers = (deck: Deck, within: Span): readonly Hint[] => {
  const { slides } = deck.slides
  return slides.flatMap(({ span: { start } }, index) => {
    const offset = start + (/^[^\r\n]*/.exec(deck.text.slice(start, start + longest))?.[0].length ?? 0)
    // The first one begins with the text.
    return index === 0 || offset < within.start || offset > within.end ? [] : [{ offset, text: `slide ${index + 1} of ${slides.length}`, kind: 'default' as const }]
  })
}

/** A line longer than this needs no number at its end. */
const longest = 500
