// Ways through the tree: visit, find, path, children and attributes by name, text. None of them recurses, however deep the tree.
import type { Span } from '../model'
import { trimmed } from './characters'
import type { Attribute, Element, Node, XmlDocument } from './tree'

export type Parent = Element | XmlDocument

export const isElement = (node: Node | XmlDocument): node is Element => node.kind === 'element'

/** The first element at the top; a lone `<` is none. */
export const rootOf = ({ children }: XmlDocument): Element | null => {
  for (const node of children) if (node.kind === 'element' && node.name !== '') return node
  return null
}

/** Every element below, outermost first, in document order; `enter` keeps out of an element by returning false. */
export const visit = (parent: Parent, enter: (element: Element) => boolean | void): void => {
  const waiting: Node[] = []
  for (let i = parent.children.length - 1; i >= 0; i--) waiting.push(parent.children[i]!)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind !== 'element' || enter(node) === false) continue
    for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!)
  }
}

/** Every element below that this holds for, in document order. */
export const elementsWhere = (parent: Parent, holds: (element: Element) => boolean): readonly Element[] => {
  const found: Element[] = []
  visit(parent, element => { if (holds(element)) found.push(element) })
  return found
}

export const childElements = ({ children }: Parent, name?: string): readonly Element[] => {
  const found: Element[] = []
  for (const node of children) if (node.kind === 'element' && (name === undefined || node.name === name)) found.push(node)
  return found
}

export const childElement = ({ children }: Parent, name: string): Element | null => {
  for (const node of children) if (node.kind === 'element' && node.name === name) return node
  return null
}

/** The first element that the names lead to: `elementAt(domain, 'os/type')`. */
export const elementAt = (parent: Parent, path: string): Element | null => {
  let at: Parent | null = parent
  for (const name of path.split('/')) at = at && childElement(at, name)
  return at && isElement(at) ? at : null
}

/** Every element that the names lead to: `elementsAt(domain, 'devices/disk')`. */
export const elementsAt = (parent: Parent, path: string): readonly Element[] =>
  path.split('/').reduce<readonly Parent[]>((parents, name) => parents.flatMap(around => childElements(around, name)), [parent]).filter(isElement)

export const attributeOf = ({ attributes }: Element, name: string): Attribute | null => {
  for (const attribute of attributes) if (attribute.name === name) return attribute
  return null
}

/** The value of an attribute; null when it is not there or has none yet. */
export const valueOf = (element: Element, name: string): string | null => attributeOf(element, name)?.value ?? null

/** The text right inside the element, CDATA included, without white space at its ends. */
export const textOf = ({ children }: Element): string => {
  let text = ''
  for (const node of children) if (node.kind === 'text' || node.kind === 'cdata') text += node.value
  return text.trim()
}

/** Where that text stands, to underline it; an empty span behind the start tag when there is none. */
export const textSpanOf = (element: Element): Span => {
  const { text } = documentOf(element)
  let span: Span | undefined
  for (const node of element.children) {
    if ((node.kind !== 'text' && node.kind !== 'cdata') || node.value.trim() === '') continue
    const { start, end } = trimmed(text, node.span.start, node.span.end)
    span = { start: span?.start ?? start, end }
  }
  return span ?? { start: element.startTag.end, end: element.startTag.end }
}

export const documentOf = (element: Element): XmlDocument => {
  let at: Parent = element
  while (at.kind === 'element') at = at.parent
  return at
}

/** The elements around it and it itself, outermost first. */
export const lineage = (element: Element): readonly Element[] => {
  const found: Element[] = []
  for (let at: Parent = element; at.kind === 'element'; at = at.parent) found.push(at)
  return found.reverse()
}

/** Names from the root on: `domain/devices/disk`. */
export const pathOf = (element: Element): string => lineage(element).map(({ name }) => name).join('/')

export const parentElement = ({ parent }: Node): Element | null => parent.kind === 'element' ? parent : null

/** The innermost node whose span holds the offset; at a boundary, the one that starts there. Null outside all nodes. */
export const nodeAt = (document: XmlDocument, offset: number): Node | null => {
  let found: Node | null = null
  let children = document.children
  for (;;) {
    const node: Node | undefined = children[lastStartingBefore(children, offset)]
    if (!node || offset >= node.span.end) return found
    found = node
    if (node.kind !== 'element') return found
    children = node.children
  }
}

/** The innermost element whose span holds the offset. */
export const elementAround = (document: XmlDocument, offset: number): Element | null => {
  const node = nodeAt(document, offset)
  return node && (node.kind === 'element' ? node : parentElement(node))
}

/** Index of the last child that starts at or before the offset; -1 when none does. */
export const lastStartingBefore = (children: readonly Node[], offset: number): number => {
  let low = -1
  let high = children.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (children[middle]!.span.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}
