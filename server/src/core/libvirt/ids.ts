// The ids of a document: where each is defined and used, by the table of references.ts, and how one is renamed.
import type { Edit, Id, Span } from '../model'
import { trimmed } from '../xml/characters'
import type { Attribute, Element, XmlDocument } from '../xml/tree'
import { visit } from '../xml/walk'
import { pathsFor, whole, type Within } from './paths'
import { childOf, textSpanOf, valueOf } from './read'
import { references, type Place, type Reference } from './references'

/** In document order. */
export function idsOf(document: XmlDocument, within: Within = whole): readonly Id[] {
  const ids: Id[] = []
  const counts: Count[] = []
  const pathOf = pathsFor(within)
  visit(document, element => {
    const path = pathOf(element)
    const found = rules.get(path)
    const wild = rules.get(wildcard(path))
    for (const { attribute, rule } of found && wild ? [...found, ...wild] : found ?? wild ?? []) {
      if (attribute === '*') for (const one of element.attributes) read(document, element, one, rule, ids, counts)
      else {
        const one = attribute === '' ? null : element.attributes.find(({ name }) => name === attribute)
        if (one !== undefined) read(document, element, one, rule, ids, counts)
      }
    }
  })
  return [...ids, ...countedIn(counts, ids)].sort((a, b) => a.span.start - b.span.start)
}

/** Those whose place holds the offset; one that names the place alone before one that only covers it. */
export const idsAt = (ids: readonly Id[], offset: number): readonly Id[] =>
  ids.filter(({ span }) => span.start <= offset && offset <= span.end).sort((a, b) => Number(b.exact) - Number(a.exact))

export const isSame = (one: { readonly kind: string; readonly value: string }, other: { readonly kind: string; readonly value: string }): boolean =>
  one.kind === other.kind && one.value === other.value

/** The edits that give an id another name in this document, or why it cannot have it. */
export function renamed(document: XmlDocument, ids: readonly Id[], { kind, value }: { readonly kind: string; readonly value: string }, name: string): readonly Edit[] | string {
  const reference = references.find(known => known.kind === kind)
  const same = ids.filter(id => isSame(id, { kind, value }))
  const [first] = same
  if (!reference || !first) return []
  const wanted = name.trim()
  if (wanted === '' || /[\n\r\t\0]/.test(wanted)) return `A name for the ${kind} is wanted, on one line.`
  if (reference.number && !/^\d{1,9}$/.test(wanted)) return `The id of ${aKind(kind)} is a number: ${JSON.stringify(name)} is none.`
  const scope = value.slice(0, value.indexOf('\0') + 1)
  const becomes = scope + (reference.number ? String(Number(wanted)) : wanted)
  if (becomes === value) return []
  if (ids.some(id => isSame(id, { kind, value: becomes }) && id.role === 'defines')) return `There is ${aKind(kind)} ${wanted} already.`
  const loose = same.find(({ exact }) => !exact)
  if (loose) return `The ${kind} ${shownValue(value)} is also part of ${JSON.stringify(document.text.slice(loose.span.start, loose.span.end))}, which cannot be renamed.`
  return same.map(({ span }) => ({ span, text: written(document.text, span, wanted, reference) }))
}

const aKind = (kind: string): string => `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}`

export const shownValue = (value: string): string => value.slice(value.indexOf('\0') + 1)

/** Which ids the attribute or the text at a path may name, by the table. */
export const usesAt = (path: string): readonly Rule[] => {
  const [element = '', attribute = ''] = path.split('@')
  return [...rules.get(element) ?? [], ...rules.get(wildcard(element)) ?? []].filter(found => found.attribute === attribute && found.rule.role === 'uses').map(({ rule }) => rule)
}

export interface Rule {
  readonly reference: Reference
  readonly role: 'defines' | 'uses'
  readonly place: Exclude<Place, string>
}

/** By the path of an element: its attributes that matter, '' for its text, `*` for every one. */
const rules: ReadonlyMap<string, readonly { readonly attribute: string; readonly rule: Rule }[]> = (() => {
  const found = new Map<string, { attribute: string; rule: Rule }[]>()
  for (const reference of references) {
    for (const role of ['defines', 'uses'] as const) {
      for (const given of reference[role]) {
        const place = typeof given === 'string' ? { at: given } : given
        const [path = '', attribute = ''] = place.at.split('@')
        found.set(path, [...found.get(path) ?? [], { attribute, rule: { reference, role, place } }])
      }
    }
  }
  return found
})()

// The alias of a disk as that of any device, a rule's protocol as any; no path is empty, so that others find nothing.
const wildcard = (path: string): string => {
  const start = path.startsWith('domain/devices/') ? 'domain/devices/' : path.startsWith('filter/rule/') ? 'filter/rule/' : null
  if (start === null) return ''
  const end = path.indexOf('/', start.length)
  return `${start}*${end < 0 ? '' : path.slice(end)}`
}

