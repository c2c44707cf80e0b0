// A line of a file as a terminal shows it, and the underline that stands below its token.
import type { Span } from '../core/model'
import type { Lines } from '../core/text/lines'

export interface Quote {
  readonly source: string
  readonly underline: string
}

/** A token that goes on over several lines is underlined to the end of its first; one without width gets one `~`. */
export const quote = (text: string, lines: Lines, span: Span): Quote => {
  const { start, end } = lines.lineSpan(lines.positionAt(span.start).line)
  const from = clamp(span.start, start, end)
  const to = clamp(span.end, from, end)
  // A file may be a single line of megabytes: only what is near the token is shown.
  const left = from - start > around ? from - around / 2 : start
  const right = Math.min(end, Math.max(to, from + 1) + around, from + 2 * around)
  const before = [...(left > start ? '…' : ''), ...text.slice(left, from)].map(shown)
  const token = [...text.slice(from, Math.min(to, right))].map(shown)
  const after = [...text.slice(Math.min(to, right), right), ...(right < end ? '…' : '')].map(shown)
  return {
    source: [...before, ...token, ...after].join('').trimEnd(),
    underline: before.map(blank).join('') + ('~'.repeat(width(token)) || '~'),
  }
}

/** Files are not ours to trust: a name or a value in them must not steer the terminal. */
export const printable = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(/\p{Cc}/gu, '\uFFFD')

/** How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number => width([...text])

const around = 120

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

/** Control characters and lone surrogates must not reach the terminal; tabs are kept where a tab can stand below them. */
const shown = (character: string): string => character !== '\t' && /[\p{Cc}\p{Cs}]/u.test(character) ? '\uFFFD' : character

const blank = (character: string): string => character === '\t' ? '\t' : ' '.repeat(columns(character))

const width = (characters: readonly string[]): number => characters.reduce((sum, character) => sum + columns(character), 0)

/** How many columns a terminal gives to a character: two to East Asian wide ones and emoji, none to combining ones. */
const columns = (character: string): number => {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
