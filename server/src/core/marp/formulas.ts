// The formulas of a deck, in the order of the text.
import type { Span } from '../model'
import type { Deck } from './deck'

/** The opening dollars of each. */
export const formulasOf = ({ slides, source }: Deck): readonly Span[] => [
  ...slides.tokens.filter(({ type, map }) => type === 'marp_math_block' && map).map(({ map }) => {
    const start = Math.max(source.text.indexOf('$$', source.lineStart(map![0])), 0)
    return source.span(start, start + 2)
  }),
  ...slides.inlines.filter(({ content }) => content.includes('$')).flatMap(inline => inline.read().formulas.map(({ start, end }) => {
    const place = inline.placeOf(start, inline.content.slice(start, end))
    return source.span(place, place + 1)
  })),
].sort((one, other) => one.start - other.start)
