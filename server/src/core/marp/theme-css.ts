// A theme's CSS as data: its name, its slide sizes and classes, its variables. From the comments `@theme` and `@size` as marpit's
// postcss/meta.js reads them, and from its selectors. CSS is looked at, never run, and nothing that it imports is fetched.
import { themes as builtIn, type Theme, type ThemeSize } from './themes'

/** Those of Marp Core, and those that these texts register; the later of a name wins. */
export const themesWith = (texts: readonly string[]): readonly Theme[] => {
  if (texts.length === 0) return builtIn
  const known = read.get(texts) ?? gathered(texts)
  read.set(texts, known)
  return known
}

/** Hosts hand the same list over until a theme changes. */
const read = new WeakMap<readonly string[], readonly Theme[]>()

const gathered = (texts: readonly string[]): readonly Theme[] => {
  const found = new Map<string, Theme>(builtIn.map(theme => [theme.name, theme]))
  const all = texts.slice(0, mostThemes).flatMap(css => readTheme(css) ?? [])
  for (const { theme } of all) found.set(theme.name, theme)
  // What a theme imports comes before its own.
  for (const { theme, imports } of all) {
    const bases = imports.flatMap(name => found.get(name) ?? [])
    if (bases.length) found.set(theme.name, [...bases, theme].reduce((sum, next) => joined(sum, next), emptyTheme(theme.name)))
  }
  return [...found.values()]
}

const mostThemes = 200
const longest = 2_000_000

export const readTheme = (css: string): { readonly theme: Theme; readonly imports: readonly string[] } | null => {
  if (css.length > longest) return null
  const metas = metasIn(css)
  const name = metas.filter(({ key }) => key === 'theme').at(-1)?.value.trim()
  if (!name) return null
  const sizes = metas.filter(meta => meta.key === 'size').flatMap(({ value }): readonly ThemeSize[] => {
    const [, size = '', width = '', height = ''] = /^(\S+)\s+(\d[\d.]*)[a-z]*\s+(\d[\d.]*)[a-z]*/i.exec(value) ?? []
    return size === '' ? [] : [{ name: size, width: Number(width), height: Number(height) }]
  })
  return { theme: { name, classes: classesIn(css), sizes, variables: variablesIn(css) }, imports: [...bare(css).matchAll(/@import(?:-theme)?\s+(["'])([\w-]+)\1/g)].map(([, , imported = '']) => imported) }
}

export interface Meta {
  readonly key: string
  readonly value: string
  /** Of the key, with its `@`. */
  readonly start: number
  readonly valueStart: number
}

export const metasIn = (css: string): readonly Meta[] => [...css.matchAll(/\/\*[\s\S]*?\*\//g)].flatMap(({ index, 0: comment }) =>
  [...comment.slice(2, -2).matchAll(/^([*!\s]*)@([\w-]+)([^\S\n]+)(.+)$/gim)].map(({ index: at, 1: lead = '', 2: key = '', 3: gap = '', 4: value = '' }): Meta => {
    const start = index + 2 + at + lead.length
    return { key, value, start, valueStart: start + 1 + key.length + gap.length }
  }))

/** What a slide's `class` may be by these rules: `section.lead`, `section:is(.lead)`, nested `&.lead`. */
export const classesIn = (css: string): readonly string[] =>
  [...new Set([...bare(css).matchAll(/(?:\bsection|&|:root|^\s*|[,}]\s*|:(?:is|where)\(\s*)((?::[\w-]+(?:\([^()]*\))?)*(?:\.-?[A-Za-z_][\w-]*)+)/gm)].flatMap(([, chain = '']) => [...chain.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = '']) => name)))]

/** All classes that CSS speaks of anywhere. */
export const anyClassesIn = (css: string): readonly string[] => [...new Set([...bare(css).matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = '']) => name))]

export const variablesIn = (css: string): readonly string[] => [...new Set([...bare(css).matchAll(/(?<![\w-])(--[\w-]+)\s*:/g)].map(([, name = '']) => name))]

/** Without comments, texts and addresses; places stay. */
export const bare = (css: string): string =>
  css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, blank).replace(/url\([^)\n]*\)/g, blank)

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

const emptyTheme = (name: string): Theme => ({ name, classes: [], sizes: [], variables: [] })

const joined = (base: Theme, theme: Theme): Theme => ({
  name: theme.name,
  classes: [...new Set([...base.classes, ...theme.classes])],
  sizes: [...base.sizes.filter(({ name }) => !theme.sizes.some(size => size.name === name)), ...theme.sizes],
  variables: [...new Set([...base.variables, ...theme.variables])],
})
