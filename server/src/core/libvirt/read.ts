// Reading the tree by name, forgiving what is not there yet: every function takes null and answers undefined or nothing.
import type { Span } from '../model'
import type { Element, XmlDocument } from '../xml/tree'
import { isElement, lineage } from '../xml/walk'

type Maybe<T> = T | null | undefined

/** The name without its prefix. */
export const localName = (element: Element): string => element.name.slice(element.name.indexOf(':') + 1)

export const childrenOf = (parent: Maybe<Element | XmlDocument>, name?: string): readonly Element[] =>
  (parent?.children ?? []).filter(isElement).filter(child => name === undefined || child.name === name)

/** The first child of that name, and so on down. */
export function childOf(parent: Maybe<Element | XmlDocument>, ...names: readonly string[]): Element | undefined {
  let found: Element | undefined
  let at: Maybe<Element | XmlDocument> = parent
  for (const name of names) {
    found = at?.children.find((node): node is Element => node.kind === 'element' && node.name === name)
    at = found
  }
  return found
}

/** The attribute's value without white space around it; undefined when there is none, or none yet. */
export const valueOf = (element: Maybe<Element>, name: string): string | undefined =>
  element?.attributes.find(attribute => attribute.name === name)?.value?.trim() || undefined

export const valueSpanOf = (element: Maybe<Element>, name: string): Span | undefined =>
  element?.attributes.find(attribute => attribute.name === name && attribute.value)?.valueSpan ?? undefined

/** The text of an element; undefined when there is none but white space. */
export const textOf = (element: Maybe<Element>): string | undefined =>
  (element?.children ?? []).map(node => node.kind === 'text' || node.kind === 'cdata' ? node.value : '').join('').trim() || undefined

/** Where that text stands, without the white space around it. */
export function textSpanOf(element: Maybe<Element>, source: string): Span | undefined {
  const text = element?.children.find(node => (node.kind === 'text' || node.kind === 'cdata') && node.value.trim() !== '')
  if (!text) return undefined
  const raw = source.slice(text.span.start, text.span.end)
  const start = text.span.start + raw.length - raw.trimStart().length
  return { start, end: start + raw.trim().length }
}

/** The names from the root down to this element. */
export function pathOf(element: Element): readonly string[] {
  return lineage(element).map(({ name }) => name)
}
