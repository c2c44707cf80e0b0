// The names that decks and themes share: a theme's own, and the classes that its rules are for. Where each is defined, where it is used,
// and what gives it another name.
import type { Edit, Id, Span } from '../model'
import type { Editing } from '../service'
import type { Deck } from './deck'
import { bare, classesIn } from './theme-css'
import type { ThemeSheet } from './theme-sheet'
import { themeNamed } from './themes'
import { isUsed } from './uses'

type Naming = Pick<Editing, 'ids' | 'idsAt' | 'rename'>

export const deckIds = (deck: Deck): Naming => naming(() => {
  const ids: Id[] = []
  const theme = deck.theme.name
  const across = isTheirs(theme)
  const uses = deck.uses.filter(isUsed)
  for (const { entry: { key, value, valueSpan } } of uses) {
    if (key === 'theme' && typeof value === 'string' && isTheirs(value)) ids.push(idOf('theme', value, 'uses', within(deck.text, valueSpan, value), true))
  }
  const words = uses.filter(({ entry: { key } }) => /^_?class$/.test(key)).flatMap(({ entry: { valueSpan } }) => wordsIn(deck.text, valueSpan))
  for (const { name, span } of words) ids.push(classId(theme, name, 'uses', span, across))
  const named = words.map(({ name }) => name)
  for (const { css, span } of deck.styles) {
    const slideClasses = new Set([...classesIn(css), ...named])
    for (const place of selectorClasses(css)) {
      if (!slideClasses.has(place.name)) continue
      const shift = { start: span.start + place.span.start, end: span.start + place.span.end }
      ids.push(classId(theme, place.name, deck.theme.classes.includes(place.name) ? 'uses' : 'defines', shift, across))
    }
  }
  return ids
})

export const themeIds = ({ text, theme, metas, imports, others }: ThemeSheet): Naming => naming(() => {
  const ids: Id[] = []
  const last = metas.filter(({ key }) => key === 'theme').at(-1)
  if (last && theme) ids.push(idOf('theme', theme.name, 'defines', last.valueSpan, true))
  for (const { name, span } of imports) if (isTheirs(name) && themeNamed(name, others)) ids.push(idOf('theme', name, 'uses', span, true))
  if (theme) for (const { name, span } of selectorClasses(text)) if (theme.classes.includes(name)) ids.push(classId(theme.name, name, 'defines', span, true))
  return ids
})

/** Not one of Marp's own. */
const isTheirs = (theme: string): boolean => themeNamed(theme) === undefined

const idOf = (kind: string, value: string, role: Id['role'], span: Span, across: boolean): Id => ({ kind, value, role, span, exact: true, across })

/** Classes of one theme are another's business. */
const classId = (theme: string, name: string, role: Id['role'], span: Span, across: boolean): Id => idOf('class', `${theme}\0${name}`, role, span, across)

const naming = (find: () => readonly Id[]): Naming => {
  let found: readonly Id[] | undefined
  const ids = (): readonly Id[] => found ??= [...find()].sort((a, b) => a.span.start - b.span.start)
  return {
    ids,
    idsAt: offset => ids().filter(({ span }) => span.start <= offset && offset <= span.end),
    rename: ({ kind, value }, name): readonly Edit[] | string => {
      const [theme = '', own] = value.split('\0')
      if (kind === 'class' && !isTheirs(theme) && themeNamed(theme)?.classes.includes(own ?? '')) return `\`${own}\` is a class of Marp’s theme \`${theme}\`, which nobody can rename.`
      if (kind === 'class' && !/^-?[A-Za-z_][\w-]*$/.test(name)) return `A class is a word of letters, digits, \`-\` and \`_\`, and \`${name}\` is none.`
      if (kind === 'theme' && !/^[\w-]+$/.test(name)) return `A theme is named by letters, digits, \`-\` and \`_\`, and \`${name}\` is no such name.`
      return ids().filter(id => id.kind === kind && id.value === value).map(({ span }) => ({ span, text: name }))
    },
  }
}

/** The value without its quotes. */
const within = (text: string, { start, end }: Span, value: string): Span => {
  const at = text.slice(start, end).indexOf(value)
  return at < 0 ? { start, end } : { start: start + at, end: start + at + value.length }
}

const wordsIn = (text: string, { start, end }: Span): readonly { readonly name: string; readonly span: Span }[] =>
  [...text.slice(start, end).matchAll(/[^\s,"'[\]]+/g)].filter(([name]) => /^-?[A-Za-z_][\w-]*$/.test(name)).map(({ index, 0: name }) => ({ name, span: { start: start + index, end: start + index + name.length } }))

/** Classes in the selectors of CSS, with their places. */
const selectorClasses = (css: string): readonly { readonly name: string; readonly span: Span }[] =>
  [...bare(css).matchAll(/[^{};]+(?=\{)/g)].filter(([selector]) => !selector.trimStart().startsWith('@')).flatMap(({ index: at, 0: selector }) =>
    [...selector.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(({ index, 1: name = '' }) => ({ name, span: { start: at + index + 1, end: at + index + 1 + name.length } })))
