// What people use most, by libvirt's own test files: the order in which completion offers names, and words that the docs do not order.
import type { Element } from '../xml/tree'
import usage from './data/usage.json'

const lists: Readonly<Record<string, unknown>> = usage

/** The element's key: elements of one name differ by what they stand in. `outer` is the name around a root that is a fragment. */
export function usageKey({ name, parent }: Pick<Element, 'name' | 'parent'>, outer = ''): string {
  return `${parent.kind === 'element' ? parent.name : outer}/${name}`
}

/** The commonest first; what is not among them is seldom. */
export function usualIn(key: string): readonly string[] {
  const list = Object.hasOwn(lists, key) ? lists[key] : undefined
  return typeof list === 'string' ? list.split(' ') : []
}

/** A part of `Suggestion.sort`: the commonest sort first, the seldom by their own names. */
export function rank(usual: readonly string[], word: string): string {
  const at = usual.indexOf(word)
  return (at < 0 ? 99 : at).toString().padStart(2, '0')
}
