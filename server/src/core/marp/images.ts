// The words that Marp reads in the brackets of an image, as a table, and which of them stands at a place.
// From marpit's lib/markdown/image/parse.js and background_image/parse.js (3.x); what each does stands in `docs/images.yaml`.
import type { Span } from '../model'
import type { Deck } from './deck'

export interface ImageWord {
  /** Its name in the docs. */
  readonly name: string
  /** As it is first offered. */
  readonly example: string
  readonly pattern: RegExp
  /** Only a background heeds it; elsewhere it is a word of the alternative text. */
  readonly background: boolean
  /** What is offered behind its colon. */
  readonly values: readonly string[]
}

const length = /(?:(?:\d*\.)?\d+(?:%|ch|cm|em|ex|in|mm|pc|pt|px)?|auto)/.source

const row = (name: string, example: string, pattern: string, background = false, values: readonly string[] = []): ImageWord => ({ name, example, pattern: new RegExp(`^${pattern}$`), background, values })
const plain = (name: string): ImageWord => row(name, name, name, true)
const side = (name: string): ImageWord => row(name, `${name}:40%`, `${name}(?::(?:\\d*\\.)?\\d+%)?`, true, ['25%', '30%', '40%', '50%', '60%', '70%'])
const sized = (name: string, first: string): ImageWord => row(name, `${name.charAt(0)}:${first}`, `${name.charAt(0)}(?:${name.slice(1)})?:${length}`, false, [first, '600px', '10cm', '10em', 'auto'])
const filter = (name: string, ...values: readonly string[]): ImageWord => row(name, `${name}:${values[0]}`, `${name}(?::.+)?`, false, values)

export const imageWords: readonly ImageWord[] = [
  { ...plain('bg'), background: false },
  plain('cover'), plain('contain'), plain('fit'), plain('auto'), row('percent', '50%', '(?:\\d*\\.)?\\d+%', true),
  side('left'), side('right'), plain('vertical'), plain('horizontal'),
  sized('width', '300px'), sized('height', '200px'),
  filter('blur', '10px', '2px', '5px'), filter('brightness', '0.5', '0.8', '1.2'), filter('contrast', '1.5', '0.5', '2'),
  filter('drop-shadow', '0,5px,10px,rgba(0,0,0,.4)', '0,2px,4px,rgba(0,0,0,.3)'), filter('grayscale', '1', '0.5'), filter('hue-rotate', '180deg', '90deg'),
  filter('invert', '1', '0.5'), filter('opacity', '.5', '.2', '.8'), filter('saturate', '2', '0.5'), filter('sepia', '1', '0.5'),
]

/** As it is written: `left`, `left:40%`, `w:300px`. */
export const imageWordOf = (text: string): ImageWord | undefined => imageWords.find(({ pattern }) => pattern.test(text))

export interface ImagePlace {
  /** The whole word, also behind the caret; empty between two. */
  readonly replace: Span
  readonly word: string
  /** The words before it, and all others. */
  readonly before: readonly string[]
  readonly others: readonly string[]
}

/** The word in the brackets of an image that the caret is in or at; null elsewhere. An image that is being typed lacks its address. */
export const imagePlaceAt = (deck: Deck, offset: number): ImagePlace | null => {
  const { source, frontMatter } = deck
  const at = source.at(offset)
  const line = source.lineAt(at)
  const start = source.lineStart(line)
  const text = source.line(line)
  const caret = at - start
  if (text.length > longest || !text.includes('![') || (frontMatter && offset <= frontMatter.span.end)) return null
  // What stands in backticks is code; of the same length, so that places stay.
  const bare = text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, code => '`'.repeat(code.length))
  const image = [...bare.matchAll(/(?<!\\)!\[((?:[^[\]\\`]|\\.)*)(?=\]\(|$)/g)].find(({ index, 1: inside = '' }) => index + 2 <= caret && caret <= index + 2 + inside.length)
  if (!image || isElsewhere(deck, offset)) return null
  const inside = image[1] ?? ''
  const from = image.index + 2
  const within = caret - from
  const first = /\S*$/.exec(inside.slice(0, within))?.[0].length ?? 0
  const rest = /^\S*/.exec(inside.slice(within))?.[0].length ?? 0
  const before = wordsIn(inside.slice(0, within - first))
  return {
    replace: source.span(at - first, at + rest), word: inside.slice(within - first, within + rest),
    before, others: [...before, ...wordsIn(inside.slice(within + rest))],
  }
}

/** Nobody writes an image into a longer line; the patterns here are not made for it. */
const longest = 10_000

/** In code, or in a comment. */
const isElsewhere = ({ slides }: Deck, offset: number): boolean => {
  const holds = ({ start, end }: Span): boolean => start <= offset && offset < end
  return slides.code.some(holds) || slides.slides.some(({ comments }) => comments.some(({ span }) => holds(span)))
}

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter(word => word !== '')
