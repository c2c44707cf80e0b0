// The front matter block, found as Marp finds it (markdown-it-front-matter, with its quirks) and read as YAML.
// It counts dashes, needs the very first character, and swallows the deck when nothing closes it.
import type { Span } from '../model'
import { frontMatterLine } from './directives'
import type { Source } from './source'
import { readYaml, type YamlReading } from './yaml'

export interface FrontMatter extends YamlReading {
  /** From the opening dashes to the end of the closing line. */
  readonly span: Span
  /** What is read as YAML. */
  readonly content: Span
  /** The line (from zero) behind the block, where the first slide's text begins. */
  readonly endLine: number
  /** How it ends: a line of dashes, a line `...`, or not before the text does. */
  readonly closed: 'dashes' | 'dots' | 'never'
}

/** The block's place in a source's text; null when the text does not begin with one. */
export interface Block {
  readonly contentStart: number
  readonly contentEnd: number
  readonly endLine: number
  readonly closed: FrontMatter['closed']
}

export const readFrontMatter = (source: Source): FrontMatter | null => {
  const block = findBlock(source)
  if (!block) return null
  const { contentStart, contentEnd, endLine, closed } = block
  const content = source.text.slice(contentStart, contentEnd)
  const reading = content.length > longest
    ? { ok: false, entries: [], faults: [] }
    : readYaml(content, frontMatterLine, offset => source.place(contentStart + offset))
  const end = Math.max(contentEnd, source.lineStart(endLine) - (endLine < source.lines.length ? 1 : 0))
  return { ...reading, span: source.span(0, end), content: source.span(contentStart, contentEnd), endLine, closed }
}

/** A block longer than this is the deck itself, swallowed: nobody wants it read as YAML at each keystroke. */
const longest = 200_000

/**
 * The rule of markdown-it-front-matter: at least three dashes from the first character on; one character
 * behind them is skipped; it closes at a line of as many dashes, indented by at most three, with only blanks
 * behind, or at a line `...`; unclosed, it lacks its last line.
 */
export const findBlock = ({ text, lines, lineStart }: Source): Block | null => {
  if (text.charAt(0) !== '-') return null
  // markdown-it counts no last line that has nothing but blanks.
  const count = lines.length > 1 && /^[ \t]*$/.test(text.slice(lineStart(lines.length - 1))) ? lines.length - 1 : lines.length
  const markers = dashesAt(text, 0)
  if (markers < 3) return null
  const contentStart = markers + 1

  let start = 0
  let end = lineEnd(text, 0)
  for (let line = 1; ; line++) {
    const content = (): { readonly contentStart: number; readonly contentEnd: number } => clip(text, contentStart, start - 1)
    if (line >= count) return { ...content(), endLine: line, closed: text.slice(start, end) === '...' ? 'dots' : 'never' }
    if (text.slice(start, end) === '...') return { ...content(), endLine: line, closed: 'dots' }
    const from = lineStart(line)
    const { width, length } = indentAt(text, from)
    start = from + length
    end = lineEnd(text, from)
    if (text.charAt(start) !== '-' || width >= 4) continue
    const dashes = dashesAt(text, start)
    if (dashes < markers || !/^[ \t]*$/.test(text.slice(start + dashes, end))) continue
    return { ...content(), endLine: line + 1, closed: 'dashes' }
  }
}

/** As `String.slice`, whose end counts from the back when negative: so the plugin reads a lone opening line. */
const clip = (text: string, start: number, end: number): { readonly contentStart: number; readonly contentEnd: number } => {
  const stop = end < 0 ? text.length + end : end
  return { contentStart: Math.min(start, text.length), contentEnd: Math.max(Math.min(start, text.length), stop) }
}

const dashesAt = (text: string, offset: number): number => {
  let count = 0
  while (text.charAt(offset + count) === '-') count++
  return count
}

const lineEnd = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

/** Blanks at a line's start: how many characters, and how wide with tab stops of four. */
const indentAt = (text: string, offset: number): { readonly length: number; readonly width: number } => {
  let width = 0
  let length = 0
  for (; ; length++) {
    const char = text.charAt(offset + length)
    if (char === ' ') width++
    else if (char === '\t') width += 4 - (width % 4)
    else return { length, width }
  }
}

/**
 * The line behind the last that is meant as settings. That is the closing line; but when it is missing, the block
 * swallows slides, and what follows an empty line and looks like a slide's text is not meant, nor what follows a ruler.
 */
export const settingsEnd = (source: Source, { closed, endLine }: Pick<FrontMatter, 'closed' | 'endLine'>): number => {
  const last = closed === 'never' ? source.lines.length : endLine - 1
  for (let line = 1; line < last; line++) {
    if (/^\s*---/.test(source.line(line))) return line
    if (source.line(line).trim() !== '') continue
    if (closed === 'never' || /^(#{1,6}\s|<|!\[|[*+]\s|>\s|\|)/.test(source.line(line + 1))) return line + 1
  }
  return last
}
