// Offsets and lines of one text: where each line starts, found once, then asked often.
// A line ends with LF, CR or CRLF, as in LSP; columns count UTF-16 code units; what lies outside is clamped.
import type { Span } from '../model'

/** Both count from zero. */
export interface Position {
  readonly line: number
  readonly character: number
}

export interface Lines {
  /** At least one: an empty text has one empty line. */
  readonly count: number
  positionAt(offset: number): Position
  offsetAt(position: Position): number
  /** The line without its line end. */
  lineSpan(line: number): Span
}

export const linesOf = (text: string): Lines => {
  const starts = lineStarts(text)
  const last = starts.length - 1

  const lineSpan = (line: number): Span => {
    const index = clamp(line, 0, last)
    const start = starts[index] ?? 0
    const next = index < last ? starts[index + 1] ?? text.length : text.length
    return { start, end: index < last ? beforeLineEnd(text, start, next) : next }
  }

  const positionAt = (offset: number): Position => {
    const place = clamp(offset, 0, text.length)
    const line = lastNotAfter(starts, place)
    const { start, end } = lineSpan(line)
    return { line, character: Math.min(place, end) - start }
  }

  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0
    if (line > last) return text.length
    const { start, end } = lineSpan(line)
    return clamp(start + character, start, end)
  }

  return { count: starts.length, positionAt, offsetAt, lineSpan }
}

const lineFeed = 10
const carriageReturn = 13

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  if (!text.includes('\r')) {
    // Nearly every text: its line ends are found several characters at a time.
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > carriageReturn) continue
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(i + 1) !== lineFeed)) starts.push(i + 1)
  }
  return starts
}

const beforeLineEnd = (text: string, start: number, next: number): number => {
  const one = next - 1
  return one > start && text.charCodeAt(one) === lineFeed && text.charCodeAt(one - 1) === carriageReturn ? one - 1 : one
}

/** The last index whose start is not behind the offset. */
const lastNotAfter = (starts: readonly number[], offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.trunc(value) || 0))
