// The inside of a start tag: its attributes and its end, whole or half-typed.
// A tag never runs past the next `<`, and a value never past its line once another tag has begun in it.
import type { Span } from '../model'
import { continuesName, isLineEnd, isSpace, nameEndAt, skipSpace, startsName } from './characters'
import {
  bracketInValue, duplicateAttribute, missingEquals, missingSpace, missingValue, type Report, strayCharacters, unclosedValue, unendedSelfClosing,
  unendedTag, unquotedValue,
} from './problems'
import { AttributeNode, piece } from './nodes'
import type { Resolver } from './references'
import type { Attribute } from './tree'

export interface TagInside {
  readonly attributes: readonly Attribute[]
  /** Behind `>` or `/>`, or behind the last thing that was typed. */
  readonly end: number
  readonly ended: boolean
  readonly selfClosed: boolean
}

/** Reads on from behind the tag's name. */
export const tagInside = (text: string, nameStart: number, nameEnd: number, resolve: Resolver, report: Report): TagInside =>
  plainInside(text, nameEnd) ?? anyInside(text, nameStart, nameEnd, resolve, report)

/** A few attributes that need no second look, and an end, as most tags are; null for others. */
const plainInside = (text: string, nameEnd: number): TagInside | null => {
  let count = 0
  for (let at = nameEnd; ;) {
    const before = at
    at = skipSpace(text, at)
    const code = text.charCodeAt(at)
    const selfClosed = code === slash && text.charCodeAt(at + 1) === greater
    if (code === greater || selfClosed) {
      const attributes = count ? waiting.slice(0, count) as AttributeNode[] : none
      waiting.fill(null, 0, count)
      return { attributes, end: selfClosed ? at + 2 : at + 1, ended: true, selfClosed }
    }
    const attribute = before < at && startsName(code) && count < mostPlain ? plainAttributeAt(text, at, nameEndAt(text, at)) : null
    if (!attribute || isWaiting(attribute.name, count)) {
      waiting.fill(null, 0, count)
      return null
    }
    waiting[count++] = attribute
    at = attribute.end
  }
}

const mostPlain = 30

/** The attributes of the tag that is being read: a place to lay them that is there already; it is empty between two tags. */
const waiting: (AttributeNode | null)[] = Array.from({ length: mostPlain }, () => null)

const isWaiting = (name: string, count: number): boolean => {
  for (let at = 0; at < count; at++) if (waiting[at]!.name === name) return true
  return false
}

const anyInside = (text: string, nameStart: number, nameEnd: number, resolve: Resolver, report: Report): TagInside => {
  const attributes: AttributeNode[] = []
  // What looks wrong only because the tag has no end is not told: one fault, one problem.
  const whenEnded: (() => void)[] = []
  let at = nameEnd
  let end = at
  let unclosed = false

  const finish = (ended: boolean, selfClosed: boolean): TagInside => {
    tellDuplicates(attributes, report)
    if (ended) for (const tell of whenEnded) tell()
    else if (selfClosed) report(() => unendedSelfClosing(text.slice(nameStart, nameEnd), { start: end - 1, end }))
    else if (!unclosed) report(() => unendedTag(text.slice(nameStart, nameEnd), { start: nameStart, end: nameEnd }, end))
    // A copy is just as long as it must be; what has grown is longer.
    return { attributes: attributes.length ? attributes.slice() : none, end, ended, selfClosed }
  }

  for (;;) {
    const before = at
    at = skipSpace(text, at)
    const code = text.charCodeAt(at)
    if (code === greater) {
      end = at + 1
      return finish(true, false)
    }
    if (code === slash) {
      if (text.charCodeAt(at + 1) === greater) {
        end = at + 2
        return finish(true, true)
      }
      const behind = skipSpace(text, at + 1)
      if (behind >= text.length || text.charCodeAt(behind) === less) {
        end = at + 1
        return finish(false, true)
      }
    }
    if (at >= text.length || code === less) return finish(false, false)
    if (startsName(code)) {
      const nameEnd = nameEndAt(text, at)
      const told = whenEnded.length
      const plain = plainAttributeAt(text, at, nameEnd)
      const { attribute, unclosed: open } = plain ? { attribute: plain, unclosed: false } : attributeAt(text, { start: at, end: nameEnd }, resolve, report, whenEnded)
      if (before === at && attributes.length > 0) {
        const { name, nameSpan } = attribute
        // A word glued to a value is no attribute yet: `readonly="yes"yes`.
        if (attribute.end === nameEnd) whenEnded.splice(told, whenEnded.length, () => report(() => strayCharacters(name, nameSpan)))
        else report(() => missingSpace(name, nameSpan))
      }
      attributes.push(attribute)
      at = end = attribute.end
      unclosed = open
    } else {
      const junkEnd = junkEndAt(text, at)
      const span = { start: at, end: junkEnd }
      whenEnded.push(() => report(() => strayCharacters(text.slice(span.start, span.end), span)))
      at = end = junkEnd
      unclosed = false
    }
  }
}