interface Count {
  readonly reference: Reference
  readonly from: number
  readonly to: number
  readonly span: Span
}

function read(document: XmlDocument, element: Element, attribute: Attribute | null, { reference, role, place }: Rule, ids: Id[], counts: Count[]): void {
  const span = attribute ? attribute.valueSpan && trimmed(document.text, attribute.valueSpan.start, attribute.valueSpan.end) : textSpanOf(element)
  if (!span || span.start === span.end || (place.where && !holds(element, place.where))) return
  const scope = place.scope === undefined ? '' : scopeOf(element, place.scope)
  if (scope === null) return
  const text = document.text.slice(span.start, span.end)
  const add = (at: Span, value: string, exact = true): void => {
    if (reference.number && !/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(value)) return
    const canonical = reference.number ? String(Number(value)) : value
    ids.push({ kind: reference.kind, value: scope === '' ? canonical : `${scope}\0${canonical}`, role: reference.defines.length ? role : 'uses', span: at, exact, across: reference.across ?? false })
  }
  switch (place.as) {
    case undefined: return add(span, attribute ? attribute.value?.trim() ?? text : text)
    case 'list': return inList(text, span.start, add)
    case 'count from 0': case 'count from 1': {
      const from = place.as === 'count from 0' ? 0 : 1
      if (/^\d{1,6}$/.test(text)) counts.push({ reference, from, to: from + Number(text) - 1, span })
      return
    }
    case 'variables': for (const { index, 0: whole, 1: name = '' } of text.matchAll(/\$(\w+)/g)) add({ start: span.start + index + 1, end: span.start + index + whole.length }, name)
  }
}

/** Wider ranges say nothing about single ids. */
const widest = 1024

function inList(text: string, start: number, add: (span: Span, value: string, exact?: boolean) => void): void {
  for (const { index, 0: part, 1: not, 2: from = '', 3: to } of text.matchAll(/(\^?)(\d+)(?:-(\d+))?/g)) {
    const span = { start: start + index + (not ? 1 : 0), end: start + index + part.length }
    if (to === undefined) add(span, from)
    else if (Number(to) - Number(from) < widest) for (let id = Number(from); id <= Number(to); id++) add(span, String(id), false)
  }
}

/** How many there are defines those that are used and that nothing else defines. */
function countedIn(counts: readonly Count[], ids: readonly Id[]): readonly Id[] {
  return counts.flatMap(({ reference: { kind }, from, to, span }) => {
    const defined = new Set(ids.filter(id => id.kind === kind && id.role === 'defines').map(({ value }) => value))
    const used = new Set(ids.filter(id => id.kind === kind && id.role === 'uses').map(({ value }) => value))
    return [...used].filter(value => !defined.has(value) && from <= Number(value) && Number(value) <= to)
      .map((value): Id => ({ kind, value, role: 'defines', span, exact: false, across: false }))
  })
}

/** `type=pci` of the element, `../@type=network` of the one around it. */
function holds(element: Element, where: string): boolean {
  const [name = '', value] = where.split('=')
  const at = name.startsWith('../@') ? element.parent.kind === 'element' ? element.parent : null : element
  return valueOf(at, name.replace('../@', '')) === value
}

/** Null when it cannot be told. */
export function scopeOf(element: Element, scope: string): string | null {
  const around = element.parent.kind === 'element' ? element.parent : null
  if (scope.startsWith('@')) return valueOf(element, scope.slice(1)) ?? null
  if (scope === 'disk') return busOf(around)
  if (!scope.startsWith('../')) return scope
  const beside = childOf(around, scope.slice(3))
  const span = beside && textSpanOf(beside)
  return span ? childText(beside) : null
}

const childText = (element: Element): string => element.children.map(node => node.kind === 'text' || node.kind === 'cdata' ? node.value : '').join('').trim()

/** As libvirt guesses it where it is not said (virDomainDiskDefParseXML): by the first letters of the target. */
function busOf(disk: Element | null): string | null {
  const target = childOf(disk, 'target')
  return valueOf(target, 'bus') ?? buses[(valueOf(target, 'dev') ?? '').slice(0, 2)] ?? null
}

const buses: Readonly<Record<string, string>> = { sd: 'scsi', hd: 'ide', fd: 'fdc', vd: 'virtio', xv: 'xen' }

/** Numbers as they were written: `0x02` becomes `0x0c`. */
function written(text: string, span: Span, name: string, { number }: Reference): string {
  const before = text.slice(span.start, span.end)
  if (number) return /^0x/i.test(before) ? `0x${Number(name).toString(16).padStart(before.length - 2, '0')}` : String(Number(name))
  const quote = text[span.start - 1]
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', quote === '"' ? '&quot;' : '"').replaceAll("'", quote === "'" ? '&apos;' : "'")
}
