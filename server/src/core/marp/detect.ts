// Whether a Markdown text is a deck: its front matter says `marp: true`. Other Markdown is none of our business,
// so this looks at the first lines only. It bears with a line that is being typed or nearly right; a rule speaks then.
import type { Span } from '../model'

export interface MarpLine {
  /** The line, without its line end. */
  readonly span: Span
  /** What stands behind the colon, without blanks. */
  readonly value: string
  /** Marp for VS Code takes the file as a deck (its front matter test, as of 3.6). */
  readonly exact: boolean
  /** How many characters (a byte order mark, blanks, empty lines) stand before the opening dashes; there should be none. */
  readonly lead: number
}

/** The line that makes the text a deck; null when it is none. */
export const marpLine = (text: string): MarpLine | null => {
  const lead = /^[\uFEFF\s]*/.exec(text.slice(0, longestLead))?.[0].length ?? 0
  if (!text.startsWith('---', lead)) return null
  let start = lineEnd(text, lead)
  if (/[^-\s]/.test(text.slice(lead, start))) return null
  let found: Omit<MarpLine, 'exact' | 'lead'> | undefined
  for (let lines = 0; lines < mostLines; lines++) {
    if (start >= text.length) break
    start = next(text, start)
    const end = lineEnd(text, start)
    const line = text.slice(start, end)
    if (closing.test(line)) return found ? result(found, text, lead, true) : null
    const match = found ? null : /^(?:marp|"marp"|'marp')\s*:(.*)$/.exec(line)
    if (match) {
      const value = (match[1] ?? '').trim()
      if (!nearlyTrue(value)) return null
      found = { span: { start, end }, value }
    }
    start = end
  }
  return found ? result(found, text, lead, false) : null
}

const longestLead = 1000
const mostLines = 1000

/** Marp for VS Code ends the block at any line that begins with three dashes or dots. */
const closing = /^\s*[-.]{3}/

const result = (found: Omit<MarpLine, 'exact' | 'lead'>, text: string, lead: number, closed: boolean): MarpLine =>
  ({ ...found, lead, exact: closed && lead === 0 && /^marp\s*: +true$/.test(text.slice(found.span.start, found.span.end)) })

/** `true`, or on the way there: empty, `tr`, `"true"`, `True`, `true # our deck`. */
const nearlyTrue = (value: string): boolean => {
  const bare = value.replace(/\s+#.*$/, '').replace(/^["']|["']$/g, '').toLowerCase()
  return bare === '' || 'true'.startsWith(bare) || bare === 'yes'
}

const lineEnd = (text: string, start: number): number => {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) return i
  }
  return text.length
}

const next = (text: string, end: number): number => end + (text.startsWith('\r\n', end) ? 2 : 1)
