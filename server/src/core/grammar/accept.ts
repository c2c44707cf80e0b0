// The quick way: whether an element is what it may be, with no word on what is wrong. Most documents need no more.
import { isBlank } from './item'
import type { Declaration, Patterns } from './pattern'
import { afterChild, afterStartTag, afterValue, afterWords, childMove, done, doneWith, isOver, startOf, type Threads } from './threads'

/** As much of an item as a verdict needs. */
export interface Judged {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: readonly { readonly name: string, readonly value: string | null }[]
  readonly content: readonly (Judged | { readonly kind: 'text', readonly value: string })[]
}

/** Those of the declarations that the element, with all that is in it, fits. */
export function fitting(patterns: Patterns, item: Judged, declarations: readonly Declaration[]): readonly Declaration[] {
  return through(patterns, item, startOf(patterns, declarations), 0)
}

function through(patterns: Patterns, { attributes, content }: Judged, start: Threads, depth: number): readonly Declaration[] {
  if (depth > deepest) return start.declarations
  let threads = start
  for (let at = 0; at < attributes.length; at++) {
    const { name, value } = attributes[at]!
    threads = afterValue(patterns, threads, name, value)
    if (isOver(threads)) return none
  }
  threads = afterStartTag(patterns, threads)
  if (isOver(threads)) return none

  let words = ''
  let elements = false
  for (let at = 0; at < content.length; at++) {
    const child = content[at]!
    if (child.kind === 'text') {
      words += child.value
      continue
    }
    if (!isBlank(words)) threads = afterWords(patterns, threads, words)
    words = ''
    elements = true
    const move = childMove(patterns, threads, child.name)
    if (!move.declarations.length) return none
    const fit = through(patterns, child, move.inside, depth + 1)
    if (!fit.length) return none
    threads = afterChild(patterns, threads, move, fit)
    if (isOver(threads)) return none
  }
  if (!elements) return doneWith(patterns, threads, words)
  return done(isBlank(words) ? threads : afterWords(patterns, threads, words))
}

const none: readonly Declaration[] = []

/** Deeper elements are not judged: no schema of a person's document goes there, and the stack has an end. */
export const deepest = 500
