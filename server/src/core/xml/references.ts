// What a piece of text means once its references (`&amp;`, `&#233;`) are resolved and its line ends are made equal.
// Only the five entities that XML itself knows are expanded; those that a document declares stay as typed.
import { nameEndAt } from './characters'
import { badReference, type Report, unescapedAmpersand, unexpandedEntity, unknownEntity } from './problems'

/** A text of its own, one that refers to further entities, or one that lies elsewhere (`SYSTEM`, `PUBLIC`). */
export type EntityKind = 'plain' | 'nested' | 'external'

/** Names that the document's DOCTYPE declares. */
export type Entities = ReadonlyMap<string, EntityKind>

export interface Resolver {
  text(start: number, end: number): string
  /** As XML reads an attribute: a line end or tab counts as a blank. */
  value(start: number, end: number): string
}

export const resolver = (text: string, entities: () => Entities, report: Report): Resolver => {
  let toldOfEntities = false

  const reference = (at: number, end: number): { readonly value: string; readonly end: number } => {
    if (text[at + 1] === '#') return characterReference(text, at, end, report)
    const nameEnd = nameEndAt(text, at + 1)
    if (nameEnd === at + 1 || nameEnd >= end || text[nameEnd] !== ';') {
      report(() => unescapedAmpersand({ start: at, end: at + 1 }))
      return { value: '&', end: at + 1 }
    }
    const name = text.slice(at + 1, nameEnd)
    const known = predefined.get(name)
    if (known !== undefined) return { value: known, end: nameEnd + 1 }
    const span = { start: at, end: nameEnd + 1 }
    const kind = entities().get(name)
    if (kind === undefined) report(() => unknownEntity(name, span))
    // One word about it is enough: a document that uses one uses many.
    else if (!toldOfEntities) {
      toldOfEntities = true
      report(() => unexpandedEntity(name, span, kind))
    }
    return { value: text.slice(at, nameEnd + 1), end: nameEnd + 1 }
  }

  const resolved = (start: number, end: number, plain: (raw: string) => string): string => {
    const raw = text.slice(start, end)
    if (!raw.includes('&')) return plain(raw)
    const parts: string[] = []
    let from = start
    for (let at = text.indexOf('&', start); at >= 0 && at < end; at = text.indexOf('&', from)) {
      const found = reference(at, end)
      // A line end that was written as a reference (`&#13;`) is meant, so only what lies between is made equal.
      parts.push(plain(text.slice(from, at)), found.value)
      from = found.end
    }
    return parts.join('') + plain(text.slice(from, end))
  }

  return {
    text: (start, end) => resolved(start, end, equalLineEnds),
    value: (start, end) => resolved(start, end, blankLineEnds),
  }
}

export const equalLineEnds = (value: string): string => value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value

const blankLineEnds = (value: string): string => /[\t\r\n]/.test(value) ? value.replace(/\r\n|[\t\r\n]/g, ' ') : value

const predefined: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]])

const characterReference = (text: string, at: number, end: number, report: Report): { readonly value: string; readonly end: number } => {
  const shape = /&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));/y
  shape.lastIndex = at
  const match = shape.exec(text)
  if (!match || at + match[0].length > end) {
    const wrong = /&#[0-9A-Za-z]{0,20};?/y
    wrong.lastIndex = at
    const typed = (wrong.exec(text)?.[0] ?? '&#').slice(0, end - at)
    report(() => badReference(typed, { start: at, end: at + typed.length }))
    return { value: typed, end: at + typed.length }
  }
  const code = match[1] ? Number.parseInt(match[1], 16) : Number.parseInt(match[2] ?? '', 10)
  const span = { start: at, end: at + match[0].length }
  if (isCharacter(code)) return { value: String.fromCodePoint(code), end: span.end }
  report(() => badReference(match[0], span))
  return { value: match[0], end: span.end }
}

/** The production `Char` of XML 1.0. */
const isCharacter = (code: number): boolean =>
  code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
