// What a document says that other documents may bear on: ids that reach beyond it, and of whole definitions the name, the uuid,
// the MAC addresses, the images that they write to, the files that they read. What a template will fill says nothing.
import type { Fact, Id, Span, Subject } from '../model'
import type { Lines } from '../text/lines'
import type { Element, XmlDocument } from '../xml/tree'
import { childElements } from '../xml/walk'
import { holdsPlaceholder } from './placeholders'
import { childOf, childrenOf, localName, textOf, textSpanOf, valueOf, valueSpanOf } from './read'

export function factsOf(document: XmlDocument, ids: readonly Id[], lines: Lines): readonly Fact[] {
  const roots = childElements(document).map(root => ({ root, of: subjectOf(root) }))
  const facts: Fact[] = []
  const add = (of: Subject, kind: string, value: string | undefined, span: Span | undefined, role: Fact['role'] = 'uses'): void => {
    if (!value || !span || holdsPlaceholder(value)) return
    facts.push({ kind, value, role, span, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) }, of })
  }
  for (const { kind, value, role, span, across, exact } of ids) {
    const around = roots.find(({ root }) => root.span.start <= span.start && span.start < root.span.end)
    if (across && exact && around && told.has(kind)) add(around.of, kind, kind === 'secret' ? bareUuid(value) : value, span, role)
  }
  for (const { root, of } of roots) {
    if (!['domain', 'network', 'pool'].includes(of.kind)) continue
    add(of, `${of.kind} name`, of.name, textSpanOf(childOf(root, 'name')), 'defines')
    add(of, `${of.kind} uuid`, of.uuid, textSpanOf(childOf(root, 'uuid')), 'defines')
    if (of.kind === 'domain') ofMachine(root, (kind, value, span) => add(of, kind, value, span))
  }
  return facts
}

/** Of the ids that reach beyond a document, those that another of the workspace is to define. */
const told: ReadonlySet<string> = new Set(['network', 'pool', 'volume', 'filter', 'secret', 'secret by usage'])

/** The drivers of libvirt's: QEMU runs three types of domains. */
function subjectOf(root: Element): Subject {
  const kind = localName(root)
  const name = textOf(childOf(root, 'name'))
  const uuid = textOf(childOf(root, 'uuid'))
  const type = kind === 'domain' ? valueOf(root, 'type') : undefined
  return {
    kind, ...name !== undefined && { name }, ...uuid !== undefined && { uuid: bareUuid(uuid) },
    ...type !== undefined && { driver: type === 'kvm' || type === 'hvf' ? 'qemu' : type },
  }
}

/** With or without dashes (virUUIDParse). */
const bareUuid = (uuid: string): string => uuid.toLowerCase().replaceAll('-', '')

function ofMachine(root: Element, add: (kind: string, value: string | undefined, span: Span | undefined) => void): void {
  const devices = childOf(root, 'devices')
  for (const one of childrenOf(devices, 'interface')) {
    const mac = childOf(one, 'mac')
    const source = childOf(one, 'source')
    const address = valueOf(mac, 'address')
    // The same address is no fault where the wires are not the same.
    const wire = [valueOf(one, 'type'), valueOf(source, 'network') ?? valueOf(source, 'bridge') ?? valueOf(source, 'dev')].join(' ')
    if (!childOf(one, 'teaming')) add('mac', address === undefined ? undefined : `${wire}\0${address.toLowerCase()}`, valueSpanOf(mac, 'address'))
  }
  for (const disk of childrenOf(devices, 'disk')) {
    const source = childOf(disk, 'source')
    const attribute = ['file', 'dev'].find(name => valueOf(source, name)?.startsWith('/'))
    const device = valueOf(disk, 'device') ?? 'disk'
    if (attribute === undefined) continue
    if (attribute === 'file' && !valueOf(source, 'startupPolicy')) add('file', valueOf(source, 'file'), valueSpanOf(source, 'file'))
    const shared = ['readonly', 'shareable', 'transient'].some(name => childOf(disk, name))
    if ((device === 'disk' || device === 'lun') && !shared) add('written image', valueOf(source, attribute), valueSpanOf(source, attribute))
  }
  for (const name of ['kernel', 'initrd', 'dtb']) {
    const element = childOf(root, 'os', name)
    if (textOf(element)?.startsWith('/')) add('file', textOf(element), textSpanOf(element))
  }
}
