// Hover: what a directive means and what its value does, in front matter and comments; what a word in an image's brackets does.
import { paragraphs } from '../docs/markdown'
import type { Hover, Span } from '../model'
import { hoverCss, styleAt } from './css-help'
import type { Deck } from './deck'
import { describe, describeDollar } from './describe'
import { directiveOfKey, type Directive } from './directives'
import { hoverEmoji } from './emojis'
import { imagePlaceAt, imageWordOf } from './images'
import { themeNamed, type ThemeSize } from './themes'
import { valueOf } from './things'
import { isList, type Entry } from './yaml'

export const hoverAt = (deck: Deck, offset: number): Hover | null => {
  for (const entry of entriesAt(deck, offset)) {
    const directive = directiveOfKey(entry.key)
    if (holds(entry.keySpan, offset)) {
      const markdown = directive ? describe({ kind: 'directive', directive, key: entry.key }) : describeDollar(entry.key)
      return markdown === null ? null : { span: entry.keySpan, markdown }
    }
    if (!directive || directive.kind === 'css' || !holds(entry.valueSpan, offset)) continue
    const span = wordAt(deck.text, entry, offset)
    const word = span.end - span.start === entry.valueSpan.end - entry.valueSpan.start && typeof entry.value === 'string'
      ? entry.value : deck.text.slice(span.start, span.end)
    const thing = valueOf(directive, directive.name === 'paginate' ? word.toLowerCase() : word, deck.theme.name)
    if (thing) return { span, markdown: describe(thing) }
    const own = ownOf(deck, directive, word)
    return own === null ? null : { span, markdown: own }
  }
  const style = styleAt(deck, offset)
  return style ? hoverCss(deck, style, offset) : imageHover(deck, offset) ?? hoverEmoji(deck, offset)
}

/** What a theme that is registered here says of itself. */
const ownOf = ({ themes, theme }: Deck, { kind }: Directive, word: string): string | null => {
  const list = (label: string, items: readonly string[]): readonly string[] => items.length ? [`${label}: ${items.join(', ')}.`] : []
  const sizeOf = ({ name, width, height }: ThemeSize): string => `\`${name}\` (${width} × ${height})`
  if (kind === 'theme') {
    const named = themeNamed(word, themes)
    return named ? paragraphs([`**\`theme: ${word}\`**, a theme that is registered here`, ...list('Classes', named.classes.map(name => `\`${name}\``)), ...list('Sizes', named.sizes.map(sizeOf))]) : null
  }
  if (kind === 'class' && theme.classes.includes(word)) return `**\`class: ${word}\`**, of the theme \`${theme.name}\``
  const size = kind === 'size' ? theme.sizes.find(({ name }) => name === word) : undefined
  return size ? `**\`size: ${word}\`**: ${size.width} × ${size.height}, of the theme \`${theme.name}\`` : null
}

/** In an image that is no background, a word that only backgrounds heed is text. */
const imageHover = (deck: Deck, offset: number): Hover | null => {
  const place = imagePlaceAt(deck, offset)
  const word = place && imageWordOf(place.word)
  if (!word || (word.background && !place.others.includes('bg'))) return null
  return { span: place.replace, markdown: describe({ kind: 'image', word }) }
}

const entriesAt = (deck: Deck, offset: number): readonly Entry[] => {
  const { frontMatter, slides } = deck
  if (frontMatter && holds(frontMatter.span, offset)) return frontMatter.entries
  const slide = slides.slides.find(({ span }) => span.start <= offset && offset < span.end)
  const comment = slide?.comments.find(({ span, kind }) => kind === 'directives' && holds(span, offset))
  return comment?.entries ?? []
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end

/** The whole value; of classes, lists and transitions the word under the pointer. */
const wordAt = (text: string, { value, valueSpan, key }: Entry, offset: number): Span => {
  if (!isList(value) && !/^_?(class|transition)$/.test(key)) return valueSpan
  const inWord = (at: number): boolean => at >= valueSpan.start && at < valueSpan.end && /[\w-]/.test(text.charAt(at))
  let start = offset
  let end = offset
  while (inWord(start - 1)) start--
  while (inWord(end)) end++
  return { start, end }
}
