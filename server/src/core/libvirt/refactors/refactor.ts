// What a change on demand is given, and what it offers. Each file beside this one is one of them.
import type { Id, Refactoring, Span } from '../../model'
import type { Element, XmlDocument } from '../../xml/tree'
import type { Within } from '../paths'
import type { Judgement } from '../structure'

export interface Asked {
  readonly document: XmlDocument
  /** Where the caret is, or what is selected. */
  readonly span: Span
  /** The elements around the start of the span, innermost first. */
  readonly around: readonly Element[]
  readonly within: Within
  readonly ids: readonly Id[]
  /** Chance, for what is to be new. */
  random(): number
  /** Of the root that the span is in. */
  readonly judgement: () => Judgement
}

export type Refactor = (asked: Asked) => readonly Refactoring[]
