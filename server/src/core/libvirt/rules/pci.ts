// The PCI buses of a machine and who sits where, as far as the document says it: what the rules about PCI addresses share.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { ownedSlots, pciBuses, pciFillers, pciRootOf, type PciBus, type Plug } from '../defaults-pci'
import { childOf, valueOf } from '../read'
import { numberOf, type Controller, type Machine } from './machine'

export interface PciSeat {
  readonly device: Element
  readonly address: Element
  readonly domain: number
  readonly bus: number
  readonly slot: number
  readonly function: number
  readonly plug: Plug
  /** A device that must be on bus 0 (VIR_PCI_CONNECT_INTEGRATED). */
  readonly integrated: boolean
  readonly controller: Controller | null
}

export interface Bus extends PciBus {
  readonly model: string
  /** Null for one that libvirt adds. */
  readonly controller: Controller | null
}

export interface Topology {
  readonly seats: readonly PciSeat[]
  /** By index; libvirt adds more where they are needed. Empty where the board is not known. */
  readonly buses: readonly Bus[]
  readonly root: 'pci-root' | 'pcie-root' | null
}

export const topologyOf = (machine: Machine): Topology => machine.kept('PCI topology', () => ({ seats: seatsOf(machine), ...busesOf(machine) }))

/** The PCI controllers with the index that each gets (virDomainAssignControllerIndexes). */
export const pciControllers = (machine: Machine): readonly PciController[] => machine.kept('PCI controllers', () => indexed(machine))

export type PciController = Controller & { readonly at: number }

function indexed(machine: Machine): readonly PciController[] {
  const all = machine.controllers().filter(({ type }) => type === 'pci')
  const taken = new Set(all.flatMap(({ index, element }) => attributeOf(element, 'index') ? index ?? [] : []))
  return all.map(controller => {
    if (controller.index !== null) return { ...controller, at: controller.index }
    let at = 0
    while (taken.has(at)) at++
    taken.add(at)
    return { ...controller, at }
  })
}

function busesOf(machine: Machine): Omit<Topology, 'seats'> {
  const byIndex = new Map<number, PciController>()
  for (const controller of pciControllers(machine)) if (!byIndex.has(controller.at)) byIndex.set(controller.at, controller)
  const written = byIndex.get(0)?.model
  const root = written === 'pci-root' || written === 'pcie-root' ? written : pciRootOf(machine.board, machine.family)
  if (root === null || !machine.qemu) return { buses: [], root: null }
  const filler = machine.board === 'pseries' ? 'pci-root' : pciFillers[root]
  const last = Math.min(255, Math.max(0, ...byIndex.keys()))
  const buses: Bus[] = []
  for (let index = 0; index <= last; index++) {
    const controller = byIndex.get(index) ?? null
    const model = controller ? controller.model ?? '' : index === 0 ? root : filler
    const bus = pciBuses[model]
    if (!bus) return { buses: [], root: null }
    buses.push({ ...bus, model, controller })
  }
  return { buses, root }
}

function seatsOf(machine: Machine): readonly PciSeat[] {
  const controllers = new Map(machine.controllers().map(controller => [controller.element, controller]))
  return machine.devices.flatMap((device): readonly PciSeat[] => {
    const address = childOf(device, 'address')
    // The first console is the first serial port once more.
    if (!address || device.name === 'console' || valueOf(address, 'type') !== 'pci') return []
    const place = pciPlace(address)
    // An address of zeroes is none: libvirt finds one (virPCIDeviceAddressIsEmpty).
    if (!place || place.domain + place.bus + place.slot === 0) return []
    const controller = controllers.get(device) ?? null
    return [{ device, address, ...place, controller, plug: plugOf(controller), integrated: device.name === 'iommu' && valueOf(device, 'model') === 'virtio' }]
  })
}

export interface PciPlace {
  readonly domain: number
  readonly bus: number
  readonly slot: number
  readonly function: number
}

/** Null when a number is not one. */
export function pciPlace(address: Element): PciPlace | null {
  const [domain, bus, slot, fn] = ['domain', 'bus', 'slot', 'function'].map(name => numberOf(valueOf(address, name) ?? '0', 0))
  return domain == null || bus == null || slot == null || fn == null ? null : { domain, bus, slot, function: fn }
}

const plugOf = (controller: Controller | null): Plug =>
  controller?.type === 'pci' && controller.model !== undefined && controller.model !== 'pci-root' && controller.model !== 'pcie-root' ? controller.model as Plug : 'pci'

/** `00:02.0`, with the domain before it where it is not 0. */
export const written = ({ domain, bus, slot, function: fn }: PciPlace): string =>
  `${domain ? `${domain.toString(16).padStart(4, '0')}:` : ''}${hex(bus)}:${hex(slot)}.${fn}`

export const hex = (number: number): string => number.toString(16).padStart(2, '0')

/** The next place on a bus where nothing sits yet; null when it is full. */
export function freePlace(machine: Machine, bus: number): PciPlace | null {
  const { seats, buses } = topologyOf(machine)
  const owned = bus === 0 && machine.board ? ownedSlots[machine.board] ?? [] : []
  const taken = new Set([...seats.filter(seat => seat.bus === bus).map(({ slot }) => slot), ...owned.map(({ slot }) => slot)])
  const { firstSlot, lastSlot } = buses[bus] ?? { firstSlot: 1, lastSlot: 31 }
  for (let slot = Math.max(firstSlot, bus === 0 ? 3 : 0); slot <= lastSlot; slot++) if (!taken.has(slot)) return { domain: 0, bus, slot, function: 0 }
  return null
}
