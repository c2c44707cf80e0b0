// The small edits that fixes are made of: renaming, taking out, writing a child in with the indentation of its like.
import type { Edit, Fix, Span } from '../../model'
import type { Attribute, Element } from '../../xml/tree'
import { childElements } from '../../xml/walk'

/** For between these quotes; null for a text. */
export function escaped(value: string, quote: string | null): string {
  const plain = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return quote === null ? plain : plain.replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')
}

export function replaceName(span: Span, name: string): Fix {
  return { title: `Change to \`${name}\``, edits: [{ span, text: name }], preferred: true }
}

/** In the closing tag too. */
export function renameElement({ nameSpan, endTag }: Element, name: string): Fix {
  return { title: `Change to \`<${name}>\``, edits: [{ span: nameSpan, text: name }, ...endTag ? [{ span: endTag.nameSpan, text: name }] : []], preferred: true }
}

export function removeElement(source: string, element: Element): Fix {
  return { title: `Remove \`<${element.name}>\``, edits: [{ span: wholeLine(source, element.span), text: '' }] }
}

export function removeAttribute(source: string, { name, span }: Attribute): Fix {
  let { start } = span
  while (start > 0 && /\s/.test(source[start - 1]!)) start--
  return { title: `Remove \`${name}\``, edits: [{ span: { start, end: span.end }, text: '' }] }
}

/** With its line, when nothing else stands on it. */
export function wholeLine(source: string, span: Span): Span {
  let { start, end } = span
  while (start > 0 && /[ \t]/.test(source[start - 1]!)) start--
  while (end < source.length && /[ \t\r]/.test(source[end]!)) end++
  const alone = (start === 0 || source[start - 1] === '\n') && source[end] === '\n'
  return alone ? { start, end: end + 1 } : span
}

/** The blanks in front of an element, where it begins its line. */
export function indentOf(source: string, { span }: Element): string {
  return /(?:^|\n)([ \t]*)$/.exec(source.slice(Math.max(0, span.start - 500), span.start))?.[1] ?? ''
}

/** What a child of the element is indented with. */
export function childIndentOf(source: string, element: Element): string {
  const child = childElements(element)[0]
  const around = indentOf(source, element)
  const inside = child && source.slice(element.startTag.end, child.span.start).includes('\n') ? indentOf(source, child) : ''
  return inside.length > around.length ? inside : `${around}${around.includes('\t') || /\n\t/.test(source.slice(0, 5000)) ? '\t' : '  '}`
}

/** Lines written for no indentation, moved to one; the first stands where it is put. */
export function indented(lines: string, indent: string): string {
  return lines.replaceAll('\n', `\n${indent}`)
}

/** The element as it is written, without the indentation of its lines. */
export function unindented(source: string, element: Element): string {
  return source.slice(element.span.start, element.span.end).replaceAll(`\n${indentOf(source, element)}`, '\n')
}

/**
 * Writes a child (lines without indentation) behind another, at the beginning (`first`) or behind the last, on a line of its
 * own; a self-closed parent is opened for it.
 */
export function insertChild(source: string, parent: Element, lines: string, behind: Element | 'first' | 'last'): Edit {
  const indent = childIndentOf(source, parent)
  const line = `\n${indent}${indented(lines, indent)}`
  if (parent.selfClosed) {
    const slash = source.lastIndexOf('/', parent.startTag.end)
    const start = slash - /\s*$/.exec(source.slice(parent.startTag.start, slash))![0].length
    return { span: { start, end: parent.startTag.end }, text: `>${line}\n${indentOf(source, parent)}</${parent.name}>` }
  }
  const last = behind === 'last' ? childElements(parent).at(-1) : behind === 'first' ? undefined : behind
  const at = last?.span.end ?? parent.startTag.end
  const rest = parent.endTag && source.slice(at, parent.endTag.span.start)
  const closed = rest !== null && rest !== undefined && /^[ \t]*$/.test(rest)
  return { span: { start: at, end: at }, text: line + (closed ? `\n${indentOf(source, parent)}` : '') }
}
