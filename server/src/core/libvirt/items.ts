// The XML tree as the grammar engine reads it: names with their namespaces, values, and texts that comments do not break.
import type { Problem, Span } from '../model'
import { deepest, type Judged } from '../grammar/accept'
import { isBlank, type Item, type ItemAttribute, type ItemText } from '../grammar/item'
import type { Attribute, Element } from '../xml/tree'
import { once } from './once'
import { holdsPlaceholder } from './placeholders'
import { trimmed } from '../xml/characters'
import { documentOf, lineage } from '../xml/walk'

/** Prefix to namespace; the empty prefix is that of elements without one. */
export type Prefixes = Readonly<Record<string, string>>

export interface Reading {
  /** Each part of it is read when it is first asked for. */
  readonly root: Item
  /** Names whose prefix is bound to nothing; found by reading all. */
  unbound(): readonly Unbound[]
  /** The values and texts that a template will fill, where it was read as one, in the order of the document; found by reading all. */
  filledLater(): readonly Span[]
}

export interface Unbound {
  readonly prefix: string
  readonly span: Span
}

/** `problems`: those of the XML, so that nothing more is said of the places that they are about; `levels`: how deep to read. */
export function readItems(root: Element, problems: readonly Problem[] = [], levels = deepest, as: 'written' | 'template' = 'written'): Reading {
  const faults = problems.filter(({ level }) => level === 'error').map(({ span }) => span)
  const reader: Reader = { text: documentOf(root).text, faults, unbound: [], filledLater: as === 'template' ? [] : null }
  const item = new Written(root, noPrefixes, levels, reader)
  const all = once(() => item.readAll())
  return {
    root: item,
    unbound: () => (all(), reader.unbound),
    filledLater: () => (all(), [...reader.filledLater ?? []].sort((a, b) => a.start - b.start)),
  }
}

/** The root for a verdict and no more, of a document without faults in its XML: read as it is asked for, and kept by nobody. */
export function passing(root: Element): { readonly root: Judged, readonly unbound: readonly Unbound[] } {
  const reader: Reader = { text: '', faults: [], unbound: [], filledLater: null }
  return { root: new Passing(root, noPrefixes, reader), unbound: reader.unbound }
}

/** A class, since there is one for each element of each document: its parts are made when they are read, and then let go. */
class Passing implements Judged {
  declare readonly kind: 'element'
  declare readonly name: string
  declare private readonly element: Element
  declare private readonly prefixes: Prefixes
  declare private readonly reader: Reader

  constructor(element: Element, outer: Prefixes, reader: Reader) {
    this.kind = 'element'
    this.element = element
    this.reader = reader
    this.prefixes = bound(element.attributes, outer)
    this.name = resolved(element.name, this.prefixes, element, reader)
  }

  get attributes(): Judged['attributes'] {
    const { attributes } = this.element
    for (let at = 0; at < attributes.length; at++) {
      if (isDeclaration(attributes[at]!.name) || attributes[at]!.name.includes(':')) return attributesOf(attributes, this.prefixes, this.reader)
    }
    return attributes
  }

  get content(): Judged['content'] {
    const content: Judged['content'][number][] = []
    for (const child of this.element.children) {
      if (child.kind === 'element') content.push(new Passing(child, this.prefixes, this.reader))
      else if (child.kind === 'text') content.push(child)
      else if (child.kind === 'cdata') content.push({ kind: 'text', value: child.value })
    }
    return content
  }
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

/** A class, since each part is read when it is first asked for, and then kept: completion asks for little of a large document. */
class Written implements Item {
  declare readonly kind: 'element'
  declare readonly name: string
  declare private readonly element: Element
  declare private readonly prefixes: Prefixes
  declare private readonly levels: number
  declare private readonly reader: Reader
  declare private named: Span | null
  declare private given: readonly ItemAttribute[] | null
  declare private held: Pick<Item, 'content' | 'open'> | null

  constructor(element: Element, outer: Prefixes, levels: number, reader: Reader) {
    this.kind = 'element'
    this.element = element
    this.prefixes = bound(element.attributes, outer)
    this.name = resolved(element.name, this.prefixes, element, reader)
    this.levels = levels
    this.reader = reader
    this.named = null
    this.given = null
    this.held = null
  }

  get place(): Span {
    return this.named ??= this.element.nameSpan
  }

  get attributes(): readonly ItemAttribute[] {
    const { attributes } = this.element
    return this.given ??= attributes.length ? attributesOf(attributes, this.prefixes, this.reader) : none
  }

