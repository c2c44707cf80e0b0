// Formatting: the white space between tags and within them, and nothing else. Text, comments, CDATA sections, the order of
// attributes and their quotes stay as they are typed. In a broken document only the elements that are whole are touched.
import type { Edit, FormatOptions, Problem } from '../model'
import { isBlank, isLineEnd } from './characters'
import { equalLineEnds } from './references'
import type { Element, Node, XmlDocument } from './tree'
import { elementAround, lineage, valueOf, visit, type Parent } from './walk'

/** The edits that format a document, in order; they never overlap. Formatting twice is formatting once. */
export const formatEdits = (document: XmlDocument, { indent, within, lastLine = {} }: FormatOptions): readonly Edit[] => {
  const { text } = document
  if (document.cut) return []
  const lineEnd = lineEndOf(text)
  const edits: Edit[] = []

  const put: Put = (start, end, wanted) => {
    if (within && (end < within.start || end > within.end)) return
    if (text.slice(start, end) !== wanted) edits.push({ span: { start, end }, text: wanted })
  }

  /** Ends the line and begins the next one; another kind of line end alone is no reason for an edit. */
  const putBreak = (start: number, end: number, breaks: number, indentation: string): void => {
    if (equalLineEnds(text.slice(start, end)) !== '\n'.repeat(breaks) + indentation) put(start, end, lineEnd.repeat(breaks) + indentation)
  }

  const layOut = ({ parent, outer, inner }: Level): void => {
    const nodes = parent.children.filter(({ kind }) => kind !== 'text')
    let from = parent.kind === 'element' ? parent.startTag.end : text.startsWith(byteOrderMark) ? 1 : 0
    let remarkEndsLine = false
    nodes.forEach((node, i) => {
      const { start, end } = node.span
      const breaks = breaksIn(text, from, start)
      // A comment on the line of what it speaks about stays there, before it or behind it.
      const beside = breaks === 0 && !remarkEndsLine && (isRemark(node) || isRemark(nodes[i - 1])) && (i > 0 || parent.kind === 'element')
      if (i === 0 && parent.kind === 'document') put(from, start, '')
      else if (!beside) putBreak(from, start, Math.max(1, breaks), inner)
      remarkEndsLine = beside && isRemark(node)
      from = end
    })
    // What is behind the last root is left alone: `virsh dumpxml` ends with an empty line.
    if (parent.kind === 'element' && parent.endTag) putBreak(from, parent.endTag.span.start, Math.max(1, breaksIn(text, from, parent.endTag.span.start)), outer)
  }

  const waiting: Level[] = [...startsIn(document, indent)].reverse()
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    const { parent, inner } = level
    if (parent.kind === 'element') tidyTags(text, parent, put)
    if (!isLaidOut(text, parent)) continue
    layOut(level)
    for (let i = parent.children.length - 1; i >= 0; i--) {
      const child = parent.children[i]!
      if (child.kind === 'element') waiting.push({ parent: child, outer: inner, inner: inner + indent })
    }
  }
  if (!within && text.trim() !== '') {
    const from = text.trimEnd().length
    const rest = text.slice(from)
    if (lastLine.trim && /[\r\n]/.test(rest)) put(from, text.length, lineEnd)
    else if (lastLine.end && !/[\r\n]/.test(rest)) put(from, text.length, lineEnd)
  }
  return edits.sort((a, b) => a.span.start - b.span.start)
}

type Put = (start: number, end: number, wanted: string) => void

/** An element (or the document) to format: how its own tags are indented, and its children. */
interface Level {
  readonly parent: Parent
  readonly outer: string
  readonly inner: string
}

/** The document; of a broken one the largest elements that are whole, each where it stands if it begins its line. */
const startsIn = (document: XmlDocument, indent: string): readonly Level[] => {
  const { text, problems } = document
  const broken = brokenBy(document, problems.filter(isBreak))
  if (broken === null) return []
  if (!broken.size && isLaidOut(text, document)) return [{ parent: document, outer: '', inner: '' }]
  const levels: Level[] = []
  visit(document, element => {
    if (broken.has(element)) return true
    const before = text.slice(lineStartOf(text, element.span.start), element.span.start)
    if (isBlank(before)) levels.push({ parent: element, outer: before, inner: before + indent })
    return false
  })
  return levels
}

