// The ways through the tree, forgiving what is not there yet: every function takes null and answers undefined or nothing.
import type { Span } from '../model'
import type { Element, XmlDocument } from '../xml/tree'
import * as walk from '../xml/walk'
import type { Step } from '../docs/lookup'

type Maybe<T> = T | null | undefined

/** The name without its prefix. */
export const localName = (element: Element): string => element.name.slice(element.name.indexOf(':') + 1)

export const childrenOf = (parent: Maybe<Element | XmlDocument>, name?: string): readonly Element[] =>
  parent ? walk.childElements(parent, name) : []

/** The first child of that name, and so on down. */
export function childOf(parent: Maybe<Element | XmlDocument>, ...names: readonly string[]): Element | undefined {
  let at: Maybe<Element | XmlDocument> = parent
  for (const name of names) at = at && walk.childElement(at, name)
  return at?.kind === 'element' ? at : undefined
}

/** The attribute's value without white space around it; undefined when there is none, or none yet. */
export const valueOf = (element: Maybe<Element>, name: string): string | undefined =>
  element ? walk.valueOf(element, name)?.trim() || undefined : undefined

export const valueSpanOf = (element: Maybe<Element>, name: string): Span | undefined => {
  const attribute = element ? walk.attributeOf(element, name) : null
  return attribute?.value ? attribute.valueSpan ?? undefined : undefined
}

/** The text of an element; undefined when there is none but white space. */
export const textOf = (element: Maybe<Element>): string | undefined => element ? walk.textOf(element) || undefined : undefined

/** Where that text stands, without the white space around it. */
export const textSpanOf = (element: Maybe<Element>): Span | undefined => element && walk.textOf(element) ? walk.textSpanOf(element) : undefined

/** The elements from the root down to this one: their names, and what they say, since the docs may depend on it. */
export const pathOf = (element: Element): readonly Step[] => walk.lineage(element).map(({ name, attributes }) =>
  ({ name, attributes: Object.fromEntries(attributes.map(({ name: attribute, value }) => [attribute, value ?? ''])) }))
