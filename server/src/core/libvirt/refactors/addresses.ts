// Addresses of devices: left to libvirt, or written out where libvirt would give a certain one.
import type { Element } from '../../xml/tree'
import { childElement, childElements } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import type { Machine } from '../rules/machine'
import { freePlace, hex, topologyOf } from '../rules/pci'
import { deviceOf } from './device'
import { insertion, removal } from './edits'
import type { Refactor } from './refactor'

export const addresses: Refactor = ({ document, around, within, judgement }) => {
  const { text } = document
  const device = deviceOf(around, within)
  const devices = around.find(({ name }) => name === 'devices')
  const address = device && childElement(device, 'address')
  const all = devices ? childElements(devices).flatMap(one => childElement(one, 'address') ?? []).filter(isGiven) : []
  const written = device && !address ? addressOf(device) ?? pciAddressOf(judgement().machine?.(), device) : null
  return [
    ...address && isGiven(address) ? [{ title: 'Leave the address to libvirt', kind: 'rewrite' as const, edits: [removal(text, address)] }] : [],
    ...around[0] === devices && all.length > 1 ? [{ title: `Leave all ${all.length} addresses to libvirt`, kind: 'rewrite' as const, edits: all.map(one => removal(text, one)) }] : [],
    ...device && written ? [{ title: 'Write the address out', kind: 'rewrite' as const, edits: [insertion(text, device, 'address', written, within)] }] : [],
  ]
}

/** Those that libvirt gives by itself when they are left out; others, such as a DIMM's or an ISA port's, say more. */
const isGiven = (address: Element): boolean => ['pci', 'drive', 'usb', 'virtio-serial', 'ccid', 'ccw', 'virtio-mmio', 'spapr-vio'].includes(valueOf(address, 'type') ?? '')

/** A disk's follows from its target (virDomainDiskDefAssignAddress); the others depend on what else the machine has. */
function addressOf(device: Element): string | null {
  if (device.name !== 'disk') return null
  const target = childOf(device, 'target')
  const [, letters] = /^(?:sd|hd|fd)([a-z]{1,3})$/.exec(valueOf(target, 'dev') ?? '') ?? []
  if (!letters) return null
  const index = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) - 1
  const place = placeOn[valueOf(target, 'bus') ?? '']?.(index)
  return place ? `<address type='drive' controller='${place[0]}' bus='${place[1]}' target='0' unit='${place[2]}'/>` : null
}

/** Controller, bus and unit. On a wide SCSI bus, which QEMU has, unit 7 is the controller itself. */
const placeOn: Readonly<Record<string, (index: number) => readonly [number, number, number]>> = {
  ide: index => [Math.floor(index / 4), Math.floor(index % 4 / 2), index % 2],
  sata: index => [Math.floor(index / 6), 0, index % 6],
  fdc: index => [Math.floor(index / 2), 0, index % 2],
  scsi: index => [Math.floor(index / 15), 0, index % 15 + (index % 15 >= 7 ? 1 : 0)],
}

/**
 * Where libvirt would put a PCI device, where that is certain: it is the only one that still wants a place
 * (qemuDomainAssignDevicePCISlots gives them in an order of its own, and adds buses when they are short). On i440fx that is the
 * next slot of the root, on q35 the first root port that is free.
 */
function pciAddressOf(machine: Machine | undefined, device: Element): string | null {
  if (!machine?.qemu || !onPci(device) || machine.devices.some(other => other !== device && wantsPlace(other)) || !machine.of('memballoon').length) return null
  const { buses, seats } = topologyOf(machine)
  const port = machine.board === 'q35' ? buses.findIndex(({ model }, bus) => model === 'pcie-root-port' && !seats.some(seat => seat.bus === bus)) : -1
  const place = port >= 0 && isExpress(device) ? { bus: port, slot: 0 } : machine.board === 'i440fx' ? freePlace(machine, 0) : null
  return place && `<address type='pci' domain='0x0000' bus='0x${hex(place.bus)}' slot='0x${hex(place.slot)}' function='0x0'/>`
}

/** Those of which it is certain that they are plain PCI devices. */
function onPci(device: Element): boolean {
  switch (device.name) {
    case 'disk': return valueOf(childOf(device, 'target'), 'bus') === 'virtio'
    case 'interface': return ['virtio', 'e1000', 'e1000e', 'rtl8139'].includes(valueOf(childOf(device, 'model'), 'type') ?? '')
    case 'rng': case 'memballoon': return valueOf(device, 'model') === 'virtio'
    case 'controller': return valueOf(device, 'type') === 'virtio-serial' || (valueOf(device, 'type') === 'scsi' && valueOf(device, 'model') === 'virtio-scsi')
    default: return false
  }
}

/** virtio and e1000e are PCI Express there (qemuDomainDeviceCalculatePCIConnectFlags). */
const isExpress = (device: Element): boolean => device.name !== 'interface' || ['virtio', 'e1000e'].includes(valueOf(childOf(device, 'model'), 'type') ?? '')

/** Whether it may be on PCI, and has no address yet. */
function wantsPlace(device: Element): boolean {
  if (childElement(device, 'address') || offPci.has(device.name)) return false
  switch (device.name) {
    case 'disk': return !['ide', 'sata', 'scsi', 'usb', 'fdc', 'sd'].includes(valueOf(childOf(device, 'target'), 'bus') ?? '')
    case 'input': return !['ps2', 'usb'].includes(valueOf(device, 'bus') ?? '')
    case 'controller': return !(valueOf(device, 'type') === 'pci' && /^pcie?-root$/.test(valueOf(device, 'model') ?? '')) && !['ide', 'fdc', 'ccid', 'sata'].includes(valueOf(device, 'type') ?? '')
    case 'memballoon': return valueOf(device, 'model') !== 'none'
    default: return true
  }
}

const offPci: ReadonlySet<string> = new Set(['emulator', 'graphics', 'audio', 'console', 'channel', 'parallel', 'tpm', 'redirdev', 'redirfilter', 'smartcard', 'hub', 'lease', 'memory'])
