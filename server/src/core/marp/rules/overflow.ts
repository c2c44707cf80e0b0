// More on a slide than can be seen: an estimate by the theme's letters, told only where it is much. The preview knows exactly.
import { heightsOf } from '../height'
import type { Finding, Rule } from './rule'

export const overflow: Rule = {
  code: 'marp/overflow',
  what: 'A slide with more than fits on it, by estimate.',
  level: 'information',
  docs: { why: 'What does not fit is cut off at the lower edge. This counts lines, headings, tables and code by the size that the theme gives them, and speaks only where it is well beyond the edge; a style or a theme of one’s own is not judged.', mend: 'Split the slide, or make the text smaller by a scoped style.', by: 'the theme’s CSS' },
  check: deck => {
    const { slides, source } = deck
    const heights = heightsOf(deck)
    return slides.slides.flatMap((slide, index): readonly Finding[] => {
      const part = heights[index] ?? null
      if (part === null || part < 1.35) return []
      const [heading] = slide.headings
      const line = source.lineAt(source.at(slide.span.start))
      const span = heading?.span ?? { start: slide.span.start, end: slide.span.start + source.line(line).length }
      return [{ span, message: `This slide is about ${Math.round(part * 100)} % as high as its frame, so its end is cut off: split it, or make its text smaller.` }]
    })
  },
}
