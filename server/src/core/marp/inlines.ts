// The texts inside a deck's blocks (paragraphs, headings, table cells), each with the way from its offsets to the author's text.
// Only the inline rules know what is in them, and they run where somebody asks.
import { markdown, type Environment, type Found, type Token } from './markdown'
import { sourceOf, type Source } from './source'

export interface Inline {
  /** Its token among those of the deck. */
  readonly index: number
  /** The type of the token before it, such as `heading_open`. */
  readonly parent: string
  readonly content: string
  /** Its first line and the one behind its last. */
  readonly map: readonly [number, number]
  /** Where an offset of the content is in the source's text; `markup` begins there. */
  placeOf(offset: number, markup: string): number
  /** What the inline rules make of it. */
  read(): Reading
}

export interface Reading extends Found {
  readonly tokens: readonly Token[]
  /** Nothing of it is to be seen, so that Marp sweeps it away, and the notes in it. */
  readonly swept: boolean
}

export const inlinesOf = (tokens: readonly Token[], source: Source, env: Environment): readonly Inline[] => {
  const found: Inline[] = []
  let map: readonly [number, number] = [0, 1]
  let cursor = 0
  let parent = ''
  tokens.forEach((token, index) => {
    if (token.map) map = token.map
    if (token.type === 'inline') {
      const cell = cellParents.has(parent) ? Math.max(cursor, source.lineStart(map[0])) : null
      const { content } = token
      const lines = map
      let places: ContentPlaces | undefined = cell === null ? undefined : contentPlaces(content, source, lines, cell)
      cursor = places?.end ?? 0
      let reading: Reading | undefined
      found.push({
        index, parent, content, map,
        placeOf: (offset, markup) => (places ??= contentPlaces(content, source, lines, null)).placeOf(offset, markup),
        read: () => reading ??= readingOf(content, env),
      })
    }
    parent = token.type
  })
  return found
}

const readingOf = (content: string, env: Environment): Reading => {
  const found = markdown().read(content, env)
  return { ...found, swept: found.tokens.every(isUnseen) }
}

/** As marpit's sweep.js, which comes before entities become text; backgrounds are hidden (background_image/parse.js). */
const isUnseen = ({ type, hidden, content }: Token): boolean =>
  hidden || type === 'softbreak' || (type === 'text' && content.trim() === '') || (type === 'image' && /(^|\s)bg(\s|$)/.test(content))

interface ContentPlaces {
  readonly placeOf: (offset: number, markup: string) => number
  readonly end: number
}

const cellParents: ReadonlySet<string> = new Set(['th_open', 'td_open'])

/**
 * Where the offsets of an inline token's content are in the text. The content is the block's lines without what their
 * containers put before them; a table cell is a piece of its line, behind `cell`.
 */
const contentPlaces = (content: string, source: Source, map: readonly [number, number], cell: number | null): ContentPlaces => {
  const limit = source.lineStart(map[1] + 1)
  if (cell !== null) {
    const line = source.lineStart(map[0])
    const column = source.line(map[0]).indexOf(content, cell - line)
    if (column >= 0) return { placeOf: offset => line + column + offset, end: line + column + content.length }
  }

  const starts = sourceOf(content).lines
  const places = cell !== null ? [] : starts.map((start, index) => {
    const text = content.slice(start, (starts[index + 1] ?? content.length + 1) - 1)
    const column = source.line(map[0] + index).lastIndexOf(text)
    return column < 0 ? -1 : source.lineStart(map[0] + index) + column
  })
  // What is written otherwise in the text (a `\|` in a cell, a tab that became spaces): the next one that looks the same.
  let near = cell ?? source.lineStart(map[0])
  let missed = false
  const search = (markup: string): number => {
    const at = missed ? -1 : source.text.indexOf(markup.split('\n')[0] ?? '<!--', near)
    if (at < 0 || at >= limit) missed = true
    else near = at + 4
    return missed ? Math.max(source.text.indexOf(markup.slice(0, 4), source.lineStart(map[0])), 0) : at
  }
  const lineAt = (offset: number): number => {
    let low = 0
    let high = starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low
  }
  return {
    placeOf: (offset, markup) => {
      const line = lineAt(offset)
      const place = places[line] ?? -1
      return place < 0 ? search(markup) : place + offset - (starts[line] ?? 0)
    },
    end: cell ?? 0,
  }
}
