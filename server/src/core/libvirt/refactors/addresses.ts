// Addresses of devices: left to libvirt, or written out where libvirt would give a certain one.
import type { Element } from '../../xml/tree'
import { childElement, childElements } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import { deviceOf } from './device'
import { insertion, removal } from './edits'
import type { Refactor } from './refactor'

export const addresses: Refactor = ({ document: { text }, around, within }) => {
  const device = deviceOf(around, within)
  const devices = around.find(({ name }) => name === 'devices')
  const address = device && childElement(device, 'address')
  const all = devices ? childElements(devices).flatMap(one => childElement(one, 'address') ?? []).filter(isGiven) : []
  const written = device && !address ? addressOf(device) : null
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
