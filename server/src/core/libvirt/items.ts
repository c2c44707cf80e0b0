// The XML tree as the grammar engine reads it: names with their namespaces, values, and texts that comments do not break.
import type { Problem, Span } from '../model'
import { deepest } from '../grammar/accept'
import type { Item, ItemAttribute, ItemText } from '../grammar/item'
import type { Attribute, Element } from '../xml/tree'
import { holdsPlaceholder } from './placeholders'
import { trimmed } from '../xml/characters'
import { documentOf, lineage } from '../xml/walk'

/** Prefix to namespace; the empty prefix is that of elements without one. */
export type Prefixes = Readonly<Record<string, string>>

export interface Reading {
  readonly root: Item
  /** Names whose prefix is bound to nothing. */
  readonly unbound: readonly Unbound[]
  /** The values and texts that a template will fill, where it was read as one. */
  readonly filledLater: readonly Span[]
}

export interface Unbound {
  readonly prefix: string
  readonly span: Span
}

/** `problems`: those of the XML, so that nothing more is said of the places that they are about; `levels`: how deep to read. */
export function readItems(root: Element, problems: readonly Problem[] = [], levels = deepest, as: 'written' | 'template' = 'written'): Reading {
  const unbound: Unbound[] = []
  const filledLater: Span[] = []
  const faults = problems.filter(({ level }) => level === 'error').map(({ span }) => span)
  const { text } = documentOf(root)
  return { root: item(root, noPrefixes, levels, { text, faults, unbound, filledLater: as === 'template' ? filledLater : null }), unbound, filledLater }
}

/** The item that was made of an element; null when the element is not under the root, or too deep to be read. */
export function itemFor(root: Item, element: Element): Item | null {
  const [outermost, ...inner] = lineage(element)
  if (outermost?.nameSpan.start !== root.place.start || inner.length > deepest) return null
  let found: Item | undefined = root
  for (const { nameSpan } of inner) {
    found = found?.content.find((child): child is Item => child.kind === 'element' && child.place.start === nameSpan.start)
  }
  return found ?? null
}

/** The prefixes that are bound at an element. */
export function prefixesAt(element: Element): Prefixes {
  return lineage(element).reduce((outer, { attributes }) => bound(attributes, outer), noPrefixes)
}

/** The conventional prefixes of libvirt's own namespaces, for where a document has bound none. */
export const usualPrefixes: Readonly<Record<string, string>> = {
  'http://libvirt.org/schemas/domain/qemu/1.0': 'qemu',
  'http://libvirt.org/schemas/domain/lxc/1.0': 'lxc',
  'http://libvirt.org/schemas/domain/bhyve/1.0': 'bhyve',
  'http://libvirt.org/schemas/domain/xen/1.0': 'xen',
  'http://libvirt.org/schemas/domain/vmware/1.0': 'vmware',
  'http://libvirt.org/schemas/network/dnsmasq/1.0': 'dnsmasq',
  'http://libvirt.org/schemas/storagepool/fs/1.0': 'fs',
  'http://libvirt.org/schemas/storagepool/rbd/1.0': 'rbd',
}

const usualNamespaces: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(usualPrefixes).map(([uri, prefix]) => [prefix, uri]))

interface Reader {
  readonly text: string
  readonly faults: readonly Span[]
  readonly unbound: Unbound[]
  /** Null where the document is read as it is written. */
  readonly filledLater: Span[] | null
}

/** Stands for the namespace of a prefix that is bound to nothing and means nothing to libvirt. */
export const unboundNamespace = 'unbound:'

const noPrefixes: Prefixes = { xml: 'http://www.w3.org/XML/1998/namespace' }

