// What is wrong, and no more than that: the cheapest way to read an element as one of its declarations, a fault at a time.
// A few states are carried through the content (a beam), each with what it has cost so far: a thing that does not fit is
// reported and mended (skipped, renamed, taken as given) and the reading goes on as if it had been right. The verdict on a
// child under a declaration is found once and serves every branch of its parent.
import { closestName } from '../text/names'
import { fitting } from './accept'
import { attributesIn, demanded, elementsIn, holdsElements, takesText, valuesIn } from './expect'
import { elementsOf, isBlank, namesIn, textOf, type Item, type ItemAttribute, type ItemText } from './item'
import { closingWays, lacking, reaching, type Lack } from './lenient'
import { afterAttribute, afterElement, afterText, attributeStep, elementStep, matchesValue } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** One fault, in the element that `Verdict` is about. */
export type Fault =
  /**
   * A child that may not stand there. `meant`: the name that was probably meant. `stray`: one of its name may stand there,
   * but this one is right only as one of these, which belong elsewhere.
   */
  | { readonly kind: 'element', readonly child: Item, readonly states: readonly Pattern[], readonly meant: string | null, readonly stray?: readonly Declaration[] }
  | { readonly kind: 'attribute', readonly attribute: ItemAttribute, readonly states: readonly Pattern[], readonly meant: string | null }
  /** The attribute may be there, its value not; `unfit`: not beside the rest of the element, which goes with `states`. */
  | { readonly kind: 'value', readonly attribute: ItemAttribute, readonly states: readonly Pattern[], readonly unfit?: boolean }
  /** A text where none may be. */
  | { readonly kind: 'stray', readonly text: ItemText }
  /** The text is not what it should be; null when there is none. */
  | { readonly kind: 'text', readonly text: ItemText | null, readonly states: readonly Pattern[] }
  /** `values`: those that would let the rest of the element be, where it is not demanded anyway. */
  | { readonly kind: 'no-attribute', readonly names: Lack, readonly states: readonly Pattern[], readonly values?: readonly Pattern[] }
  | { readonly kind: 'no-child', readonly names: Lack, readonly states: readonly Pattern[] }

export interface Verdict {
  readonly item: Item
  readonly declaration: Declaration
  readonly cost: number
  /** Its own faults and the verdicts on children that have some, in the order of the document. */
  readonly faults: readonly (Fault | Verdict)[]
}

interface State {
  readonly pattern: Pattern
  readonly cost: number
  readonly trail: Trail
}
type Trail = { readonly fault: Fault | Verdict, readonly before: Trail } | null

const price = {
  fault: 1,
  value: 1.02,
  skipped: 1.03,
  /** A typo is likelier than a name made up. */
  typo: 0.9,
  /** Taking an odd name for one that lacks beats two faults, not one. */
  renamed: 1.4,
  /** An attribute that need not be there, but would make the rest right. */
  absent: 0.95,
  /** A value that is right by itself is wrong only when that explains two faults and more. */
  unfit: 1.8,
  /** Passing over an element whose name is plainly a typo, with all that is in it. */
  unread: 4,
  /** One that does not fit, where one of its like that does may stand behind it. */
  twin: 1.05,
  /** A child of a known name taken for one that belongs elsewhere. */
  stray: 2.2,
  /** What is still being typed. */
  typing: 0.01,
} as const
/** What is there is right as far as it goes. */
const lacks: ReadonlySet<Fault['kind']> = new Set(['no-child', 'no-attribute'])
const widest = 6
const farthest = 1.5
/** So many readings of elements that do not fit are more than anybody's mistakes: what comes then is taken as given. */
const patience = 5_000

