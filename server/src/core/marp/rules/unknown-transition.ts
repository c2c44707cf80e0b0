// A transition that neither Marp CLI has nor the deck's CSS defines: nothing is shown.
import { closestName } from '../../text/names'
import { transitions, transitionsIn } from '../transitions'
import { hasTrailingComment } from './trailing-comment'
import { mending, type Finding, type Rule } from './rule'

export const unknownTransition: Rule = {
  code: 'marp/unknown-transition',
  what: 'A transition that does not exist.',
  level: 'warning',
  docs: { why: 'Marp CLI has 33 of them; others are defined by keyframes named `marp-transition-NAME` in the deck’s or the theme’s CSS. Another name shows nothing.', mend: 'Write the name of one that there is.', by: 'marp-cli, docs/bespoke-transitions' },
  check: ({ uses, styles, marp }) => uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (!heeded || !/^_?transition$/.test(key) || typeof value !== 'string' || hasTrailingComment(entry)) return []
    const [name = ''] = value.trim().split(/\s+/)
    if (name === '' || /[{$<]/.test(name) || name === 'none' || transitions.includes(name)) return []
    if ([...styles.map(({ css }) => css), ...marp.themes].some(css => transitionsIn(css).includes(name))) return []
    const meant = closestName(name.toLowerCase(), transitions)
    // A theme that nobody told of may define it.
    if (meant === undefined && !marp.themesKnown && marp.themes.length === 0 && !/^[\d.]+m?s$/.test(name)) return [{ span: valueSpan, level: 'hint', message: `Marp CLI has no transition \`${name}\`. Unless the theme defines it by keyframes, nothing is shown.` }]
    return [{ span: valueSpan, message: `There is no transition \`${name}\`, so nothing is shown${meant ? `: did you mean \`${meant}\`?` : ': a name comes first, then a duration.'}`, ...meant && mending(`Change to \`${meant}\``, value.replace(name, meant)) }]
  }),
}
