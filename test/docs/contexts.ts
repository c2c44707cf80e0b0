// Walks a schema and the docs together: every declaration, in every context that the docs or the grammar tell apart.
// A context is a declaration and the nodes of the docs that speak for it there. Two places with the same of both read the
// same to the end, so that recursion (an image below an image) comes to an end by itself and nothing is unrolled.
import { attributesIn, elementsIn, valuesIn, type PossibleValues } from '../../server/src/core/grammar/expect'
import { localOf } from '../../server/src/core/grammar/format'
import type { Grammar } from '../../server/src/core/grammar/load'
import type { Declaration, Pattern, Patterns } from '../../server/src/core/grammar/pattern'
import { afterAttributes } from '../../server/src/core/grammar/trace'
import type { Node } from '../../server/src/core/docs/format'
import { stepOf, type Lookup } from '../../server/src/core/docs/lookup'
import { startsOf } from '../../server/src/core/libvirt/kinds'

/** Something that a hover may be asked about. */
export interface Thing {
  readonly declaration: Declaration
  /** Null for the element itself. */
  readonly attribute: string | null
  readonly path: string
  /** The number of the entry that the hover shows; null when it shows none. */
  readonly entry: number | null
  /** What may be written there. */
  readonly values: PossibleValues
}

interface Context {
  readonly declaration: Declaration
  readonly path: string
  readonly nodes: readonly Node[]
  /** The content, where some attributes say what the docs ask for. */
  readonly states: readonly Pattern[]
  /** What those attributes may say; the one value, where the docs ask for it. */
  readonly telling: ReadonlyMap<string, PossibleValues>
}

/** Every thing of a schema (or kind), nearest to the root first. */
export function thingsOf(grammar: Grammar, schema: string, lookup: Lookup): readonly Thing[] {
  const numbers = new Map<Node, number>()
  const numberOf = (node: Node): number => numbers.get(node) ?? numbers.set(node, numbers.size).get(node)!
  const seen = new Set<string>()
  const things: Thing[] = []
  let level = startsOf(grammar, schema).flatMap(start => contextsOf(grammar.patterns(), lookup, lookup.nodesAt([]), '', start))
  while (level.length) {
    const fresh = level.filter(({ declaration, nodes, states }) => {
      const key = `${declaration.id} ${nodes.map(numberOf).join()} ${states.map(({ id }) => id).join()}`
      return !seen.has(key) && seen.add(key)
    })
    for (const context of fresh) things.push(...thingsIn(context, lookup))
    level = fresh.flatMap(({ states, nodes, path }) => elementsIn(states, 'all').flatMap(({ declarations }) =>
      declarations.flatMap(declaration => contextsOf(grammar.patterns(), lookup, nodes, path, declaration))))
  }
  return things
}

function thingsIn({ declaration, path, nodes, states, telling }: Context, lookup: Lookup): readonly Thing[] {
  const attributes = new Map(attributesIn(states).map(({ name, values }) => [name, valuesIn(values)] as const))
  for (const [name, values] of telling) attributes.set(name, values)
  return [
    { declaration, attribute: null, path, entry: lookup.own(nodes), values: valuesIn(states) },
    ...[...attributes].map(([name, values]): Thing =>
      ({ declaration, attribute: name, path: `${path}@${localOf(name)}`, entry: lookup.own(nodes, localOf(name)), values })),
  ]
}

/** One context for each thing that the attributes may say and the docs ask for; mostly one. */
function contextsOf(patterns: Patterns, lookup: Lookup, above: readonly Node[], path: string, declaration: Declaration): readonly Context[] {
  if (typeof declaration.name !== 'string') return []
  const name = localOf(declaration.name)
  const { content } = declaration
  const known = new Map(attributesIn([content]).map(({ name: attribute, values }) => [attribute, values] as const))
  let ways: readonly Way[] = [{ said: {}, states: [content] }]
  for (const [attribute, asked] of askedOf(above, name)) {
    const values = known.get(attribute)
    if (!values) continue
    const { values: words, any, datatypes } = valuesIn(values)
    const sayable = [...new Set([...words, ...asked.filter(word => any || datatypes.some(datatype => datatype.accepts(word)))])]
    ways = ways.flatMap(({ said, states }) => [
      ...sayable.flatMap(value => next({ ...said, [attribute]: value }, afterAttributes(patterns, states.filter(state => takes(state, attribute, value)), [given(attribute, value)]))),
      ...next(said, states.map(state => without(patterns, state, attribute)).filter(state => state !== patterns.notAllowed)),
    ])
  }
  return ways.map(({ said, states }) => {
    const shown = Object.entries(said).filter(([attribute, value]) => askedOf(above, name).get(attribute)?.includes(value))
    return {
      declaration, states,
      path: `${path && `${path}/`}${name}${shown.map(([attribute, value]) => `[${attribute}=${value}]`).join('')}`,
      nodes: lookup.below(above, { name, attributes: said }),
      telling: new Map(Object.entries(said).map(([attribute, value]) => [attribute, { ...valuesIn(known.get(attribute) ?? []), values: [value] }])),
    }
  })
}

interface Way {
  readonly said: Readonly<Record<string, string>>
  readonly states: readonly Pattern[]
}

const next = (said: Way['said'], states: readonly Pattern[]): readonly Way[] => states.length ? [{ said, states }] : []

const given = (name: string, value: string) => ({ name, value, place: nowhere, valuePlace: null })
const nowhere = { start: 0, end: 0 }

const takes = (state: Pattern, attribute: string, value: string): boolean => attributesIn([state]).some(({ name, values }) => {
  const { values: words, any, datatypes } = valuesIn(values)
  return name === attribute && (any || words.includes(value) || datatypes.some(datatype => datatype.accepts(value)))
})

/** The attributes of an element on which the docs depend, and the values that they name. */
function askedOf(nodes: readonly Node[], name: string): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, string[]>()
  for (const key of nodes.flatMap(node => Object.keys(node)).filter(key => key.startsWith(`/${name}[`) || key.startsWith('/*['))) {
    for (const [attribute, values] of Object.entries(stepOf(key.slice(1)).attributes)) asked.set(attribute, [...asked.get(attribute) ?? [], ...values.split('|')])
  }
  return asked
}

/** What is left of a pattern where an attribute is not written. */
function without(patterns: Patterns, pattern: Pattern, attribute: string): Pattern {
  switch (pattern.kind) {
    case 'attribute': return pattern.name === attribute ? patterns.notAllowed : pattern
    case 'oneOrMore': return patterns.oneOrMore(without(patterns, pattern.member, attribute))
    case 'choice': case 'group': case 'interleave': return patterns[pattern.kind](pattern.members.map(member => without(patterns, member, attribute)))
    default: return pattern
  }
}
