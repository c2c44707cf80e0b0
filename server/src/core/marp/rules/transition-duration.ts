// `transition: fade 2`: a duration is a number with `s` or `ms`; another is ignored by the browser.
import { hasTrailingComment } from './trailing-comment'
import { mending, type Finding, type Rule } from './rule'

export const transitionDuration: Rule = {
  code: 'marp/transition-duration',
  what: 'A transition whose duration is no time.',
  level: 'warning',
  docs: { why: 'The second word is handed over to CSS unseen. A time has a unit, `s` or `ms`; a third word is dropped.', mend: 'Write `transition: fade 1s`.', by: 'marp-cli, engine/transition-plugin' },
  check: ({ uses }) => uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (!heeded || !/^_?transition$/.test(key) || typeof value !== 'string' || hasTrailingComment(entry)) return []
    const [name = '', duration, ...rest] = value.trim().split(/\s+/)
    if (duration === undefined || /[{$<]/.test(value)) return []
    if (!/^(?:\d*\.)?\d+m?s$/i.test(duration)) {
      const number = /^(?:\d*\.)?\d+$/.test(duration) ? `${duration}${Number(duration) >= 50 ? 'ms' : 's'}` : undefined
      return [{ span: valueSpan, message: `\`${duration}\` is no duration: write a number with \`s\` or \`ms\`, such as \`${number ?? '1s'}\`.`, ...number && mending(`Change to \`${name} ${number}\``, [name, number, ...rest].join(' ')) }]
    }
    return rest.length ? [{ span: valueSpan, level: 'information', message: `Marp drops \`${rest.join(' ')}\`: a transition has a name and a duration.` }] : []
  }),
}
