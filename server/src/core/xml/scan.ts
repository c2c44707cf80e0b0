// Characters to tokens: one for each tag, text, comment and so on, in order, with spans and nothing left out.
// Whatever is not closed ends where a person would say that it ends, so that the rest of the document stays what it is.
import { type TagInside, tagInside } from './attributes'
import { isBlank, isLineEnd, isSpace, nameEndAt, skipSpace, trimmed } from './characters'
import { doctypeAt } from './doctype'
import {
  attributesOnClosingTag, cdataEnd, commentHyphens, misplacedDeclaration, type Report, spaceBeforeName, strayBracket, strayDeclaration, unclosedCData, unclosedComment,
  unclosedDoctype, unclosedInstruction, unnamedInstruction,
} from './problems'
import { cdataNode, commentNode, ElementNode, EndTag, piece, textNode, type WordsNode } from './nodes'
import { type Entities, equalLineEnds, resolver } from './references'
import type { Doctype, Element, Instruction, XmlDocument } from './tree'

/** A start tag is its element, still without children; every other token but a closing tag is its node already. */
export type Token = ElementNode | WordsNode | Building<Instruction> | Building<Doctype> | EndTag

/** A node while its tree is being built. */
export type Building<T> = { -readonly [K in keyof T]: T[K] }

/** `<b/>`, `<b/` and a lone `<`: nothing is looked for inside. */
export const holdsNothing = ({ selfClosed, name }: Element): boolean => selfClosed || name === ''

/** No document of a person's comes near this; reading more would keep an editor waiting. */
export const mostTags = 300_000

/** Nor does a tag of theirs. */
export const mostAttributes = 2_000

