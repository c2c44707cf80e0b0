// A few readings of an element carried side by side, each with what it has cost so far and the faults that it has paid for.
import type { Fault, Verdict } from './fault'
import type { Pattern } from './pattern'

/** A reading up to some place: what may come next, and what it has cost. */
export interface State {
  readonly pattern: Pattern
  readonly cost: number
  readonly trail: Trail
}

export type Trail = { readonly fault: Fault | Verdict, readonly before: Trail } | null

/** A reading that goes on as if the fault had been mended. */
export function paid(state: State, pattern: Pattern, cost: number, fault: Fault | Verdict): State {
  return { pattern, cost: state.cost + cost, trail: { fault, before: state.trail } }
}

/** The faults of a reading, the first one first. */
export function unwound(trail: Trail): readonly (Fault | Verdict)[] {
  const faults: (Fault | Verdict)[] = []
  for (let at = trail; at; at = at.before) faults.push(at.fault)
  return faults.reverse()
}

/** The cheapest states, the best first; of several with one pattern the cheapest. */
export function beam(states: readonly State[]): readonly State[] {
  if (states.length < 2) return states
  const best = new Map<Pattern, State>()
  for (const state of states) {
    const same = best.get(state.pattern)
    if (!same || state.cost < same.cost) best.set(state.pattern, state)
  }
  const kept = [...best.values()].sort((a, b) => a.cost - b.cost)
  const least = kept[0]!.cost
  return kept.filter((state, at) => at < widest && state.cost <= least + farthest)
}

/** The verdicts of the lowest cost together, then those that cost little more. */
export function cheapest(verdicts: readonly Verdict[]): readonly (readonly Verdict[])[] {
  const byCost = new Map<number, Verdict[]>()
  for (const one of verdicts) byCost.set(one.cost, [...byCost.get(one.cost) ?? [], one])
  const costs = [...byCost.keys()].sort((a, b) => a - b)
  return costs.filter(cost => cost <= costs[0]! + farthest).slice(0, 3).map(cost => byCost.get(cost)!)
}

/** Several declarations find the same fault: then what each would have allowed is allowed. */
export function together(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts as [Verdict, ...Verdict[]]
  const faults = first.faults.map((fault, at) => {
    if ('item' in fault) {
      const inner = others.map(other => other.faults[at]).filter((other): other is Verdict => other !== undefined && 'item' in other && other.item === fault.item)
      return together([fault, ...inner])
    }
    if (!('states' in fault)) return fault
    const same = others.map(other => other.faults[at]).filter(other => other && 'kind' in other && other.kind === fault.kind && sameThing(fault, other))
    return { ...fault, states: [...fault.states, ...same.flatMap(other => other && 'states' in other ? other.states : [])] } as Fault
  })
  return { ...first, faults }
}

function sameThing(a: Fault, b: Fault): boolean {
  return ('attribute' in a && 'attribute' in b && a.attribute === b.attribute) || ('child' in a && 'child' in b && a.child === b.child)
    || a.kind === 'text' || a.kind === 'no-attribute' || a.kind === 'no-child'
}

/** So many readings are kept. */
const widest = 6
/** Readings that cost so much more than the best are given up. */
const farthest = 1.5
