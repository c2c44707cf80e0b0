// Which bus a device is plugged into: as its address says, else as libvirt chooses by what the device is.
import type { Element } from '../../xml/tree'
import { busOfInput, virtioModels } from '../defaults'
import { childOf, valueOf } from '../read'
import { driveFrom, numberOf, type Disk, type Machine } from '../rules/machine'
import { pciPlace, type PciPlace } from '../rules/pci'

/** What a device that gets its PCI address from libvirt wants: a port of its own, a slot of conventional PCI, or one on the root. */
export type Need = 'port' | 'slot' | 'root'

export type Home =
  | { readonly bus: 'pci'; readonly place: PciPlace | null; readonly need: Need }
  | { readonly bus: ControllerBus; readonly controller: number; readonly seat?: string }
  | { readonly bus: 'ccw' | 'spapr-vio' | 'virtio-mmio' | 'isa' | 'board'; readonly seat?: string }

/** Buses that hang on a controller of their type. */
export type ControllerBus = 'usb' | 'scsi' | 'sata' | 'ide' | 'fdc' | 'virtio-serial' | 'ccid' | 'nvme'

export function homeOf(device: Element, machine: Machine): Home {
  return writtenHome(device, machine) ?? chosenHome(device, machine)
}

/** virDomainDeviceAddressType. */
function writtenHome(device: Element, machine: Machine): Home | null {
  const address = childOf(device, 'address')
  const value = (name: string): string | undefined => valueOf(address, name)
  switch (value('type')) {
    case 'pci': {
      const place = pciPlace(address!)
      return { bus: 'pci', place: place && place.domain + place.bus + place.slot + place.function > 0 ? place : null, need: needOf(device, machine) }
    }
    case 'usb': return { bus: 'usb', controller: numberOf(value('bus') ?? '0') ?? 0, ...value('port') !== undefined && { seat: `port ${value('port')!}` } }
    case 'drive': {
      const drive = driveFrom(address!)
      const bus = driveBus(device, machine)
      return drive && bus ? { bus, controller: drive.controller, seat: driveSeat(drive) } : null
    }
    case 'virtio-serial': return { bus: 'virtio-serial', controller: numberOf(value('controller') ?? '0') ?? 0, ...value('port') !== undefined && { seat: `port ${value('port')!}` } }
    case 'ccid': return { bus: 'ccid', controller: numberOf(value('controller') ?? '0') ?? 0, ...value('slot') !== undefined && { seat: `slot ${value('slot')!}` } }
    case 'ccw': return { bus: 'ccw', seat: [value('cssid'), value('ssid'), value('devno')].map(part => (part ?? '?').replace(/^0x/, '')).join('.') }
    case 'spapr-vio': return { bus: 'spapr-vio', ...value('reg') !== undefined && { seat: value('reg')! } }
    case 'isa': return { bus: 'isa', ...value('iobase') !== undefined && { seat: value('iobase')! } }
    case 'virtio-mmio': return { bus: 'virtio-mmio' }
    case 'unassigned': return { bus: 'board', seat: 'not given to the guest' }
    default: return null
  }
}

const driveBus = (device: Element, machine: Machine): ControllerBus | null => {
  if (device.name !== 'disk') return 'scsi'
  const { bus } = machine.disks().find(({ element }) => element === device)!
  return isControllerBus(bus) ? bus : null
}

const isControllerBus = (bus: string): bus is ControllerBus => ['usb', 'scsi', 'sata', 'ide', 'fdc', 'nvme'].includes(bus)

const driveSeat = ({ bus, target, unit }: { readonly bus: number, readonly target: number, readonly unit: number }): string =>
  `${bus ? `bus ${bus} ` : ''}${target ? `target ${target} ` : ''}unit ${unit}`

/** Without an address: qemuDomainAssignAddresses and what it calls. */
function chosenHome(device: Element, machine: Machine): Home {
  if (!machine.qemu) return { bus: 'board' }
  const model = modelOf(device)
  switch (device.name) {
    case 'disk': return diskHome(machine.disks().find(({ element }) => element === device)!, machine)
    case 'interface':
      if (model === 'usb-net') return usb
      if (model === 'spapr-vlan') return { bus: 'spapr-vio' }
      return model === 'lan9118' || model === 'smc91c111' ? { bus: 'board' } : model === undefined && machine.family !== 'x86' || virtioModels.has(model ?? '') ? virtio(device, machine) : pci(device, machine)
    case 'hostdev': return hostdevHome(valueOf(device, 'type'), model, device, machine)
    case 'controller': return controllerHome(valueOf(device, 'type'), model, device, machine)
    case 'input': {
      const bus = valueOf(device, 'bus') ?? busOfInput(valueOf(device, 'type') ?? '', machine.family)
      return bus === 'usb' ? usb : bus === 'virtio' ? virtio(device, machine) : { bus: 'board' }
    }
    case 'sound': return model === 'usb' ? usb : model === 'virtio' ? virtio(device, machine) : ['ac97', 'es1370', 'ich6', 'ich7', 'ich9'].includes(model ?? '') ? pci(device, machine) : { bus: 'isa' }
    case 'video': return model === 'none' || model === 'ramfb' ? { bus: 'board' } : model === 'virtio' ? virtio(device, machine) : pci(device, machine)
    case 'filesystem': case 'rng': case 'vsock': case 'crypto': return virtio(device, machine)
    case 'memballoon': return model === 'none' ? { bus: 'board' } : virtio(device, machine)
    case 'watchdog': return model === 'i6300esb' ? pci(device, machine) : model === 'ib700' ? { bus: 'isa' } : { bus: 'board' }
    case 'shmem': return pci(device, machine)
    case 'memory': return model === 'virtio-mem' || model === 'virtio-pmem' ? virtio(device, machine) : { bus: 'board' }
    case 'iommu': return model === 'virtio' ? pci(device, machine) : { bus: 'board' }
    case 'redirdev': case 'hub': return usb
    case 'smartcard': return { bus: 'ccid', controller: 0 }
    case 'channel': return valueOf(childOf(device, 'target'), 'type') === 'guestfwd' ? { bus: 'board' } : { bus: 'virtio-serial', controller: 0 }
    case 'console': return valueOf(childOf(device, 'target'), 'type') === 'virtio' ? { bus: 'virtio-serial', controller: 0 } : { bus: 'board' }
    case 'serial': return serialHome(valueOf(childOf(device, 'target'), 'type'), device, machine)
    case 'parallel': return { bus: 'isa' }
    default: return { bus: 'board' }
  }
}

