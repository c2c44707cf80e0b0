// A name that is given twice: in one file the last counts, of two files the one that is registered later.
import { readTheme } from '../theme-css'
import type { ThemeRule } from './rule'

export const themeDuplicate: ThemeRule = {
  code: 'marp/theme-duplicate',
  what: 'A theme’s name that is given twice.',
  level: 'warning',
  docs: { why: 'Of several `@theme` in a file the last counts. Of two files with the same name Marp keeps the one that is registered later; which that is, the order of the settings decides.', mend: 'Leave one of them.', by: 'marpit, postcss/meta.js and theme_set.js' },
  check: ({ metas, theme, marp }) => {
    const named = metas.filter(({ key }) => key === 'theme')
    const last = named.at(-1)
    const other = theme !== null && marp.themes.some(css => readTheme(css)?.theme.name === theme.name)
    return [
      ...named.slice(0, -1).map(({ span, valueSpan }) => ({ span: { start: span.start, end: valueSpan.end }, message: `This name does not count: a later \`@theme\` calls the theme \`${last?.value}\`.`, tag: 'unnecessary' as const })),
      ...last && other ? [{ span: last.valueSpan, message: `Another theme that is registered here is called \`${theme.name}\` as well, and Marp knows only one of them: give this one another name.` }] : [],
    ]
  },
}
