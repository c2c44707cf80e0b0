// A theme that Marp Core does not bring: a slip, or a theme of one's own, which only the engine that draws it knows.
// Marp ignores unknown names and stays with the theme set before, or its default.
import { closestName } from '../../text/names'
import { themeNamed, themes as builtIn } from '../themes'
import { isWritten } from '../yaml'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Finding, type Rule } from './rule'

export const unknownTheme: Rule = {
  code: 'marp/unknown-theme',
  what: 'A theme that Marp Core does not bring.',
  level: 'warning',
  docs: {
    why: 'Marp ignores the name and stays with the theme that was set before, or its default. Themes of one’s own are known by `markdown.marp.themes`, or by `themeSet` and `theme` of Marp CLI’s configuration.',
    mend: 'Correct the name, or register the theme.',
    by: 'marpit, markdown/directives/directives.js; Marp for VS Code, unknown-theme',
  },
  check: deck => deck.uses.filter(({ entry, heeded }) => heeded && entry.key === 'theme' && isWritten(entry)).slice(-1).flatMap(({ entry }): readonly Finding[] => {
    const { value, valueSpan } = entry
    const { themes, marp } = deck
    if (typeof value !== 'string' || themeNamed(value, themes) || hasTrailingComment(entry)) return []
    if (value === '') return [{ span: valueSpan, message: 'A theme has a name, and Marp ignores an empty one: write it, or remove the line.' }]
    const names = themes.map(({ name }) => name)
    const name = closestName(value, names)
    if (name) return [{ span: valueSpan, message: `Marp knows no theme \`${value}\` and ignores it: did you mean \`${name}\`?`, data: { name } }]
    if (marp.themesKnown && !marp.ownEngine) return [{ span: valueSpan, message: `Marp knows no theme \`${value}\` and ignores it: none of that name is registered here. There are ${names.map(each => `\`${each}\``).join(', ')}.` }]
    return [{
      span: valueSpan,
      level: 'hint' as const,
      message: `\`${value}\` is none of Marp’s own themes (${builtIn.map(({ name: own }) => own).map(each => `\`${each}\``).join(', ')}). Unless it is added where the deck is drawn (\`--theme-set\`, \`markdown.marp.themes\`), Marp ignores it.`,
    }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}
