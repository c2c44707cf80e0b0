// `_header:` with nothing behind it: Marp Core 5 clears the header, the one in Marp CLI and Marp for VS Code keeps it.
import { mending, type Finding, type Rule } from './rule'

export const emptyMargin: Rule = {
  code: 'marp/empty-margin',
  what: 'An empty `header` or `footer` that is to clear one.',
  level: 'information',
  docs: { why: 'Whether an empty value clears a header depends on the version: with js-yaml 4, which Marp Core 4.4 first came with, it is ignored.', mend: 'Write `""`, which clears it everywhere.', by: 'marpit, markdown/directives/directives.js' },
  check: ({ uses }) => uses.flatMap(({ entry: { key, value, valueSpan, keySpan }, heeded }, index): readonly Finding[] => {
    const [, name] = /^_?(header|footer)$/.exec(key) ?? []
    if (!heeded || name === undefined || value !== '' || valueSpan.end > valueSpan.start) return []
    const set = uses.slice(0, index).some(use => use.heeded && use.entry.key === name && use.entry.value !== '')
    return set ? [{ span: keySpan, message: `Not every Marp clears the ${name} by an empty value: write \`${key}: ""\`.`, ...mending('Write `""`', ' ""', valueSpan) }] : []
  }),
}
