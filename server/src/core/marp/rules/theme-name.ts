// A theme without a name: Marp cannot register it.
import type { ThemeRule } from './rule'

export const themeName: ThemeRule = {
  code: 'marp/theme-name',
  what: 'A theme’s file that does not say how the theme is called.',
  level: 'error',
  docs: { why: 'Marp takes a theme by the name in its `/* @theme name */`, and refuses a file without.', mend: 'Write `/* @theme name */` at its head.', by: 'marpit, theme.js (fromCSS)' },
  check: ({ text, theme, marp }) => {
    if (theme) return []
    const bare = /@theme(?![\w-])/.exec(text)
    const start = bare?.index ?? 0
    return bare
      ? [{ span: { start, end: start + bare[0].length }, message: 'The theme’s name is missing: write it behind `@theme`, on the same line.' }]
      : marp.isTheme ? [{ span: { start, end: Math.min(text.length, 1) }, message: 'This file is registered as a theme, but does not say how the theme is called, so Marp refuses it: begin it with `/* @theme name */`.' }] : []
  },
}
