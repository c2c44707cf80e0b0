// The parts of an address: where there is room for one more device of its kind, beside what the other parts say already.
import type { Element } from '../../xml/tree'
import { childElement } from '../../xml/walk'
import { takesPlug } from '../defaults-pci'
import { valueOf } from '../read'
import { driveFrom, numberOf, type Disk, type Machine } from '../rules/machine'
import { freePlace, topologyOf } from '../rules/pci'
import { usbBuses } from '../rules/usb'
import { virtioSerialPorts } from '../defaults'
import { deviceAround, hex, lowestFree, type Asked, type Knower, type Known } from './knower'

export const addresses: readonly Knower[] = [
  {
    at: ['domain', 'bus', 'slot', 'function', 'controller', 'target', 'unit', 'port', 'cssid', 'ssid', 'devno'].map(name => `domain/devices/*/address@${name}`),
    know: asked => {
      const type = valueOf(asked.element, 'type')
      const device = deviceAround(asked.element)
      return type === undefined || !asked.machine || !device ? [] : parts[type]?.(asked, asked.machine, device) ?? []
    },
  },
]

/** By the type of the address. */
const parts: Readonly<Record<string, (asked: Asked, machine: Machine, device: Element) => readonly Known[]>> = {
  pci: ({ attribute, element }, machine, device) => {
    const { buses } = topologyOf(machine)
    const bus = numberOf(valueOf(element, 'bus') ?? '0', 0) ?? 0
    switch (attribute?.name) {
      case 'domain': return [{ value: '0x0000', detail: 'a guest has no other' }]
      case 'function': return [{ value: '0x0', detail: 'the first of a device' }]
      case 'bus': return buses.flatMap((one, index): readonly Known[] => takesPlug(one, 'pci') && freeOn(machine, index, device) !== null ? [{ value: hex(index, 2), detail: `${one.model} with room` }] : []).slice(0, 8)
      case 'slot': {
        const slot = buses[bus] ? freeOn(machine, bus, device) : null
        return slot === null ? [] : [{ value: hex(slot, 2), detail: `next free on bus ${bus} (${buses[bus]!.model})` }]
      }
      default: return []
    }
  },
  drive: ({ attribute, element }, machine, device) => {
    const disk = machine.disks().find(one => one.element === device)
    const drive = disk && room[disk.bus]?.(machine, disk, element)
    const name = attribute?.name as keyof NonNullable<typeof drive>
    return !drive || !(name in drive) ? [] : [{ value: String(drive[name]), detail: name === 'unit' ? `next free on ${disk.bus} controller ${drive.controller}` : `of the next free place on ${disk.bus}` }]
  },
  usb: ({ attribute, element }, machine) => {
    const buses = usbBuses(machine)
    const [first] = buses?.keys() ?? []
    const bus = numberOf(valueOf(element, 'bus')) ?? first
    if (!buses || bus === undefined) return []
    if (attribute?.name === 'bus') return [...buses].filter(([index, ports]) => freePort(machine, element, index) <= (ports ?? Infinity)).map(([index]) => ({ value: String(index), detail: 'a USB controller with a free port' }))
    const port = freePort(machine, element, bus)
    return attribute?.name !== 'port' || port > (buses.get(bus) ?? Infinity) ? [] : [{ value: String(port), detail: `next free on USB bus ${bus}` }]
  },
  'virtio-serial': ({ attribute, element }, machine) => {
    const controller = numberOf(valueOf(element, 'controller') ?? '0') ?? 0
    switch (attribute?.name) {
      case 'controller': return [{ value: String(machine.controllers().find(({ type }) => type === 'virtio-serial')?.index ?? 0), detail: 'the virtio-serial controller' }]
      case 'bus': return [{ value: '0', detail: 'a virtio-serial controller has one bus' }]
      case 'port': {
        // Port 0 is for a console (virDomainVirtioSerialAddrNext begins with 1).
        const port = lowestFree(taken(machine, element, 'virtio-serial', 'port', one => (numberOf(valueOf(one, 'controller') ?? '0') ?? 0) === controller), 1)
        return port < virtioSerialPorts ? [{ value: String(port), detail: `next free on virtio-serial controller ${controller}` }] : []
      }
      default: return []
    }
  },
  ccid: ({ attribute, element }, machine) => {
    const controller = numberOf(valueOf(element, 'controller') ?? '0') ?? 0
    switch (attribute?.name) {
      case 'controller': return [{ value: '0', detail: 'the CCID controller' }]
      case 'slot': return [{ value: String(lowestFree(taken(machine, element, 'ccid', 'slot', one => (numberOf(valueOf(one, 'controller') ?? '0') ?? 0) === controller))), detail: `next free on CCID controller ${controller}` }]
      default: return []
    }
  },
  // virDomainCCWAddressAssign: QEMU's virtual devices are of channel subsystem 0xfe.
  ccw: ({ attribute, element }, machine) => {
    switch (attribute?.name) {
      case 'cssid': return [{ value: '0xfe', detail: 'the subsystem of virtual devices' }]
      case 'ssid': return [{ value: '0x0', detail: 'the first subchannel set' }]
      case 'devno': return [{ value: hex(lowestFree(taken(machine, element, 'ccw', 'devno', () => true)), 4), detail: 'next free device number' }]
      default: return []
    }
  },
}

