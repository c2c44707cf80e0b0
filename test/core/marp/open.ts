// Decks for tests: opened the way that the hosts do, or read into slides as plain data.
import { deckOf } from '../../../server/src/core/marp/deck'
import type { Value } from '../../../server/src/core/marp/yaml'

export const openDeckSlides = (text: string): readonly { line: number; directives: Readonly<Record<string, unknown>>; notes: readonly string[]; images: readonly string[] }[] => {
  const { slides, source, pictures } = deckOf(text)
  return slides.slides.map((slide, index) => ({
    line: source.lineAt(source.at(slide.span.start)),
    directives: Object.fromEntries(Object.entries(slide.applied).map(([name, value]) => [name, plain(value)])),
    notes: slide.notes,
    images: pictures.filter(picture => picture.slide === index)
      .map(({ background, url, words }) => [background ? 'bg' : 'image', url, ...words.filter(({ word }) => word).map(({ text: word }) => word)].join(' ')),
  }))
}

/** A value as JavaScript holds it after js-yaml. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null && 'map' in value) {
    return Object.fromEntries((value as Exclude<Value, string | readonly Value[]>).map.map(([key, inner]) => [key, plain(inner)]))
  }
  return value
}
