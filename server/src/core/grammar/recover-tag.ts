// The start tag in a reading: attributes that do not fit are passed over or taken for others, those that lack are taken as given.
import { closestName } from '../text/names'
import { beam, paid, type State } from './beam'
import { attributesIn, demanded, valuesIn } from './expect'
import { price } from './fault'
import { itemWith, type Item, type ItemAttribute } from './item'
import { closingWays } from './lenient'
import { afterAttribute, attributeStep, matchesValue } from './match'
import type { Pattern, Patterns } from './pattern'

/**
 * What fits comes first, so that an attribute that does not is measured against all the others. Of two that do not go
 * together either may be the odd one: each is tried as the last.
 */
export function attributes(patterns: Patterns, item: Item, given: readonly State[]): readonly State[] {
  const inOrder = fitted(patterns, item.attributes, given)
  if (!inOrder.odd.length) return inOrder.states
  const ways = [inOrder]
  for (const last of item.attributes.length > mostTried ? [] : item.attributes) {
    if (inOrder.odd.includes(last)) continue
    const way = fitted(patterns, [...item.attributes.filter(other => other !== last), last], given)
    if (way.odd.includes(last) && way.odd.length <= inOrder.odd.length) ways.push(way)
  }
  return beam(ways.flatMap(({ states, odd }) =>
    odd.reduce<readonly State[]>((on, attribute) => beam(on.flatMap(state => mended(patterns, item, given, state, attribute))), states)))
}

/** No element of libvirt's has as many. */
const mostTried = 40

/** The attributes in some order, without those that do not fit. */
function fitted(patterns: Patterns, order: readonly ItemAttribute[], given: readonly State[]): { readonly states: readonly State[], readonly odd: readonly ItemAttribute[] } {
  let states = given
  const odd: ItemAttribute[] = []
  for (const attribute of order) {
    const next = states.flatMap(state => strictly(patterns, state, attribute))
    if (next.length) states = next
    else odd.push(attribute)
  }
  return { states, odd }
}

/** The end of the tag, with what lacks taken as given. */
export function close(patterns: Patterns, item: Item, states: readonly State[]): readonly State[] {
  return beam(states.flatMap(state => closingWays(patterns, state.pattern).map(({ pattern, missing }) => {
    if (item.open) return { ...state, pattern, cost: state.cost + missing.length * price.typing }
    return missing.reduce<State>((on, names) => paid(on, pattern, price.fault, { kind: 'no-attribute', names, states: [state.pattern] }), { ...state, pattern })
  })))
}

/** Second thoughts: an attribute that may be left out, as `type` of `<disk>`, was left out by mistake. */
export function absent(patterns: Patterns, item: Item, tagged: readonly State[]): readonly State[] {
  return tagged.flatMap(state => attributesIn([state.pattern])
    .filter(({ name, required, values }) => !required && valuesIn(values).values.length && !item.attributes.some(other => other.name === name))
    .flatMap(({ name }) => {
      const step = attributeStep(patterns, state.pattern, name)
      return step.values.map((value, at) =>
        paid(state, step.rests[at]!, price.absent, { kind: 'no-attribute', names: [name], states: [state.pattern], values: [value] }))
    }))
}

/** Second thoughts: a value that is allowed does not fit all the rest, so that the value is wrong and not the rest. */
export function unfit(patterns: Patterns, item: Item, start: State): readonly State[] {
  return item.attributes.flatMap(attribute => {
    const { name, value } = attribute
    if (value === null || !attributeStep(patterns, start.pattern, name).values.some(pattern => matchesValue(patterns, pattern, value))) return []
    return attributes(patterns, itemWith(item, { attributes: item.attributes.filter(other => other !== attribute) }), [start]).flatMap(state => {
      const step = attributeStep(patterns, state.pattern, name)
      return step.values.flatMap((pattern, at) => matchesValue(patterns, pattern, value) ? []
        : [paid(state, step.rests[at]!, price.unfit, { kind: 'value', attribute, states: [pattern], unfit: true })])
    })
  })
}

function strictly(patterns: Patterns, state: State, { name, value }: ItemAttribute): readonly State[] {
  const pattern = afterAttribute(patterns, attributeStep(patterns, state.pattern, name), value)
  return pattern === patterns.notAllowed ? [] : [{ ...state, pattern }]
}

/** The ways past an attribute that does not fit: its value is wrong, it is one too many, or it is another by a wrong name. */
function mended(patterns: Patterns, item: Item, given: readonly State[], state: State, attribute: ItemAttribute): readonly State[] {
  const step = attributeStep(patterns, state.pattern, attribute.name)
  const states = [state.pattern]
  if (step.values.length) {
    return [paid(state, step.afterAll, oddness(patterns, given, attribute, step.values), { kind: 'value', attribute, states })]
  }
  if (attribute.value === null && !attribute.filledLater) return [{ ...state, cost: state.cost + price.typing }]
  const ways = [paid(state, state.pattern, price.skipped, { kind: 'attribute', attribute, states, meant: null })]
  const possible = attributesIn(states).filter(({ name }) => !item.attributes.some(other => other.name === name))
  const close = closestName(attribute.name, possible.map(({ name }) => name))
  const lacks = new Set(closingWays(patterns, state.pattern).flatMap(way => way.missing.flat()))
  for (const { name, values } of possible) {
    if (name !== close && !lacks.has(name)) continue
    const typed = attribute.value
    const suits = typed === null || values.some(value => matchesValue(patterns, value, typed))
    if (!suits && name !== close) continue
    const next = attributeStep(patterns, state.pattern, name)
    const pattern = suits ? afterAttribute(patterns, next, attribute.value) : next.afterAll
    ways.push(paid(state, pattern, name !== close ? price.renamed : suits ? price.typo : price.typo + 0.05, { kind: 'attribute', attribute, states, meant: name }))
  }
  return ways
}

/** With a right value near it is a typo; else it is still likelier than an attribute too many, unless it is right by itself. */
function oddness(patterns: Patterns, given: readonly State[], { name, value }: ItemAttribute, values: readonly Pattern[]): number {
  const right = given.some(({ pattern }) => attributeStep(patterns, pattern, name).values.some(one => matchesValue(patterns, one, value ?? '')))
  if (right) return given.every(({ pattern }) => demanded(pattern, 'attribute').has(name)) ? price.decides : price.apart
  return closestName(value ?? '', valuesIn(values).values) === undefined ? price.value : price.typo
}
