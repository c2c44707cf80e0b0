// One part of a board: how it is put together from an element and what is said of it.
import type { Fact, Lead, Part, PartKind } from '../../board'
import type { Span } from '../../model'
import type { Element } from '../../xml/tree'

export type Facts = readonly (readonly [label: string, value: string | undefined])[]

export interface Described {
  readonly kind: PartKind
  readonly title: string
  /** Joined by `, `; what is undefined is left out. */
  readonly detail?: readonly (string | undefined)[]
  readonly facts?: Facts
  /** Where a click goes; the name of the element without it. */
  readonly at?: Span | undefined
  readonly lead?: Lead | undefined
}

export function part(element: Element, { kind, title, detail = [], facts = [], at, lead }: Described, others: readonly (Element | undefined)[] = []): Part {
  const line = detail.filter(word => word !== undefined).join(', ')
  return {
    kind,
    title,
    ...(line ? { detail: line } : {}),
    facts: facts.filter((fact): fact is Fact => fact[1] !== undefined),
    spans: [element, ...others].flatMap(one => one?.span ?? []),
    at: at ?? element.nameSpan,
    ...lead && { lead },
  }
}

export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export const wholeNumber = (text: string | undefined): number | undefined => text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

/** Without the keys that have no value, so that a board is equal to its JSON. */
export function defined<T extends Readonly<Record<string, unknown>>>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> }
}
