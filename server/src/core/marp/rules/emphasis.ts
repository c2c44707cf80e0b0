// Emphasis that is opened and never closed: the stars stand on the slide.
import type { Finding, Rule } from './rule'

export const emphasis: Rule = {
  code: 'marp/emphasis',
  what: 'Emphasis that is opened and not closed.',
  level: 'information',
  docs: { why: 'Markdown emphasizes what stands between two marks of a paragraph. One without a partner, or with a blank on its inner side, is shown as it is.', mend: 'Close it, or write `\\*` where the star is meant.', by: 'CommonMark, emphasis' },
  check: ({ slides, source }) => slides.inlines.flatMap((inline): readonly Finding[] => {
    const { content } = inline
    if (content.length > 20_000 || !/(?:^|\s)\*{1,3}\S/.test(content)) return []
    const { stray } = inline.read()
    // Neighbours are one mark.
    const marks = stray.filter(({ mark }) => mark === '*').reduce<{ readonly start: number; length: number }[]>((all, { start }) => {
      const last = all.at(-1)
      if (last && last.start + last.length === start) last.length++
      else all.push({ start, length: 1 })
      return all
    }, [])
    const opening = marks.find(({ start, length }) => length <= 3 && /^$|\s/.test(content.charAt(start - 1)) && /[\p{L}"'“]/u.test(content.charAt(start + length)))
    if (!opening || inline.parent !== 'paragraph_open') return []
    const { start, length } = opening
    if (length === 1) {
      // `*without tax` explains a star further up.
      const slide = slides.slides.find(({ from, to }) => from <= inline.index && inline.index < to)
      const above = slide ? source.text.slice(source.at(slide.span.start), source.at(slide.span.end)) : ''
      if (start > 0 || /[\p{L}\p{N}%).]\*(?![*\p{L}\p{N}])/u.test(above.replace(content, ''))) return []
    }
    const mark = '*'.repeat(length)
    const place = inline.placeOf(start, content.slice(start, start + 20))
    const blank = marks.find(other => other.start > start && other.length === length && /\s/.test(content.charAt(other.start - 1)))
    return [{
      span: source.span(place, place + length),
      message: blank ? `This \`${mark}\` is shown as it is, since a blank stands before the one that is to close it: take the blank away.` : `This \`${mark}\` is shown as it is, since nothing closes it: put \`${mark}\` behind what is to be emphasized, or \`\\*\` where a star is meant.`,
    }]
  }),
}
