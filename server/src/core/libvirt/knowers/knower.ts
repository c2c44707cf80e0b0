// What a knower is: it says which values are right for a place beyond what the schema lists, such as the next free disk name.
// One subject a file; a new one is a row `{ at, know }` in a list and its line in index.ts.
import type { Id } from '../../model'
import type { Surroundings } from '../../service'
import type { Attribute, Element, XmlDocument } from '../../xml/tree'
import type { Machine } from '../rules/machine'

export interface Knower {
  /** Paths as references.ts writes them: `domain/devices/disk/target@dev`, or the text of an element. `*` is any one name, `**` any beginning. */
  readonly at: readonly string[]
  /** The likeliest first; what the schema does not allow there is dropped. */
  know(asked: Asked): readonly Known[]
}

export interface Known {
  readonly value: string
  /** One line on where it comes from: "next free on virtio". */
  readonly detail: string
  /** A file or folder; a folder goes on. */
  readonly file?: 'file' | 'folder'
  /** It only puts one of the schema's values first: nothing where that is not to be offered. */
  readonly listed?: true
  /** What typed text is matched against, where that is not the value. */
  readonly filter?: string
}

export interface Asked {
  readonly document: XmlDocument
  readonly element: Element
  /** Null where it is the text of the element. */
  readonly attribute: Attribute | null
  readonly path: string
  /** What stands there before the caret. */
  readonly typed: string
  /** Null where the document is no whole domain. */
  readonly machine: Machine | null
  ids(): readonly Id[]
  readonly around: Surroundings
}

/** The device that an element is in, or is. */
export function deviceAround(element: Element): Element | null {
  for (let at = element; at.parent.kind === 'element'; at = at.parent) if (at.parent.name === 'devices') return at
  return null
}

/** The lowest whole number from `from` on that is not taken. */
export function lowestFree(taken: ReadonlySet<number>, from = 0): number {
  let number = from
  while (taken.has(number)) number++
  return number
}

export const hex = (number: number, digits: number): string => `0x${number.toString(16).padStart(digits, '0')}`
