// Offset to place: what a person is about to write there, in whole and in half-typed documents, and what it would replace.
import type { Span } from '../model'
import { isBlank, isSpace, nameEndAt, trimmed } from './characters'
import type { Attribute, CData, Comment, Doctype, Element, Instruction, Node, Text, XmlDocument } from './tree'
import { lastStartingBefore, type Parent } from './walk'

/** `replace` holds the offset: what stands there already and gives way to a completion, or nothing. */
export type Place =
  /** The name in a start tag; `element` is the half-typed one, `element.parent` what it stands in. */
  | { readonly kind: 'tag-name', readonly element: Element, readonly replace: Span }
  /** The name of an attribute, or a blank place in a start tag where one may begin (`attribute` is null). */
  | { readonly kind: 'attribute-name', readonly element: Element, readonly attribute: Attribute | null, readonly replace: Span }
  /** The value, between the quotes or where it would start when there are none yet (`attribute.quote` is null). */
  | { readonly kind: 'attribute-value', readonly element: Element, readonly attribute: Attribute, readonly replace: Span }
  /** Elsewhere in a tag, where nothing can be written: behind a quote, inside `/>`. */
  | { readonly kind: 'tag', readonly element: Element, readonly replace: Span }
  /** Between the tags; `element` is what it is in, null outside the root, and `index` counts its children that end before the place. */
  | { readonly kind: 'content', readonly element: Element | null, readonly parent: Parent, readonly index: number, readonly text: Text | null, readonly replace: Span }
  /** The name in a closing tag; `element` is the one to close, null when nothing is open. */
  | { readonly kind: 'closing-tag', readonly element: Element | null, readonly replace: Span }
  /** Inside a comment, CDATA section, instruction or declaration. */
  | { readonly kind: 'other', readonly element: Element | null, readonly node: Comment | CData | Instruction | Doctype, readonly replace: Span }

export const locate = (document: XmlDocument, offset: number): Place => {
  const { text } = document
  const place = Math.max(0, Math.min(text.length, offset))
  let parent: Parent = document
  for (;;) {
    const index: number = lastStartingBefore(parent.children, place - 1)
    const node: Node | undefined = parent.children[index]
    if (!node) return strayClosing(text, parent, -1, parent.kind === 'element' ? parent.startTag.end : 0, place)
    if (place > node.span.end) return strayClosing(text, parent, index, node.span.end, place)
    if (node.kind === 'text') return blankInTag(text, parent, index, node, place) ?? content(text, parent, index, place)
    if (node.kind !== 'element') {
      return place < node.span.end || !isClosed(text, node)
        ? { kind: 'other', element: elementOf(parent), node, replace: at(place) }
        : content(text, parent, index + 1, place)
    }
    const { startTag, startTagEnded, endTag, selfClosed } = node
    if (place < startTag.end || (place === startTag.end && !startTagEnded)) return inStartTag(text, node, place)
    if (endTag && place > endTag.span.start && (place < endTag.span.end || text[endTag.span.end - 1] !== '>')) return inEndTag(node, endTag.nameSpan, place)
    if (place === node.span.end && (selfClosed || endTag)) return content(text, parent, index + 1, place)
    parent = node
  }
}

const at = (offset: number): Span => ({ start: offset, end: offset })

const elementOf = (parent: Parent): Element | null => parent.kind === 'element' ? parent : null

const content = (text: string, parent: Parent, index: number, place: number): Place => {
  const node = parent.children[index]
  const found = node?.kind === 'text' && node.span.start <= place && place <= node.span.end ? node : null
  const words = found && trimmed(text, found.span.start, found.span.end)
  const replace = words && words.start <= place && place <= words.end ? words : at(place)
  return { kind: 'content', element: elementOf(parent), parent, index, text: found, replace }
}

const inStartTag = (text: string, element: Element, place: number): Place => {
  const { nameSpan, attributes } = element
  if (place <= nameSpan.end) return { kind: 'tag-name', element, replace: place < nameSpan.start ? { start: place, end: nameSpan.end } : nameSpan }
  let index = attributes.length - 1
  while (index >= 0 && attributes[index]!.span.start > place) index--
  const attribute = attributes[index]
  const blankBefore = isSpace(text.charCodeAt(place - 1))
  if (attribute) {
    const { nameSpan: name, valueSpan, span } = attribute
    if (place === name.start && blankBefore) return { kind: 'attribute-name', element, attribute: null, replace: at(place) }
    if (place <= name.end) return { kind: 'attribute-name', element, attribute, replace: name }
    if (valueSpan && place >= valueSpan.start && place <= valueSpan.end) return { kind: 'attribute-value', element, attribute, replace: valueSpan }
    if (!valueSpan && text[span.end - 1] === '=' && isBlank(text, span.end, place)) return { kind: 'attribute-value', element, attribute, replace: at(place) }
    if (place <= span.end) return { kind: 'tag', element, replace: at(place) }
  }
  return blankBefore ? { kind: 'attribute-name', element, attribute: null, replace: at(place) } : { kind: 'tag', element, replace: at(place) }
}

const inEndTag = (element: Element, name: Span, place: number): Place => place < name.start
  ? { kind: 'tag', element, replace: at(place) }
  : { kind: 'closing-tag', element, replace: { start: name.start, end: Math.max(name.end, place) } }

/** A closing tag that closes nothing has no node: it is a gap between two of them. */
const strayClosing = (text: string, parent: Parent, index: number, gapStart: number, place: number): Place => {
  const start = text.lastIndexOf('<', place - 1)
  if (start < gapStart || place < start + 2) return content(text, parent, index + 1, place)
  const nameEnd = nameEndAt(text, start + 2)
  if (place > nameEnd && text.slice(nameEnd, place).includes('>')) return content(text, parent, index + 1, place)
  return { kind: 'closing-tag', element: elementOf(parent), replace: { start: start + 2, end: Math.max(nameEnd, place) } }
}

/** The white space behind a start tag that has no end yet is a place for attributes, wherever the tree has put it. */
const blankInTag = (text: string, parent: Parent, index: number, node: Text, place: number): Place | null => {
  if (!isBlank(text, node.span.start, place)) return null
  let before: Parent | Node | undefined = index > 0 ? parent.children[index - 1] : parent
  if (index > 0) while (before?.kind === 'element' && before.children.length > 0 && !before.endTag) before = before.children.at(-1)
  if (before?.kind !== 'element' || before.startTagEnded || before.name === '' || before.startTag.end !== node.span.start) return null
  return text[before.startTag.end - 1] === '/' ? null : inStartTag(text, before, place)
}

const isClosed = (text: string, node: Comment | CData | Instruction | Doctype): boolean => {
  const { start, end } = node.span
  switch (node.kind) {
    case 'comment': return end - start >= 7 && text.endsWith('-->', end)
    case 'cdata': return text.endsWith(']]>', end)
    case 'instruction': return text.endsWith('?>', end)
    case 'doctype': return text.endsWith('>', end)
  }
}
