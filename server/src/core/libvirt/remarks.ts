// Where the comments of a document stand, and where another may: before a tag, never inside one, nor before the XML declaration.
import type { Span } from '../model'
import type { Remark, Remarks } from '../service'
import type { Node, XmlDocument } from '../xml/tree'
import { nodeAt } from '../xml/walk'

export function remarksOf(document: XmlDocument): Remarks {
  return { comments: commentsOf(document), before: offset => before(document, offset), top: topOf(document) }
}

function commentsOf(document: XmlDocument): readonly Span[] {
  const found: Span[] = []
  if (!document.text.includes('<!--')) return found
  const waiting: Node[] = [...document.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'comment') found.push(node.span)
    if (node.kind === 'element') for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!)
  }
  return found
}

/** Before the tag; a text keeps to the tag before it, since a comment inside would part it. */
function before(document: XmlDocument, offset: number): Remark | null {
  const node = nodeAt(document, offset)
  if (!node || node.kind === 'instruction' || node.kind === 'doctype') return null
  if (node.kind === 'comment') return { offset: node.span.start, style: 'markup' }
  const element = node.kind === 'element' ? node : node.parent.kind === 'element' ? node.parent : null
  if (!element) return null
  const { endTag } = element
  return { offset: endTag && endTag.span.start <= offset ? endTag.span.start : element.span.start, style: 'markup' }
}

/** An XML declaration begins its file, and keeps its line. */
function topOf({ children, text }: XmlDocument): Remark {
  const [first] = children
  if (first?.kind !== 'instruction' || first.target !== 'xml') return { offset: text.startsWith('\uFEFF') ? 1 : 0, style: 'markup' }
  const line = /^[ \t]*\r?\n/.exec(text.slice(first.span.end))
  return { offset: first.span.end + (line?.[0].length ?? 0), style: 'markup' }
}
