// `@size name width height`, or `@size name false`: others Marp passes over, or draws slides of the wrong shape.
import type { ThemeSheet } from '../theme-sheet'
import type { Finding, ThemeRule } from './rule'

export const themeSize: ThemeRule = {
  code: 'marp/theme-size',
  what: 'A slide size that Marp cannot use.',
  level: 'warning',
  docs: { why: 'Marp reads a name without blanks, a width and a height, or a name and `false`, which takes an inherited size away. Only absolute units are understood: `px`, `cm`, `mm`, `in`, `pc`, `pt`, `Q`.', mend: 'Write it as `@size 16:9 1280px 720px`.', by: 'marp-core, size/size.ts; marpit, postcss/section_size.js' },
  check: ({ metas }) => metas.filter(({ key }) => key === 'size').flatMap(problem),
}

const problem = ({ value, valueSpan }: ThemeSheet['metas'][number]): readonly Finding[] => {
  const [name = '', ...lengths] = value.split(/\s+/)
  if (lengths.length === 1 && lengths[0] === 'false') return []
  if (lengths.length !== 2) return [{ span: valueSpan, message: `A size is a name without blanks, a width and a height, as in \`${/^[\w:.-]+$/.test(name) ? name : '16:9'} 1280px 720px\`: Marp passes over this one.` }]
  const wrong = lengths.find(length => !/^(?:\d+\.?\d*|\.\d+)(?:px|cm|mm|in|pc|pt|q)$/i.test(length) || Number.parseFloat(length) === 0)
  if (wrong === undefined) return []
  const at = valueSpan.start + value.lastIndexOf(wrong)
  return [{ span: { start: at, end: at + wrong.length }, message: `\`${wrong}\` is no length that Marp understands here: write a number above zero with \`px\`, \`cm\`, \`mm\`, \`in\`, \`pc\`, \`pt\` or \`Q\`.` }]
}
