// `headingDivider` takes a level from 1 to 6, a list of them, or `false`; Marp ignores the rest.
// From marpit's directives.js: `parseInt` reads a leading number, so `2.5` and `3rd` pass as 2 and 3.
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Finding, type Rule } from './rule'
import { isList, textOf, type Value } from '../yaml'

export const badHeadingDivider: Rule = {
  code: 'marp/bad-heading-divider',
  what: '`headingDivider` is no level from 1 to 6, no list of them and not `false`: Marp ignores it.',
  level: 'warning',
  docs: {
    why: 'Marp reads a leading number from 1 to 6, a list of such numbers, or `false`. Everything else is ignored without a word, so that the deck stays one slide.',
    mend: 'Write a level such as `2`, a list such as `[1, 3]`, or `false`.',
    by: 'marpit, markdown/directives/directives.js',
  },
  check: deck => deck.uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (key !== 'headingDivider' || !heeded || value === '' || hasTrailingComment(entry)) return []
    if (isList(value)) {
      const bad = value.filter(item => !isLevel(item)).map(textOf)
      return bad.length ? [{ span: valueSpan, message: `\`${bad.join('`, `')}\` is no heading level: the list takes numbers from 1 to 6.` }] : []
    }
    if (value === 'false' || isLevel(value) || (typeof value === 'string' && /^[1-6]\s+#/.test(value))) return []
    if (typeof value === 'string' && /^[1-6](\s*,\s*[1-6])+$/.test(value)) {
      return [{ span: valueSpan, message: `Marp reads only the first number: write the levels as a list, \`[${value}]\`.`, data: { name: `[${value}]` } }]
    }
    const read = Number.parseInt(textOf(value), 10)
    if (read >= 1 && read <= 6) {
    return [{ span: valueSpan, level: 'information' as const, message: `Marp reads this as ${read}: write a whole number from 1 to 6.`, data: { name: String(read) } }]
    }
    return [{
      span: valueSpan,
      message: `Marp ignores \`${textOf(value)}\`: \`headingDivider\` takes a level from 1 to 6, a list such as \`[1, 3]\`, or \`false\`.`,
    }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}

const isLevel = (value: Value): boolean => typeof value === 'string' && /^[1-6]$/.test(value)
