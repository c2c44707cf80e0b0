// `@import 'name'` of a theme that is not registered: Marp leaves the line in, and the browser looks for a file of that name.
import { closestName } from '../../text/names'
import { mending, type Finding, type ThemeRule } from './rule'

export const themeImport: ThemeRule = {
  code: 'marp/theme-import',
  what: 'An import of a theme that Marp does not know.',
  level: 'warning',
  docs: { why: 'A quoted name without a dot or slash is meant to be a theme. If none of that name is registered, its CSS is missing. `url(…)` and names of files are the browser’s.', mend: 'Correct the name, or register the theme.', by: 'marpit, postcss/import/replace.js' },
  check: ({ imports, others, theme, marp }) => imports.flatMap(({ name, span }): readonly Finding[] => {
    if (!/^[\w-]+$/.test(name)) return []
    if (name === theme?.name) return [{ span, message: 'A theme that imports itself makes Marp throw: import another.' }]
    if (others.some(one => one.name === name)) return []
    const names = others.map(one => one.name)
    const meant = closestName(name, names)
    if (meant !== undefined) return [{ span, message: `There is no theme \`${name}\` to import: did you mean \`${meant}\`?`, ...mending(`Change to \`${meant}\``, meant) }]
    return marp.themesKnown && !marp.ownEngine ? [{ span, message: `There is no theme \`${name}\` to import: registered are ${names.map(each => `\`${each}\``).join(', ')}.` }] : []
  }),
}
