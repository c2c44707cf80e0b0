// The images of a deck's slides, each with its words and its address at their places, as marpit's image/parse.js and
// background_image/parse.js read them: words are parted by blanks, and what none of the rules takes stays alternative text.
import type { Span } from '../model'
import { imageWordOf, type ImageWord } from './images'
import type { Inline } from './inlines'
import type { Slides } from './slides'
import type { Source } from './source'

export interface Picture {
  /** The slide that it stands on, from zero. */
  readonly slide: number
  readonly span: Span
  /** What stands in the brackets. */
  readonly alt: Span
  readonly words: readonly PictureWord[]
  /** One of the words is `bg`. */
  readonly background: boolean
  /** As it is written; null where a reference names it. */
  readonly address: { readonly span: Span; readonly text: string } | null
  /** As it reaches the slide. */
  readonly url: string
}

export interface PictureWord {
  readonly text: string
  readonly span: Span
  /** What Marp takes it for here: in an image that is no background, few are. */
  readonly word?: ImageWord
}

export const picturesOf = ({ slides, inlines }: Slides, source: Source): readonly Picture[] => {
  let slide = 0
  return inlines.flatMap(inline => {
    while (slide + 1 < slides.length && inline.index >= (slides[slide + 1]?.from ?? 0)) slide++
    return inline.content.includes('![') ? picturesIn(inline, slide, source) : []
  })
}

const picturesIn = (inline: Inline, slide: number, source: Source): readonly Picture[] => inline.read().images.map(image => {
  const { content } = inline
  const place = inline.placeOf(image.start, content.slice(image.start, image.end))
  const span = (start: number, end: number): Span => source.span(place + start - image.start, place + end - image.start)
  const alt = content.slice(image.alt.start, image.alt.end)
  const texts = [...alt.matchAll(/\S+/g)].map(({ index, 0: text }) => ({ text, span: span(image.alt.start + index, image.alt.start + index + text.length) }))
  const background = texts.some(({ text }) => text === 'bg')
  const words = texts.map(({ text, span: at }): PictureWord => {
    const word = imageWordOf(text)
    return { text, span: at, ...word && (background || isForAll(word)) && { word } }
  })
  return {
    slide, span: span(image.start, image.end), alt: span(image.alt.start, image.alt.end), words, background, url: image.url,
    address: image.address && { span: span(image.address.start, image.address.end), text: content.slice(image.address.start, image.address.end) },
  }
})

/** Sizes in percent are taken from the text of an ordinary image as well, where they do nothing. */
const isForAll = ({ name, background }: ImageWord): boolean => !background || name === 'percent'
