// Why something that the schema knows is not allowed here: the attribute whose value rules it out, and the values that would not.
import { attributesIn, elementsIn, valuesIn } from './expect'
import { elementsOf, type Item, type ItemAttribute } from './item'
import { afterAttribute, attributeStep, matchesValue } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'
import { afterChildren, afterTag } from './trace'

/** An element and what it was read as; a chain of them goes from the root inwards. */
export interface Link {
  readonly item: Item
  readonly declaration: Declaration
}

export interface Decision {
  readonly owner: Item
  /** The attribute that rules it out; null when no single one does. */
  readonly attribute: ItemAttribute | null
  /** The attribute that is not there and would have to be. */
  readonly absent: string | null
  /** The sibling of it, or of the element around it, that rules it out. */
  readonly sibling: Item | null
  /** The values of the attribute that would allow it. */
  readonly allowedWith: readonly string[]
}

export type Wanted = (content: Pattern) => boolean

export const wantsElement = (name: string): Wanted => content => elementsIn([content], 'all').some(element => element.name === name)

export const wantsAttribute = (name: string): Wanted => content => attributesIn([content]).some(attribute => attribute.name === name)

export const wantsValue = (patterns: Patterns, name: string, value: string): Wanted => content =>
  attributeStep(patterns, content, name).values.some(pattern => matchesValue(patterns, pattern, value))

/** Searches from the element outwards, as `type` of `<interface>` decides on `<source>` within. Null: it is allowed nowhere there. */
export function decision(patterns: Patterns, chain: readonly Link[], wanted: Wanted, except?: ItemAttribute | Item): Decision | null {
  for (let up = chain.length - 1; up >= Math.max(0, chain.length - farthest); up--) {
    const { item, declaration } = chain[up]!
    const path = chain.slice(up + 1).map(link => link.item.name)
    const possible = (content: Pattern): boolean => wantedBelow(content, path, wanted)
    const found = possible(declaration.content) ? decidedBy(patterns, declaration.content, item, chain[up + 1]?.item ?? except, possible) : null
    if (found) return found
  }
  return null
}

function decidedBy(patterns: Patterns, content: Pattern, owner: Item, inner: ItemAttribute | Item | undefined, possible: Wanted): Decision {
  const none: Decision = { owner, attribute: null, absent: null, sibling: null, allowedWith: [] }
  const allowedWith = (name: string): readonly string[] => {
    const step = attributeStep(patterns, content, name)
    return valuesIn(step.values).values.filter(value => possible(afterAttribute(patterns, step, value)))
  }
  for (const attribute of owner.attributes) {
    if (attribute === inner || attribute.value === null) continue
    const state = afterAttribute(patterns, attributeStep(patterns, content, attribute.name), attribute.value)
    if (state !== patterns.notAllowed && !possible(state)) return { ...none, attribute, allowedWith: allowedWith(attribute.name) }
  }
  const tagged = afterTag(patterns, [content], owner.attributes)
  if (!tagged.some(possible)) {
    for (const { name, required } of attributesIn([content])) {
      if (required || owner.attributes.some(other => other.name === name)) continue
      const values = allowedWith(name)
      if (values.length) return { ...none, absent: name, allowedWith: values }
    }
    return none
  }
  const sibling = elementsOf(owner).find(child => child !== inner && !afterChildren(patterns, tagged, [child]).some(possible))
  return sibling ? { ...none, sibling } : none
}

const farthest = 3

function wantedBelow(content: Pattern, [name, ...path]: readonly string[], wanted: Wanted): boolean {
  if (name === undefined) return wanted(content)
  const found = elementsIn([content], 'all').find(element => element.name === name)
  return found?.declarations.some(declaration => wantedBelow(declaration.content, path, wanted)) ?? false
}
