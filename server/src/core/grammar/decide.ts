// Why something that the schema knows is not allowed here: the attribute whose value rules it out, and the values that would not.
import { attributesIn, elementsIn, valuesIn } from './expect'
import type { Item, ItemAttribute } from './item'
import { afterAttribute, attributeStep, matchesValue } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** An element and what it was read as; a chain of them goes from the root inwards. */
export interface Link {
  readonly item: Item
  readonly declaration: Declaration
}

export interface Decision {
  readonly owner: Item
  /** Null when the schema allows it there, but no single attribute rules it out: a sibling or several things do. */
  readonly attribute: ItemAttribute | null
  /** The values of the attribute that would allow it. */
  readonly allowedWith: readonly string[]
}

export type Wanted = (content: Pattern) => boolean

export const wantsElement = (name: string): Wanted => content => elementsIn([content], 'all').some(element => element.name === name)

export const wantsAttribute = (name: string): Wanted => content => attributesIn([content]).some(attribute => attribute.name === name)

export const wantsValue = (patterns: Patterns, name: string, value: string): Wanted => content =>
  attributeStep(patterns, content, name).values.some(pattern => matchesValue(patterns, pattern, value))

/** Searches from the element outwards, as `type` of `<interface>` decides on `<source>` within. Null: it is allowed nowhere there. */
export function decision(patterns: Patterns, chain: readonly Link[], wanted: Wanted, except?: ItemAttribute): Decision | null {
  for (let up = chain.length - 1; up >= Math.max(0, chain.length - farthest); up--) {
    const { item, declaration } = chain[up]!
    const path = chain.slice(up + 1).map(link => link.item.name)
    const possible = (content: Pattern): boolean => wantedBelow(content, path, wanted)
    if (!possible(declaration.content)) continue
    for (const attribute of item.attributes) {
      if (attribute === except || attribute.value === null) continue
      const step = attributeStep(patterns, declaration.content, attribute.name)
      const state = afterAttribute(patterns, step, attribute.value)
      if (state === patterns.notAllowed || possible(state)) continue
      const allowedWith = valuesIn(step.values).values.filter(value => possible(afterAttribute(patterns, step, value)))
      return { owner: item, attribute, allowedWith }
    }
    return { owner: item, attribute: null, allowedWith: [] }
  }
  return null
}

const farthest = 3

function wantedBelow(content: Pattern, [name, ...path]: readonly string[], wanted: Wanted): boolean {
  if (name === undefined) return wanted(content)
  const found = elementsIn([content], 'all').find(element => element.name === name)
  return found?.declarations.some(declaration => wantedBelow(declaration.content, path, wanted)) ?? false
}