/** The slot, as if this device had none yet. */
function freeOn(machine: Machine, bus: number, device: Element): number | null {
  const { seats, buses } = topologyOf(machine)
  const own = seats.find(seat => seat.device === device && seat.bus === bus)
  const free = freePlace(machine, bus)
  return own && buses[bus] && seats.filter(seat => seat.bus === bus && seat.slot === own.slot).length === 1 && (free === null || own.slot < free.slot) ? own.slot : free?.slot ?? null
}

interface Place { readonly controller: number, readonly bus: number, readonly target: number, readonly unit: number }

/** How each sort of controller counts its places (virDomainDiskDefAssignAddress and QEMU's limits), given the controller that is written. */
const room: Readonly<Record<string, (machine: Machine, disk: Disk, address: Element) => Place | null>> = {
  ide: (machine, disk, address) => freeDrive(machine, disk, address, 4, index => ({ bus: index >> 1, unit: index & 1 })),
  sata: (machine, disk, address) => freeDrive(machine, disk, address, 6, index => ({ bus: 0, unit: index })),
  fdc: (machine, disk, address) => freeDrive(machine, disk, address, 2, index => ({ bus: 0, unit: index })),
  scsi: (machine, disk, address) => freeDrive(machine, disk, address, 7, index => ({ bus: 0, unit: index })),
}

function freeDrive(machine: Machine, disk: Disk, address: Element, perController: number, at: (index: number) => { readonly bus: number, readonly unit: number }): Place | null {
  const others = machine.disks().filter(one => one !== disk && one.bus === disk.bus).flatMap(({ drive }) => drive ?? [])
  const wanted = driveFrom(address)
  const given = (name: keyof Place): number | null => valueOf(address, name) === undefined ? null : wanted?.[name] ?? null
  const controllers = given('controller') === null ? machine.controllers().filter(({ type }) => type === disk.bus).flatMap(({ index }) => index ?? []) : [given('controller')!]
  for (const controller of controllers.length ? controllers : [0]) {
    for (let index = 0; index < perController; index++) {
      const { bus, unit } = at(index)
      if (given('bus') !== null && given('bus') !== bus) continue
      const isTaken = others.some(one => one.controller === controller && one.bus === bus && one.target === 0 && one.unit === unit)
      if (!isTaken) return { controller, bus, target: 0, unit }
    }
  }
  return null
}

const freePort = (machine: Machine, address: Element, bus: number): number =>
  lowestFree(taken(machine, address, 'usb', 'port', one => (numberOf(valueOf(one, 'bus') ?? '0') ?? 0) === bus), 1)

/** The numbers that the other addresses of this type have in an attribute. */
function taken(machine: Machine, own: Element, type: string, name: string, counts: (address: Element) => boolean): ReadonlySet<number> {
  return new Set(machine.devices.flatMap(device => {
    const address = childElement(device, 'address')
    const number = address && address !== own && valueOf(address, 'type') === type && counts(address) ? numberOf(valueOf(address, name), 0) : null
    return number ?? []
  }))
}