  get content(): Item['content'] {
    return (this.held ??= this.read()).content
  }

  get open(): Item['open'] {
    return (this.held ??= this.read()).open
  }

  readAll(): void {
    void this.attributes
    for (const child of this.content) if (child instanceof Written) child.readAll()
  }

  private read(): Pick<Item, 'content' | 'open'> {
    const { element, prefixes, levels, reader } = this
    const content: (Item | ItemText)[] = []
    let open: Item['open'] = !element.startTagEnded ? 'tag' : !element.selfClosed && !element.endTag ? 'content' : null
    if (levels >= 0 && element.children.length) {
      const holdsElements = element.children.some(({ kind }) => kind === 'element')
      for (const child of element.children) {
        if (child.kind === 'element') {
          if (child.name === '' || !child.startTagEnded) open ??= 'content'
          if (child.name !== '') content.push(new Written(child, prefixes, levels - 1, reader))
        } else if (child.kind === 'text' || child.kind === 'cdata') {
          // Blanks between elements are the document's layout.
          if (holdsElements && isBlank(child.value)) continue
          const place = child.kind === 'text' ? wordsOf(reader.text, child.span) : child.span
          const later = filledLater(child.value, place, reader)
          // Loops and conditions: which of the children there will be, and how often, is open.
          if (later && holdsElements) open ??= 'content'
          append(content, child.value, place, later || within(reader.faults, child.span))
        }
      }
    }
    return { content: content.length ? content.slice() : nothing, open }
  }
}

const none: readonly ItemAttribute[] = []
const nothing: readonly Item[] = []

/** Where it stands is worked out for those who ask: a class, as there are many and few of them are asked. */
class Given implements ItemAttribute {
  declare readonly name: string
  declare readonly value: string | null
  declare readonly filledLater: boolean
  declare private readonly written: Attribute

  constructor(name: string, value: string | null, written: Attribute, filledLater: boolean) {
    this.name = name
    this.value = value
    this.filledLater = filledLater
    this.written = written
  }

  get place(): Span {
    return this.written.nameSpan
  }

  get valuePlace(): Span | null {
    return this.written.valueSpan
  }
}

function attributesOf(attributes: readonly Attribute[], prefixes: Prefixes, reader: Reader): readonly ItemAttribute[] {
  const read: Given[] = []
  // The XML has told of the second of two with one name; either of their values may be the right one.
  const twice = reader.faults.length ? namedTwice(attributes) : noNames
  for (const attribute of attributes) {
    const { name, value } = attribute
    if (isDeclaration(name) || twice.has(name) && attributes.find(other => other.name === name) !== attribute) continue
    const full = name.includes(':') ? resolved(name, prefixes, attribute, reader) : name
    const later = reader.filledLater !== null && value !== null && attribute.valueSpan !== null && filledLater(value, attribute.valueSpan, reader)
    const unclear = twice.has(name) || later || reader.faults.length > 0 && within(reader.faults, attribute.span)
    read.push(new Given(full, unclear ? null : value, attribute, later))
  }
  return read.slice()
}

const noNames: ReadonlySet<string> = new Set()

function namedTwice(attributes: readonly Attribute[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(attributes.flatMap(({ name }) => seen.size === seen.add(name).size ? [name] : []))
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
  let own: Record<string, string> | null = null
  for (let at = 0; at < attributes.length; at++) {
    const { name, value } = attributes[at]!
    if (value !== null && isDeclaration(name)) (own ??= { ...outer })[name.slice(6)] = value
  }
  return own ?? outer
}

/** Of a namespace: `xmlns` or `xmlns:prefix`. */
function isDeclaration(name: string): boolean {
  return name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')
}

/** A name whose prefix is not bound is told of once, and then read as if it had its usual namespace. */
function resolved(name: string, prefixes: Prefixes, named: { readonly nameSpan: Span }, reader: Reader): string {
  const colon = name.indexOf(':')
  if (colon < 0 && prefixes === noPrefixes) return name
  const prefix = name.slice(0, Math.max(colon, 0))
  const uri = prefixes[prefix]
  if (uri) return `{${uri}}${name.slice(colon + 1)}`
  if (colon < 1) return name
  const { start } = named.nameSpan
  reader.unbound.push({ prefix, span: { start, end: start + colon } })
  return `{${usualNamespaces[prefix] ?? unboundNamespace}}${name.slice(colon + 1)}`
}
