// What is wrong, and no more than that: the cheapest way to read an element as one of its declarations.
//
// Clark's derivatives (pattern.ts, match.ts) say what may come next after each thing read. Where a thing does not fit, the
// reading is mended at a price: the thing is skipped, renamed or taken as given, and reading goes on as if it had been right.
// Of all ways through the document the cheapest is sought, as error-correcting parsers do (Aho and Peterson, "A minimum
// distance error-correcting parser for context-free languages", 1972); not all of them are tried: a few are carried side by
// side (beam.ts), and the verdict on a child under a declaration is found once and serves every branch of its parent.
import { fitting } from './accept'
import { unwound, type State } from './beam'
import { holdsElements, takesText } from './expect'
import { lacks, price, type Recovery, type Verdict } from './fault'
import { elementsOf, lastOfEach, type Item } from './item'
import type { Declaration, Patterns } from './pattern'
import { content, textOnly } from './recover-content'
import { absent, attributes, close, unfit } from './recover-tag'

/** So many readings of elements that do not fit are more than anybody's mistakes: what comes then is taken as given. */
const patience = 5_000

/** Judges within one document; made anew for each. `named`: the declarations of a name that the schema has anywhere. */
export function makeRecovery(patterns: Patterns, named: (name: string) => readonly Declaration[]): (item: Item, declaration: Declaration) => Verdict {
  const verdicts = new Map<Item, Map<Declaration, Verdict>>()
  const fits = new Map<Item, Map<Declaration, boolean>>()
  const children = new Map<Item, ReadonlyMap<string, Item>>()
  let readings = 0
  const recovery: Recovery = { patterns, named, fit, verdict, lastOfEach: lastOf, tire: () => void readings++, tired: () => readings > patience }

  function verdict(item: Item, declaration: Declaration): Verdict {
    const ofItem = verdicts.get(item) ?? new Map<Declaration, Verdict>()
    verdicts.set(item, ofItem)
    const there = ofItem.get(declaration)
    if (there) return there
    const given = fit(item, declaration) || ++readings > patience
    const made = given ? { item, declaration, cost: 0, faults: [] } : read(recovery, item, declaration)
    ofItem.set(declaration, made)
    return made
  }

  function fit(item: Item, declaration: Declaration): boolean {
    const ofItem = fits.get(item) ?? new Map<Declaration, boolean>()
    fits.set(item, ofItem)
    const there = ofItem.get(declaration)
    if (there !== undefined) return there
    const made = fitting(patterns, item, [declaration]).length > 0
    ofItem.set(declaration, made)
    return made
  }

  /** Asked for each child of many. */
  function lastOf(item: Item): ReadonlyMap<string, Item> {
    const known = children.get(item) ?? lastOfEach(item)
    children.set(item, known)
    return known
  }

  return verdict
}

function read(recovery: Recovery, item: Item, declaration: Declaration): Verdict {
  const { patterns } = recovery
  const start: State = { pattern: declaration.content, cost: 0, trail: null }
  const tagged = attributes(patterns, item, [start])
  let best = inside(recovery, item, tagged)
  // Once it is tired it takes everything as given, and any second thought would look better than the first.
  if (best.cost >= price.absent && !item.open && !recovery.tired()) {
    const astray = unwound(best.trail).some(fault => 'item' in fault || !lacks.has(fault.kind))
    for (const other of [...absent(patterns, item, tagged), ...astray ? unfit(patterns, item, start) : []]) {
      if (other.cost >= best.cost) continue
      const again = inside(recovery, item, [other])
      if (again.cost < best.cost) best = again
    }
  }
  if (best.cost >= price.unfit && !item.open && !recovery.tired() && elementsOf(item).length <= mostDoubted) {
    const again = inside(recovery, item, tagged, true)
    if (again.cost < best.cost) best = again
  }
  return { item, declaration, cost: best.cost, faults: unwound(best.trail) }
}

/** Among more children than these, such as all devices, a second thought on each would take long. */
const mostDoubted = 40

/** The best way through all that comes after the attributes. */
function inside(recovery: Recovery, item: Item, tagged: readonly State[], doubting = false): State {
  const closed = close(recovery.patterns, item, tagged)
  const states = closed.length ? closed : tagged.map(state => ({ ...state, cost: state.cost + price.fault }))
  const texts = elementsOf(item).length === 0 || states.every(state => !holdsElements(state.pattern) && takesText([state.pattern]))
  return (texts ? textOnly(recovery.patterns, item, states) : content(recovery, item, states, doubting))[0]!
}
