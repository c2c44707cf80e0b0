// Completion of directive names and values, in front matter and comments, of the words in the brackets of images, of CSS and of emoji;
// silent elsewhere. What there is to say of each comes when somebody looks at it.
import type { Span, Suggestion } from '../model'
import type { Surroundings } from '../service'
import { colors } from './colors'
import { completeCss, styleAt } from './css-help'
import type { Deck } from './deck'
import { aboutOf } from './describe'
import { directives, type ValueKind } from './directives'
import { completeEmoji } from './emojis'
import { imagePlaceAt, imageWordOf, imageWords, type ImagePlace, type ImageWord } from './images'
import { machineWordsAt } from './machine-marks'
import { pathAt, paths } from './paths'
import { classesIn } from './theme-css'
import { placeAt, type KeyPlace, type ValuePlace } from './place'
import { valueOf } from './things'
import { transitionsIn } from './transitions'

export const complete = (deck: Deck, offset: number, around?: Surroundings): readonly Suggestion[] => {
  const { mode } = deck.marp
  if (mode === 'off') return []
  const path = pathAt(deck, offset)
  if (path) return paths(path, around?.files ?? [])
  const machine = machineWordsAt(deck, offset)
  if (machine) return words(machine)
  const style = styleAt(deck, offset)
  if (style) return completeCss(deck, style, offset)
  const place = placeAt(deck, offset)
  if (!place) {
    const image = imagePlaceAt(deck, offset)
    return image ? words(image) : completeEmoji(deck, offset)
  }
  // What another extension offers already is left to it.
  if (mode === 'beside' && (place.kind === 'key' || ['theme', 'size', 'math', 'paginate', 'transition'].includes(place.directive.kind))) return []
  return place.kind === 'key' ? names(deck, place) : values(deck, place)
}

const names = (deck: Deck, place: KeyPlace): readonly Suggestion[] => {
  const taken = place.where === 'front-matter' ? otherKeys(deck, place.replace) : new Set<string>()
  const local = directives.filter(directive => directive.scope === 'local')
  const plain = directives.filter(directive => place.where === 'front-matter' || !directive.frontMatterOnly)
  const scoped = local.map(directive => [directive, `_${directive.name}`] as const)
  const all = place.typed.startsWith('_') ? scoped
    : place.where === 'comment' ? [...scoped, ...plain.map(directive => [directive, directive.name] as const)]
      : [...plain.map(directive => [directive, directive.name] as const), ...scoped]
  return all.filter(([, key]) => !taken.has(key)).map(([directive, key], index): Suggestion => {
    const block = directive.kind === 'css' && place.block && !place.colon
    return {
      label: key,
      kind: 'directive',
      about: aboutOf({ kind: 'directive', directive, key }),
      replace: place.replace,
      insert: place.colon ? key : block ? `${key}: |\n  $0` : `${key}: `,
      ...(block ? { snippet: true } : {}),
      ...(place.colon || !offersValues(directive.kind) ? {} : { again: true }),
      sort: String(index).padStart(3, '0'),
    }
  })
}

const otherKeys = (deck: Deck, here: Span): ReadonlySet<string> =>
  new Set((deck.frontMatter?.entries ?? []).filter(({ keySpan }) => keySpan.end < here.start || keySpan.start > here.end).map(({ key }) => key))

const offersValues = (kind: ValueKind): boolean => kind !== 'markdown' && kind !== 'css' && kind !== 'text'

const values = (deck: Deck, place: ValuePlace): readonly Suggestion[] => {
  const { directive } = place
  const { theme } = deck
  const whole = (value: string): Span & { readonly insert: string } => ({ ...place.value, insert: (place.needsSpace ? ' ' : '') + value })
  const suggest = (value: string, index: number, kind: Suggestion['kind'] = 'value'): Suggestion => {
    const { insert, ...replace } = whole(value)
    const thing = valueOf(directive, value, theme.name)
    return {
      label: value, kind, replace, insert,
      ...(thing && { about: aboutOf(thing) }),
      sort: String(index).padStart(3, '0'),
    }
  }
  switch (directive.kind) {
    case 'theme': return deck.themes.map(({ name }, index) => suggest(name, index, 'theme'))
    case 'size': return theme.sizes.map(({ name, width, height }, index) => ({ ...suggest(name, index), detail: `${width} × ${height}` }))
    case 'class': return classes(place, deck, suggest)
    case 'color': return colors.map((color, index) => suggest(color, index, 'color'))
    case 'image': return images(place, suggest)
    case 'levels': return directive.values.filter(value => !place.item || value !== 'false').map((value, index) => suggest(value, index))
    case 'transition': return transitions(place, deck, suggest)
    default: return directive.values.map((value, index) => suggest(value, index))
  }
}