/** The tokens of the document's text, as far as it is read; each has the document for its parent until the tree is built. */
export const scan = (parent: XmlDocument, report: Report): readonly Token[] => {
  const { text } = parent
  const tokens: Token[] = []
  let entities: Entities = new Map()
  let tags = 0
  let doctypeRead = false
  let doctypeBroken = false
  const resolve = resolver(text, () => entities, report)
  const commentEnd = finder(text, '-->')
  const commentStart = finder(text, '<!--')
  const dataEnd = finder(text, ']]>')
  const instructionEnd = finder(text, '?>')
  const moreCommentsOpened = once(() => count(text, '<!--') > count(text, '-->'))

  const textAt = (start: number): number => {
    const bracket = text.indexOf('<', start)
    const end = bracket < 0 ? text.length : bracket
    if (isIndentation(text, start, end)) {
      tokens.push(textNode(piece(text, start, end), parent, start, end))
      return end
    }
    const value = resolve.text(start, end)
    if (value.includes(']]>')) {
      const at = text.indexOf(']]>', start)
      if (at >= 0 && at < end) report(() => cdataEnd({ start: at, end: at + 3 }))
    }
    tokens.push(textNode(value, parent, start, end))
    return end
  }

  const commentAt = (start: number): number => {
    const from = start + 4
    const close = commentEnd(from)
    // A comment within: either this one was left open, or a commented piece holds one. The balance of the text tells.
    const inner = commentStart(from)
    const open = close < 0 || (inner >= 0 && inner < close && moreCommentsOpened())
    const contentEnd = open ? lineEndAt(text, from) : close
    const value = equalLineEnds(text.slice(from, contentEnd))
    if (open) report(() => unclosedComment({ start, end: from }, trimmed(text, from, contentEnd).end))
    else {
      // `--->` holds two hyphens too many as well.
      const at = text.indexOf('--', from)
      if (at < close || value.endsWith('-')) report(() => commentHyphens({ start: Math.min(at, close - 1), end: Math.min(at, close - 1) + 2 }))
    }
    const end = open ? contentEnd : close + 3
    tokens.push(commentNode(value, parent, start, end))
    return end
  }

  const cdataAt = (start: number): number => {
    const from = start + '<![CDATA['.length
    const close = dataEnd(from)
    const contentEnd = close < 0 ? nextMarkup(text, from) : close
    const end = close < 0 ? contentEnd : close + 3
    if (close < 0) report(() => unclosedCData({ start, end: from }, trimmed(text, from, end).end))
    tokens.push(cdataNode(equalLineEnds(text.slice(from, contentEnd)), parent, start, end))
    return end
  }

  const instructionAt = (start: number): number => {
    const nameEnd = nameEndAt(text, start + 2)
    const target = text.slice(start + 2, nameEnd)
    const close = instructionEnd(nameEnd)
    const bracket = text.indexOf('<', nameEnd)
    if (close >= 0 && (bracket < 0 || close < bracket)) {
      if (target === 'xml' && start > 0 && !(start === 1 && text.charCodeAt(0) === 0xfeff)) report(() => misplacedDeclaration({ start, end: nameEnd }))
      if (target === '') report(() => unnamedInstruction({ start, end: start + 2 }))
      tokens.push({ kind: 'instruction', target, value: text.slice(skipSpace(text, nameEnd), close), parent, span: { start, end: close + 2 } })
      return close + 2
    }
    const stop = lineEndAt(text, start, bracket < 0 ? text.length : bracket)
    const greater = onSameLine(text, nameEnd, '>')
    const contentEnd = greater >= 0 ? greater : trimmed(text, nameEnd, stop).end
    const end = greater >= 0 ? greater + 1 : contentEnd
    report(() => unclosedInstruction(target, { start, end: nameEnd }, { start: contentEnd, end }))
    tokens.push({ kind: 'instruction', target, value: text.slice(Math.min(skipSpace(text, nameEnd), contentEnd), contentEnd), parent, span: { start, end } })
    return end
  }

  const declarationAt = (start: number): number => {
    if (text.startsWith('<!DOCTYPE', start) && !doctypeRead) {
      const found = doctypeAt(text, start)
      doctypeRead = true
      entities = found.entities
      doctypeBroken = !found.ended
      if (doctypeBroken) report(() => unclosedDoctype({ start, end: start + '<!DOCTYPE'.length }))
      tokens.push({ kind: 'doctype', parent, span: { start, end: found.end } })
      return found.end
    }
    let end = start + 2
    while (end < text.length && text[end] !== '<' && text[end] !== '>' && !isLineEnd(text.charCodeAt(end))) end++
    if (text[end] === '>') end++
    // What an unclosed DOCTYPE leaves behind has been told of already.
    if (!doctypeBroken) report(() => strayDeclaration(text.slice(start, end), { start, end }))
    tokens.push({ kind: 'doctype', parent, span: { start, end } })
    return end
  }

  const endTagAt = (start: number): number => {
    const nameEnd = nameEndAt(text, start + 2)
    const name = piece(text, start + 2, nameEnd)
    const behind = skipSpace(text, nameEnd)
    let end = nameEnd
    let ended = text[behind] === '>'
    if (ended) end = behind + 1
    else {
      const greater = onSameLine(text, behind, '>')
      if (greater >= 0 && name !== '') {
        report(() => attributesOnClosingTag(name, { start: nameEnd, end: greater }))
        end = greater + 1
        ended = true
      }
    }
    tags++
    tokens.push(new EndTag(name, start, end, ended))
    return end
  }

  const startTagAt = (start: number): number => {
    const nameStart = spacedName(text, start + 1)
    const nameEnd = nameEndAt(text, nameStart)
    const name = piece(text, nameStart, nameEnd)
    if (name === '') report(() => strayBracket({ start, end: start + 1 }))
    else if (nameStart > start + 1) report(() => spaceBeforeName(name, { start: start + 1, end: nameStart }))
    const { attributes, end, ended, selfClosed } = name === '' ? nothingInside(start + 1) : tagInside(text, nameStart, nameEnd, resolve, report)
    tags = attributes.length > mostAttributes ? mostTags : tags + 1
    tokens.push(new ElementNode(name, parent, attributes, start, nameStart, end, ended, selfClosed))
    return end
  }

  let at = 0
  while (at < text.length && tags < mostTags) {
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

const nothingInside = (end: number): TagInside => ({ attributes: [], end, ended: false, selfClosed: false })

/** Blanks that mean what they are, as they stand between most tags. */
const isIndentation = (text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 9) return false
  }
  return true
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
