// The quick way: whether an element is what it may be, with no word on what is wrong. Most documents need no more.
import { isBlank, textOf, type Item } from './item'
import { afterAttribute, afterElement, afterText, attributeStep, closed, elementStep } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** Those of the declarations that the element, with all that is in it, fits. */
export function fitting(patterns: Patterns, item: Item, declarations: readonly Declaration[], depth = 0): readonly Declaration[] {
  if (depth > deepest) return declarations
  let alive = declarations
  let states = declarations.map(declaration => declaration.content)
  const keep = (next: readonly Pattern[]): boolean => {
    if (next.includes(patterns.notAllowed)) {
      alive = alive.filter((_, at) => next[at] !== patterns.notAllowed)
      states = next.filter(state => state !== patterns.notAllowed)
    } else states = next as Pattern[]
    return states.length > 0
  }
  for (const { name, value } of item.attributes) {
    if (!keep(states.map(state => afterAttribute(patterns, attributeStep(patterns, state, name), value)))) return []
  }
  if (!keep(states.map(state => closed(patterns, state)))) return []

  const hasElements = item.content.some(child => child.kind === 'element')
  if (!hasElements) {
    const text = textOf(item)
    const blank = isBlank(text)
    return alive.filter((_, at) => {
      const state = states[at]!
      return blank && state.nullable || afterText(patterns, state, text).nullable
    })
  }
  for (const child of item.content) {
    if (child.kind === 'text') {
      if (!isBlank(child.value) && !keep(states.map(state => afterText(patterns, state, child.value)))) return []
      continue
    }
    const steps = states.map(state => elementStep(patterns, state, child.name))
    const candidates = steps.length === 1 ? steps[0]!.declarations : [...new Set(steps.flatMap(step => step.declarations))]
    if (!candidates.length) return []
    const fits = fitting(patterns, child, candidates, depth + 1)
    if (!keep(steps.map(step => afterElement(patterns, step,
      fits.length === candidates.length && steps.length === 1 ? step.declarations
        : step.declarations.filter(declaration => fits.includes(declaration)))))) return []
  }
  return alive.filter((_, at) => states[at]!.nullable)
}

/** Deeper elements are not judged: no schema of a person's document goes there, and the stack has an end. */
export const deepest = 500
