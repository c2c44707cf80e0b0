// Regions that an author marks by comments, `<!-- #region disks -->` to `<!-- #endregion -->`, to be folded.
import type { Span } from '../model'
import type { Comment, Node, XmlDocument } from './tree'

/** From the comment that opens to the one that closes, inner ones before those around them. */
export const regionsIn = (document: XmlDocument): readonly Span[] => {
  const regions: Span[] = []
  const open: Comment[] = []
  for (const comment of commentsIn(document)) {
    const [, end] = /^\s*#?(end)?region\b/.exec(comment.value) ?? [null]
    if (end === undefined) open.push(comment)
    else if (end === 'end') {
      const start = open.pop()
      if (start) regions.push({ start: start.span.start, end: comment.span.end })
    }
  }
  return regions
}

const commentsIn = (document: XmlDocument): readonly Comment[] => {
  const comments: Comment[] = []
  const waiting: Node[] = [...document.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'comment') comments.push(node)
    else if (node.kind === 'element') for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!)
  }
  return comments
}
