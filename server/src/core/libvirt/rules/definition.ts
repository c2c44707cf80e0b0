// A root of a document as rules see it, of whatever kind it is; the view of a domain (`machine.ts`) and of a network have more.
import type { Element } from '../../xml/tree'
import { visit } from '../../xml/walk'
import { once as kept, type Once } from '../once'

export interface Definition {
  readonly root: Element
  /** Whether the name of an element or attribute, or a whole value, is written anywhere (see `RuleOf.words`). */
  says(word: string): boolean
}

export function definitionFrom(root: Element, once: Once = kept): Definition {
  const words = once(() => wordsOf(root))
  return { root, says: word => words().has(word) }
}

function wordsOf(root: Element): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (element: Element): void => {
    words.add(element.name)
    for (const { name, value } of element.attributes) {
      words.add(name)
      if (value !== null && value.length <= longestWord) words.add(value.trim())
    }
  }
  add(root)
  visit(root, add)
  return words
}

/** Beyond are paths and prose, which no rule asks for. */
const longestWord = 24
