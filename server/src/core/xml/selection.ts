// What a growing selection takes in: the value, its attribute, the tag, the content, the element, and so on outwards.
import type { Span } from '../model'
import { trimmed } from './characters'
import type { Element, XmlDocument } from './tree'
import { lineage, nodeAt } from './walk'

/** From the inside out; each holds the one before it and is larger. */
export const selectionsAt = (document: XmlDocument, offset: number): readonly Span[] => {
  const { text } = document
  const found: Span[] = []
  const add = (span: Span): void => {
    const last = found.at(-1)
    if (span.start > offset || offset > span.end || span.start === span.end) return
    if (!last || (span.start <= last.start && last.end <= span.end && (span.start < last.start || last.end < span.end))) found.push(span)
  }
  // At the end of the text, and right behind a tag or a text, what stands before the caret is meant.
  const node = nodeAt(document, offset) ?? nodeAt(document, offset - 1)
  if (node && node.kind !== 'element') {
    const words = trimmed(text, node.span.start, node.span.end)
    if (node.kind === 'text') add(wordAt(text, words, offset))
    add(words)
    if (node.kind !== 'text') add(node.span)
  }
  const element = node?.kind === 'element' ? node : node?.parent.kind === 'element' ? node.parent : null
  if (element) for (const one of [...lineage(element)].reverse()) ofElement(one, text, add)
  add({ start: 0, end: text.length })
  return found
}

const ofElement = (element: Element, text: string, add: (span: Span) => void): void => {
  const { nameSpan, attributes, startTag, endTag, span } = element
  add(nameSpan)
  for (const { nameSpan: name, valueSpan, quote, span: whole } of attributes) {
    if (valueSpan) add(valueSpan)
    if (valueSpan && quote) add({ start: valueSpan.start - 1, end: Math.min(whole.end, valueSpan.end + 1) })
    add(name)
    add(whole)
  }
  if (attributes.length) add({ start: attributes[0]!.span.start, end: attributes.at(-1)!.span.end })
  add(startTag)
  if (endTag) {
    add(endTag.nameSpan)
    add(endTag.span)
    add(trimmed(text, startTag.end, endTag.span.start))
    add({ start: startTag.end, end: endTag.span.start })
  }
  add(span)
}

const wordAt = (text: string, { start, end }: Span, offset: number): Span => {
  let from = offset
  let to = offset
  while (from > start && /[\w-]/.test(text[from - 1]!)) from--
  while (to < end && /[\w-]/.test(text[to]!)) to++
  return { start: from, end: to }
}
