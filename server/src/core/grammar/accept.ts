// The quick way: whether an element is what it may be, with no word on what is wrong. Most documents need no more.
import { isBlank, textOf, type Item, type ItemText } from './item'
import { afterAttribute, afterElement, afterText, attributeStep, closed, elementStep } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** Those of the declarations that the element, with all that is in it, fits. */
export function fitting(patterns: Patterns, item: Item, declarations: readonly Declaration[], depth = 0): readonly Declaration[] {
  if (depth > deepest) return declarations
  // Declarations still in the running, and their states; both shrink together.
  const alive: Declaration[] = [...declarations]
  const states: Pattern[] = []
  for (const declaration of declarations) states.push(tagged(patterns, item, declaration.content))
  if (!compact(patterns, alive, states)) return none

  const { content } = item
  if (!content.some(isElement)) {
    const text = textOf(item)
    const blank = isBlank(text)
    return alive.filter((_, at) => blank && states[at]!.nullable || afterText(patterns, states[at]!, text).nullable)
  }
  for (const child of content) {
    if (child.kind === 'text') {
      if (isBlank(child.value)) continue
      for (let at = 0; at < states.length; at++) states[at] = afterText(patterns, states[at]!, child.value)
    } else if (states.length === 1) {
      const step = elementStep(patterns, states[0]!, child.name)
      states[0] = afterElement(patterns, step, step.declarations.length ? fitting(patterns, child, step.declarations, depth + 1) : none)
    } else {
      const steps = states.map(state => elementStep(patterns, state, child.name))
      const fits = fitting(patterns, child, [...new Set(steps.flatMap(step => step.declarations))], depth + 1)
      for (let at = 0; at < states.length; at++) {
        states[at] = afterElement(patterns, steps[at]!, steps[at]!.declarations.filter(declaration => fits.includes(declaration)))
      }
    }
    if (!compact(patterns, alive, states)) return none
  }
  return alive.filter((_, at) => states[at]!.nullable)
}

const none: readonly Declaration[] = []

/** The state behind the start tag. */
function tagged(patterns: Patterns, { attributes }: Item, content: Pattern): Pattern {
  let state = content
  for (const { name, value } of attributes) {
    state = afterAttribute(patterns, attributeStep(patterns, state, name), value)
    if (state === patterns.notAllowed) return state
  }
  return closed(patterns, state)
}

/** Drops what has come to nothing; false when nothing is left. */
function compact(patterns: Patterns, alive: Declaration[], states: Pattern[]): boolean {
  let kept = 0
  for (let at = 0; at < states.length; at++) {
    if (states[at] === patterns.notAllowed) continue
    alive[kept] = alive[at]!
    states[kept++] = states[at]!
  }
  alive.length = states.length = kept
  return kept > 0
}

function isElement(child: Item | ItemText): boolean {
  return child.kind === 'element'
}

/** Deeper elements are not judged: no schema of a person's document goes there, and the stack has an end. */
export const deepest = 500
