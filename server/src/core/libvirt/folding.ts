// Folds: elements and comments over several lines, and the regions that comments mark. The line of the closing tag stays in sight.
import type { Fold } from '../model'
import { linesOf, type Lines } from '../text/lines'
import { regionsIn } from '../xml/regions'
import type { Node, XmlDocument } from '../xml/tree'

export const foldsOf = (document: XmlDocument): readonly Fold[] => {
  const lines = linesOf(document.text)
  const folds: Fold[] = regionsIn(document).map(span => ({ span, kind: 'region' }))
  const waiting: Node[] = [...document.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const fold = foldOf(node, document.text, lines)
    if (fold) folds.push(fold)
    if (node.kind === 'element') for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!)
  }
  return folds
}

const foldOf = (node: Node, text: string, lines: Lines): Fold | null => {
  if (node.kind === 'text' || node.kind === 'instruction') return null
  const first = lines.positionAt(node.span.start).line
  const last = lastLine(node, text, lines)
  if (last <= first) return null
  const span = { start: node.span.start, end: Math.min(node.span.end, lines.lineSpan(last).end) }
  return node.kind === 'comment' ? { span, kind: 'comment' } : { span }
}

const lastLine = (node: Node, text: string, lines: Lines): number => {
  const closing = node.kind === 'element' ? node.endTag?.span.start : undefined
  if (closing === undefined) return lines.positionAt(text.slice(node.span.start, node.span.end).trimEnd().length + node.span.start).line
  const { line } = lines.positionAt(closing)
  return text.slice(lines.lineSpan(line).start, closing).trim() === '' ? line - 1 : line
}
