// What a fix is made from: the problem, the place in the tree that it is about, and a way to try edits before offering them.
import type { Edit, Fix, Problem } from '../../model'
import type { Attribute, Element } from '../../xml/tree'
import type { Judgement } from '../structure'

export interface Case {
  readonly judgement: Judgement
  readonly source: string
  readonly problem: Problem
  readonly data: Readonly<Record<string, unknown>>
  /** The innermost element at the problem's place. */
  readonly element: Element
  /** The attribute there, if the problem is about one. */
  readonly attribute: Attribute | null
  /** Whether the edits take away more problems than they bring: how many are left tells. */
  readonly mends: (edits: readonly Edit[]) => boolean
  /** The same, and of no other code there are more than before. */
  readonly mendsCleanly: (edits: readonly Edit[]) => boolean
  /** How many errors rules find after the edits. What the schema refuses they pass over, so that a repair may wake them. */
  readonly ruled: (edits: readonly Edit[]) => number
}

/** The fixes for a problem of some code, the likeliest first. */
export type Fixer = (given: Case) => readonly Fix[]

export const textIn = (value: unknown): string | null => typeof value === 'string' && value !== '' ? value : null

export const textsIn = (value: unknown): readonly string[] => Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

/** More than these would be a list to choose from, which completion is for. */
export const mostOffered = 5

/** Of ways that differ by a value alone, those that leave the fewest errors of rules. */
export function leastRuled(fixes: readonly Fix[], { ruled }: Case): readonly Fix[] {
  if (fixes.length < 2) return fixes
  const errors = fixes.map(({ edits }) => ruled(edits))
  const least = Math.min(...errors)
  return fixes.filter((_, at) => errors[at] === least)
}
