// What stands between the tags in a reading: children and texts in their order, each as it is, or mended at a price.
import { closestName } from '../text/names'
import { fitting } from './accept'
import { beam, cheapest, paid, together, type State } from './beam'
import { demanded, elementsIn, takesText, valuesIn } from './expect'
import { price, type Fault, type Recovery, type Verdict } from './fault'
import { elementsOf, isBlank, itemWith, textOf, type Item, type ItemText } from './item'
import { lacking, reaching } from './lenient'
import { afterElement, afterText, attributeStep, elementStep, matchesValue } from './match'
import type { Declaration, Patterns } from './pattern'

/**
 * The ways through all that stands there, the best first. `doubting`: a child that is right as one of its declarations may
 * have been meant as another, when that leads to a branch in which the rest fits better.
 */
export function content(recovery: Recovery, item: Item, given: readonly State[], doubting: boolean): readonly State[] {
  const { patterns } = recovery
  let states = given
  for (const child of item.content) {
    if (child.kind === 'element') states = beam(states.flatMap(state => through(recovery, item, state, child, doubting)))
    else if (!isBlank(child.value)) {
      states = beam(states.map(state => {
        const pattern = afterText(patterns, state.pattern, child.value)
        if (child.broken) return state
        return pattern === patterns.notAllowed ? paid(state, state.pattern, price.fault, { kind: 'stray', text: child }) : { ...state, pattern }
      }))
    }
  }
  return beam(states.map(state => ended(patterns, item, state)))
}

/** Content that is but a text: children in it are strays, and the text around them is read as one. */
export function textOnly(patterns: Patterns, item: Item, states: readonly State[]): readonly State[] {
  // Blanks between children are not the text's.
  const value = elementsOf(item).length ? textOf(item).trim() : textOf(item)
  const text = item.content.find(child => child.kind === 'text' && !isBlank(child.value)) as ItemText | undefined
  return beam(states.map(given => {
    const state = elementsOf(item).reduce<State>((on, child) => child.open === 'tag' ? on
      : paid(on, on.pattern, price.fault, { kind: 'element', child, states: [on.pattern], meant: null }), given)
    if (isBlank(value) && state.pattern.nullable || afterText(patterns, state.pattern, value).nullable) return state
    if (text?.broken) return { ...state, cost: state.cost + price.typing }
    if (text && !takesText([state.pattern])) return ended(patterns, item, paid(state, state.pattern, price.fault, { kind: 'stray', text }))
    if (!text && !takesText([state.pattern])) return ended(patterns, item, state)
    if (item.open) return { ...state, cost: state.cost + price.typing }
    const near = text !== undefined && closestName(value.trim(), valuesIn([state.pattern]).values) !== undefined
    return paid(state, patterns.empty, near ? price.typo : price.fault, { kind: 'text', text: text ?? null, states: [state.pattern] })
  }))
}

/** The ways past one child. */
function through(recovery: Recovery, item: Item, state: State, child: Item, doubting: boolean): readonly State[] {
  const { patterns } = recovery
  const step = elementStep(patterns, state.pattern, child.name)
  if (recovery.tired()) return [step.declarations.length ? { ...state, pattern: step.afterAll } : state]
  if (!step.declarations.length) recovery.tire()
  else {
    const fitting = step.declarations.filter(declaration => recovery.fit(child, declaration))
    const right = fitting.length ? [{ ...state, pattern: afterElement(patterns, step, fitting) }] : []
    const others = fitting.length ? step.declarations.filter(declaration => !fitting.includes(declaration)) : step.declarations
    if (fitting.length && !(doubting && others.length)) return right
    const read = cheapest(others.map(declaration => weighed(patterns, recovery.verdict(child, declaration), others)))
    const ways = read.map(same => paid(state, afterElement(patterns, step, same.map(one => one.declaration)), same[0]!.cost, together(same)))
    if (fitting.length) return [...right, ...ways]
    return [...ways, ...early(recovery, state, child).filter(way => way.cost - state.cost <= price.fault), ...passed(recovery, item, state, child, step.declarations, read[0]![0]!.cost)]
  }
  // In what was never closed stands what should have come after it.
  if (child.open === 'tag' && !child.attributes.length || item.open && known(recovery, child)) return [{ ...state, cost: state.cost + price.typing }]
  const renamed = misnamed(recovery, item, state, child)
  const skipped: Fault = { kind: 'element', child, states: [state.pattern], meant: null }
  // Where it is plain what was meant, its content is read as that, faults and all.
  const skip = renamed.some(way => way.plain) ? price.unread + price.thing * (child.attributes.length + elementsOf(child).length) : price.fault
  return [...early(recovery, state, child), ...renamed, paid(state, state.pattern, skip, skipped)]
}

