// The nodes as they are kept: numbers for places, and each span made when it is asked for. A document of many elements lives
// as long as its editor rests, and with a span object for every part it would be three times as heavy. Hence the classes.
import type { Span } from '../model'
import type { Attribute, CData, Comment, Element, Node, Text, XmlDocument } from './tree'

export class ElementNode implements Element {
  readonly kind = 'element'
  children: readonly Node[] = none
  endTag: EndTag | null = null
  end: number

  constructor(
    readonly name: string,
    public parent: Element | XmlDocument,
    readonly attributes: readonly Attribute[],
    readonly start: number,
    private readonly nameStart: number,
    readonly startTagEnd: number,
    readonly startTagEnded: boolean,
    public selfClosed: boolean,
  ) {
    this.end = startTagEnd
  }

  get nameSpan(): Span {
    return { start: this.nameStart, end: this.nameStart + this.name.length }
  }

  get startTag(): Span {
    return { start: this.start, end: this.startTagEnd }
  }

  get span(): Span {
    return { start: this.start, end: this.end }
  }
}

export class EndTag {
  readonly kind = 'end'

  constructor(readonly name: string, readonly start: number, readonly end: number, /** `>` was there. */ readonly ended: boolean) {}

  get nameSpan(): Span {
    return { start: this.start + 2, end: this.start + 2 + this.name.length }
  }

  get span(): Span {
    return { start: this.start, end: this.end }
  }
}

export class AttributeNode implements Attribute {
  readonly kind = 'attribute'

  /** `valueStart` is -1 where there is no value. */
  constructor(
    readonly name: string,
    readonly value: string | null,
    readonly quote: Attribute['quote'],
    private readonly start: number,
    private readonly valueStart: number,
    private readonly valueEnd: number,
    readonly end: number,
  ) {}

  get nameSpan(): Span {
    return { start: this.start, end: this.start + this.name.length }
  }

  get valueSpan(): Span | null {
    return this.valueStart < 0 ? null : { start: this.valueStart, end: this.valueEnd }
  }

  get span(): Span {
    return { start: this.start, end: this.end }
  }
}

/** Text, CDATA and comments. */
class Words<K extends 'text' | 'cdata' | 'comment'> {
  constructor(readonly kind: K, readonly value: string, public parent: Element | XmlDocument, readonly start: number, readonly end: number) {}

  get span(): Span {
    return { start: this.start, end: this.end }
  }
}

export type WordsNode = Words<'text'> | Words<'cdata'> | Words<'comment'>

export const textNode = (value: string, parent: Element | XmlDocument, start: number, end: number): Words<'text'> & Text => new Words('text', value, parent, start, end)

export const cdataNode = (value: string, parent: Element | XmlDocument, start: number, end: number): Words<'cdata'> & CData => new Words('cdata', value, parent, start, end)

export const commentNode = (value: string, parent: Element | XmlDocument, start: number, end: number): Words<'comment'> & Comment => new Words('comment', value, parent, start, end)

const none: readonly Node[] = []

/**
 * The text from `start` to `end`, one string for all its like where it is short, as most names, values and indentations are.
 * Longer ones would keep the text alive that they were cut from (V8 cuts from 13 characters on without copying).
 */
export const piece = (text: string, start: number, end: number): string => {
  const length = end - start
  if (length > 12 || length === 0) return text.slice(start, end)
  let hash = length
  for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at) | 0
  const slot = (hash ^ hash >>> 11) & 1023
  const there = lately[slot]!
  if (there.length === length && text.startsWith(there, start)) return there
  return lately[slot] = text.slice(start, end)
}

/** A cache and no state: it changes no answer, and never holds more than this. */
const lately: string[] = Array.from({ length: 1024 }, () => '')
