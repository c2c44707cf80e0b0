// Characters to tokens: one for each tag, text, comment and so on, in order, with spans and nothing left out.
// Whatever is not closed ends where a person would say that it ends, so that the rest of the document stays what it is.
import type { Span } from '../model'
import { tagInside } from './attributes'
import { isBlank, isLineEnd, isSpace, nameEndAt, skipSpace, trimmed } from './characters'
import { doctypeAt } from './doctype'
import {
  attributesOnClosingTag, cdataEnd, commentHyphens, misplacedDeclaration, type Report, spaceBeforeName, strayBracket, strayDeclaration, unclosedCData, unclosedComment,
  unclosedDoctype, unclosedInstruction, unnamedInstruction,
} from './problems'
import { type Entities, equalLineEnds, resolver } from './references'
import type { Attribute } from './tree'

export type Token = StartToken | EndToken | LeafToken

export interface StartToken {
  readonly kind: 'start'
  readonly start: number
  readonly end: number
  readonly name: string
  readonly nameSpan: Span
  readonly attributes: Attribute[]
  readonly ended: boolean
  readonly selfClosed: boolean
}

export interface EndToken {
  readonly kind: 'end'
  readonly start: number
  readonly end: number
  readonly name: string
  readonly nameSpan: Span
  readonly ended: boolean
}

export interface LeafToken {
  readonly kind: 'text' | 'cdata' | 'comment' | 'instruction' | 'doctype'
  readonly start: number
  readonly end: number
  readonly value: string
  /** Of an instruction. */
  readonly target: string
}

export const scan = (text: string, report: Report): readonly Token[] => {
  const tokens: Token[] = []
  let entities: Entities = new Map()
  let doctypeRead = false
  let doctypeBroken = false
  const resolve = resolver(text, () => entities, report)
  const commentEnd = finder(text, '-->')
  const commentStart = finder(text, '<!--')
  const dataEnd = finder(text, ']]>')
  const instructionEnd = finder(text, '?>')
  const moreCommentsOpened = once(() => count(text, '<!--') > count(text, '-->'))

  const leaf = (kind: LeafToken['kind'], start: number, end: number, value: string, target = ''): number => {
    tokens.push({ kind, start, end, value, target })
    return end
  }

  const textAt = (start: number): number => {
    const bracket = text.indexOf('<', start)
    const end = bracket < 0 ? text.length : bracket
    const value = resolve.text(start, end)
    if (value.includes(']]>')) {
      const at = text.indexOf(']]>', start)
      if (at >= 0 && at < end) report(cdataEnd({ start: at, end: at + 3 }))
    }
    return leaf('text', start, end, value)
  }

  const commentAt = (start: number): number => {
    const from = start + 4
    const close = commentEnd(from)
    // A comment within: either this one was left open, or a commented piece holds one. The balance of the text tells.
    const inner = commentStart(from)
    const open = close < 0 || (inner >= 0 && inner < close && moreCommentsOpened())
    const contentEnd = open ? lineEndAt(text, from) : close
    const value = equalLineEnds(text.slice(from, contentEnd))
    if (open) report(unclosedComment({ start, end: from }, trimmed(text, from, contentEnd).end))
    else {
      // `--->` holds two hyphens too many as well.
      const at = text.indexOf('--', from)
      if (at < close || value.endsWith('-')) report(commentHyphens({ start: Math.min(at, close - 1), end: Math.min(at, close - 1) + 2 }))
    }
    return leaf('comment', start, open ? contentEnd : close + 3, value)
  }

  const cdataAt = (start: number): number => {
    const from = start + '<![CDATA['.length
    const close = dataEnd(from)
    if (close >= 0) return leaf('cdata', start, close + 3, equalLineEnds(text.slice(from, close)))
    const end = nextMarkup(text, from)
    report(unclosedCData({ start, end: from }, trimmed(text, from, end).end))
    return leaf('cdata', start, end, equalLineEnds(text.slice(from, end)))
  }

  const instructionAt = (start: number): number => {
    const nameEnd = nameEndAt(text, start + 2)
    const target = text.slice(start + 2, nameEnd)
    const close = instructionEnd(nameEnd)
    const bracket = text.indexOf('<', nameEnd)
    if (close >= 0 && (bracket < 0 || close < bracket)) {
      if (target === 'xml' && start > 0 && !(start === 1 && text.charCodeAt(0) === 0xfeff)) report(misplacedDeclaration({ start, end: nameEnd }))
      if (target === '') report(unnamedInstruction({ start, end: start + 2 }))
      return leaf('instruction', start, close + 2, text.slice(skipSpace(text, nameEnd), close), target)
    }
    const stop = lineEndAt(text, start, bracket < 0 ? text.length : bracket)
    const greater = onSameLine(text, nameEnd, '>')
    const contentEnd = greater >= 0 ? greater : trimmed(text, nameEnd, stop).end
    const end = greater >= 0 ? greater + 1 : contentEnd
    report(unclosedInstruction(target, { start, end: nameEnd }, { start: contentEnd, end }))
    return leaf('instruction', start, end, text.slice(Math.min(skipSpace(text, nameEnd), contentEnd), contentEnd), target)
  }

  const declarationAt = (start: number): number => {
    if (text.startsWith('<!DOCTYPE', start) && !doctypeRead) {
      const found = doctypeAt(text, start)
      doctypeRead = true
      entities = found.entities
      doctypeBroken = !found.ended
      if (doctypeBroken) report(unclosedDoctype({ start, end: start + '<!DOCTYPE'.length }))
      return leaf('doctype', start, found.end, '')
    }
    let end = start + 2
    while (end < text.length && text[end] !== '<' && text[end] !== '>' && !isLineEnd(text.charCodeAt(end))) end++
    if (text[end] === '>') end++
    // What an unclosed DOCTYPE leaves behind has been told of already.
    if (!doctypeBroken) report(strayDeclaration(text.slice(start, end), { start, end }))
    return leaf('doctype', start, end, '')
  }

  const endTagAt = (start: number): number => {
    const nameEnd = nameEndAt(text, start + 2)
    const nameSpan = { start: start + 2, end: nameEnd }
    const name = text.slice(nameSpan.start, nameSpan.end)
    const behind = skipSpace(text, nameEnd)
    let end = nameEnd
    let ended = text[behind] === '>'
    if (ended) end = behind + 1
    else {
      const greater = onSameLine(text, behind, '>')
      if (greater >= 0 && name !== '') {
        report(attributesOnClosingTag(name, { start: nameEnd, end: greater }))
        end = greater + 1
        ended = true
      }
    }
    tokens.push({ kind: 'end', start, end, name, nameSpan, ended })
    return end
  }

  const startTagAt = (start: number): number => {
    const nameStart = spacedName(text, start + 1)
    const nameSpan = { start: nameStart, end: nameEndAt(text, nameStart) }
    const name = text.slice(nameSpan.start, nameSpan.end)
    if (name === '') {
      report(strayBracket({ start, end: start + 1 }))
      tokens.push({ kind: 'start', start, end: start + 1, name, nameSpan, attributes: [], ended: false, selfClosed: true })
      return start + 1
    }
    if (nameStart > start + 1) report(spaceBeforeName(name, { start: start + 1, end: nameStart }))
    const { attributes, end, ended, selfClosed } = tagInside(text, nameSpan, resolve, report)
    tokens.push({ kind: 'start', start, end, name, nameSpan, attributes, ended, selfClosed })
    return end
  }

  let at = 0
  while (at < text.length) {
    if (text[at] !== '<') at = textAt(at)
    else if (text[at + 1] === '/') at = endTagAt(at)
    else if (text[at + 1] === '?') at = instructionAt(at)
    else if (text[at + 1] !== '!') at = startTagAt(at)
    else if (text.startsWith('<!--', at)) at = commentAt(at)
    else if (text.startsWith('<![CDATA[', at)) at = cdataAt(at)
    else at = declarationAt(at)
  }
  return tokens
}