const less = 60
const ampersand = 38
const equals = 61
const greater = 62
const slash = 47

const isQuote = (code: number): boolean => code === 34 || code === 39

const none: readonly Attribute[] = []

/** `name="value"` with nothing in it that needs a second look, as most are. */
const plainAttributeAt = (text: string, start: number, nameEnd: number): AttributeNode | null => {
  const quote = text.charCodeAt(nameEnd + 1)
  if (text.charCodeAt(nameEnd) !== equals || !isQuote(quote)) return null
  const open = nameEnd + 2
  let at = open
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
    if (code < 32 || code === less || code === ampersand || at >= text.length) return null
  }
  if (text.charCodeAt(at - 1) === equals) return null
  return new AttributeNode(piece(text, start, nameEnd), piece(text, open, at), quote === 34 ? '"' : "'", start, open, at, at + 1)
}

interface ReadAttribute {
  readonly attribute: AttributeNode
  readonly unclosed: boolean
}

const attributeAt = (text: string, nameSpan: Span, resolve: Resolver, report: Report, whenEnded: (() => void)[]): ReadAttribute => {
  const name = piece(text, nameSpan.start, nameSpan.end)
  const sign = skipSpace(text, nameSpan.end)
  const hasEquals = text.charCodeAt(sign) === equals
  const open = hasEquals ? skipSpace(text, sign + 1) : sign
  const isOpen = isQuote(text.charCodeAt(open))
  if (isOpen && (hasEquals || open === nameSpan.end)) {
    if (!hasEquals) report(() => missingEquals(name, nameSpan))
    return quotedAttribute(text, name, nameSpan, open, resolve, report)
  }
  const valueEnd = hasEquals ? unquotedEnd(text, open) : open
  if (hasEquals && valueEnd > open) {
    const quoted = isQuote(text.charCodeAt(valueEnd))
    const whole = { start: open, end: quoted ? valueEnd + 1 : valueEnd }
    const raw = text.slice(open, valueEnd)
    whenEnded.push(() => report(() => unquotedValue(raw, { start: open, end: valueEnd }, whole)))
    return { attribute: new AttributeNode(name, resolve.value(open, valueEnd), null, nameSpan.start, open, valueEnd, whole.end), unclosed: false }
  }
  const end = hasEquals ? sign + 1 : nameSpan.end
  whenEnded.push(() => report(() => missingValue(name, { start: nameSpan.start, end }, hasEquals)))
  return { attribute: new AttributeNode(name, null, null, nameSpan.start, -1, -1, end), unclosed: false }
}

/** The end of a value without quotes; `at` when what follows is rather the next attribute, or nothing. */
const unquotedEnd = (text: string, at: number): number => {
  let end = at
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (isSpace(code) || code === greater || code === less || code === equals || isQuote(code)) break
    if (code === slash && text.charCodeAt(end + 1) === greater) break
  }
  return text.charCodeAt(skipSpace(text, end)) === equals ? at : end
}

