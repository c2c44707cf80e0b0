// The text as Marp reads it: markdown-it turns CRLF and CR into LF and NUL into U+FFFD before it looks at a line.
// Everything inside this room counts in that text; `span` and `place` lead back to the author's own.
import type { Span } from '../model'

export interface Source {
  /** What the author wrote. */
  readonly raw: string
  /** The same with LF line ends. */
  readonly text: string
  /** Where each line starts in `text`. */
  readonly lines: readonly number[]
  /** An offset of `text` in `raw`. */
  place(offset: number): number
  /** A piece of `text` in `raw`. */
  span(start: number, end: number): Span
  /** An offset of `raw` in `text`. */
  at(place: number): number
  /** The last line that starts at or before the offset. */
  lineAt(offset: number): number
  /** A line's first offset; the end of the text for lines behind the last. */
  lineStart(line: number): number
  /** A line's text without its line end. */
  line(line: number): string
}

export const sourceOf = (raw: string): Source => {
  const text = /[\r\0]/.test(raw) ? raw.replace(/\r\n?/g, '\n').replace(/\0/g, '\uFFFD') : raw
  const folded = raw.length === text.length ? [] : foldedLineEnds(raw)
  const lines = lineStarts(text)
  const place = (offset: number): number => offset + lastBelow(folded, offset) + 1
  const at = (start: number): number => {
    let low = 0
    let high = text.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (place(middle) < start) low = middle + 1
      else high = middle
    }
    return low
  }
  const lineStart = (line: number): number => lines[line] ?? text.length
  return {
    raw,
    text,
    lines,
    place,
    span: (start, end) => ({ start: place(start), end: place(end) }),
    at: folded.length === 0 ? offset => Math.min(offset, text.length) : at,
    lineAt: offset => lastBelow(lines, offset + 1),
    lineStart,
    line: line => text.slice(lineStart(line), line + 1 < lines.length ? lineStart(line + 1) - 1 : text.length),
  }
}

/** The offsets, in the folded text, of each LF that was a CRLF. */
const foldedLineEnds = (raw: string): readonly number[] => {
  const found: number[] = []
  for (let i = raw.indexOf('\r\n'); i >= 0; i = raw.indexOf('\r\n', i + 2)) found.push(i - found.length)
  return found
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

/** The index of the last number below the limit, -1 where none is. */
const lastBelow = (sorted: readonly number[], limit: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
