// The order in which libvirt prints the children of each element (data/order.json, made by `npm run order`), and a document brought
// into it. Comments go with the element that they stand before; what libvirt's order does not know stays behind its neighbour.
import type { Edit } from '../model'
import { isBlank, isLineEnd } from '../xml/characters'
import type { Element, Node, XmlDocument } from '../xml/tree'
import { isElement } from '../xml/walk'
import orders from './data/order.json'
import { pathIn, whole, type Within } from './paths'

/** The edits that put the children of every element into libvirt's order; none in a broken document. */
export function orderEdits({ text, children, problems }: XmlDocument, within: Within = whole): readonly Edit[] {
  if (problems.some(({ level }) => level === 'error')) return []
  return children.filter(isElement).flatMap(root => {
    const sorted = ordered({ text, within }, root, 0)
    return sorted === null ? [] : [{ span: root.span, text: sorted }]
  })
}

/** The text of one element with its own children in order; null when they are. */
export function orderedChildren(source: Source, element: Element): string | null {
  const pieces = piecesOf(source.text, element)
  const names = orderIn(element, source.within)
  const sorted = pieces && names ? inOrder(pieces, names) : null
  if (!pieces || !sorted || sorted.every((piece, i) => piece === pieces[i])) return null
  const { text } = source
  return text.slice(element.span.start, pieces[0]!.start) + sorted.map(({ start, end }) => text.slice(start, end)).join('') + text.slice(pieces.at(-1)!.end, element.span.end)
}

/** How the names of an element's children are ordered; null where libvirt's order is not known. */
export function orderIn(element: Element, within: Within): readonly string[] | null {
  const path = pathIn(element, within)
  const names = Object.hasOwn(orders, path) ? orders[path as keyof typeof orders] : null
  return names === null ? null : names.split(' ')
}

interface Source {
  readonly text: string
  readonly within: Within
}

/** Deeper than any of libvirt's formats. */
const deepest = 100

/** The text of an element in order; null when it is in order already. */
function ordered(source: Source, element: Element, depth: number): string | null {
  if (depth > deepest) return null
  const { text, within } = source
  const pieces = piecesOf(text, element)
  const names = orderIn(element, within)
  const sorted = pieces && names ? inOrder(pieces, names) : pieces
  if (!sorted) return withChildrenOrdered(source, element, depth)
  const moved = sorted.some((piece, i) => piece !== pieces![i])
  const written = sorted.map(({ start, end, node }) => {
    const inner = ordered(source, node, depth + 1)
    return inner === null ? text.slice(start, end) : text.slice(start, node.span.start) + inner + text.slice(node.span.end, end)
  })
  if (!moved && written.every((piece, i) => piece === text.slice(sorted[i]!.start, sorted[i]!.end))) return null
  return text.slice(element.span.start, pieces![0]!.start) + written.join('') + text.slice(pieces!.at(-1)!.end, element.span.end)
}

/** Where the children themselves are not to be moved. */
function withChildrenOrdered(source: Source, element: Element, depth: number): string | null {
  const { text } = source
  let result = ''
  let at = element.span.start
  for (const child of element.children) {
    const inner = child.kind === 'element' ? ordered(source, child, depth + 1) : null
    if (inner === null) continue
    result += text.slice(at, child.span.start) + inner
    at = child.span.end
  }
  return at === element.span.start ? null : result + text.slice(at, element.span.end)
}

/** A child with what belongs to it: the white space and comments before it, a comment on its line behind it. */
interface Piece {
  readonly node: Element
  readonly start: number
  readonly end: number
}

/** Null where text stands between the children, or nothing that could be moved. */
function piecesOf(text: string, { children, startTag }: Element): readonly Piece[] | null {
  if (children.some(node => node.kind === 'cdata' || (node.kind === 'text' && !isBlank(text, node.span.start, node.span.end)))) return null
  const pieces: Piece[] = []
  let start = startTag.end
  let last: Element | null = null
  const close = (end: number): void => {
    if (last) pieces.push({ node: last, start, end })
    if (last) start = end
    last = null
  }
  const others = children.filter((node): node is Exclude<Node, { kind: 'text' }> => node.kind !== 'text')
  others.forEach((node, i) => {
    const before = others[i - 1]
    const sameLine = (i === 0 || before?.kind === 'element') && !breaks(text, before?.span.end ?? startTag.end, node.span.start)
    if (node.kind === 'comment' && sameLine) {
      if (i === 0) start = node.span.end
      return close(node.span.end)
    }
    if (last) close(last.span.end)
    if (node.kind === 'element') last = node
  })
  if (last) close((last as Element).span.end)
  return pieces.length > 1 ? pieces : null
}

/** A stable sort; a name that is not known goes with the one before it. */
function inOrder(pieces: readonly Piece[], names: readonly string[]): readonly Piece[] {
  const ranks: number[] = []
  for (const { node } of pieces) {
    const rank = names.indexOf(node.name)
    ranks.push(rank >= 0 ? rank : ranks.at(-1) ?? -1)
  }
  return pieces.map((piece, i) => ({ piece, rank: ranks[i]! })).sort((a, b) => a.rank - b.rank).map(({ piece }) => piece)
}

const breaks = (text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) if (isLineEnd(text.charCodeAt(at))) return true
  return false
}
