// Reads YAML the way that Marp does (loosened, failsafe: every scalar is text), with the place of each key and value.
// Marp drops a whole block at its first error; `ok` says whether that happens, the entries are what could still be read.
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit, type Document, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Span } from '../model'
import { loosen, type LineMatcher } from './loose'
import { sourceOf } from './source'

/** A scalar (always text), a list, or a map. */
export type Value = string | readonly Value[] | ValueMap

export interface ValueMap {
  readonly map: readonly (readonly [key: string, value: Value])[]
}

export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Value
  /** With its quotes; empty, right behind the colon, where nothing is written. */
  readonly valueSpan: Span
  /** Marp put quotes around it. */
  readonly loosened: boolean
}

export interface YamlFault {
  /** The `yaml` package's code, or one of ours for what only Marp's own parser refuses. */
  readonly code: string
  readonly span: Span
  readonly message: string
}

export interface YamlReading {
  /** Marp takes the block: it parses and it is a map or a list. */
  readonly ok: boolean
  readonly entries: readonly Entry[]
  readonly faults: readonly YamlFault[]
}

export const emptyReading: YamlReading = { ok: true, entries: [], faults: [] }

/** Reads `text`; `place` leads from its offsets to the author's text. */
export const readYaml = (text: string, match: LineMatcher, place: (offset: number) => number): YamlReading => {
  const loose = loosen(text, match)
  const lead = loose.text.length - loose.text.trimStart().length
  // js-yaml passes over the ends of documents that have not begun.
  const trimmed = loose.text.trim().replace(/^(?:(?:#|\.\.\.(?=[ \t\n]))[^\n]*\n|[ \t]*\n)+/, beginning => beginning.replace(/^\.{3}/gm, '   '))
  const origin = (offset: number): number => loose.origin(offset + lead)
  const span = (start: number, end: number): Span => ({ start: place(origin(start)), end: place(Math.max(origin(start), origin(end))) })

  let document: Document
  try {
    document = parseDocument(trimmed, { schema: 'failsafe', version: '1.2', prettyErrors: false, logLevel: 'error', merge: false, uniqueKeys: false })
  } catch {
    return { ok: false, entries: [], faults: [{ code: 'TOO_DEEP', span: span(0, trimmed.length), message: 'too deeply nested' }] }
  }

  // What is a warning there (an unknown tag, a flow bracket without indentation) is an error to Marp's parser.
  const faults: readonly YamlFault[] = [...document.errors, ...document.warnings]
    .map(({ code, pos, message }): YamlFault => ({ code, span: { start: pos[0], end: pos[1] }, message }))
    .concat(refusals(trimmed, document))
    .sort((a, b) => a.span.start - b.span.start)
    .map(fault => ({ ...fault, span: span(fault.span.start, fault.span.end) }))
  const { contents } = document
  const { lineAt } = sourceOf(text)
  const entries: Entry[] = []
  if (isMap(contents)) {
    for (const pair of contents.items) {
      const entry = entryOf(pair as Pair<Node | null, Node | null>, document, trimmed, span)
      if (!entry) continue
      entries.push({ ...entry, loosened: loose.quoted.has(lineAt(origin(entry.keyStart))) })
    }
  }
  return { ok: faults.length === 0 && (isMap(contents) || isSeq(contents)), entries, faults }
}

/** What a node holds. Aliases are followed, but not without end: a value of more than some thousand nodes is cut. */
export const valueOf = (node: Node | null | undefined, document: Document): Value => {
  let budget = mostNodes
  const read = (current: Node | null | undefined, depth: number): Value => {
    if (!current || depth > deepest || --budget < 0) return ''
    if (isAlias(current)) return read(current.resolve(document), depth + 1)
    if (isScalar(current)) return String(current.value ?? '')
    if (isSeq(current)) return current.items.map(item => read(item as Node, depth + 1))
    if (!isMap(current)) return ''
    return {
      map: (current.items as readonly Pair<Node | null, Node | null>[])
        .map(pair => [textOf(read(pair.key, depth + 1)), read(pair.value, depth + 1)] as const),
    }
  }
  return read(node, 0)
}

const mostNodes = 5000
const deepest = 50

/** A value as JavaScript would print it, which is what reaches the slide when Marp passes it on unseen. */
export const textOf = (value: Value): string =>
  typeof value === 'string' ? value : isList(value) ? value.map(textOf).join(',') : '[object Object]'

/** A value stands there, be it two quotes with nothing in between. */
export const isWritten = ({ value, valueSpan }: Entry): boolean => value !== '' || valueSpan.end > valueSpan.start

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const entryOf = (
  pair: Pair<Node | null, Node | null>, document: Document, text: string, span: (start: number, end: number) => Span,
): (Omit<Entry, 'loosened'> & { readonly keyStart: number }) | null => {
  const keyRange = pair.key?.range
  if (!pair.key || !keyRange) return null
  const [start, end] = keyRange
  const colon = text.indexOf(':', end)
  const behind = colon < 0 ? end : colon + 1
  const range = pair.value?.range
  const written = range && range[1] > range[0]
  const valueSpan = written ? span(range[0], blockEnd(text, range[0], range[1])) : span(behind, behind)
  return { key: textOf(valueOf(pair.key, document)), keySpan: span(start, end), keyStart: start, value: valueOf(pair.value, document), valueSpan }
}

/** Block text ends behind its last line break; its last visible character is what a person sees as the end. */
const blockEnd = (text: string, start: number, end: number): number => start + text.slice(start, end).trimEnd().length

/** What js-yaml, Marp's parser, refuses although the `yaml` package takes it. */
const refusals = (text: string, document: Document): readonly YamlFault[] => {
  const found: YamlFault[] = []
  const refuse = (code: string, start: number, end: number, message: string): void => {
    found.push({ code, span: { start, end }, message })
  }
  let aliases = 0
  const stray = unprintable.exec(text)
  if (stray) refuse('UNPRINTABLE', stray.index, stray.index + 1, 'a control character')
  try {
    visit(document, {
      Collection: (_key, node, path) => {
        if (isMap(node)) for (const [start, end, name] of repeatedKeys(node)) refuse('DUPLICATE_KEY', start, end, `${name} is set twice`)
        const outer = [...path].reverse().find(step => (isMap(step) || isSeq(step)) && !step.flow)
        if (!node.flow || !node.range || !isNode(outer) || !outer.range) return
        const inside = text.slice(node.range[0], node.range[1]).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, quoted => '_'.repeat(quoted.length))
        const tab = /[[{,:][ \n]*\t/.exec(inside)
        if (tab) refuse('TAB_AS_INDENT', node.range[0] + tab.index + tab[0].length - 1, node.range[0] + tab.index + tab[0].length, 'a tab between brackets')
        // A closing bracket may not stand further left than what it belongs to.
        const close = node.range[1] - 1
        const before = text.slice(text.lastIndexOf('\n', close) + 1, close)
        if (close > node.range[0] && node.range[0] < text.lastIndexOf('\n', close) && before.trim() === '' && before.length <= columnOf(text, outer.range[0])) {
          refuse('BAD_INDENT', close, close + 1, 'a closing bracket needs more indentation than its key')
        }
      },
      Alias: (_key, node) => {
        // Each look-up walks the document: a block with more aliases than this is no front matter of a deck.
        if (node.range && ++aliases < mostAliases && !node.resolve(document)) refuse('UNRESOLVED_ALIAS', node.range[0], node.range[1], `nothing is named &${node.source}`)
      },
      Pair: (_key, pair) => {
        const key = pair.key
        if ((isMap(key) || isSeq(key)) && key.range) refuse('COMPLEX_KEY', key.range[0], key.range[1], 'a key must be text')
      },
      Scalar: (_key, node) => {
        if (node.type !== 'QUOTE_DOUBLE' || !node.range) return
        // `"a\"`: the last quote is escaped, so the text is not closed.
        const [start, end] = node.range
        if (/[^\\](\\\\)*\\"$/.test(text.slice(start, end))) refuse('MISSING_CHAR', start, end, 'missing closing quote')
      },
    })
  } catch {
    refuse('TOO_DEEP', 0, text.length, 'too deeply nested')
  }
  return found
}

const mostAliases = 500

const repeatedKeys = (map: YAMLMap): readonly (readonly [start: number, end: number, name: string])[] => {
  const seen = new Set<string>()
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key) || !key.range) return []
    const name = String(key.value)
    if (seen.has(name)) return [[key.range[0], key.range[1], name] as const]
    seen.add(name)
    return []
  })
}

const columnOf = (text: string, offset: number): number => offset - text.lastIndexOf('\n', offset - 1) - 1

/** As js-yaml's loader: these may not stand in YAML at all. */
const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
