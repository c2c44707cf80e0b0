// The nodes as they are kept: numbers for places, and each span made when it is asked for. A document of many elements lives
// as long as its editor rests, and with a span object for every part it would be three times as heavy. Hence the
// classes; `declare`, so that a field is written once and not twice.
import type { Span } from '../model'
import type { Attribute, CData, Comment, Element, Node, Text, XmlDocument } from './tree'

export class ElementNode implements Element {
  declare readonly kind: 'element'
  declare readonly name: string
  declare parent: Element | XmlDocument
  declare readonly attributes: readonly Attribute[]
  declare children: readonly Node[]
  declare endTag: EndTag | null
  declare readonly start: number
  declare private readonly nameStart: number
  declare readonly startTagEnd: number
  declare readonly startTagEnded: boolean
  declare selfClosed: boolean
  declare end: number

  constructor(name: string, parent: XmlDocument, attributes: readonly Attribute[], start: number, nameStart: number, startTagEnd: number, startTagEnded: boolean, selfClosed: boolean) {
    this.kind = 'element'
    this.name = name
    this.parent = parent
    this.attributes = attributes
    this.children = none
    this.endTag = null
    this.start = start
    this.nameStart = nameStart
    this.startTagEnd = startTagEnd
    this.startTagEnded = startTagEnded
    this.selfClosed = selfClosed
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
  declare readonly kind: 'end'
  declare readonly name: string
  declare readonly start: number
  declare readonly end: number
  /** `>` was there. */
  declare readonly ended: boolean

  constructor(name: string, start: number, end: number, ended: boolean) {
    this.kind = 'end'
    this.name = name
    this.start = start
    this.end = end
    this.ended = ended
  }

  get nameSpan(): Span {
    return { start: this.start + 2, end: this.start + 2 + this.name.length }
  }

  get span(): Span {
    return { start: this.start, end: this.end }
  }
}

export class AttributeNode implements Attribute {
  declare readonly kind: 'attribute'
  declare readonly name: string
  declare readonly value: string | null
  declare readonly quote: Attribute['quote']
  declare private readonly start: number
  /** -1 where there is no value. */
  declare private readonly valueStart: number
  declare private readonly valueEnd: number
  declare readonly end: number

  constructor(name: string, value: string | null, quote: Attribute['quote'], start: number, valueStart: number, valueEnd: number, end: number) {
    this.kind = 'attribute'
    this.name = name
    this.value = value
    this.quote = quote
    this.start = start
    this.valueStart = valueStart
    this.valueEnd = valueEnd
    this.end = end
  }

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
  declare readonly kind: K
  declare readonly value: string
  declare parent: Element | XmlDocument
  declare readonly start: number
  declare readonly end: number

  constructor(kind: K, value: string, parent: Element | XmlDocument, start: number, end: number) {
    this.kind = kind
    this.value = value
    this.parent = parent
    this.start = start
    this.end = end
  }

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
  return isAt(text, start, length, there) ? there : lately[slot] = text.slice(start, end)
}

/** Quicker than `startsWith`, above all on a text that was just put together from others. */
const isAt = (text: string, start: number, length: number, word: string): boolean => {
  if (word.length !== length) return false
  for (let at = 0; at < length; at++) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  return true
}

/** A cache and no state: it changes no answer, and never holds more than this. */
const lately: string[] = Array.from({ length: 1024 }, () => '')
