// The XML tree: what a person typed, broken or whole, with the span of every part. Plain values; parents are linked.
import type { Problem, Span } from '../model'

export interface XmlDocument {
  readonly kind: 'document'
  readonly text: string
  readonly children: readonly Node[]
  /** Well-formedness problems, `xml/…`, in document order. */
  readonly problems: readonly Problem[]
  readonly span: Span
  /** It has more tags than anybody writes, or more attributes in one (scan.ts): what is behind them was not read. */
  readonly cut: boolean
}

export type Node = Element | Text | CData | Comment | Instruction | Doctype

export interface Element {
  readonly kind: 'element'
  /** As typed, prefix and all; empty for a lone `<`. */
  readonly name: string
  readonly nameSpan: Span
  readonly attributes: readonly Attribute[]
  readonly children: readonly Node[]
  readonly parent: Element | XmlDocument
  /** From `<` to the end of the closing tag, or to where the element gave way to what followed. */
  readonly span: Span
  /** From `<` to behind `>` or `/>`; shorter when the tag was never ended. */
  readonly startTag: Span
  /** `>` or `/>` was there. */
  readonly startTagEnded: boolean
  readonly selfClosed: boolean
  /** The closing tag that belongs to it; null when self-closed or never closed. */
  readonly endTag: { readonly span: Span; readonly nameSpan: Span } | null
}

export interface Attribute {
  readonly kind: 'attribute'
  readonly name: string
  readonly nameSpan: Span
  /** With references such as `&amp;` resolved; null when there is no value yet. */
  readonly value: string | null
  /** Between the quotes; null when there is no value yet. */
  readonly valueSpan: Span | null
  readonly quote: '"' | "'" | null
  readonly span: Span
}

export interface Text {
  readonly kind: 'text'
  /** With references resolved. */
  readonly value: string
  readonly parent: Element | XmlDocument
  readonly span: Span
}

export interface CData {
  readonly kind: 'cdata'
  readonly value: string
  readonly parent: Element | XmlDocument
  readonly span: Span
}

export interface Comment {
  readonly kind: 'comment'
  readonly value: string
  readonly parent: Element | XmlDocument
  readonly span: Span
}

/** A processing instruction, the XML declaration included. */
export interface Instruction {
  readonly kind: 'instruction'
  readonly target: string
  readonly value: string
  readonly parent: Element | XmlDocument
  readonly span: Span
}

export interface Doctype {
  readonly kind: 'doctype'
  readonly parent: Element | XmlDocument
  readonly span: Span
}
