// A domain in units that are compared: each child of its root, and each device. Which is which is told by what a person would
// know it by, for libvirt sorts devices, and a machine that has run for a while has them in another order.
import type { Element, XmlDocument } from '../../xml/tree'
import { rootOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'

export interface Unit {
  /** The same in every text for the same thing. */
  readonly key: string
  readonly element: Element
}

export function unitsOf(document: XmlDocument): readonly Unit[] {
  const root = rootOf(document)
  const devices = childrenOf(childOf(root, 'devices')).filter(element => !isTwin(element))
  return [
    ...keyed(childrenOf(root).filter(({ name }) => name !== 'devices'), ({ name }) => name),
    ...keyed(devices, element => `devices/${element.name} ${nameOf(element) ?? ''}`),
  ]
}

/** What a device is called; undefined where nothing but its place among its like tells it. */
export function nameOf(device: Element): string | undefined {
  switch (device.name) {
    case 'disk': return valueOf(childOf(device, 'target'), 'dev')
    case 'filesystem': return valueOf(childOf(device, 'target'), 'dir')
    case 'controller': return [valueOf(device, 'type'), valueOf(device, 'index')].filter(Boolean).join(' ')
    case 'channel': return valueOf(childOf(device, 'target'), 'name')
    case 'graphics': case 'input': case 'sound': return valueOf(device, device.name === 'sound' ? 'model' : 'type')
    case 'hostdev': return hostAddress(childOf(device, 'source'))
    default: return undefined
  }
}

const hostAddress = (source: Element | undefined): string | undefined => {
  const address = childOf(source, 'address')
  const parts = address?.attributes.map(({ name, value }) => `${name}=${Number(value ?? '') || (value ?? '')}`).sort() ?? []
  return parts.length ? parts.join(' ') : textOf(source)
}

/** Things of one name are counted. */
function keyed(elements: readonly Element[], nameOf: (element: Element) => string): readonly Unit[] {
  const seen = new Map<string, number>()
  return elements.map(element => {
    const name = nameOf(element)
    const number = seen.get(name) ?? 0
    seen.set(name, number + 1)
    return { key: `${name} ${number}`, element }
  })
}

/** The first console of a machine is its first serial line once more (virDomainDefAddConsoleCompat). */
const isTwin = (device: Element): boolean => device.name === 'console' && (valueOf(childOf(device, 'target'), 'type') ?? 'serial') === 'serial'