function item(element: Element, outer: Prefixes, levels: number, reader: Reader): Item {
  const prefixes = bound(element.attributes, outer)
  const name = resolved(element.name, prefixes, element.nameSpan, reader)
  const attributes = element.attributes.length ? attributesOf(element.attributes, prefixes, reader) : none
  const content: (Item | ItemText)[] = []
  let open: Item['open'] = !element.startTagEnded ? 'tag' : !element.selfClosed && !element.endTag ? 'content' : null
  if (levels >= 0) {
    for (const child of element.children) {
      if (child.kind === 'element') {
        if (child.name === '' || !child.startTagEnded) open ??= 'content'
        if (child.name !== '') content.push(item(child, prefixes, levels - 1, reader))
      } else if (child.kind === 'text' || child.kind === 'cdata') {
        const place = child.kind === 'text' ? wordsOf(reader.text, child.span) : child.span
        const later = filledLater(child.value, place, reader)
        // Loops and conditions: which of the children there will be, and how often, is open.
        if (later && element.children.some(({ kind }) => kind === 'element')) open ??= 'content'
        append(content, child.value, place, later || within(reader.faults, child.span))
      }
    }
  }
  return { kind: 'element', name, place: element.nameSpan, attributes, content, open }
}

const none: readonly ItemAttribute[] = []

function attributesOf(attributes: readonly Attribute[], prefixes: Prefixes, reader: Reader): readonly ItemAttribute[] {
  const read: ItemAttribute[] = []
  const seen = new Set<string>()
  for (const { name, nameSpan, value, valueSpan, span } of attributes) {
    if (name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')) continue
    // The XML has told of the second of two with one name; either of their values may be the right one.
    if (seen.has(name)) {
      const first = read.findIndex(({ place }) => attributes.some(other => other.name === name && other.nameSpan === place))
      if (first >= 0) read[first] = { ...read[first]!, value: null }
      continue
    }
    seen.add(name)
    const full = name.includes(':') ? resolved(name, prefixes, nameSpan, reader) : name
    const attribute: ItemAttribute = { name: full, value: within(reader.faults, span) ? null : value, place: nameSpan, valuePlace: valueSpan }
    read.push(value !== null && valueSpan && filledLater(value, valueSpan, reader) ? { ...attribute, value: null, filledLater: true } : attribute)
  }
  return read
}

function filledLater(text: string, place: Span, reader: Reader): boolean {
  if (!reader.filledLater || !holdsPlaceholder(text)) return false
  reader.filledLater.push(place)
  return true
}

function within(faults: readonly Span[], { start, end }: Span): boolean {
  return faults.length > 0 && faults.some(fault => fault.start >= start && fault.end <= end)
}

function append(content: (Item | ItemText)[], value: string, place: Span, broken: boolean): void {
  const last = content[content.length - 1]
  if (last?.kind !== 'text') content.push({ kind: 'text', value, place, broken })
  else {
    content[content.length - 1] = {
      kind: 'text', value: last.value + value, place: last.value.trim() === '' ? place : last.place, broken: broken || last.broken === true,
    }
  }
}

/** Where the words of a text stand, without the blanks around them. The value tells not, for its line ends may be shorter. */
function wordsOf(text: string, span: Span): Span {
  const words = trimmed(text, span.start, span.end)
  return words.start < words.end ? words : span
}

function bound(attributes: readonly Attribute[], outer: Prefixes): Prefixes {
  if (!attributes.some(({ name }) => name.startsWith('xmlns'))) return outer
  const own = attributes.flatMap(({ name, value }) =>
    value === null ? [] : name === 'xmlns' ? [['', value]] : name.startsWith('xmlns:') ? [[name.slice(6), value]] : [])
  return { ...outer, ...Object.fromEntries(own) as Prefixes }
}

/** A name whose prefix is not bound is told of once, and then read as if it had its usual namespace. */
function resolved(name: string, prefixes: Prefixes, nameSpan: Span, reader: Reader): string {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, Math.max(colon, 0))
  const uri = prefixes[prefix]
  if (uri) return `{${uri}}${name.slice(colon + 1)}`
  if (colon < 1) return name
  reader.unbound.push({ prefix, span: { start: nameSpan.start, end: nameSpan.start + colon } })
  return `{${usualNamespaces[prefix] ?? unboundNamespace}}${name.slice(colon + 1)}`
}
