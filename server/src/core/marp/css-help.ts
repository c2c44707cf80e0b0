// Help inside the CSS of a deck: what vscode-css-languageservice knows, and what the deck's theme has: its variables, its classes.
import type { Hover, Span, Suggestion } from '../model'
import type { Deck } from './deck'
import type { Style } from './styles'
import { anyClassesIn, bare, variablesIn } from './theme-css'

export const styleAt = ({ styles }: Deck, offset: number): Style | undefined => styles.find(({ span }) => span.start <= offset && offset <= span.end)

export const completeCss = (deck: Deck, style: Style, offset: number): readonly Suggestion[] => {
  const before = deck.text.slice(style.span.start, offset)
  const rest = /^[\w-]*/.exec(deck.text.slice(offset, offset + 100))?.[0].length ?? 0
  const typed = /[\w-]*$/.exec(before)?.[0] ?? ''
  const replace = { start: offset - typed.length, end: Math.min(offset + rest, style.span.end) }
  if (/@import(?:-theme)?\s+["'][\w-]*$/.test(before)) return deck.themes.map(({ name }) => ({ label: name, kind: 'theme', insert: name, replace }))
  if (/\bvar\(\s*[\w-]*$/.test(before)) return variables(deck, replace)
  if (isClass(before)) return classes(deck, replace)
  const known = deck.css?.complete(style, offset) ?? []
  // A variable of the theme may be given another value.
  const own = known.some(({ kind }) => kind === 'property') ? variables(deck, replace).map(one => ({ ...one, insert: `${one.label}: $0;`, snippet: true })) : []
  const sign = before.endsWith(`@${typed}`) ? 1 : 0
  return [...known, ...own, ...known.some(({ label }) => label === '@import') ? [atRule({ start: replace.start - sign, end: replace.end })] : []]
}

export const hoverCss = (deck: Deck, style: Style, offset: number): Hover | null => {
  const start = offset - (/[\w-]*$/.exec(deck.text.slice(style.span.start, offset))?.[0].length ?? 0)
  const word = /^[\w-]*/.exec(deck.text.slice(start, style.span.end))?.[0] ?? ''
  const { theme } = deck
  const span = { start, end: start + word.length }
  if (word.startsWith('--') && theme.variables.includes(word)) return { span, markdown: `**\`${word}\`** is a variable of the theme \`${theme.name}\`: what its rules say follows a value that is given here, as in \`section { ${word}: … }\`.` }
  if (deck.text.charAt(start - 1) === '.' && theme.classes.includes(word) && isClass(deck.text.slice(style.span.start, start))) return { span, markdown: `**\`.${word}\`** is a class of the theme \`${theme.name}\`; a slide has it by \`class: ${word}\`.` }
  return deck.css?.hover(style, offset) ?? null
}

/** A selector's dot, not that of a number or a file. */
const isClass = (before: string): boolean => {
  const piece = /[^{};]*$/.exec(bare(before))?.[0] ?? ''
  return /(?<![\d])\.(?:-?[A-Za-z_][\w-]*)?$/.test(piece) && !/^\s*(?:--)?[\w-]+\s*:\s/.test(piece) && !/@import/.test(piece)
}

const classes = (deck: Deck, replace: Span): readonly Suggestion[] => {
  const { theme } = deck
  const used = deck.slides.slides.flatMap(({ applied }) => String(applied['class'] ?? '').split(/[\s,]+/)).filter(name => name !== '')
  const typed = deck.text.slice(replace.start, replace.end)
  const here = deck.styles.flatMap(({ css }) => anyClassesIn(css)).filter(name => name !== typed)
  return named([[theme.classes, `class of the theme ${theme.name}`], [used, 'class of a slide'], [here, 'class of this deck’s style']], 'selector', replace)
}

const variables = (deck: Deck, replace: Span): readonly Suggestion[] => {
  const { theme } = deck
  return named([[deck.styles.flatMap(({ css }) => variablesIn(css)), 'variable of this deck’s style'], [theme.variables, `variable of the theme ${theme.name}`]], 'variable', replace)
}

/** The first who has a name says what it is. */
const named = (groups: readonly (readonly [names: readonly string[], detail: string])[], kind: Suggestion['kind'], replace: Span): readonly Suggestion[] => {
  const found = new Map<string, string>()
  for (const [names, detail] of groups) for (const name of names) if (!found.has(name) && name !== '-' && name !== '--') found.set(name, detail)
  return [...found].map(([label, detail], index) => ({ label, kind, detail, insert: label, replace, sort: `a${String(index).padStart(4, '0')}` }))
}

const atRule = (replace: Span): Suggestion => ({
  label: '@import-theme', kind: 'selector', detail: 'the CSS of another theme, from anywhere in the style', insert: "@import-theme '${1:default}';", snippet: true, replace,
})
