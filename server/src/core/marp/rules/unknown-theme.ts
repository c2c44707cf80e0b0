// A theme that Marp Core does not bring: a slip, or a theme of one's own, which only the engine that draws it knows.
// Marp ignores unknown names and stays with the theme set before, or its default.
import { closestName } from '../../text/names'
import { themeNamed, themes } from '../themes'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Finding, type Rule } from './rule'

export const unknownTheme: Rule = {
  code: 'marp/unknown-theme',
  what: 'A theme that Marp Core does not bring.',
  level: 'warning',
  check: deck => deck.uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (key !== 'theme' || !heeded || typeof value !== 'string' || value === '' || themeNamed(value) || hasTrailingComment(entry)) return []
    const names = themes.map(({ name }) => name)
    const name = closestName(value, names)
    if (name) return [{ span: valueSpan, message: `Marp knows no theme \`${value}\` and ignores it: did you mean \`${name}\`?`, data: { name } }]
    return [{
      span: valueSpan,
      level: 'hint' as const,
      message: `\`${value}\` is none of Marp’s own themes (${names.map(each => `\`${each}\``).join(', ')}). Unless it is added where the deck is drawn (\`--theme-set\`, \`markdown.marp.themes\`), Marp ignores it.`,
    }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}
