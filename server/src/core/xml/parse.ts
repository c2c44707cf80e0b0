// Text to tree: tokens, paired and linked. Never throws, whatever the text holds; linear in its length; no recursion.
import type { Span } from '../model'
import { isBlank, isLineEnd, trimmed } from './characters'
import { type ElementNode, type EndTag, textNode } from './nodes'
import { type Fault, pair } from './pair'
import {
  alreadyClosed, badCharacter, inOrder, mismatchedTag, noRoot, notUtf8, problemLimit, problemList, type Report, severalRoots, strayClosingTag, textOutsideRoot,
  unclosedElement, unendedClosingTag,
} from './problems'
import { equalLineEnds } from './references'
import { type Building, scan, type Token } from './scan'
import type { Element, Node, XmlDocument } from './tree'

export const parse = (text: string): XmlDocument => {
  const waiting: Node[] = []
  const document: Building<XmlDocument> = { kind: 'document', text, children: waiting, problems: [], span: { start: 0, end: text.length }, cut: false }
  const scanned = problemList()
  const tokens = scan(document, scanned.report)
  document.cut = (tokens.at(-1)?.span.end ?? text.length) < text.length
  const { ends, opens, faults } = pair(text, tokens)
  // What is open, and where its children begin among the nodes that wait for the end of their parent.
  const stack: { readonly element: ElementNode, readonly from: number, readonly end: number }[] = []
  let parent: Element | XmlDocument = document
  let from = 0

  const leave = (end: number): void => {
    const { element } = stack.pop()!
    element.end = end
    if (waiting.length > from) element.children = waiting.splice(from)
    const around = stack.at(-1)
    parent = around?.element ?? document
    from = around?.from ?? 0
  }

  const lastChild = (): Node | undefined => waiting.length > from ? waiting[waiting.length - 1] : undefined

  /** The element ends here without its closing tag. */
  const stop = (): void => leave(lastChild()?.span.end ?? stack.at(-1)!.element.startTagEnd)

  /** The element gives way to what follows: the line that this is on is no longer inside, nor are blank lines behind its text. */
  const giveWay = (): void => {
    const last = lastChild()
    if (last?.kind !== 'text') return stop()
    const { start, end: whole } = last.span
    const words = trimmed(text, start, whole).end
    const lineEnd = words > start ? words : start + text.slice(start, whole).search(/(?:\r\n?|\n)[ \t]*$/)
    if (lineEnd < start || !/[\r\n]/.test(text.slice(lineEnd, whole))) return stop()
    waiting.pop()
    if (lineEnd > start) waiting.push(textNode(words > start ? last.value.trimEnd() : equalLineEnds(text.slice(start, lineEnd)), parent, start, lineEnd))
    leave(lineEnd)
    waiting.push(textNode(equalLineEnds(text.slice(lineEnd, whole)), parent, lineEnd, whole))
  }

  for (let i = 0; i < tokens.length; i++) {
    while (stack.length > 0 && stack[stack.length - 1]!.end <= i && opens[i] === -1) giveWay()
    const token = tokens[i]!
    if (token.kind === 'end') {
      if (opens[i]! < 0) continue
      const opened = tokens[opens[i]!]
      while (stack.length > 0 && stack[stack.length - 1]!.element !== opened) stop()
      const closed = stack.at(-1)
      if (!closed) continue
      closed.element.endTag = token
      leave(token.end)
      continue
    }
    token.parent = parent
    waiting.push(token)
    if (token.kind === 'element' && ends[i]! >= 0) {
      token.selfClosed = false
      from = waiting.length
      stack.push({ element: token, from, end: ends[i]! })
      parent = token
    }
  }
  while (stack.length > 0) stop()

  const told = problemList()
  // What lacks in a document that was cut may stand behind the cut.
  if (!document.cut) {
    for (const fault of faults) tell(fault, text, tokens, told.report)
    tellUnendedClosing(tokens, opens, faults, told.report)
    tellTopLevel(document, told.report)
  }
  tellCharacters(text, told.report)
  if (scanned.problems.length + told.problems.length === 0 && !waiting.some(node => node.kind === 'element')) told.report(() => noRoot({ start: 0, end: 0 }))
  document.problems = inOrder([...scanned.problems, ...told.problems])
  return document
}

