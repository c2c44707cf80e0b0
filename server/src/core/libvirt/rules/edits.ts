// Fixes of rules as edits of the text: change, add or remove an attribute or an element, and leave the layout as it is.
import type { Edit, Fix, Span } from '../../model'
import { attributeOf, childElement, documentOf, textSpanOf } from '../../xml/walk'
import type { Element } from '../../xml/tree'
import { quoteIn } from '../insertion'

export const fix = (title: string, ...edits: readonly (readonly Edit[])[]): Fix => ({ title, edits: edits.flat() })
export const preferred = (title: string, ...edits: readonly (readonly Edit[])[]): Fix => ({ title, edits: edits.flat(), preferred: true })

/** The attribute gets the value; where it is not there it is added. */
export function setValue(element: Element, name: string, value: string): readonly Edit[] {
  const attribute = attributeOf(element, name)
  if (attribute?.valueSpan) return [{ span: attribute.valueSpan, text: value }]
  const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
  const quote = quoteIn(documentOf(element).text)
  return [{ span: { start: at, end: at }, text: ` ${name}=${quote}${value}${quote}` }]
}

export function setText(element: Element, text: string): readonly Edit[] {
  if (element.selfClosed) return []
  return [{ span: textSpanOf(element), text }]
}

export function removeAttribute(element: Element, name: string): readonly Edit[] {
  const attribute = attributeOf(element, name)
  if (!attribute) return []
  const { text } = documentOf(element)
  let { start } = attribute.span
  while (start > 0 && /\s/.test(text[start - 1]!)) start--
  return [{ span: { start, end: attribute.span.end }, text: '' }]
}

/** With its line, when nothing else stands on it. */
export function removeElement(element: Element): readonly Edit[] {
  const { text } = documentOf(element)
  let { start, end } = element.span
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--
  while (end < text.length && /[ \t\r]/.test(text[end]!)) end++
  const alone = (start === 0 || text[start - 1] === '\n') && text[end] === '\n'
  return [{ span: alone ? { start, end: end + 1 } : element.span, text: '' }]
}

/** The fixes `Change … to …`, `Remove …` that most rules have. */
export const changeTo = (element: Element, name: string, value: string): Fix =>
  fix(attributeOf(element, name) ? `Change \`${name}\` to \`${value}\`` : `Add \`${name}='${value}'\``, setValue(element, name, value))
export const without = (element: Element, name: string): Fix => fix(`Remove \`${name}\``, removeAttribute(element, name))
export const dropped = (element: Element): Fix => fix(`Remove \`<${element.name}>\``, removeElement(element))

/** Lines of XML as the last children of an element, indented like those that are there. */
export function addChild(parent: Element, ...lines: readonly string[]): readonly Edit[] {
  const { text } = documentOf(parent)
  const quoted = quoteIn(text) === '"' ? lines.map(line => line.replaceAll("'", '"')) : lines
  const children = parent.children.filter(child => child.kind === 'element')
  const outer = indentBefore(text, parent.span.start) ?? ''
  const indent = (children.length ? indentBefore(text, children.at(-1)!.span.start) : null) ?? `${outer}  `
  const block = quoted.map(line => `\n${indent}${line}`).join('')
  if (parent.selfClosed) {
    const slash = text.lastIndexOf('/', parent.startTag.end)
    const start = slash - /\s*$/.exec(text.slice(parent.startTag.start, slash))![0].length
    return [{ span: { start, end: parent.startTag.end }, text: `>${block}\n${outer}</${parent.name}>` }]
  }
  const at = children.at(-1)?.span.end ?? parent.startTag.end
  const sameLine = parent.endTag !== null && !text.slice(at, parent.endTag.span.start).includes('\n')
  return [{ span: { start: at, end: at }, text: block + (sameLine ? `\n${outer}` : '') }]
}

/** A child that is there already gets the attributes; else it is added with them. */
export function setChild(parent: Element, name: string, attributes: Readonly<Record<string, string>>): readonly Edit[] {
  const child = childElement(parent, name)
  if (child) return Object.entries(attributes).flatMap(([attribute, value]) => setValue(child, attribute, value))
  return addChild(parent, `<${[name, ...Object.entries(attributes).map(([attribute, value]) => `${attribute}='${value}'`)].join(' ')}/>`)
}

/** The white space before an element when nothing else stands before it on its line. */
function indentBefore(text: string, at: number): string | null {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const before = text.slice(start, at)
  return /^[ \t]*$/.test(before) && (start > 0 || before !== '') ? before : null
}

export const replaceSpan = (span: Span, text: string): readonly Edit[] => [{ span, text }]
