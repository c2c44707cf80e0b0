// `@auto-scaling true`, or a list of what may scale: other words switch nothing on.
import { closestName } from '../../text/names'
import { mending, type Finding, type ThemeRule } from './rule'

export const themeAutoScaling: ThemeRule = {
  code: 'marp/theme-auto-scaling',
  what: 'A word behind `@auto-scaling` that Marp does not know.',
  level: 'warning',
  docs: { why: 'Marp knows `true`, or a list of `fittingHeader`, `math` and `code`. Another word switches nothing on.', mend: 'Write one of those.', by: 'marp-core, auto-scaling/utils.ts' },
  check: ({ metas }) => metas.filter(({ key }) => key === 'auto-scaling').flatMap(({ value, valueSpan }) => {
    const words = [...value.matchAll(/[^\s,]+/g)]
    return words.flatMap(({ index, 0: word }): readonly Finding[] => {
      if (listed.includes(word) || (words.length === 1 && (word === 'true' || word === 'false'))) return []
      const start = valueSpan.start + index
      const meant = word === 'true' || word === 'false' ? undefined : closestName(word, [...listed, 'true'])
      return [{
        span: { start, end: start + word.length }, message: `\`@auto-scaling\` knows no \`${word}\`${words.length > 1 ? ' in a list' : ''}: ${meant === undefined ? 'write `true`, or a list of `fittingHeader`, `math` and `code`.' : `did you mean \`${meant}\`?`}`,
        ...meant !== undefined && mending(`Change to \`${meant}\``, meant),
      }]
    })
  }),
}

const listed: readonly string[] = ['fittingHeader', 'math', 'code']
