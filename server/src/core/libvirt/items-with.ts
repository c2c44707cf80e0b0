// A document's items as if a value stood there that does not yet: whether what is around would bear it.
import { itemWith, type Item } from '../grammar/item'
import type { Attribute, Element } from '../xml/tree'

/** `inner` is an element at or below the item's own; with an attribute it is that one's value, else the text of the element. */
export function withValue(item: Item, path: readonly Element[], attribute: Attribute | null, value: string): Item {
  const [, next, ...rest] = path
  if (next) {
    return itemWith(item, {
      content: item.content.map(child => child.kind === 'element' && child.place.start === next.nameSpan.start ? withValue(child, [next, ...rest], attribute, value) : child),
    })
  }
  if (!attribute) return itemWith(item, { content: [{ kind: 'text', place: item.place, value }] })
  const { start, end } = attribute.nameSpan
  const others = item.attributes.filter(({ place }) => place.start !== start)
  return itemWith(item, { attributes: [...others, { name: attribute.name, value, place: { start, end }, valuePlace: attribute.valueSpan }] })
}
