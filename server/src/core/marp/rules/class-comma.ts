// `class: lead, invert`: blanks part classes; with the comma the first is called `lead,`, which no theme has.
import { mending, type Finding, type Rule } from './rule'

export const classComma: Rule = {
  code: 'marp/class-comma',
  what: 'Classes that are parted by commas.',
  level: 'warning',
  docs: { why: 'The value becomes the attribute `class`, where blanks part names. A comma is a part of the name.', mend: 'Part them by blanks, or write a list: `[lead, invert]`.', by: 'marpit, markdown/directives/directives.js' },
  check: ({ uses }) => uses.flatMap(({ entry: { key, value, valueSpan }, heeded }): readonly Finding[] => {
    if (!heeded || !/^_?class$/.test(key) || typeof value !== 'string' || !/^[\w-]+(?:\s*,\s*[\w-]+)+\s*,?$/.test(value)) return []
    const names = value.split(/[\s,]+/).filter(Boolean).join(' ')
    return [{ span: valueSpan, message: `Blanks part classes, and commas become a part of the name: write \`${names}\`.`, ...mending(`Change to \`${names}\``, names) }]
  }),
}