type Suggest = (value: string, index: number) => Suggestion

/** Classes are several, separated by blanks: the word at the caret is the one to replace. */
const classes = (place: ValuePlace, deck: Deck, suggest: Suggest): readonly Suggestion[] => {
  const before = /\S*$/.exec(place.typed)?.[0] ?? ''
  const after = /^\S*/.exec(place.text.slice(place.typed.length))?.[0] ?? ''
  const start = place.value.start + place.typed.length - before.length
  const others = new Set(`${place.text.slice(0, place.typed.length - before.length)} ${place.text.slice(place.typed.length + after.length)}`.split(/\s+/))
  const { name: theme, classes: ofTheme } = deck.theme
  const own = deck.styles.flatMap(({ css }) => classesIn(css)).filter(name => !ofTheme.includes(name))
  return [...ofTheme, ...new Set(own)].filter(name => !others.has(name)).map((name, index) => ({
    ...suggest(name, index),
    detail: index < ofTheme.length && ofTheme.includes(name) ? `class of the theme ${theme}` : 'class of this deck’s style',
    replace: { start, end: start + before.length + after.length },
  }))
}

/** A name, then how long it takes. */
const transitions = (place: ValuePlace, { styles, marp }: Deck, suggest: Suggest): readonly Suggestion[] => {
  const [, name, typed = ''] = /^\s*(\S+)\s+(\S*)$/.exec(place.typed) ?? []
  if (name === undefined) {
    const own = [...styles.map(({ css }) => css), ...marp.themes].flatMap(transitionsIn)
    return [...new Set([...place.directive.values, ...own])].map((value, index) => ({ ...suggest(value, index), ...own.includes(value) && { detail: 'transition of the CSS' } }))
  }
  const end = place.value.start + place.typed.length
  return name === 'none' ? [] : ['0.5s', '0.3s', '1s', '2s'].map((value, index) => ({ ...suggest(value, index), insert: value, replace: { start: end - typed.length, end: Math.max(end, place.value.end) } }))
}

const images = (place: ValuePlace, suggest: Suggest): readonly Suggestion[] => {
  const space = place.needsSpace ? ' ' : ''
  const snippet = (label: string, body: string, detail: string, index: number): Suggestion =>
    ({ ...suggest(label, index), insert: space + body, snippet: true, detail })
  return [
    snippet('url(…)', 'url(${1:image.jpg})', 'an image', 0),
    snippet('linear-gradient(…)', 'linear-gradient(${1:to bottom}, ${2:#67b8e3}, ${3:#0288d1})', 'a gradient', 1),
    snippet('radial-gradient(…)', 'radial-gradient(${1:#67b8e3}, ${2:#0288d1})', 'a gradient', 2),
    suggest('none', 3),
  ]
}

/** Where all words so far are Marp's: a person who writes what the picture shows is left alone. */
const words = ({ replace, before, others, word }: ImagePlace): readonly Suggestion[] => {
  if (!before.every(one => imageWordOf(one))) return []
  const background = others.includes('bg')
  const offered = imageWords.filter(one => background || !one.background)
  const suggest = (one: ImageWord, label: string, index: number): Suggestion =>
    ({ label, kind: 'value', replace, insert: label, filter: `${one.name} ${label}`, about: aboutOf({ kind: 'image', word: one }), sort: String(index).padStart(3, '0') })
  const [, head = ''] = /^([a-z-]+):/.exec(word) ?? []
  const valued = head === '' ? undefined : offered.find(({ name, example }) => name === head || example.startsWith(`${head}:`))
  if (valued) return valued.values.map((value, index) => ({ ...suggest(valued, `${head}:${value}`, index), filter: `${head}:${value}` }))
  return offered.filter(({ name }) => !others.includes(name)).map((one, index) => suggest(one, one.example, index))
}
