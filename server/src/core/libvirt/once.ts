// Values that are made when they are first asked for, and kept.
import type { XmlDocument } from '../xml/tree'

export type Once = <T>(make: () => T) => () => T

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** As long as the document is. */
export function oncePerDocument<T>(make: (document: XmlDocument) => T): (document: XmlDocument) => T {
  const made = new WeakMap<XmlDocument, { readonly value: T }>()
  return document => {
    const there = made.get(document) ?? { value: make(document) }
    made.set(document, there)
    return there.value
  }
}
