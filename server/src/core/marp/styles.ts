// The pieces of CSS in a deck: `<style>` elements on its slides, and the directive `style`; each with the way to its places.
// From marpit's markdown/style/parse.js: only a `<style>` that begins a line is one, and what follows `</style>` there is dropped.
import type { Span } from '../model'
import { isUsed, type Use } from './uses'
import type { Slides } from './slides'
import type { Source } from './source'

export interface Style {
  readonly css: string
  /** Of the CSS in the text; its lines may be indented there. */
  readonly span: Span
  readonly kind: 'element' | 'directive'
  readonly scoped: boolean
  /** The slide of an element, from zero. */
  readonly slide?: number
  /** Of the whole element. */
  readonly whole: Span
  /** It has its `</style>`. */
  readonly closed: boolean
}

export const stylesOf = ({ slides, tokens }: Slides, uses: readonly Use[], source: Source): readonly Style[] => {
  const directives = uses.filter(use => isUsed(use) && use.entry.key === 'style' && typeof use.entry.value === 'string' && use.entry.value !== '')
    .map(({ entry }): Style => ({ css: source.raw.slice(entry.valueSpan.start, entry.valueSpan.end), span: cssSpan(source.raw, entry.valueSpan), kind: 'directive', scoped: false, whole: entry.valueSpan, closed: true }))
    .map(style => ({ ...style, css: source.raw.slice(style.span.start, style.span.end) }))
  let slide = 0
  return [...directives, ...tokens.flatMap((token, index): readonly Style[] => {
    while (slide + 1 < slides.length && index >= (slides[slide + 1]?.from ?? 0)) slide++
    if (token.type !== 'marp_style' || !token.map) return []
    const start = source.lineStart(token.map[0])
    const text = source.text.slice(start, source.lineStart(token.map[1]))
    const opening = /<style([\s\S]*?)>/i.exec(text)
    if (!opening) return []
    const from = opening.index + opening[0].length
    const close = /<\/style>/i.exec(text.slice(from))
    const to = close ? from + close.index : text.length
    return [{
      css: source.raw.slice(source.place(start + from), source.place(start + to)), span: source.span(start + from, start + to), kind: 'element', scoped: /\bscoped\b/i.test(opening[1] ?? ''), slide,
      whole: source.span(start + opening.index, start + to + (close?.[0].length ?? 0)), closed: close !== null,
    }]
  })]
}

/** Behind the `|` of block text, or inside the quotes. */
const cssSpan = (text: string, { start, end }: Span): Span => {
  const written = text.slice(start, end)
  const block = /^[|>][^\r\n]*(?:\r\n?|\n)?/.exec(written)
  if (block) return { start: start + block[0].length, end }
  return /^(["'])[\s\S]*\1$/.test(written) ? { start: start + 1, end: end - 1 } : { start, end }
}
