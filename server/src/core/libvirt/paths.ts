// The path of an element as the tables of this room name it: from the root of its kind on, whatever the document begins with.
import type { Element, XmlDocument } from '../xml/tree'
import { localName } from './read'

/** The names of the elements around a root that is a fragment, from the root of its kind inwards. */
export type Within = (root: Element) => readonly string[]

export const whole: Within = () => []

/** Local names alone; a domain inside a snapshot is a domain, an element in one of its own name (a backing store) is its like. */
export function pathIn(element: Element, within: Within): string {
  const names: string[] = []
  const add = (name: string): void => { if (names[0] !== name) names.unshift(name) }
  for (let at: Element | XmlDocument = element; at.kind === 'element'; at = at.parent) {
    const name = localName(at)
    add(name)
    if (at.parent.kind === 'document') for (const outer of [...within(at)].reverse()) add(outer)
    if (name === 'domain' || name === 'inactiveDomain') break
  }
  if (names[0] === 'inactiveDomain') names[0] = 'domain'
  return names.join('/')
}
