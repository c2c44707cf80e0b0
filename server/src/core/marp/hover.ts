// Hover: what a directive means and what its value does, in front matter and comments; what a word in an image's brackets does.
import type { Hover, Span } from '../model'
import { hoverCss, styleAt } from './css-help'
import type { Deck } from './deck'
import { describe, describeDollar } from './describe'
import { directiveOfKey } from './directives'
import { hoverEmoji } from './emojis'
import { imagePlaceAt, imageWordOf } from './images'
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
    return thing && { span, markdown: describe(thing) }
  }
  const style = styleAt(deck, offset)
  return style ? hoverCss(deck, style, offset) : imageHover(deck, offset) ?? hoverEmoji(deck, offset)
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
