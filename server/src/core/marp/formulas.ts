// Where formulas begin: the dollars that open them, by the rules of marp-core's math plugin (math/parser.ts, after Pandoc).
import type { Span } from '../model'
import type { Deck } from './deck'

/** The opening dollars of each, in order. */
export const formulasOf = ({ slides, source }: Deck): readonly Span[] => slides.inlines.flatMap(inline => {
  const { content } = inline
  if (!content.includes('$')) return []
  const { covered } = inline.read()
  const isCovered = (at: number): boolean => covered.some(({ start, end }) => start <= at && at < end)
  const span = (at: number, length: number): Span => {
    const place = inline.placeOf(at, content.slice(at, at + 20))
    return source.span(place, place + length)
  }
  // At the beginning of a line two dollars open a block, which may hold empty lines.
  const block = /^\$\$/m.exec(content)
  if (block && !isCovered(block.index)) return [span(block.index, 2)]
  for (let open = content.indexOf('$'); open >= 0; open = content.indexOf('$', open + 1)) {
    if (isCovered(open)) continue
    if (content.charAt(open + 1) === '$') {
      open++
      continue
    }
    const close = /\s/.test(content.charAt(open + 1)) ? -1 : closing(content, open + 1)
    if (close > open + 1 && !/[ \t]/.test(content.charAt(close - 1)) && !/\d/.test(content.charAt(close + 1))) return [span(open, 1)]
  }
  return []
})

/** The next dollar that no backslash guards. */
const closing = (text: string, from: number): number => {
  for (let at = text.indexOf('$', from); at >= 0; at = text.indexOf('$', at + 1)) {
    let slashes = 0
    while (text.charAt(at - 1 - slashes) === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
  return -1
}
