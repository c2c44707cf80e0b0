// Edits of whole elements: one taken out with its line, one put in where libvirt would print it, indented like its neighbours.
import type { Edit } from '../../model'
import { isLineEnd } from '../../xml/characters'
import type { Element } from '../../xml/tree'
import { childElements } from '../../xml/walk'
import { orderIn } from '../printed-order'
import type { Within } from '../paths'

/** With its line, when nothing else stands on it. */
export function removal(text: string, { span }: Element): Edit {
  let { start, end } = span
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--
  while (text[end] === ' ' || text[end] === '\t') end++
  const alone = start > 0 && isLineEnd(text.charCodeAt(start - 1)) && (end === text.length || isLineEnd(text.charCodeAt(end)))
  if (!alone) return { span, text: '' }
  return { span: { start: start - (text.startsWith('\r\n', start - 2) ? 2 : 1), end }, text: '' }
}

/** `markup` as a child, behind those that libvirt prints before one of its name. */
export function insertion(text: string, parent: Element, name: string, markup: string, within: Within): Edit {
  const order = orderIn(parent, within) ?? []
  const rank = order.indexOf(name)
  const children = childElements(parent)
  const before = rank < 0 ? children.at(-1) : children.filter(child => order.indexOf(child.name) <= rank).at(-1)
  const first = children[0]
  if (before) return { span: { start: before.span.end, end: before.span.end }, text: breakBefore(text, before) + markup }
  if (first) return { span: { start: first.span.start, end: first.span.start }, text: markup + breakBefore(text, first) }
  const line = lineBreak(text) + indentOf(text, parent)
  if (!parent.selfClosed) {
    const { end } = parent.startTag
    const closes = parent.endTag && !/[\r\n]/.test(text.slice(end, parent.endTag.span.start))
    return { span: { start: end, end }, text: `${line}${step(text)}${markup}${closes ? line : ''}` }
  }
  const slash = text.lastIndexOf('/', parent.startTag.end)
  return { span: { start: slash, end: parent.startTag.end }, text: `>${line}${step(text)}${markup}${line}</${parent.name}>` }
}

/** What stands before an element on its line, if it is white space; a fresh line with it. */
export function breakBefore(text: string, element: Element): string {
  const gap = text.slice(lineStartOf(text, element.span.start), element.span.start)
  return gap.trim() === '' ? lineBreak(text) + gap : ''
}

export const indentOf = (text: string, element: Element): string => /^[ \t]*/.exec(text.slice(lineStartOf(text, element.span.start), element.span.start))![0]

/** What one level is indented by in this text: the first indented line tells. */
export const step = (text: string): string => /\n([ \t]+)</.exec(text)?.[1] ?? '  '

export const lineBreak = (text: string): string => /\r\n?|\n/.exec(text)?.[0] ?? '\n'

const lineStartOf = (text: string, at: number): number => {
  let start = at
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--
  return start
}
