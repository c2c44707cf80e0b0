// A theme's CSS as it stands: what is said in its comments, what it imports, and the themes beside it.
import { defaultMarp, type MarpSettings } from '../service'
import type { Span } from '../model'
import type { Css } from './css'
import { bare, metasIn, readTheme, themesWith } from './theme-css'
import type { Theme } from './themes'

export interface ThemeSheet {
  readonly text: string
  readonly css: Css
  readonly marp: MarpSettings
  readonly metas: readonly ThemeMeta[]
  readonly imports: readonly ThemeImport[]
  /** By its last `@theme`; null where it has none. */
  readonly theme: Theme | null
  /** Those of Marp, and those that are registered beside it. */
  readonly others: readonly Theme[]
}

export interface ThemeMeta {
  readonly key: string
  /** With its `@`. */
  readonly span: Span
  readonly value: string
  readonly valueSpan: Span
}

export interface ThemeImport {
  readonly name: string
  readonly span: Span
}

export const sheetOf = (text: string, css: Css, marp: MarpSettings = defaultMarp): ThemeSheet => ({
  text,
  css,
  marp,
  metas: metasIn(text).map(({ key, value, start, valueStart }) => {
    const shown = value.trim()
    const at = valueStart + value.indexOf(shown)
    return { key, span: { start, end: start + key.length + 1 }, value: shown, valueSpan: { start: at, end: at + shown.length } }
  }),
  imports: [...bare(text).matchAll(/@import(?:-theme)?\s+(["'])([^"'\n]*)\1/g)].map(({ index, 0: whole, 2: name = '' }) => {
    const start = index + whole.length - 1 - name.length
    return { name, span: { start, end: start + name.length } }
  }),
  theme: readTheme(text)?.theme ?? null,
  others: themesWith(marp.themes),
})