/** The elements that a fault stands in or beside, and all that are not closed; null when there are too many to say. */
const brokenBy = (document: XmlDocument, faults: readonly Problem[]): ReadonlySet<Element> | null => {
  const broken = new Set<Element>()
  if (!faults.length) return broken
  if (faults.some(({ code }) => code === 'xml/too-many-problems')) return null
  const places = faults.flatMap(({ span: { start, end } }) => [start - 1, start, end])
  for (const place of places) {
    const element = elementAround(document, place)
    if (element) for (const one of lineage(element)) broken.add(one)
  }
  visit(document, element => {
    const { startTagEnded, selfClosed, endTag, name } = element
    if (name === '' || !startTagEnded || !(selfClosed || endTag)) for (const one of lineage(element)) broken.add(one)
  })
  return broken
}

/** Leaves no doubt about what is inside what. */
const isBreak = ({ code, level }: Problem): boolean => level === 'error' && !harmless.has(code)

const harmless: ReadonlySet<string> = new Set([
  'xml/several-roots', 'xml/no-root', 'xml/duplicate-attribute', 'xml/unescaped-ampersand', 'xml/unknown-entity', 'xml/unexpanded-entity', 'xml/bad-reference',
  'xml/cdata-end', 'xml/comment-hyphens', 'xml/misplaced-declaration', 'xml/unnamed-instruction',
])

/** Between its children stands only white space, so that it may be any. Text, and what is mixed with text, is the author's. */
const isLaidOut = (text: string, parent: Parent): boolean => {
  const { children } = parent
  if (!children.length || !children.every(node => node.kind === 'text' ? isBlank(text, node.span.start, node.span.end) : node.kind !== 'cdata')) return false
  if (parent.kind === 'document') return true
  if (!parent.endTag || valueOf(parent, 'xml:space') === 'preserve') return false
  if (children.some(({ kind }) => kind === 'element')) return true
  // White space alone may be a value, unless there is a line end in it; in an element of somebody else's it may be even then.
  const isOurs = !parent.name.includes(':') && valueOf(parent, 'xmlns') === null
  return isOurs && breaksIn(text, parent.startTag.end, parent.endTag.span.start) > 0
}

/** One blank between attributes, none around `=` and before the end. A tag that holds anything else is left. */
const tidyTags = (text: string, { nameSpan, attributes, startTag, selfClosed, endTag }: Element, put: Put): void => {
  const gaps: [start: number, end: number, wanted: string][] = []
  let from = nameSpan.end
  for (const { nameSpan: name, valueSpan, quote, span } of attributes) {
    if (!valueSpan || quote === null) return
    gaps.push([from, name.start, ' '], [name.end, valueSpan.start - 1, '='])
    from = span.end
  }
  gaps.push([from, startTag.end - (selfClosed ? 2 : 1), ''])
  if (gaps.some(([start, end, wanted]) => !isBlank(wanted === '=' ? text.slice(start, end).replace('=', '') : text.slice(start, end)))) return
  for (const [start, end, wanted] of gaps) put(start, end, wanted)
  if (endTag && isBlank(text, endTag.nameSpan.end, endTag.span.end - 1)) put(endTag.nameSpan.end, endTag.span.end - 1, '')
}

const byteOrderMark = '\uFEFF'

const isRemark = (node: Node | undefined): boolean => node?.kind === 'comment'

const breaksIn = (text: string, start: number, end: number): number => {
  let breaks = 0
  for (let at = start; at < end; at++) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) breaks++
  return breaks
}

const lineStartOf = (text: string, at: number): number => {
  let start = at
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--
  return start
}

/** The first one of the text; its others are mostly like it. */
const lineEndOf = (text: string): string => /\r\n?|\n/.exec(text)?.[0] ?? '\n'
