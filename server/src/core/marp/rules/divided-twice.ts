// A ruler right before a heading that begins a slide by itself: between the two is an empty one.
import { mending, type Finding, type Rule } from './rule'

export const dividedTwice: Rule = {
  code: 'marp/divided-twice',
  what: 'A ruler before a heading that begins a slide by itself, which makes an empty slide.',
  level: 'warning',
  docs: { why: '`headingDivider` puts a ruler before such a heading; another one by hand leaves a slide with nothing on it between the two.', mend: 'Remove the ruler.', by: 'marpit, markdown/heading_divider.js' },
  check: ({ slides, source }) => slides.slides.flatMap(({ from, to }, index): readonly Finding[] => {
    const ruler = slides.tokens[from]
    const next = slides.tokens[to]
    // Comments and styles of that slide are seen by nobody either, but may hold directives for the rest.
    if (index === 0 || ruler?.type !== 'hr' || next?.type !== 'heading_open' || !ruler.map || to !== from + 1) return []
    const line = ruler.map[0]
    return [{ span: source.span(source.lineStart(line), source.lineStart(line) + source.line(line).length), message: 'The heading below begins a slide by itself (`headingDivider`), so this ruler makes an empty one before it: remove the ruler.', ...mending('Remove the ruler', '', source.span(source.lineStart(line), source.lineStart(line + 1))) }]
  }),
}