/** A child that may stand there, but not as it is: it is one too many before its like, or one of another place. */
function passed({ patterns, named, fit, lastOfEach }: Recovery, item: Item, state: State, child: Item, here: readonly Declaration[], cost: number): readonly State[] {
  const fault: Fault = { kind: 'element', child, states: [state.pattern], meant: null }
  const once = !elementStep(patterns, elementStep(patterns, state.pattern, child.name).afterAll, child.name).declarations.length
  if (once && cost >= price.fault && lastOfEach(item).get(child.name) !== child) return [paid(state, state.pattern, price.twin, fault)]
  if (cost <= price.stray) return []
  const elsewhere = named(child.name).filter(declaration => !here.includes(declaration) && fit(child, declaration))
  return elsewhere.length ? [paid(state, state.pattern, price.stray, { ...fault, stray: elsewhere })] : []
}

/** Something that must stand before the child is missing. */
function early({ patterns, verdict }: Recovery, state: State, child: Item): readonly State[] {
  return reaching(patterns, state.pattern, child.name).filter(reach => reach.missing.length).map(({ declaration, rest, missing }) => {
    const given = missing.reduce<State>((on, names) => paid(on, rest, price.fault, { kind: 'no-child', names, states: [state.pattern] }), state)
    const inner = verdict(child, declaration)
    return inner.cost ? paid(given, rest, inner.cost, inner) : given
  })
}

/** The child is one that may stand there, by another name. */
function misnamed(recovery: Recovery, item: Item, state: State, child: Item): readonly (State & { readonly plain?: boolean })[] {
  const { patterns, named, fit, verdict } = recovery
  const present = recovery.lastOfEach(item)
  const possible = elementsIn([state.pattern], 'next')
  const required = demanded(state.pattern, 'element')
  const close = closestNames(child.name, possible.map(({ name }) => name))
  // A name that is right elsewhere, on an element that is right there, is no typo.
  const atHome = named(child.name).some(declaration => fit(child, declaration))
  return possible.flatMap(({ name, declarations }) => {
    const rank = close.indexOf(name)
    const lacks = required.has(name) && !present.has(name)
    if (rank < 0 && !lacks) return []
    const renamed = itemWith(child, { name })
    const step = elementStep(patterns, state.pattern, name)
    const fault: Fault = { kind: 'element', child, states: [state.pattern], meant: name }
    const right = declarations.filter(declaration => fitting(patterns, renamed, [declaration]).length)
    const base = rank < 0 ? price.renamed : atHome ? price.fault + 0.1 : price.typo + rank * price.typing
    if (right.length) return [paid(state, afterElement(patterns, step, right), base, fault)]
    if (rank < 0 || known(recovery, child)) return []
    // Faults of its own inside: they are told too, on the child as it is written; what it lacks, once it has its name.
    return cheapest(declarations.map(declaration => verdict(child, declaration))).map(same => {
      const marked = paid(state, state.pattern, base, fault)
      return { ...paid(marked, afterElement(patterns, step, same.map(one => one.declaration)), same[0]!.cost, withoutLacks(together(same))), plain: true }
    })
  })
}

/** The end of the content, with what lacks taken as given. */
function ended(patterns: Patterns, item: Item, state: State): State {
  const lacks = lacking(state.pattern) ?? []
  if (item.open) return { ...state, cost: state.cost + lacks.length * price.typing }
  return lacks.reduce<State>((on, names) => names[0] === ''
    ? paid(on, patterns.empty, price.fault, { kind: 'text', text: null, states: [state.pattern] })
    : paid(on, patterns.empty, price.fault, { kind: 'no-child', names, states: [state.pattern] }), state)
}

/** A value that is right in another declaration of the name is no slip of the pen, however near to a right one it is here. */
function weighed(patterns: Patterns, verdict: Verdict, declarations: readonly Declaration[]): Verdict {
  const right = verdict.faults.filter(fault => 'kind' in fault && fault.kind === 'value' && !fault.unfit && declarations.some(({ content }) =>
    attributeStep(patterns, content, fault.attribute.name).values.some(pattern => matchesValue(patterns, pattern, fault.attribute.value ?? ''))))
  return right.length ? { ...verdict, cost: verdict.cost + right.length * (price.decides - price.typo) } : verdict
}

function known({ named }: Recovery, child: Item): boolean {
  return named(child.name).length > 0
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

/** The faults of what is there, not of what lacks. */
function withoutLacks(verdict: Verdict): Verdict {
  return { ...verdict, faults: verdict.faults.filter(fault => 'item' in fault || fault.kind !== 'no-child' && fault.kind !== 'no-attribute') }
}
