// What typing in tags asks for: the other tag of a pair, the closing tag of what was just opened or begun, the end of an empty
// element, the indentation of a fresh line.
import type { Edit, Span } from '../model'
import { isBlank, isLineEnd, nameEndAt, skipSpace } from './characters'
import { locate } from './locate'
import type { Element, XmlDocument } from './tree'
import { elementAround, parentElement, visit } from './walk'

/** The names of the start tag and the closing tag, when the offset is in or at one of them; null where there is no pair. */
export const tagPairAt = (document: XmlDocument, offset: number): readonly [Span, Span] | null => {
  const at = (span: Span): boolean => span.start <= offset && offset <= span.end
  for (const place of [offset, offset - 1]) {
    const element = elementAround(document, place)
    if (!element?.endTag) continue
    const { nameSpan, endTag } = element
    if (at(nameSpan) || at(endTag.nameSpan)) return [nameSpan, endTag.nameSpan]
  }
  return null
}

/** Both names, to be typed in at once; empty when they differ, for then nobody knows which is right. */
export const linkedNamesAt = (document: XmlDocument, offset: number): readonly Span[] => {
  const pair = tagPairAt(document, offset)
  if (!pair) return []
  const [one, other] = pair.map(({ start, end }) => document.text.slice(start, end))
  return one === other ? pair : []
}

/** What to change once a character was typed; `offset` is right behind it, and what is inserted there goes behind the caret. */
export const editsAfter = (document: XmlDocument, offset: number, typed: string, indent: string): readonly Edit[] => {
  if (typed === '>') return closingTag(document, offset)
  if (typed === '/') return document.text[offset - 2] === '<' ? restOfClosingTag(document, offset) : endOfEmptyElement(document, offset)
  return typed === '\n' ? indentation(document, offset, indent) : []
}

/** Behind the `>` of a start tag: the closing tag, unless there is one. */
const closingTag = (document: XmlDocument, offset: number): readonly Edit[] => {
  const { text } = document
  const element = elementAround(document, offset - 1)
  if (!element || element.startTag.end !== offset || element.selfClosed || !element.startTagEnded || element.name === '') return []
  const last = element.attributes.at(-1)
  if (last?.valueSpan && last.quote && text[last.valueSpan.end] !== last.quote) return []
  // Where an element around it of the same name has lost its closing tag, that one was taken for ours.
  const isClosed = element.endTag !== null && !around(element).some(({ name, endTag }) => name === element.name && endTag === null)
  return isClosed ? [] : insertion(offset, `</${element.name}>`)
}

/** Behind `</`: the name of what is open here, and `>`. */
const restOfClosingTag = (document: XmlDocument, offset: number): readonly Edit[] => {
  const { text } = document
  if (nameEndAt(text, offset) > offset) return []
  const element = closedBy(document, offset - 2)
  return element ? insertion(offset, element.name + (text[skipSpace(text, offset)] === '>' ? '' : '>')) : []
}

/** The element that the closing tag at this place closes; null when it closes none. */
const closedBy = (document: XmlDocument, start: number): Element | null => {
  let found: Element | null = null
  visit(document, element => {
    if (element.span.start > start || element.span.end < start) return false
    if (element.endTag?.span.start === start && element.name !== '') found = element
    return found === null
  })
  return found
}

/** Behind the `/` at the end of a start tag: `>`; and where the `>` was there already, the closing tag behind it goes. */
const endOfEmptyElement = (document: XmlDocument, offset: number): readonly Edit[] => {
  const { text } = document
  const element = elementAround(document, offset - 1)
  if (!element || element.name === '' || offset <= element.nameSpan.end || offset > element.startTag.end) return []
  if (element.attributes.some(({ span }) => span.start < offset && offset <= span.end)) return []
  if (text[offset] === '>') {
    const closing = `</${element.name}>`
    const isLeftOver = text.startsWith(closing, offset + 1) && document.problems.some(({ level }) => level === 'error')
    return isLeftOver ? [{ span: { start: offset + 1, end: offset + 1 + closing.length }, text: '' }] : []
  }
  return element.startTagEnded ? [] : insertion(offset, '>')
}

/** The white space at the start of the line that the caret is on now. */
const indentation = (document: XmlDocument, offset: number, indent: string): readonly Edit[] => {
  const { text } = document
  const lineStart = lineStartOf(text, offset)
  if (lineStart === 0 || !isBlank(text, lineStart, offset)) return []
  const place = locate(document, offset)
  if (place.kind !== 'content' || !place.element) return []
  const { element } = place
  if (!element.startTagEnded || !element.children.every(node => node.kind === 'text' ? isBlank(node.value) : node.kind !== 'cdata')) return []
  const outer = /^[ \t]*/.exec(text.slice(lineStartOf(text, element.span.start), element.span.start))![0]
  let end = offset
  while (text[end] === ' ' || text[end] === '\t') end++
  const wanted = element.endTag?.span.start === end ? outer : outer + indent
  return text.slice(lineStart, end) === wanted ? [] : [{ span: { start: lineStart, end }, text: wanted }]
}

const around = (element: Element): readonly Element[] => {
  const found: Element[] = []
  for (let at = parentElement(element); at; at = parentElement(at)) found.push(at)
  return found
}

const insertion = (at: number, text: string): readonly Edit[] => [{ span: { start: at, end: at }, text }]

const lineStartOf = (text: string, at: number): number => {
  let start = at
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--
  return start
}
