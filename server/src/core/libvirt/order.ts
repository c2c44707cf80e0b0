// The order of children that libvirt's schema allows and its validator refuses all the same (grammar/libxml2.ts): a hint,
// since `virsh edit` and `virsh define --validate` will say no, and where to bring things together.
import type { Problem } from '../model'
import { fitting } from '../grammar/accept'
import { elementsOf, type Item } from '../grammar/item'
import { isFragile, tornBy } from '../grammar/libxml2'
import type { Grammar } from '../grammar/load'
import type { Declaration } from '../grammar/pattern'
import type { Shape } from '../grammar/shape'
import type { Element } from '../xml/tree'
import { visit } from '../xml/walk'
import { shown } from './explain'
import * as say from './messages'
import { localName } from './read'

/** For a root that fits the schema; one hint for each element whose children stand so. */
export function orderHints(root: Item, grammar: Grammar): readonly Problem[] {
  const hints: Problem[] = []
  const waiting = [root]
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const children = elementsOf(item)
    // Two members of one interleave, and two of another between and behind them.
    const candidates = children.length < 4 ? undefined : fragileIn(grammar).get(item.name)
    if (candidates) hints.push(...hintFor(item, children, candidates, grammar))
    for (const child of children) waiting.push(child)
  }
  return hints
}

/** Whether there may be hints for a document: told by its tree, since every document is asked. */
export function mayBeTorn(root: Element, grammar: Grammar): boolean {
  const fragile = fragileIn(grammar)
  let found = false
  const look = (element: Element): boolean => {
    const candidates = element.children.length < 4 ? undefined : fragile.get(localName(element))
    if (candidates) {
      const names: string[] = []
      for (const child of element.children) if (child.kind === 'element') names.push(child.name)
      // What a prefix stands for, the items tell.
      found ||= names.length >= 4 && (names.some(name => name.includes(':')) || candidates.some(candidate => tears(candidate, names)))
    }
    return !found
  }
  if (look(root)) visit(root, look)
  return found
}

function hintFor(item: Item, children: readonly Item[], candidates: readonly Fragile[], grammar: Grammar): readonly Problem[] {
  const order = children.map(({ name }) => name)
  if (!candidates.some(candidate => tears(candidate, order))) return []
  const [declaration] = fitting(grammar.patterns(), item, candidates.map(candidate => candidate.declaration))
  const shape = candidates.find(candidate => candidate.declaration === declaration)?.shape
  const torn = shape ? tornBy(shape, order) : null
  if (!torn?.length) return []
  const groups = torn.map(({ members }) => members)
  // The first that stands apart from what it belongs to.
  const [first, ...others] = groups[0]!
  const apart = children[others.find((at, index) => at > first! + 1 + index) ?? others[0]!]!
  const names = [...new Set(groups[0]!.map(at => shown(children[at]!.name)))]
  return [{
    code: 'schema/libxml2-order', level: 'information', span: apart.place,
    message: say.libxml2Order(shown(apart.name), names, shown(item.name)),
    related: [{ span: children[first!]!.place, message: say.related.together(shown(children[first!]!.name)) }],
    data: { groups: groups.map(members => members.map(at => children[at]!.place.start)) },
  }]
}

/** A declaration whose children can stand so. */
interface Fragile {
  readonly declaration: Declaration
  readonly shape: Shape
  /** The orders of children that were asked for lately, and whether libxml2 refuses them. */
  readonly known: Map<string, boolean>
}

/** Few orders are used, and working out what libxml2 makes of one takes a while. */
function tears({ shape, known }: Fragile, names: readonly string[]): boolean {
  const order = names.join(' ')
  const there = known.get(order)
  if (there !== undefined) return there
  const torn = (tornBy(shape, names)?.length ?? 0) > 0
  if (known.size >= mostKnown) known.clear()
  known.set(order, torn)
  return torn
}

const mostKnown = 200

/** By their names. */
function fragileIn(grammar: Grammar): ReadonlyMap<string, readonly Fragile[]> {
  const there = fragile.get(grammar)
  if (there) return there
  const found = new Map<string, Fragile[]>()
  for (const declaration of grammar.declarations) {
    const shape = grammar.shapeOf(declaration)
    if (typeof declaration.name !== 'string' || !shape || !isFragile(shape)) continue
    found.set(declaration.name, [...found.get(declaration.name) ?? [], { declaration, shape, known: new Map<string, boolean>() }])
  }
  fragile.set(grammar, found)
  return found
}

const fragile = new WeakMap<Grammar, ReadonlyMap<string, readonly Fragile[]>>()
