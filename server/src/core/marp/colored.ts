// The colours of a deck at their places: values of directives, and CSS in styles. A name counts where only a colour may stand.
import type { Color, Span } from '../model'
import { colorLike, colorOf } from './colors'
import type { Deck } from './deck'

export const colorsIn = (deck: Deck): readonly { readonly span: Span; readonly color: Color }[] => {
  const found: { readonly span: Span; readonly color: Color }[] = []
  const add = (start: number, text: string): void => {
    const color = colorOf(text)
    if (color && found.length < most) found.push({ span: { start, end: start + text.length }, color })
  }
  const all = (start: number, text: string): void => { for (const { index, 0: piece } of text.matchAll(colorLike)) add(start + index, piece) }
  for (const { entry: { key, value, valueSpan }, heeded } of deck.uses) {
    if (!heeded || typeof value !== 'string') continue
    const written = deck.text.slice(valueSpan.start, valueSpan.end)
    const start = valueSpan.start + (/^["']/.test(written) ? 1 : 0)
    if (/^_?(?:color|backgroundColor)$/.test(key)) add(start, written.replace(/^(["'])(.*)\1$/, '$2'))
    else if (/^_?backgroundImage$/.test(key)) all(valueSpan.start, written)
  }
  for (const style of deck.styles) {
    if (found.length >= most) break
    found.push(...(deck.css?.colors(style) ?? []).slice(0, most - found.length))
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

/** Nobody looks at more boxes. */
const most = 500
