// One part of a machine's summary: how it is put together from an element.
import type { MachinePart, MachinePartKind, Span } from '../model'
import type { Element } from '../xml/tree'

export type Facts = readonly (readonly [label: string, value: string | undefined])[]

export interface Described {
  readonly kind: MachinePartKind
  readonly title: string
  /** Joined by `, `; what is undefined is left out. */
  readonly detail?: readonly (string | undefined)[]
  readonly facts?: Facts
  /** Where a click goes; the name of the element without it. */
  readonly at?: Span | undefined
}

export function part(element: Element, { kind, title, detail = [], facts = [], at }: Described): MachinePart {
  const line = detail.filter(word => word !== undefined).join(', ')
  return {
    kind,
    title,
    ...(line ? { detail: line } : {}),
    facts: facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined),
    span: element.span,
    nameSpan: at ?? element.nameSpan,
  }
}

export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
