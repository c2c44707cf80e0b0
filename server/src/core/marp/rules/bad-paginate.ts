// `paginate` takes four words. Others count as `false`; a list or a map makes Marp throw, and nothing is drawn at all.
// From marpit's directives.js, which calls `toLowerCase` on whatever is there.
import { closestName } from '../../text/names'
import { isList } from '../yaml'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Finding, type Rule } from './rule'

export const badPaginate: Rule = {
  code: 'marp/bad-paginate',
  what: '`paginate` is none of the words that Marp knows.',
  level: 'warning',
  docs: {
    why: 'Four words count: `true`, `false`, `hold` and `skip`. Another counts as `false`; a list or a map makes Marp throw, so that no slide is drawn at all.',
    mend: 'Write one of the four words.',
    by: 'marpit, markdown/directives/directives.js',
  },
  check: deck => deck.uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if ((key !== 'paginate' && key !== '_paginate') || !heeded) return []
    if (typeof value !== 'string') {
      const [first] = isList(value) ? value : []
      const name = typeof first === 'string' && words.includes(first.toLowerCase()) ? first : 'true'
      return [{
        span: valueSpan, level: 'error' as const, data: { name },
        message: `\`${key}\` takes one word, not a ${isList(value) ? 'list' : 'map'}: Marp stops with an error and draws no slide. Write \`true\`, \`false\`, \`hold\` or \`skip\`.`,
      }]
    }
    if (value === '' || words.includes(value.toLowerCase()) || hasTrailingComment(entry)) return []
    const name = meant[value.toLowerCase()] ?? closestName(value, words)
    return [{
      span: valueSpan,
      message: `\`${value}\` counts as \`false\`: \`${key}\` takes \`true\`, \`false\`, \`hold\` or \`skip\`${name ? `; did you mean \`${name}\`?` : '.'}`,
      ...(name ? { data: { name } } : {}),
    }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}

const words: readonly string[] = ['true', 'false', 'hold', 'skip']
const meant: Readonly<Record<string, string>> = { yes: 'true', on: 'true', 1: 'true', no: 'false', off: 'false', 0: 'false', none: 'false' }
