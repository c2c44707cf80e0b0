// A comment that says which libvirt its document is for: `<!-- virtdeck: libvirt=9.0.0 -->`, before the root or inside it.
import type { Span } from '../model'
import type { Comment, Node, XmlDocument } from '../xml/tree'
import { rootOf } from '../xml/walk'

export interface VersionComment {
  /** As it is written; empty while it is still to come. */
  readonly version: string
  readonly span: Span
}

/** The first one of a document. */
export function versionCommentOf(document: XmlDocument): VersionComment | null {
  if (!document.text.includes('virtdeck:')) return null
  const end = rootOf(document)?.span.end ?? document.text.length
  const waiting: Node[] = [...document.children].reverse()
  for (let node = waiting.pop(); node && node.span.start < end; node = waiting.pop()) {
    const found = node.kind === 'comment' ? versionIn(node, document.text) : null
    if (found) return found
    if (node.kind === 'element') for (let at = node.children.length - 1; at >= 0; at--) waiting.push(node.children[at]!)
  }
  return null
}

/** Other words may stand beside it: `<!-- virtdeck: libvirt=9.0.0 for the old cluster -->`. */
export function versionIn({ span }: Comment, text: string): VersionComment | null {
  const [, before, version] = /^(<!--\s*virtdeck:(?:[^>]*?[\s,;])?\s*libvirt\s*=(?:\s+(?!\s|-->))?)((?:(?!-->)[^\s,;])*)/.exec(text.slice(span.start, span.end)) ?? []
  if (before === undefined || version === undefined) return null
  const start = span.start + before.length
  return { version, span: { start, end: start + version.length } }
}