const tell = (fault: Fault, text: string, tokens: readonly Token[], report: Report): void => report(() => {
  if (fault.kind === 'unclosed') {
    const starts = fault.starts.map(index => tokens[index] as Element)
    const innermost = starts[0]!
    const before = tokens[fault.before]
    const shown = before?.kind === 'end' ? `</${before.name}>` : before?.kind === 'element' ? `<${before.name}>` : null
    const at = trimmed(text, innermost.startTag.end, innermost.span.end).end
    const closing = starts.slice(0, shownAtMost).map(element => closingFor(text, element, at)).join('')
    return unclosedElement(innermost.nameSpan, starts.map(({ name }) => name), shown, { at, closing })
  }
  const { name, nameSpan, span, ended } = tokens[fault.end] as EndTag
  if (fault.kind === 'stray') return strayClosingTag(name, span, nameSpan)
  const opened = tokens[fault.start] as Element
  if (fault.kind === 'reopened') return alreadyClosed(opened.name, nameSpan, { start: opened.startTag.end - 2, end: opened.startTag.end }, span)
  return ended && name !== '' ? mismatchedTag(name, nameSpan, opened) : unendedClosingTag(name, opened.name, span)
})

/** Of ten thousand elements left open, nobody reads all names. */
const shownAtMost = 20

/** The closing tag, on a line of its own and below its start tag when other lines lie between. */
const closingFor = (text: string, { name, span }: Element, at: number): string => {
  if (!/[\r\n]/.test(text.slice(span.start, at))) return `</${name}>`
  let lineStart = span.start
  while (lineStart > 0 && !isLineEnd(text.charCodeAt(lineStart - 1))) lineStart--
  return `\n${text.slice(lineStart, trimmed(text, lineStart, span.start + 1).start)}</${name}>`
}

/** Closing tags that fit and yet lack their `>`. */
const tellUnendedClosing = (tokens: readonly Token[], opens: Int32Array, faults: readonly Fault[], report: Report): void => {
  const told = new Set(faults.flatMap(fault => fault.kind === 'mismatched' ? [fault.end] : []))
  tokens.forEach((token, i) => {
    if (token.kind === 'end' && !token.ended && (opens[i] ?? -1) >= 0 && !told.has(i)) {
      report(() => unendedClosingTag(token.name, token.name, token.span))
    }
  })
}

const tellTopLevel = (document: XmlDocument, report: Report): void => {
  const { text, children } = document
  const root = children.find((node): node is Element => node.kind === 'element' && node.name !== '')
  let outside: Span | null = null
  let second: Element | undefined
  for (const node of children) {
    if (node.kind === 'element' && node !== root && node.name !== '') second ??= node
    if (node.kind === 'cdata' || (node.kind === 'text' && !isBlank(text, node.span.start, node.span.end))) {
      outside ??= trimmed(text, node.span.start, node.span.end)
    }
  }
  // What stands outside once often stands there because of the same slip as the rest.
  if (outside) report(() => textOutsideRoot(firstLine(text, outside)))
  if (root && second) report(() => severalRoots(second.name, second.nameSpan, root))
}

const firstLine = (text: string, span: Span): Span => {
  const length = text.slice(span.start, span.end).search(/[\r\n]/)
  return length < 0 ? span : { start: span.start, end: span.start + length }
}

const tellCharacters = (text: string, report: Report): void => {
  if (!suspect.test(text)) return
  let left = problemLimit + 1
  for (const match of text.matchAll(unlikely)) {
    if (left-- === 0) return
    const span = { start: match.index, end: match.index + match[0].length }
    report(() => match[0].startsWith('\ufffd') ? notUtf8(span) : badCharacter(match[0].charCodeAt(0), span))
  }
}

/** A quick look for any of the below. */
const suspect = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffd-\uffff]/

/** Runs of what XML forbids, and of the sign that stands for bytes that are no text. */
const unlikely = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+|\ufffd+|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