/** `indexOf` that remembers, so that asking again before the answer costs nothing. */
const finder = (text: string, sought: string): ((from: number) => number) => {
  let asked = 0
  let found = -2
  return from => {
    if (found === -2 || (found >= 0 && from > found) || from < asked) {
      found = text.indexOf(sought, from)
      asked = from
    }
    return found
  }
}

const once = (ask: () => boolean): (() => boolean) => {
  let answer: boolean | undefined
  return () => answer ??= ask()
}

const count = (text: string, sought: string): number => {
  let found = 0
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) found++
  return found
}

const lineEndAt = (text: string, from: number, limit = text.length): number => {
  let end = from
  while (end < limit && !isLineEnd(text.charCodeAt(end))) end++
  return end
}

/** The character, if no tag begins and no line ends before it. */
const onSameLine = (text: string, from: number, sought: string): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === sought) return at
    if (text[at] === '<' || isLineEnd(text.charCodeAt(at))) return -1
  }
  return -1
}

/** The next closing tag, or the next `<` that stands first on its line. */
const nextMarkup = (text: string, from: number): number => {
  let lineStart = from
  for (let at = from; at < text.length; at++) {
    if (isLineEnd(text.charCodeAt(at))) lineStart = at + 1
    else if (text[at] === '<' && (text[at + 1] === '/' || (lineStart > from && isBlank(text, lineStart, at)))) return at
  }
  return text.length
}

/** Where the name of a tag starts: mostly right here, but `< disk type='file'>` is a tag too. */
const spacedName = (text: string, at: number): number => {
  if (!isSpace(text.charCodeAt(at))) return at
  const next = skipSpace(text, at)
  const nameEnd = nameEndAt(text, next)
  if (nameEnd === next || /[\r\n]/.test(text.slice(at, next))) return at
  const behind = skipSpace(text, nameEnd)
  if (text[behind] === '>' || text.startsWith('/>', behind)) return next
  const attributeEnd = nameEndAt(text, behind)
  return attributeEnd > behind && behind > nameEnd && text[skipSpace(text, attributeEnd)] === '=' ? next : at
}
