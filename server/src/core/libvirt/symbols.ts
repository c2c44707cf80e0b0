// The outline: every element, devices by what a person calls them: "disk vda", "interface network default".
import type { OutlineItem, OutlineKind } from '../model'
import type { Element, XmlDocument } from '../xml/tree'
import { isElement } from '../xml/walk'
import { childOf, localName, textOf, valueOf } from './read'

export const outlineOf = (document: XmlDocument): readonly OutlineItem[] => itemsOf(document, 0)

/** Deeper than any of libvirt's formats; whoever nests ten thousand elements gets an outline all the same. */
const deepest = 40

const itemsOf = (parent: Element | XmlDocument, depth: number): readonly OutlineItem[] =>
  depth > deepest ? [] : parent.children.filter(isElement).filter(({ name }) => name !== '').map(element => item(element, depth))

const item = (element: Element, depth: number): OutlineItem => {
  const { name, detail } = depth === 0 ? wholeLabel(element) : isDevice(element) ? deviceLabel(element) : plainLabel(element)
  return {
    name,
    ...(detail !== '' && { detail }),
    kind: kindOf(element, depth),
    span: element.span,
    nameSpan: element.nameSpan,
    children: itemsOf(element, depth + 1),
  }
}

interface Label {
  readonly name: string
  readonly detail: string
}

const kindOf = (element: Element, depth: number): OutlineKind =>
  depth === 0 ? 'document' : isDevice(element) ? 'device' : element.children.some(isElement) ? 'group' : 'property'

const isDevice = ({ parent }: Element): boolean => parent.kind === 'element' && parent.name === 'devices'

/** A root by its name: "domain web". */
const wholeLabel = (root: Element): Label => label(localName(root), [textOf(childOf(root, 'name')) ?? valueOf(root, 'name')], [valueOf(root, 'type')])

/** A device: what tells it from its like, then what else one asks of it. */
const deviceLabel = (device: Element): Label => {
  const [name = [], detail = []] = devices.get(device.name) ?? [['@model', '@type', '@name']]
  const shown = device.name === 'disk' && valueOf(device, 'device') ? valueOf(device, 'device') : device.name
  return label(shown ?? device.name, name.map(path => at(device, path)), detail.map(path => at(device, path)))
}

/** Anything else: its text, or the attribute that says most. */
const plainLabel = (element: Element): Label => {
  const text = element.children.some(isElement) ? undefined : textOf(element)
  const telling = tellingAttributes.map(name => valueOf(element, name)).find(value => value !== undefined)
  const unit = text !== undefined && /^\d+$/.test(text) ? valueOf(element, 'unit') : undefined
  return label(element.name, [], [(unit === undefined ? text : `${text} ${unit}`) ?? telling ?? element.attributes.find(({ value, name }) => value && !name.startsWith('xmlns'))?.value ?? undefined])
}

const tellingAttributes: readonly string[] = ['name', 'type', 'dev', 'mode', 'model', 'id', 'address', 'path', 'value']

/** Of each device the paths to its name and to its detail; `a|b` is the first that is there. */
const devices: ReadonlyMap<string, readonly [name: readonly string[], detail: readonly string[]]> = new Map([
  ['emulator', [[], ['.']]],
  ['disk', [['target@dev'], ['driver@type', 'target@bus']]],
  ['filesystem', [['target@dir'], ['driver@type', 'source@dir|source@file|source@name']]],
  ['controller', [['@type', '@index'], ['@model']]],
  ['interface', [['@type', 'source@network|source@bridge|source@dev|source@name|source@path|source@type'], ['model@type', 'mac@address']]],
  ['graphics', [['@type'], ['@port', '@listen|listen@address|listen@type']]],
  ['video', [['model@type'], []]],
  ['audio', [['@type', '@id'], []]],
  ['sound', [['@model'], []]],
  ['input', [['@type'], ['@bus']]],
  ['serial', [['@type', 'target@port'], ['target@type', 'source@path']]],
  ['parallel', [['@type', 'target@port'], ['source@path']]],
  ['console', [['@type', 'target@port'], ['target@type']]],
  ['channel', [['target@name|@type'], ['target@type']]],
  ['hostdev', [['@type', 'source/address@uuid'], ['@mode', 'driver@name']]],
  ['redirdev', [['@type'], ['@bus']]],
  ['smartcard', [['@mode'], []]],
  ['tpm', [['@model'], ['backend@type', 'backend@version']]],
  ['rng', [['@model'], ['backend@model', 'backend']]],
  ['watchdog', [['@model'], ['@action']]],
  ['memory', [['@model'], ['target/size']]],
  ['memballoon', [['@model'], []]],
  ['panic', [['@model'], []]],
  ['iommu', [['@model'], []]],
  ['shmem', [['@name'], ['model@type']]],
  ['vsock', [['@model'], ['cid@address']]],
  ['crypto', [['@model'], ['backend@model']]],
  ['lease', [['key'], ['lockspace']]],
])

const at = (element: Element, paths: string): string | undefined => {
  for (const path of paths.split('|')) {
    const [names = '', attribute] = path.split('@')
    const found = names === '' || names === '.' ? element : childOf(element, ...names.split('/'))
    const value = attribute === undefined ? textOf(found) : valueOf(found, attribute)
    if (value !== undefined) return value
  }
  return undefined
}

const label = (name: string, more: readonly (string | undefined)[], detail: readonly (string | undefined)[]): Label => ({
  name: short([name, ...present(more)].join(' ')),
  detail: short(present(detail).join(' · ')),
})

const present = (values: readonly (string | undefined)[]): readonly string[] => values.filter(value => value !== undefined).map(value => value.replace(/\s+/g, ' '))

const short = (text: string): string => text.length > 80 ? `${text.slice(0, 79)}…` : text
