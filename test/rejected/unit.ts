// What a place in a document belongs to, for judging whether two places are about the same thing.
import type { Span } from '../../server/src/core/model'
import { parse } from '../../server/src/core/xml/parse'
import { childElements, rootOf } from '../../server/src/core/xml/walk'

/** The device, or the child of the root, that a place is in: what a refusal is about is mostly named no closer. */
export function unitAround(text: string, span: Span): string {
  const root = rootOf(parse(text))
  if (!root) return 'root'
  const inside = (element: { readonly span: Span }): boolean => element.span.start <= span.start && span.end <= element.span.end
  const top = childElements(root).find(inside)
  if (!top) return 'root'
  const device = top.name === 'devices' ? childElements(top).find(inside) : undefined
  return String((device ?? top).span.start)
}
