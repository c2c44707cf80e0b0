// The order of children that libvirt's schema allows and its validator refuses all the same (grammar/libxml2.ts): a hint,
// since `virsh edit` and `virsh define --validate` will say no, and where to bring things together.
import type { Problem } from '../model'
import { fitting } from '../grammar/accept'
import { elementsOf, type Item } from '../grammar/item'
import { isFragile, tornBy } from '../grammar/libxml2'
import type { Grammar } from '../grammar/load'
import type { Declaration } from '../grammar/pattern'
import { shown } from './explain'
import * as say from './messages'

/** For a root that fits the schema; one hint for each element whose children stand so. */
export function orderHints(root: Item, grammar: Grammar): readonly Problem[] {
  const hints: Problem[] = []
  const waiting = [root]
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const children = elementsOf(item)
    // Two members of one interleave, and two of another between and behind them.
    const candidates = children.length < 4 ? undefined : fragileIn(grammar).get(item.name)
    if (candidates) hints.push(...hintFor(item, children, candidates, grammar))
    waiting.push(...children)
  }
  return hints
}

function hintFor(item: Item, children: readonly Item[], candidates: readonly Declaration[], grammar: Grammar): readonly Problem[] {
  const [declaration] = fitting(grammar.patterns(), item, candidates)
  const shape = declaration && grammar.shapeOf(declaration)
  const torn = shape ? tornBy(shape, children.map(({ name }) => name)) : null
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

/** The declarations whose children can stand so, by name. */
function fragileIn(grammar: Grammar): ReadonlyMap<string, readonly Declaration[]> {
  const there = fragile.get(grammar)
  if (there) return there
  const found = new Map<string, Declaration[]>()
  for (const declaration of grammar.declarations) {
    const shape = grammar.shapeOf(declaration)
    if (typeof declaration.name !== 'string' || !shape || !isFragile(shape)) continue
    found.set(declaration.name, [...found.get(declaration.name) ?? [], declaration])
  }
  fragile.set(grammar, found)
  return found
}

const fragile = new WeakMap<Grammar, ReadonlyMap<string, readonly Declaration[]>>()
