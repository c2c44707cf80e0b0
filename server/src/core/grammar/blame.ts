// From a verdict to the list of faults, each with the elements around it; what is two sides of one fault is one of them.
import type { Link } from './decide'
import type { Item } from './item'
import type { Fault, Verdict } from './recover'

export interface Blame {
  readonly fault: Fault
  /** From the root to the element that holds the fault. */
  readonly chain: readonly Link[]
  /** For a child that stands in the wrong place: the element that lacks it. */
  readonly home: Item | null
}

export function blamesOf(verdict: Verdict): readonly Blame[] {
  return settled(flattened(verdict, []))
}

function flattened(verdict: Verdict, outer: readonly Link[]): readonly Blame[] {
  const chain = [...outer, { item: verdict.item, declaration: verdict.declaration }]
  return verdict.faults.flatMap(fault => 'item' in fault ? flattened(fault, chain) : [{ fault, chain, home: null }])
}

/** A child that one element lacks and that stands in another was moved: that is one fault, told where it stands now. */
function settled(blames: readonly Blame[]): readonly Blame[] {
  const gone = new Set<Blame>()
  const kept = blames.map(blame => {
    const { fault } = blame
    if (fault.kind !== 'element' || fault.meant !== null) return blame
    const lack = blames.find(other => !gone.has(other) && other.fault.kind === 'no-child' && other.fault.names.includes(fault.child.name))
    if (!lack) return blame
    gone.add(lack)
    return { ...blame, home: lack.chain[lack.chain.length - 1]!.item }
  })
  return kept.filter((_, at) => !gone.has(blames[at]!))
}
