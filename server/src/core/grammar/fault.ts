// What can be wrong with an element, and what each fault costs: recovery takes the reading of the document that costs least.
import type { Item, ItemAttribute, ItemText } from './item'
import type { Lack } from './lenient'
import type { Declaration, Pattern, Patterns } from './pattern'

/** One fault, in the element that `Verdict` is about. */
export type Fault =
  /**
   * A child that may not stand there. `meant`: the name that was probably meant. `stray`: one of its name may stand there,
   * but this one is right only as one of these, which belong elsewhere.
   */
  | { readonly kind: 'element', readonly child: Item, readonly states: readonly Pattern[], readonly meant: string | null, readonly stray?: readonly Declaration[] }
  | { readonly kind: 'attribute', readonly attribute: ItemAttribute, readonly states: readonly Pattern[], readonly meant: string | null }
  /** The attribute may be there, its value not; `unfit`: not beside the rest of the element, which goes with `states`. */
  | { readonly kind: 'value', readonly attribute: ItemAttribute, readonly states: readonly Pattern[], readonly unfit?: boolean }
  /** A text where none may be. */
  | { readonly kind: 'stray', readonly text: ItemText }
  /** The text is not what it should be; null when there is none. */
  | { readonly kind: 'text', readonly text: ItemText | null, readonly states: readonly Pattern[] }
  /** `values`: those that would let the rest of the element be, where it is not demanded anyway. */
  | { readonly kind: 'no-attribute', readonly names: Lack, readonly states: readonly Pattern[], readonly values?: readonly Pattern[] }
  | { readonly kind: 'no-child', readonly names: Lack, readonly states: readonly Pattern[] }

export interface Verdict {
  readonly item: Item
  readonly declaration: Declaration
  readonly cost: number
  /** Its own faults and the verdicts on children that have some, in the order of the document. */
  readonly faults: readonly (Fault | Verdict)[]
}

/** What a reading of the document pays for each thing that it does not take as it stands. */
export const price = {
  fault: 1,
  value: 1.02,
  /** A value that would be right beside others: rather the others are odd, above all where the attribute must be there. */
  apart: 1.04,
  decides: 1.05,
  skipped: 1.03,
  /** A typo is likelier than a name made up. */
  typo: 0.9,
  /** Taking an odd name for one that lacks beats two faults, not one. */
  renamed: 1.4,
  /** An attribute that need not be there, but would make the rest right. */
  absent: 0.95,
  /** A value that is right by itself is wrong only when that explains two faults and more. */
  unfit: 1.8,
  /** Passing over an element whose name is plainly a typo, with all that is in it; the more so for each thing in it. */
  unread: 2.8,
  thing: 0.3,
  /** One that does not fit, where one of its like that does may stand behind it. */
  twin: 1.05,
  /** A child of a known name taken for one that belongs elsewhere. */
  stray: 2.2,
  /** What is still being typed. */
  typing: 0.01,
} as const

/** Faults by which what is there is right as far as it goes. */
export const lacks: ReadonlySet<Fault['kind']> = new Set(['no-child', 'no-attribute'])

/** What the reading of one element asks about others; all is found once in a document. */
export interface Recovery {
  readonly patterns: Patterns
  /** The declarations of a name that the schema has anywhere. */
  readonly named: (name: string) => readonly Declaration[]
  /** Whether an element is right as one of its declarations. */
  readonly fit: (item: Item, declaration: Declaration) => boolean
  /** The cheapest reading of an element as one of its declarations. */
  readonly verdict: (item: Item, declaration: Declaration) => Verdict
  /** The last child of each name. */
  readonly lastOfEach: (item: Item) => ReadonlyMap<string, Item>
  /** Counts an element that does not fit. */
  readonly tire: () => void
  /** There have been so many that what comes is taken as given. */
  readonly tired: () => boolean
}
