// The states of an element at a place inside it, whatever is wrong around: what completion and hover stand on.
import { elementsIn } from './expect'
import type { Item, ItemAttribute } from './item'
import { closingWays } from './lenient'
import { afterAttribute, attributeStep, elementStep } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** After attributes in any order; those that no state takes are passed over, odd values keep every branch alive. */
export function afterAttributes(patterns: Patterns, given: readonly Pattern[], attributes: readonly ItemAttribute[]): readonly Pattern[] {
  let states = given
  const odd: ItemAttribute[] = []
  for (const attribute of attributes) {
    const next = distinct(patterns, states.map(state => afterAttribute(patterns, attributeStep(patterns, state, attribute.name), attribute.value)))
    if (next.length) states = next
    else odd.push(attribute)
  }
  for (const { name } of odd) {
    const next = distinct(patterns, states.map(state => attributeStep(patterns, state, name).afterAll))
    if (next.length) states = next
  }
  return states
}

/** After the start tag, whatever attributes are missing. */
export function afterTag(patterns: Patterns, states: readonly Pattern[], attributes: readonly ItemAttribute[]): readonly Pattern[] {
  return distinct(patterns, afterAttributes(patterns, states, attributes).flatMap(state => closingWays(patterns, state).map(way => way.pattern)))
}

/** After children; those that no state takes are passed over. */
export function afterChildren(patterns: Patterns, given: readonly Pattern[], children: readonly Item[]): readonly Pattern[] {
  return children.reduce((states, child) => {
    const next = distinct(patterns, states.map(state => elementStep(patterns, state, child.name).afterAll))
    return next.length ? next : states
  }, given)
}

/** How many of the children no state takes. */
function misfits(patterns: Patterns, given: readonly Pattern[], children: readonly Item[]): number {
  let states = given
  let count = 0
  for (const child of children) {
    const next = distinct(patterns, states.map(state => elementStep(patterns, state, child.name).afterAll))
    if (next.length) states = next
    else count++
  }
  return count
}

/** The names that may stand between some children and others, without shutting one of the latter out. */
export function between(patterns: Patterns, start: readonly Pattern[], before: readonly Item[], after: readonly Item[]): readonly string[] {
  const here = afterChildren(patterns, start, before)
  const names = elementsIn(here, 'next').map(({ name }) => name)
  if (!after.length) return names
  const followers = after.filter((child, at) => after.findIndex(other => other.name === child.name) === at)
  const still = new Set(elementsIn(afterChildren(patterns, here, after), 'all').map(({ name }) => name))
  const least = misfits(patterns, here, followers)
  return names.filter(name => still.has(name)
    || misfits(patterns, distinct(patterns, here.map(state => elementStep(patterns, state, name).afterAll)), followers) <= least)
}

/** The declarations that a child of this name may be in some states; in whole contents when the states have passed it. */
export function candidates(patterns: Patterns, states: readonly Pattern[], contents: readonly Pattern[], name: string): readonly Declaration[] {
  const now = [...new Set(states.flatMap(state => elementStep(patterns, state, name).declarations))]
  return now.length ? now : elementsIn(contents, 'all').find(element => element.name === name)?.declarations ?? []
}

function distinct(patterns: Patterns, states: readonly Pattern[]): readonly Pattern[] {
  return [...new Set(states)].filter(state => state !== patterns.notAllowed)
}
