// The ids that headings get (marp-core's slug.ts): small letters, blanks as dashes, punctuation away; a number behind those that repeat.
import type { Deck } from './deck'

export const slugsOf = ({ slides }: Deck): readonly string[] => {
  const seen = new Map<string, number>(slides.slides.map((_, index) => [String(index + 1), 0]))
  return slides.slides.flatMap(({ headings }) => headings.map(({ content }) => {
    const slug = slides.plainText(content.replace(/(`+)([^`]+)\1/g, '$2')).trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}\p{Pc}\s-]/gu, '').replace(/\s/g, '-')
    const times = seen.get(slug)
    seen.set(slug, (times ?? -1) + 1)
    return times === undefined ? slug : `${slug}-${times + 1}`
  }))
}
