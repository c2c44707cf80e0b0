// A document's items as if one element were not there: what may stand in its place does not depend on itself.
import { itemWith, type Item } from '../grammar/item'
import type { Element } from '../xml/tree'
import { lineage } from '../xml/walk'

/** The root without that element; the rest is shared. */
export function withoutItem(root: Item, element: Element): Item {
  return lessOne(root, lineage(element).slice(1).map(({ nameSpan }) => nameSpan.start))
}

function lessOne(item: Item, [next, ...rest]: readonly number[]): Item {
  const at = item.content.findIndex(child => child.kind === 'element' && child.place.start === next)
  const child = item.content[at]
  if (child?.kind !== 'element') return item
  return itemWith(item, { content: rest.length ? item.content.map(other => other === child ? lessOne(child, rest) : other) : item.content.filter(other => other !== child) })
}
