// The path of an element as the tables of this room name it: from the root of its kind on, whatever the document begins with.
import type { Element, XmlDocument } from '../xml/tree'
import { localName } from './read'

/** The names of the elements around a root that is a fragment, from the root of its kind inwards. */
export type Within = (root: Element) => readonly string[]

export const whole: Within = () => []

/** The paths of the elements of a document that is walked from the root on: each is made from that of the element around it. */
export function pathsFor(within: Within): (element: Element) => string {
  const known = new Map<Element, string>()
  return element => {
    const { parent } = element
    const path = parent.kind === 'element' ? below(known.get(parent) ?? pathIn(parent, within), localName(element)) : pathIn(element, within)
    known.set(element, path)
    return path
  }
}

const below = (path: string, name: string): string =>
  name === 'domain' || name === 'inactiveDomain' ? 'domain' : path === name || path.endsWith(`/${name}`) ? path : `${path}/${name}`

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