const quotedAttribute = (text: string, name: string, nameSpan: Span, open: number, resolve: Resolver, report: Report): ReadAttribute => {
  const mark = text.charAt(open)
  const quote = mark === '"' ? '"' : "'"
  const { end, closed } = valueEndAt(text, open, mark.charCodeAt(0), report)
  if (!closed) report(() => unclosedValue(name, { start: open, end }, mark))
  return { attribute: new AttributeNode(name, resolve.value(open + 1, end), quote, nameSpan.start, open + 1, end, closed ? end + 1 : end), unclosed: !closed }
}

const valueEndAt = (text: string, open: number, quote: number, report: Report): { readonly end: number; readonly closed: boolean } => {
  let bracket = -1
  let lineEnd = false
  let at = open + 1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) break
    if (code === less && bracket < 0) bracket = at
    else if (isLineEnd(code)) lineEnd = true
    // Another tag and another line: the quote that would come is not ours.
    if (bracket >= 0 && lineEnd) break
  }
  if (text.charCodeAt(at) !== quote) return { end: unclosedEnd(text, open + 1), closed: false }
  // `type='file device='disk'`: the quote found opens the next value, which shows before and behind it.
  const opensNext = text.charCodeAt(at - 1) === equals && (bracket >= 0 || (!endsValue(text, at + 1) && nextName.test(text.slice(open + 1, at))))
  if (opensNext || (bracket >= 0 && !endsValue(text, at + 1))) return { end: unclosedEnd(text, open + 1), closed: false }
  if (bracket >= 0) report(() => bracketInValue({ start: bracket, end: bracket + 1 }))
  return { end: at, closed: true }
}

/** A blank, a name and `=` at the end. */
const nextName = /(?:^|\s)[^\s=<>"'/]+\s*=$/

const endsValue = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return at >= text.length || isSpace(code) || code === greater || code === slash || code === less
}

/** Where a value without closing quote ends: with its line, its tag, or before the next attribute. */
const unclosedEnd = (text: string, start: number): number => {
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isLineEnd(code) || code === less || code === greater || (code === slash && text.charCodeAt(at + 1) === greater)) break
    if (!isSpace(code)) at++
    else {
      const next = skipSpace(text, at)
      if (beginsAttribute(text, next) || /[\r\n]/.test(text.slice(at, next))) break
      at = next
    }
  }
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

const beginsAttribute = (text: string, at: number): boolean => {
  const nameEnd = nameEndAt(text, at)
  const sign = skipSpace(text, nameEnd)
  return nameEnd > at && text.charCodeAt(sign) === equals && isQuote(text.charCodeAt(skipSpace(text, sign + 1)))
}

const junkEndAt = (text: string, at: number): number => {
  let end = at + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (isSpace(code) || code === less || code === greater || (code === slash && text.charCodeAt(end + 1) === greater)) break
    const before = text.charCodeAt(end - 1)
    // Behind a quote or a blank that only looks like one, an attribute may begin.
    if ((isQuote(before) && continuesName(code)) || (before >= 128 && startsName(code))) break
  }
  return end
}

const tellDuplicates = (attributes: readonly Attribute[], report: Report): void => {
  if (attributes.length < 2) return
  if (attributes.length <= 8) {
    for (let i = 1; i < attributes.length; i++) {
      for (let j = 0; j < i; j++) {
        if (attributes[i]?.name === attributes[j]?.name) {
          tellDuplicate(attributes, i, j, report)
          break
        }
      }
    }
    return
  }
  const first = new Map<string, number>()
  attributes.forEach(({ name }, i) => {
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, i)
    else tellDuplicate(attributes, i, earlier, report)
  })
}

const tellDuplicate = (attributes: readonly Attribute[], later: number, earlier: number, report: Report): void => {
  const [two, one] = [attributes[later], attributes[earlier]]
  if (two && one) report(() => duplicateAttribute(two.name, two.nameSpan, one.nameSpan, two.span))
}
