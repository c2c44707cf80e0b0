// The XML tree as the grammar engine reads it: names with their namespaces, values, and texts that comments do not break.
import type { Span } from '../model'
import { deepest } from '../grammar/accept'
import type { Item, ItemAttribute, ItemText } from '../grammar/item'
import type { Attribute, Element, XmlDocument } from '../xml/tree'

/** Prefix to namespace; the empty prefix is that of elements without one. */
export type Prefixes = Readonly<Record<string, string>>

export function rootOf(document: XmlDocument): Element | null {
  return document.children.find(child => child.kind === 'element' && child.name !== '') as Element | undefined ?? null
}

export function itemOf(root: Element): Item {
  return item(root, noPrefixes, 0)
}

/** The item that was made of an element; null when the element is not under the root. */
export function itemFor(root: Item, element: Element): Item | null {
  const { parent } = element
  if (root.place.start === element.nameSpan.start) return root
  const outer = parent.kind === 'element' ? itemFor(root, parent) : null
  const inner = outer?.content.find(child => child.kind === 'element' && child.place.start === element.nameSpan.start)
  return inner?.kind === 'element' ? inner : null
}

/** The prefixes that are bound at an element. */
export function prefixesAt(element: Element): Prefixes {
  const outer = element.parent.kind === 'element' ? prefixesAt(element.parent) : noPrefixes
  return bound(element.attributes, outer)
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

const noPrefixes: Prefixes = { xml: 'http://www.w3.org/XML/1998/namespace' }

function item(element: Element, outer: Prefixes, depth: number): Item {
  const prefixes = bound(element.attributes, outer)
  const content: (Item | ItemText)[] = []
  let open: Item['open'] = !element.startTagEnded ? 'tag' : !element.selfClosed && !element.endTag ? 'content' : null
  if (depth <= deepest) {
    for (const child of element.children) {
      if (child.kind === 'element') {
        if (child.name === '' || !child.startTagEnded) open ??= 'content'
        if (child.name !== '') content.push(item(child, prefixes, depth + 1))
      } else if (child.kind === 'text' || child.kind === 'cdata') {
        append(content, child.value, child.kind === 'text' ? trimmed(child.value, child.span) : child.span)
      }
    }
  }
  const attributes = element.attributes.length ? attributesOf(element.attributes, prefixes) : none
  return { kind: 'element', name: resolved(element.name, prefixes, true), place: element.nameSpan, attributes, content, open }
}

const none: readonly ItemAttribute[] = []

function attributesOf(attributes: readonly Attribute[], prefixes: Prefixes): readonly ItemAttribute[] {
  const seen = new Set<string>()
  return attributes.flatMap(({ name, nameSpan, value, valueSpan }) => {
    if (name === 'xmlns' || name.startsWith('xmlns:') || seen.has(name)) return []
    seen.add(name)
    return [{ name: resolved(name, prefixes, false), value, place: nameSpan, valuePlace: valueSpan }]
  })
}

function append(content: (Item | ItemText)[], value: string, place: Span): void {
  const last = content[content.length - 1]
  if (last?.kind !== 'text') content.push({ kind: 'text', value, place })
  else content[content.length - 1] = { kind: 'text', value: last.value + value, place: last.value.trim() === '' ? place : last.place }
}

/** Where the words of a text stand, without the blanks around them. */
function trimmed(value: string, span: Span): Span {
  const start = span.start + (value.length - value.trimStart().length)
  const end = span.end - (value.length - value.trimEnd().length)
  return start < end ? { start, end } : span
}

function bound(attributes: readonly Attribute[], outer: Prefixes): Prefixes {
  if (!attributes.some(({ name }) => name.startsWith('xmlns'))) return outer
  const own = attributes.flatMap(({ name, value }) =>
    value === null ? [] : name === 'xmlns' ? [['', value]] : name.startsWith('xmlns:') ? [[name.slice(6), value]] : [])
  return { ...outer, ...Object.fromEntries(own) as Prefixes }
}

function resolved(name: string, prefixes: Prefixes, element: boolean): string {
  const colon = name.indexOf(':')
  const uri = colon > 0 ? prefixes[name.slice(0, colon)] : element ? prefixes[''] : ''
  if (uri) return `{${uri}}${name.slice(colon + 1)}`
  return name
}
