// The devices of a host that a machine may be given, by names that a person knows them by (formatnode).
import type { HostDevice } from '../../host'
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { hex } from '../knowers/knower'
import { numberOf } from '../rules/machine'

/** Of the roots of `virsh nodedev-dumpxml`; what is no device to be given away only lends its name to its parent. */
export function devicesOf(nodes: readonly Element[]): readonly HostDevice[] {
  const beneath = new Map<string, Element[]>()
  for (const node of nodes) {
    const parent = textOf(childOf(node, 'parent')) ?? ''
    const there = beneath.get(parent)
    if (there) there.push(node)
    else beneath.set(parent, [node])
  }
  return nodes.flatMap(node => {
    const capability = childOf(node, 'capability')
    const read = capability && readers[valueOf(capability, 'type') ?? '']
    return read?.(node, capability!, name => beneath.get(name) ?? []) ?? []
  })
}

type Reader = (node: Element, capability: Element, beneath: (name: string) => readonly Element[]) => HostDevice | null

const readers: Readonly<Record<string, Reader>> = {
  pci: (node, capability, beneath) => {
    const [domain, bus, slot, part] = ['domain', 'bus', 'slot', 'function'].map(name => numberIn(capability, name))
    if (domain == null || bus == null || slot == null || part == null) return null
    const whole = numberOf(textOf(childOf(capability, 'class')), 0)
    const kind = whole === null ? null : whole >>> 8
    // A bridge is not given away (formatnode: `pci-bridge`); base class 6 has them all.
    if (kind !== null && kind >>> 8 === 6) return null
    const known = interfacesBeneath(nameOf(node), beneath)
    return {
      bus: 'pci', address: { domain, bus, slot, function: part }, class: kind,
      ...described(node, capability, productOf(capability, classWords(kind)) + (known && ` (${known})`)),
    }
  },
  usb_device: (node, capability) => {
    const [bus, device] = ['bus', 'device'].map(name => numberIn(capability, name))
    const [vendor, product] = ['vendor', 'product'].map(name => valueOf(childOf(capability, name), 'id'))
    return bus == null || device == null || vendor === undefined || product === undefined ? null
      : { bus: 'usb', address: { bus, device }, vendor, product, ...described(node, capability, productOf(capability, 'USB device')) }
  },
  scsi: (node, capability, beneath) => {
    const [host, bus, target, unit] = ['host', 'bus', 'target', 'lun'].map(name => numberIn(capability, name))
    if (host == null || bus == null || target == null || unit == null) return null
    const block = beneath(nameOf(node)).map(child => ({ child, storage: childOf(child, 'capability') })).find(({ storage }) => valueOf(storage, 'type') === 'storage')
    const words = ['vendor', 'model'].flatMap(name => textOf(childOf(block?.storage, name)) ?? []).join(' ')
    const path = textOf(childOf(block?.storage, 'block'))
    return {
      bus: 'scsi', address: { host, bus, target, unit },
      ...described(node, capability, (words || `SCSI ${textOf(childOf(capability, 'type')) ?? 'device'}`) + (path === undefined ? '' : ` (${path})`)),
    }
  },
  mdev: (node, capability) => {
    const uuid = textOf(childOf(capability, 'uuid')) ?? /^mdev_([0-9a-f_]{36})/.exec(nameOf(node))?.[1]?.replaceAll('_', '-')
    const type = valueOf(childOf(capability, 'type'), 'id')
    return uuid === undefined ? null : { bus: 'mdev', uuid, ...described(node, capability, `${type ?? 'mediated device'} of ${textOf(childOf(node, 'parent')) ?? 'the host'}`) }
  },
}

function described(node: Element, capability: Element, title: string): Pick<HostDevice, 'title' | 'node' | 'driver' | 'iommuGroup'> {
  const driver = textOf(childOf(node, 'driver', 'name'))
  const group = childOf(capability, 'iommuGroup')
  const number = valueOf(group, 'number')
  const own = addressWords(capability)
  return {
    title, node: nameOf(node), ...driver !== undefined && { driver },
    ...number !== undefined && { iommuGroup: { number, others: childrenOf(group, 'address').map(addressWords).filter(address => address !== own) } },
  }
}

/** `0000:01:00.1`, of an element's attributes or of its children. */
function addressWords(element: Element): string {
  const [domain, bus, slot, part] = ['domain', 'bus', 'slot', 'function'].map(name => numberOf(valueOf(element, name), 0) ?? numberIn(element, name) ?? 0)
  return pciWords({ domain: domain!, bus: bus!, slot: slot!, function: part! })
}

export const pciWords = (address: { readonly domain: number, readonly bus: number, readonly slot: number, readonly function: number }): string =>
  `${hex(address.domain, 4).slice(2)}:${hex(address.bus, 2).slice(2)}:${hex(address.slot, 2).slice(2)}.${address.function.toString(16)}`

const nameOf = (node: Element): string => textOf(childOf(node, 'name')) ?? ''

const numberIn = (capability: Element, name: string): number | null => numberOf(textOf(childOf(capability, name)), 0)

/** The host's database of names may not know it: then what it is, and its numbers. */
function productOf(capability: Element, what: string): string {
  const [vendor, product] = ['vendor', 'product'].map(name => childOf(capability, name))
  const words = [textOf(vendor), textOf(product)]
  const ids = [vendor, product].map(one => valueOf(one, 'id')?.replace('0x', '') ?? '????').join(':')
  return words[1] === undefined ? `${words[0] === undefined ? '' : `${words[0]} `}${what} ${ids}` : words.filter(Boolean).join(' ')
}

/** `eth0`: a network card is best known by it, whatever lies between. */
function interfacesBeneath(name: string, beneath: (name: string) => readonly Element[], levels = 2): string {
  return beneath(name).flatMap(child => {
    const capability = childOf(child, 'capability')
    const own = valueOf(capability, 'type') === 'net' ? textOf(childOf(capability, 'interface')) : undefined
    return own ?? (levels > 0 ? interfacesBeneath(nameOf(child), beneath, levels - 1) : '')
  }).filter(Boolean).join(', ')
}

/** Base classes of the PCI Code and ID Assignment Specification; those that people give away by their subclass. */
function classWords(kind: number | null): string {
  return kind === null ? 'PCI device' : subclasses[kind] ?? classes[kind >>> 8] ?? 'PCI device'
}

const subclasses: Readonly<Record<number, string>> = { 0x0108: 'NVMe drive', 0x0403: 'audio device', 0x0c03: 'USB controller', 0x0300: 'graphics card', 0x0302: 'graphics card' }
const classes: Readonly<Record<number, string>> = {
  0x01: 'storage controller', 0x02: 'network card', 0x03: 'graphics card', 0x04: 'multimedia device', 0x05: 'memory controller', 0x06: 'bridge', 0x07: 'serial controller',
  0x0c: 'serial bus controller', 0x0d: 'wireless card', 0x12: 'accelerator',
}
