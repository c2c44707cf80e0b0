// What is known of decks, by name: directives and their values, words of images, themes and their classes, metadata of themes.
// Hover, completion and the terminal all ask for one of them: `paginate=hold`, `image/blur`, `theme/gaia/lead`.
import { directiveOfKey, directives, type Directive } from './directives'
import { imageWordOf, imageWords, type ImageWord } from './images'
import { metadata, type Metadata } from './metadata'
import { themeNamed, themes, type Theme } from './themes'

export type Thing =
  /** `key` is the directive as written, perhaps with `_`. */
  | { readonly kind: 'directive'; readonly directive: Directive; readonly key: string }
  | { readonly kind: 'value'; readonly directive: Directive; readonly value: string }
  | { readonly kind: 'image'; readonly word: ImageWord }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'class'; readonly theme: Theme; readonly name: string }
  | { readonly kind: 'metadata'; readonly metadata: Metadata }

/** By which it is found again. */
export const nameOf = (thing: Thing): string => {
  switch (thing.kind) {
    case 'directive': return thing.key
    case 'value': return `${thing.directive.name}=${thing.value}`
    case 'image': return `image/${thing.word.name}`
    case 'theme': return `theme/${thing.theme.name}`
    case 'class': return `theme/${thing.theme.name}/${thing.name}`
    case 'metadata': return `metadata/${thing.metadata.name}`
  }
}

/** What a name may mean, the likeliest first: a directive, a word of an image, a theme, a class. */
export const thingsNamed = (name: string): readonly Thing[] => {
  const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(name) ?? []
  if (key !== '') return valuesNamed(key, value)
  const [group, ...rest] = name.split('/')
  const inner = rest.join('/')
  if (group === 'directive') return directivesNamed(inner)
  if (group === 'image' && inner !== '') return wordsNamed(inner)
  if (group === 'theme' && inner !== '') return themesNamed(inner)
  if (group === 'metadata') return metadataNamed(inner)
  return [...directivesNamed(name), ...wordsNamed(name), ...themesNamed(name), ...classesNamed(name), ...name.startsWith('@') ? metadataNamed(name.slice(1)) : []]
}

/** A value of a directive; of those that name a theme or a class, the thing itself. */
export const valueOf = (directive: Directive, value: string, theme: string): Thing | null => {
  if (directive.kind === 'theme') return themesNamed(value)[0] ?? null
  if (directive.kind === 'class') return classesNamed(value).find(thing => thing.kind === 'class' && thing.theme.name === theme) ?? null
  if (directive.kind === 'size') return themeNamed(theme)?.sizes.some(({ name }) => name === value) ? { kind: 'value', directive, value } : null
  return directive.values.includes(value) ? { kind: 'value', directive, value } : null
}

/** All of them but values, in the order of the tables. */
export const everything = (): readonly Thing[] => [
  ...directives.map(directive => ({ kind: 'directive', directive, key: directive.name }) as const),
  ...imageWords.map(word => ({ kind: 'image', word }) as const),
  ...themes.flatMap(theme => [{ kind: 'theme', theme } as const, ...theme.classes.map(name => ({ kind: 'class', theme, name }) as const)]),
  ...metadata.map(one => ({ kind: 'metadata', metadata: one }) as const),
]

const directivesNamed = (key: string): readonly Thing[] => {
  const directive = directiveOfKey(key)
  return directive ? [{ kind: 'directive', directive, key }] : []
}

const valuesNamed = (key: string, value: string): readonly Thing[] => {
  const directive = directiveOfKey(key)
  if (!directive) return []
  return themes.flatMap(({ name }) => valueOf(directive, value, name) ?? []).slice(0, 1)
}

const wordsNamed = (name: string): readonly Thing[] => {
  const word = imageWords.find(one => one.name === name) ?? imageWordOf(name)
  return word ? [{ kind: 'image', word }] : []
}

const themesNamed = (name: string): readonly Thing[] => {
  const [theme = '', inner] = name.split('/')
  const found = themeNamed(theme)
  if (!found) return []
  if (inner === undefined) return [{ kind: 'theme', theme: found }]
  return found.classes.includes(inner) ? [{ kind: 'class', theme: found, name: inner }] : []
}

const metadataNamed = (name: string): readonly Thing[] => metadata.filter(one => one.name === name).map(one => ({ kind: 'metadata', metadata: one }))

const classesNamed = (name: string): readonly Thing[] =>
  themes.flatMap(theme => theme.classes.includes(name) ? [{ kind: 'class', theme, name } as const] : [])
