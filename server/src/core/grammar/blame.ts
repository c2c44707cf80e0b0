// From a verdict to the list of faults, each with the elements around it; what is two sides of one fault is one of them.
import type { Link } from './decide'
import { valuesIn } from './expect'
import type { Item } from './item'
import type { Fault, Verdict } from './fault'

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

/**
 * A child that one element lacks and that stands in another was moved: that is one fault, told where it stands now.
 * So is an attribute that lacks beside an odd one that has its value.
 */
function settled(blames: readonly Blame[]): readonly Blame[] {
  const gone = new Set<Blame>()
  const lacks = blames.filter(({ fault: { kind } }) => kind === 'no-child' || kind === 'no-attribute')
  const taken = (fits: (other: Blame) => boolean): Blame | undefined => {
    const found = lacks.find(other => !gone.has(other) && fits(other))
    if (found) gone.add(found)
    return found
  }
  const kept = blames.map(blame => {
    const { fault } = blame
    if (fault.kind === 'element' && fault.meant === null) {
      const lack = taken(({ fault: other }) => other.kind === 'no-child' && other.names.includes(fault.child.name))
      return lack ? { ...blame, home: innermost(lack) } : blame
    }
    if (fault.kind === 'attribute' && fault.meant === null) {
      const lack = taken(other => other.fault.kind === 'no-attribute' && innermost(other) === innermost(blame)
        && valuesIn(other.fault.values ?? []).values.includes(fault.attribute.value ?? ''))
      return lack?.fault.kind === 'no-attribute' ? { ...blame, fault: { ...fault, meant: lack.fault.names[0]! } } : blame
    }
    return blame
  })
  return kept.filter((_, at) => !gone.has(blames[at]!))
}

function innermost({ chain }: Blame): Item {
  return chain[chain.length - 1]!.item
}