/** Judges within one document; made anew for each. `named`: the declarations of a name that the schema has anywhere. */
export function makeRecovery(patterns: Patterns, named: (name: string) => readonly Declaration[]): (item: Item, declaration: Declaration) => Verdict {
  const verdicts = new Map<Item, Map<Declaration, Verdict>>()
  const fits = new Map<Item, Map<Declaration, boolean>>()
  let readings = 0

  function verdict(item: Item, declaration: Declaration): Verdict {
    const ofItem = verdicts.get(item) ?? new Map<Declaration, Verdict>()
    verdicts.set(item, ofItem)
    const there = ofItem.get(declaration)
    if (there) return there
    const given = fit(item, declaration) || ++readings > patience
    const made = given ? { item, declaration, cost: 0, faults: [] } : read(item, declaration)
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

  function read(item: Item, declaration: Declaration): Verdict {
    const start: State = { pattern: declaration.content, cost: 0, trail: null }
    const tagged = attributes(item, [start])
    let best = inside(item, tagged)
    if (best.cost >= price.absent && !item.open) {
      const astray = unwound(best.trail).some(fault => 'item' in fault || !lacks.has(fault.kind))
      for (const other of [...absent(item, tagged), ...astray ? unfit(item, start) : []]) {
        if (other.cost >= best.cost) continue
        const again = inside(item, [other])
        if (again.cost < best.cost) best = again
      }
    }
    return { item, declaration, cost: best.cost, faults: unwound(best.trail) }
  }

  /** The best way through all that comes after the attributes. */
  function inside(item: Item, tagged: readonly State[]): State {
    const closed = close(item, tagged)
    const states = closed.length ? closed : tagged.map(state => ({ ...state, cost: state.cost + price.fault }))
    const texts = elementsOf(item).length === 0 || states.every(state => !holdsElements(state.pattern) && takesText([state.pattern]))
    return (texts ? textOnly(item, states) : content(item, states))[0]!
  }

  /** Second thoughts: an attribute that may be left out, as `type` of `<disk>`, was left out by mistake. */
  function absent(item: Item, tagged: readonly State[]): readonly State[] {
    return tagged.flatMap(state => attributesIn([state.pattern])
      .filter(({ name, required, values }) => !required && valuesIn(values).values.length && !item.attributes.some(other => other.name === name))
      .flatMap(({ name }) => {
        const step = attributeStep(patterns, state.pattern, name)
        return step.values.map((value, at) =>
          paid(state, step.rests[at]!, price.absent, { kind: 'no-attribute', names: [name], states: [state.pattern], values: [value] }))
      }))
  }

  /** Second thoughts: a value that is allowed does not fit all the rest, so that the value is wrong and not the rest. */
  function unfit(item: Item, start: State): readonly State[] {
    return item.attributes.flatMap(attribute => {
      const { name, value } = attribute
      if (value === null || !attributeStep(patterns, start.pattern, name).values.some(pattern => matchesValue(patterns, pattern, value))) return []
      return attributes({ ...item, attributes: item.attributes.filter(other => other !== attribute) }, [start]).flatMap(state => {
        const step = attributeStep(patterns, state.pattern, name)
        return step.values.flatMap((pattern, at) => matchesValue(patterns, pattern, value) ? []
          : [paid(state, step.rests[at]!, price.unfit, { kind: 'value', attribute, states: [pattern], unfit: true })])
      })
    })
  }

  /** What fits comes first, so that an attribute that does not is measured against all the others. */
  function attributes(item: Item, given: readonly State[]): readonly State[] {
    let states = given
    const odd: ItemAttribute[] = []
    for (const attribute of item.attributes) {
      const next = states.flatMap(state => strictly(state, attribute))
      if (next.length) states = next
      else odd.push(attribute)
    }
    for (const attribute of odd) states = beam(states.flatMap(state => mended(item, state, attribute)))
    return states
  }

  function strictly(state: State, { name, value }: ItemAttribute): readonly State[] {
    const pattern = afterAttribute(patterns, attributeStep(patterns, state.pattern, name), value)
    return pattern === patterns.notAllowed ? [] : [{ ...state, pattern }]
  }

  function mended(item: Item, state: State, attribute: ItemAttribute): readonly State[] {
    const step = attributeStep(patterns, state.pattern, attribute.name)
    const states = [state.pattern]
    if (step.values.length) {
      // With a right value near it is a typo; else it is still likelier than an attribute too many.
      const near = closestName(attribute.value ?? '', valuesIn(step.values).values) !== undefined
      return [paid(state, step.afterAll, near ? price.typo : price.value, { kind: 'value', attribute, states })]
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

  function close(item: Item, states: readonly State[]): readonly State[] {
    return beam(states.flatMap(state => closingWays(patterns, state.pattern).map(({ pattern, missing }) => {
      if (item.open) return { ...state, pattern, cost: state.cost + missing.length * price.typing }
      return missing.reduce<State>((on, names) => paid(on, pattern, price.fault, { kind: 'no-attribute', names, states: [state.pattern] }), { ...state, pattern })
    })))
  }

  /** Content that is but a text: children in it are strays, and the text around them is read as one. */
  function textOnly(item: Item, states: readonly State[]): readonly State[] {
    const value = textOf(item)
    const text = item.content.find(child => child.kind === 'text' && !isBlank(child.value)) as ItemText | undefined
    return beam(states.map(given => {
      const state = elementsOf(item).reduce<State>((on, child) => child.open === 'tag' ? on
        : paid(on, on.pattern, price.fault, { kind: 'element', child, states: [on.pattern], meant: null }), given)
      if (isBlank(value) && state.pattern.nullable || afterText(patterns, state.pattern, value).nullable) return state
      if (text?.broken) return { ...state, cost: state.cost + price.typing }
      if (text && !takesText([state.pattern])) return ended(item, paid(state, state.pattern, price.fault, { kind: 'stray', text }))
      if (!text && !takesText([state.pattern])) return ended(item, state)
      if (item.open) return { ...state, cost: state.cost + price.typing }
      return paid(state, patterns.empty, price.fault, { kind: 'text', text: text ?? null, states: [state.pattern] })
    }))
  }

  function content(item: Item, given: readonly State[]): readonly State[] {
    let states = given
    for (const child of item.content) {
      if (child.kind === 'element') states = beam(states.flatMap(state => through(item, state, child)))
      else if (!isBlank(child.value)) {
        states = beam(states.map(state => {
          const pattern = afterText(patterns, state.pattern, child.value)
          if (child.broken) return state
          return pattern === patterns.notAllowed ? paid(state, state.pattern, price.fault, { kind: 'stray', text: child }) : { ...state, pattern }
        }))
      }
    }
    return beam(states.map(state => ended(item, state)))
  }

  /** The ways past one child. */
  function through(item: Item, state: State, child: Item): readonly State[] {
    const step = elementStep(patterns, state.pattern, child.name)
    if (readings > patience) return [step.declarations.length ? { ...state, pattern: step.afterAll } : state]
    if (!step.declarations.length) readings++
    else {
      const fitting = step.declarations.filter(declaration => fit(child, declaration))
      if (fitting.length) return [{ ...state, pattern: afterElement(patterns, step, fitting) }]
      const read = cheapest(step.declarations.map(declaration => verdict(child, declaration)))
      const ways = read.map(same => paid(state, afterElement(patterns, step, same.map(one => one.declaration)), same[0]!.cost, together(same)))
      return [...ways, ...early(state, child).filter(way => way.cost - state.cost <= price.fault), ...passed(item, state, child, step.declarations, read[0]![0]!.cost)]
    }
    // In what was never closed stands what should have come after it.
    if (child.open === 'tag' && !child.attributes.length || item.open && known(child)) return [{ ...state, cost: state.cost + price.typing }]
    const renamed = misnamed(item, state, child)
    const skipped: Fault = { kind: 'element', child, states: [state.pattern], meant: null }
    // Where it is plain what was meant, its content is read as that, faults and all.
    const skip = renamed.some(way => way.plain) ? price.unread : price.fault
    return [...early(state, child), ...renamed, paid(state, state.pattern, skip, skipped)]
  }

  function known(child: Item): boolean {
    return named(child.name).length > 0
  }

  /** A child that may stand there, but not as it is: it is one too many before its like, or one of another place. */
  function passed(item: Item, state: State, child: Item, here: readonly Declaration[], cost: number): readonly State[] {
    const fault: Fault = { kind: 'element', child, states: [state.pattern], meant: null }
    const once = !elementStep(patterns, elementStep(patterns, state.pattern, child.name).afterAll, child.name).declarations.length
    const later = item.content.slice(item.content.indexOf(child) + 1).some(other => other.kind === 'element' && other.name === child.name)
    if (once && later && cost >= price.fault) return [paid(state, state.pattern, price.twin, fault)]
    if (cost <= price.stray) return []
    const elsewhere = named(child.name).filter(declaration => !here.includes(declaration) && fit(child, declaration))
    return elsewhere.length ? [paid(state, state.pattern, price.stray, { ...fault, stray: elsewhere })] : []
  }

  /** Something that must stand before the child is missing. */
  function early(state: State, child: Item): readonly State[] {
    return reaching(patterns, state.pattern, child.name).filter(reach => reach.missing.length).map(({ declaration, rest, missing }) => {
      const given = missing.reduce<State>((on, names) => paid(on, rest, price.fault, { kind: 'no-child', names, states: [state.pattern] }), state)
      const inner = verdict(child, declaration)
      return inner.cost ? paid(given, rest, inner.cost, inner) : given
    })
  }

  /** The child is one that may stand there, by another name. */
  function misnamed(item: Item, state: State, child: Item): readonly (State & { readonly plain?: boolean })[] {
    const present = namesIn(item)
    const possible = elementsIn([state.pattern], 'next')
    const required = demanded(state.pattern, 'element')
    const close = closestNames(child.name, possible.map(({ name }) => name))
    // A name that is right elsewhere, on an element that is right there, is no typo.
    const atHome = named(child.name).some(declaration => fit(child, declaration))
    return possible.flatMap(({ name, declarations }) => {
      const rank = close.indexOf(name)
      const lacks = required.has(name) && !present.has(name)
      if (rank < 0 && !lacks) return []
      const renamed: Item = { ...child, name }
      const step = elementStep(patterns, state.pattern, name)
      const fault: Fault = { kind: 'element', child, states: [state.pattern], meant: name }
      const right = declarations.filter(declaration => fitting(patterns, renamed, [declaration]).length)
      const base = rank < 0 ? price.renamed : atHome ? price.fault + 0.1 : price.typo + rank * price.typing
      if (right.length) return [paid(state, afterElement(patterns, step, right), base, fault)]
      if (rank < 0 || known(child)) return []
      // Faults of its own inside: they are told too, on the child as it is written; what it lacks, once it has its name.
      return cheapest(declarations.map(declaration => verdict(child, declaration))).map(same => {
        const marked = paid(state, state.pattern, base, fault)
        return { ...paid(marked, afterElement(patterns, step, same.map(one => one.declaration)), same[0]!.cost, withoutLacks(together(same))), plain: true }
      })
    })
  }

  function ended(item: Item, state: State): State {
    const lacks = lacking(state.pattern) ?? []
    if (item.open) return { ...state, cost: state.cost + lacks.length * price.typing }
    return lacks.reduce<State>((on, names) => names[0] === ''
      ? paid(on, patterns.empty, price.fault, { kind: 'text', text: null, states: [state.pattern] })
      : paid(on, patterns.empty, price.fault, { kind: 'no-child', names, states: [state.pattern] }), state)
  }

  return verdict
}

/** The closest names, the best first: which one was meant, the content tells. */
function closestNames(typed: string, names: readonly string[]): readonly string[] {
  const found: string[] = []
  for (let left = names; found.length < 3;) {
    const close = closestName(typed, left)
    if (close === undefined) break
    found.push(close)
    left = left.filter(name => name !== close)
  }
  return found
}

function paid(state: State, pattern: Pattern, cost: number, fault: Fault | Verdict): State {
  return { pattern, cost: state.cost + cost, trail: { fault, before: state.trail } }
}

function unwound(trail: Trail): readonly (Fault | Verdict)[] {
  const faults: (Fault | Verdict)[] = []
  for (let at = trail; at; at = at.before) faults.push(at.fault)
  return faults.reverse()
}

/** The cheapest states, the best first; of several with one pattern the cheapest. */
function beam(states: readonly State[]): readonly State[] {
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
function cheapest(verdicts: readonly Verdict[]): readonly (readonly Verdict[])[] {
  const byCost = new Map<number, Verdict[]>()
  for (const one of verdicts) byCost.set(one.cost, [...byCost.get(one.cost) ?? [], one])
  const costs = [...byCost.keys()].sort((a, b) => a - b)
  return costs.filter(cost => cost <= costs[0]! + farthest).slice(0, 3).map(cost => byCost.get(cost)!)
}

/** Several declarations find the same fault: then what each would have allowed is allowed. */
function together(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts as [Verdict, ...Verdict[]]
  const faults = first.faults.map((fault, at) => {
    if ('item' in fault || !('states' in fault)) return fault
    const same = others.map(other => other.faults[at]).filter(other => other && 'kind' in other && other.kind === fault.kind && sameThing(fault, other))
    return { ...fault, states: [...fault.states, ...same.flatMap(other => other && 'states' in other ? other.states : [])] } as Fault
  })
  return { ...first, faults }
}

function sameThing(a: Fault, b: Fault): boolean {
  return ('attribute' in a && 'attribute' in b && a.attribute === b.attribute) || ('child' in a && 'child' in b && a.child === b.child)
    || a.kind === 'text' || a.kind === 'no-attribute' || a.kind === 'no-child'
}

/** The faults of what is there, not of what lacks. */
function withoutLacks(verdict: Verdict): Verdict {
  return { ...verdict, faults: verdict.faults.filter(fault => 'item' in fault || fault.kind !== 'no-child' && fault.kind !== 'no-attribute') }
}
