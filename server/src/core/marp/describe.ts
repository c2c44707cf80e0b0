// A thing that decks know, as Markdown: what hover and completion show.
import { firstSentence, lines, meaningOf, paragraphs, sentences, stated, statements } from '../docs/markdown'
import type { Told } from '../service'
import { dollarNames, type Directive } from './directives'
import { proseOf, type Entry } from './docs/index'
import { themes } from './themes'
import { nameOf, thingsNamed, type Thing } from './things'

/** What the docs say of it; of a value, what they say of its directive. */
export const entryOf = (thing: Thing): Entry | null => {
  switch (thing.kind) {
    case 'directive': case 'value': return proseOf(['directive', thing.directive.name])
    case 'image': return proseOf(['image', thing.word.name])
    case 'theme': return proseOf(['theme', thing.theme.name])
    case 'class': return proseOf(['theme', thing.theme.name, thing.name])
    case 'metadata': return proseOf(['metadata', thing.metadata.name])
  }
}

export const describe = (thing: Thing): string => {
  const entry = entryOf(thing)
  const meaning = thing.kind === 'value' ? meaningOf(entry, thing.value) : undefined
  const body = thing.kind === 'value' ? [...(meaning === undefined ? [] : [sentenceOf(meaning)])] : sentences(entry)
  return paragraphs([
    `**\`${titleOf(thing)}\`**${placeOf(thing)}`,
    ...body,
    thing.kind === 'directive' ? valueList(thing.directive, entry) : '',
    ...factsOf(thing),
    thing.kind === 'value' ? '' : lines(stated(statements(entry))),
    ...entry ? [`[Documentation](${entry.link})`] : [],
  ])
}

/** What a completion carries until somebody looks at it. */
export const aboutOf = (thing: Thing): string => `marp:${nameOf(thing)}`

/** What there is to say of it then. */
export const tell = (about: string): Told | null => {
  const [thing] = about.startsWith('marp:') ? thingsNamed(about.slice(5)) : []
  return thing ? { detail: briefOf(thing), documentation: describe(thing) } : null
}

/** One line, beside the name in a list. */
export const briefOf = (thing: Thing): string => {
  const entry = entryOf(thing)
  const phrase = thing.kind === 'value' ? meaningOf(entry, thing.value) : firstSentence(entry?.text ?? '')
  return (phrase ?? '').replaceAll('`', '').replace(/\.$/, '')
}

/** What to say of `$theme` and its like; null for other keys. */
export const describeDollar = (key: string): string | null =>
  key.startsWith('$') && dollarNames.includes(key.slice(1))
    ? `**\`${key}\`** is obsolete: Marp no longer knows the \`$\` prefix and ignores the line. Write \`${key.slice(1)}\`.`
    : null

/** As a person writes it. */
export const titleOf = (thing: Thing): string => {
  switch (thing.kind) {
    case 'directive': return thing.key
    case 'value': return `${thing.directive.name}: ${thing.value}`
    case 'image': return thing.word.name === 'percent' ? thing.word.example : thing.word.name
    case 'theme': return `theme: ${thing.theme.name}`
    case 'class': return `class: ${thing.name}`
    case 'metadata': return `@${thing.metadata.name}`
  }
}

/** Where it holds, and whose it is. */
export const placeOf = (thing: Thing): string => {
  switch (thing.kind) {
    case 'directive': return `: ${reach(thing.directive, thing.key)}; from ${thing.directive.provider}`
    case 'value': return ''
    case 'image': return `: in the brackets of an image${thing.word.background ? ' that is a background' : ''}`
    case 'theme': return ', a theme of Marp Core'
    case 'class': return `, of the theme \`${thing.theme.name}\``
    case 'metadata': return ': in a comment of a theme’s CSS'
  }
}

/** What the tables know besides. */
export const factsOf = (thing: Thing): readonly string[] => {
  if (thing.kind === 'theme') {
    return [
      `Classes: ${thing.theme.classes.map(name => `\`${name}\``).join(', ')}.`,
      `Sizes: ${thing.theme.sizes.map(({ name, width, height }) => `\`${name}\` (${width} × ${height})`).join(', ')}.`,
    ]
  }
  if (thing.kind !== 'value' || thing.directive.kind !== 'size') return []
  const size = themes.flatMap(({ sizes }) => sizes).find(({ name }) => name === thing.value)
  return size ? [`${size.width} × ${size.height} pixels in Marp's themes.`] : []
}

const reach = (directive: Directive, key: string): string => {
  if (directive.scope === 'global') return directive.frontMatterOnly ? 'for the whole deck, in front matter only' : 'for the whole deck'
  return key.startsWith('_') ? 'for this slide only' : `for this slide and the following ones; \`_${directive.name}\` is for one slide`
}

/** Lists that are longer are left to completion. */
const most = 9

const valueList = ({ values }: Directive, entry: Entry | null): string => {
  const told = Object.entries(entry?.values ?? {})
  if (told.length < 2) return ''
  return told.length > most ? `Built in: ${values.map(value => `\`${value}\``).join(', ')}.` : told.map(([value, phrase]) => `- \`${value}\`: ${phrase}`).join('\n')
}

const sentenceOf = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}${/[.!?]$/.test(phrase) ? '' : '.'}`
