// What stands at the caret: the name or the value of a directive, in front matter or in a comment.
// Read from the line alone, not from YAML: the line is being typed, and its block is broken most of the time.
import type { Span } from '../model'
import type { Deck } from './deck'
import { directiveOfKey, type Directive } from './directives'
import { settingsEnd } from './front-matter'

export type Place = KeyPlace | ValuePlace

export interface KeyPlace {
  readonly kind: 'key'
  readonly where: 'front-matter' | 'comment'
  /** The whole name, also behind the caret. */
  readonly replace: Span
  readonly typed: string
  /** A colon follows already. */
  readonly colon: boolean
  /** The comment spans lines, so block text may follow. */
  readonly block: boolean
}

export interface ValuePlace {
  readonly kind: 'value'
  readonly where: 'front-matter' | 'comment'
  readonly directive: Directive
  /** The whole value without its quotes. */
  readonly value: Span
  readonly text: string
  /** How much of it stands before the caret. */
  readonly typed: string
  /** The colon has no space behind it yet; without one it is no directive. */
  readonly needsSpace: boolean
  /** An item of a list, or the piece of `[a, b]` at the caret. */
  readonly item: boolean
}

export const placeAt = (deck: Deck, offset: number): Place | null => {
  const at = deck.source.at(offset)
  const region = frontMatterLine(deck, at) ?? commentLine(deck, at)
  return region && placeInLine(deck, region, at)
}

interface Region {
  readonly where: 'front-matter' | 'comment'
  /** The caret's line as far as it belongs to the block. */
  readonly start: number
  readonly end: number
  /** The lines before it, for the list that an item belongs to. */
  readonly before: readonly string[]
  readonly block: boolean
}

const frontMatterLine = ({ source, frontMatter }: Deck, at: number): Region | null => {
  if (!frontMatter) return null
  const line = source.lineAt(at)
  const last = settingsEnd(source, frontMatter)
  if (line < 1 || line >= last) return null
  const before = Array.from({ length: line - 1 }, (_, index) => source.line(index + 1))
  return { where: 'front-matter', start: source.lineStart(line), end: source.lineStart(line) + source.line(line).length, before, block: true }
}

const commentLine = (deck: Deck, at: number): Region | null => {
  const { source: { text, at: inText }, slides } = deck
  const open = text.lastIndexOf('<!--', Math.max(0, at - 4))
  if (open < 0 || at < open + 4) return null
  const close = text.indexOf('-->', open + 4)
  if (close >= 0 && close < at) return null
  if (slides.code.some(({ start, end }) => inText(start) <= open && open < inText(end))) return null
  const dashes = /^-*[ \t]*/.exec(text.slice(open + 4, open + 100))?.[0].length ?? 0
  const first = Math.min(open + 4 + dashes, at)
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1) + 1, first)
  const lineEnd = text.indexOf('\n', at)
  const stop = Math.min(close < 0 ? text.length : close, lineEnd < 0 ? text.length : lineEnd)
  // An unclosed comment is one line: what follows is slide text that it has not swallowed yet.
  if (close < 0 && lineStart > first) return null
  const before = text.slice(first, lineStart).split('\n').slice(0, -1)
  return { where: 'comment', start: lineStart, end: Math.max(stop, at), before, block: before.length > 0 }
}

const placeInLine = ({ source }: Deck, { where, start, end, before, block }: Region, at: number): Place | null => {
  const line = source.text.slice(start, end)
  const caret = at - start
  const head = line.slice(0, caret)

  const name = /^(["']?)([_$]?[A-Za-z]*)$/.exec(head)
  if (name) {
    const rest = /^([A-Za-z]*)(["']?\s*:.*|\s*)$/.exec(line.slice(caret))
    if (!rest) return null
    const from = start + (name[1]?.length ?? 0)
    return {
      kind: 'key', where, replace: source.span(from, at + (rest[1]?.length ?? 0)), typed: name[2] ?? '', colon: (rest[2] ?? '').includes(':'), block,
    }
  }

  const setting = /^(["']?)(_?[A-Za-z]+)\1\s*:([ \t]*)/.exec(line)
  if (setting && caret >= setting[0].length - (setting[3]?.length ?? 0)) {
    const directive = directiveOfKey(setting[2] ?? '')
    if (!directive) return null
    const behind = setting[0].length
    const quote = /^["']/.exec(line.slice(behind))?.[0] ?? ''
    const open = behind + quote.length
    const text = line.slice(open).trimEnd().replace(quote === '' ? /$^/ : new RegExp(`${quote}$`), '')
    const list = quote === '' && text.startsWith('[') ? itemOf(text, caret - open) : null
    const valueStart = Math.min(open + (list?.start ?? 0), Math.max(caret, 0))
    const valueEnd = list ? open + list.end : text === '' ? caret : open + text.length
    return {
      kind: 'value', where, directive, needsSpace: quote === '' && (setting[3] === '' || caret === behind - (setting[3]?.length ?? 0)), item: list !== null,
      value: source.span(start + valueStart, Math.max(start + valueEnd, at)),
      text: line.slice(valueStart, Math.max(valueEnd, caret)), typed: line.slice(valueStart, caret),
    }
  }

  const item = /^(\s*-\s+)(["']?)(.*)$/.exec(line)
  const directive = item && caret >= (item[1]?.length ?? 0) ? listOwner(before) : undefined
  if (!item || !directive) return null
  const valueStart = Math.min((item[1]?.length ?? 0) + (item[2]?.length ?? 0), caret)
  const text = (item[3] ?? '').trimEnd().replace(/["']$/, '')
  return {
    kind: 'value', where, directive, needsSpace: false, item: true,
    value: source.span(start + valueStart, Math.max(start + valueStart + text.length, at)), text, typed: line.slice(valueStart, caret),
  }
}

/** The piece of `[a, b]` that the caret is in, from its first to its last visible character. */
const itemOf = (text: string, caret: number): { readonly start: number; readonly end: number } => {
  let start = Math.max(text.lastIndexOf(',', caret - 1), 0) + 1
  const stop = /[,\]]/.exec(text.slice(Math.max(caret, start)))
  const end = stop ? Math.max(caret, start) + stop.index : text.length
  while (start < caret && /[\s"']/.test(text.charAt(start))) start++
  return { start, end: Math.max(start, start + text.slice(start, end).trimEnd().replace(/["']$/, '').length) }
}

/** The directive whose list the lines above the caret began. */
const listOwner = (before: readonly string[]): Directive | undefined => {
  for (let i = before.length - 1; i >= 0; i--) {
    const line = before[i] ?? ''
    if (/^\s*-\s/.test(line)) continue
    const key = /^["']?(_?[A-Za-z]+)["']?\s*:\s*$/.exec(line)
    const directive = key ? directiveOfKey(key[1] ?? '') : undefined
    return directive?.takesList ? directive : undefined
  }
  return undefined
}