const usb: Home = { bus: 'usb', controller: 0 }

const modelOf = (device: Element): string | undefined =>
  valueOf(device, 'model') ?? valueOf(childOf(device, 'model'), 'type') ?? valueOf(childOf(device, 'model'), 'name')

/** A virtio device sits where its machine has virtio: on channels, on PCI, in memory. */
const virtio = (device: Element, machine: Machine): Home =>
  machine.family === 's390' ? { bus: 'ccw' } : hasPci(machine) ? pci(device, machine) : { bus: 'virtio-mmio' }

const hasPci = ({ board, family }: Machine): boolean => board === 'other' ? family === 'x86' : board === null ? family !== 'arm' && family !== 'riscv' : board !== 'isapc'

const pci = (device: Element, machine: Machine): Home => ({ bus: 'pci', place: null, need: needOf(device, machine) })

function diskHome({ element, bus, drive }: Disk, machine: Machine): Home {
  if (bus === 'virtio') return virtio(element, machine)
  if (bus === 'usb') return usb
  return isControllerBus(bus) && drive ? { bus, controller: drive.controller, seat: driveSeat(drive) } : isControllerBus(bus) ? { bus, controller: 0 } : { bus: 'board' }
}

function hostdevHome(type: string | undefined, model: string | undefined, device: Element, machine: Machine): Home {
  switch (type) {
    case 'usb': return usb
    case 'scsi': return { bus: 'scsi', controller: 0 }
    case 'scsi_host': return virtio(device, machine)
    case 'pci': return pci(device, machine)
    case 'mdev': return model === 'vfio-ccw' ? { bus: 'ccw' } : model === 'vfio-ap' ? { bus: 'board' } : pci(device, machine)
    default: return { bus: 'board' }
  }
}

function controllerHome(type: string | undefined, model: string | undefined, device: Element, machine: Machine): Home {
  switch (type) {
    case 'usb': return model === 'none' ? { bus: 'board' } : pci(device, machine)
    case 'scsi': return model === 'ibmvscsi' || model === undefined && machine.family === 'ppc64' ? { bus: 'spapr-vio' } : model?.startsWith('virtio') ?? machine.family === 's390' ? virtio(device, machine) : pci(device, machine)
    case 'virtio-serial': return virtio(device, machine)
    case 'sata': case 'ide': case 'nvme': return pci(device, machine)
    case 'ccid': return usb
    default: return { bus: 'board' }
  }
}

function serialHome(target: string | undefined, device: Element, machine: Machine): Home {
  if (target === 'pci-serial') return pci(device, machine)
  if (target === 'usb-serial') return usb
  if (target === 'spapr-vio-serial' || target === undefined && machine.family === 'ppc64') return { bus: 'spapr-vio' }
  return target === 'isa-serial' || target === undefined && machine.family === 'x86' ? { bus: 'isa' } : { bus: 'board' }
}

/** qemuDomainDeviceCalculatePCIConnectFlags: what speaks PCI Express gets a port, all else a slot; `root`: see chipset.ts. */
function needOf(device: Element, machine: Machine): Need {
  const model = modelOf(device)
  if (model?.endsWith('-transitional') && !model.endsWith('-non-transitional')) return 'slot'
  switch (device.name) {
    case 'controller': {
      const type = valueOf(device, 'type')
      if (type === 'virtio-serial' || type === 'nvme') return 'port'
      if (type === 'scsi') return model?.startsWith('virtio') || model === undefined && machine.family !== 'x86' ? 'port' : 'slot'
      return model === 'qemu-xhci' || model === 'nec-xhci' || type === 'usb' && model === undefined && machine.board !== 'i440fx' ? 'port' : 'slot'
    }
    case 'interface': return valueOf(device, 'type') === 'hostdev' || virtioModels.has(model ?? '') || model === 'e1000e' || model === 'igb' || model === undefined && machine.family !== 'x86' ? 'port' : 'slot'
    case 'sound': return model === 'virtio' ? 'port' : 'slot'
    case 'video': return model === 'virtio' || model === 'bochs' ? 'port' : 'slot'
    case 'iommu': case 'panic': return 'root'
    case 'watchdog': case 'shmem': case 'serial': return 'slot'
    default: return 'port'
  }
}
