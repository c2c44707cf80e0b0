// What moves and changes a document of libvirt's: the answers of `Editing`, wired. Edits are made on the text as it was typed,
// though the document may have been read with its templates made harmless.
import type { Edit, FormatOptions, Highlight, Id, Refactoring, Span } from '../model'
import { nothingAround, type Editing, type Settings } from '../service'
import { formatEdits } from '../xml/format'
import { parse } from '../xml/parse'
import { selectionsAt } from '../xml/selection'
import { editsAfter, linkedNamesAt, tagPairAt } from '../xml/tags'
import type { XmlDocument } from '../xml/tree'
import { elementAround, lineage } from '../xml/walk'
import { additionsTo } from './additions'
import { idsAt, idsOf, isSame, renamed } from './ids'
import { linksOf } from './links'
import { once } from './once'
import { orderEdits } from './printed-order'
import type { Within } from './paths'
import { harmless } from './placeholders'
import { refactoringsOf } from './refactors/index'
import type { Judgement } from './structure'
import { tokensOf } from './tokens'

export interface Edited {
  readonly document: XmlDocument
  /** The text as typed. */
  readonly source: string
  readonly settings: Settings
  readonly within: Within
  judgementAt(offset: number): Judgement
}

export function editingOf({ document, source, settings: { format: { order } }, within, judgementAt }: Edited): Omit<Editing, 'hints'> {
  const ids = once(() => idsOf(document, within))
  const links = once(() => linksOf(document))
  return {
    format: options => order && !options.within ? inOrder(document, source, options, within) : formatted(document, source, options),
    typed: (offset, character, indent) => untemplated(document, source, editsAfter(document, offset, character, indent)),
    linked: offset => linkedNamesAt(document, offset),
    selections: offset => selectionsAt(document, offset),
    highlights: offset => highlightsAt(document, ids(), offset),
    links,
    tokens: once(() => tokensOf(document, ids(), links())),
    ids,
    refactorings: (span, random = nothingAround.random) => refactoringsAt(span, random),
    additions: () => additionsTo(document, judgementAt, within),
    idsAt: offset => idsAt(ids(), offset),
    rename: (id, name) => renamed(document, ids(), id, name),
  }

  /** None where a template hides from the XML: whole elements are copied and moved. */
  function refactoringsAt(span: Span, random: () => number): readonly Refactoring[] {
    const element = elementAround(document, span.start) ?? elementAround(document, span.start - 1)
    if (!element || source !== document.text) return []
    return refactoringsOf({ document, span, around: [...lineage(element)].reverse(), within, ids: ids(), random, judgement: () => judgementAt(span.start) })
  }
}

const highlightsAt = (document: XmlDocument, ids: readonly Id[], offset: number): readonly Highlight[] => {
  const pair = tagPairAt(document, offset)
  if (pair) return pair.map(span => ({ span, kind: 'text' }))
  const here = idsAt(ids, offset)
  const same = ids.filter(id => here.some(one => isSame(one, id)))
  return withoutDoubles(same).map(({ span, role }) => ({ span, kind: role === 'defines' ? 'write' : 'read' }))
}

/** A range is one place, however many ids it holds. */
const withoutDoubles = (ids: readonly Id[]): readonly Id[] => ids.filter((id, i) => ids.findIndex(other => other.span.start === id.span.start) === i)

const formatted = (document: XmlDocument, source: string, options: FormatOptions): readonly Edit[] => untemplated(document, source, formatEdits(document, options))

/** Where a template hides from the XML, nothing is touched. */
const untemplated = (document: XmlDocument, source: string, edits: readonly Edit[]): readonly Edit[] =>
  document.text === source ? edits : edits.filter(({ span: { start, end } }) => document.text.slice(start, end) === source.slice(start, end))

/** As one edit over all that changes. */
function inOrder(document: XmlDocument, source: string, options: FormatOptions, within: Within): readonly Edit[] {
  if (document.text !== source) return formatted(document, source, options)
  const sorted = applied(source, orderEdits(document, within))
  const text = applied(sorted, formatEdits(parse(harmless(sorted)), options))
  return difference(source, text)
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { span, text: wanted } of edits) {
    result += text.slice(at, span.start) + wanted
    at = span.end
  }
  return result + text.slice(at)
}

function difference(one: string, other: string): readonly Edit[] {
  if (one === other) return []
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start++
  let same = 0
  while (same < shorter - start && one[one.length - 1 - same] === other[other.length - 1 - same]) same++
  return [{ span: { start, end: one.length - same }, text: other.slice(start, other.length - same) }]
}
