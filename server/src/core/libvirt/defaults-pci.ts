// The PCI topology that libvirt builds for each board: the root, what a bus takes, the slots that the chipset owns, and
// how a device plugs in. From virDomainPCIAddressBusSetModel (src/conf/domain_addr.c) and src/qemu/qemu_domain_address.c.
import type { ArchFamily, Board } from './defaults'

/** What a device needs of the bus that it sits on: an endpoint (`pci`, `pcie`), or the controller model that it is. */
export type Plug = 'pci' | 'pcie' | 'pci-bridge' | 'pci-expander-bus' | 'pcie-expander-bus' | 'dmi-to-pci-bridge' | 'pcie-to-pci-bridge' | 'pcie-root-port'
  | 'pcie-switch-upstream-port' | 'pcie-switch-downstream-port'

export interface PciBus {
  readonly takes: readonly Plug[]
  readonly firstSlot: number
  readonly lastSlot: number
}

/** virDomainPCIAddressBusSetModel, by the model of the controller. */
export const pciBuses: Readonly<Record<string, PciBus>> = {
  'pci-root': { takes: ['pci', 'pci-bridge', 'pci-expander-bus'], firstSlot: 1, lastSlot: 31 },
  'pci-bridge': { takes: ['pci', 'pci-bridge'], firstSlot: 1, lastSlot: 31 },
  'pci-expander-bus': { takes: ['pci', 'pci-bridge'], firstSlot: 0, lastSlot: 31 },
  'pcie-root': { takes: ['pcie', 'pcie-root-port', 'dmi-to-pci-bridge', 'pcie-expander-bus'], firstSlot: 1, lastSlot: 31 },
  'dmi-to-pci-bridge': { takes: ['pci', 'pci-bridge'], firstSlot: 0, lastSlot: 31 },
  'pcie-to-pci-bridge': { takes: ['pci', 'pci-bridge'], firstSlot: 1, lastSlot: 31 },
  'pcie-root-port': { takes: ['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'], firstSlot: 0, lastSlot: 0 },
  'pcie-switch-downstream-port': { takes: ['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'], firstSlot: 0, lastSlot: 0 },
  'pcie-switch-upstream-port': { takes: ['pcie-switch-downstream-port'], firstSlot: 0, lastSlot: 31 },
  'pcie-expander-bus': { takes: ['pcie-root-port', 'dmi-to-pci-bridge'], firstSlot: 0, lastSlot: 31 },
}

/**
 * virDomainPCIAddressFlagsCompatible, for an address that the document gives: a bus that takes one kind of endpoint takes
 * both, and a pci-bridge goes wherever an endpoint does.
 */
export function takesPlug(bus: PciBus, plug: Plug): boolean {
  if (bus.takes.includes(plug)) return true
  return (plug === 'pci' || plug === 'pcie' || plug === 'pci-bridge') && (bus.takes.includes('pci') || bus.takes.includes('pcie'))
}

/** qemuDomainDefAddDefaultDevices: the model of the controller with index 0; null where there is none, or none is known. */
export function pciRootOf(board: Board | null, family: ArchFamily | null): 'pci-root' | 'pcie-root' | null {
  switch (board) {
    case 'i440fx': case 'pseries': case 'versatilepb': case 'malta': return 'pci-root'
    case 'q35': case 'arm-virt': case 'riscv-virt': case 'loongarch-virt': return 'pcie-root'
    default: return family === 'ppc64' ? 'pci-root' : null
  }
}

/** qemuDomainPCIAddressSetCreate: what stands at an index that no controller has, below one that has. */
export const pciFillers: Readonly<Record<'pci-root' | 'pcie-root', string>> = { 'pci-root': 'pci-bridge', 'pcie-root': 'pcie-root-port' }

export interface OwnedSlot {
  readonly slot: number
  readonly function: number
  /** The controller that belongs there; null for what never stands in a document. */
  readonly controller: { readonly type: string, readonly models?: readonly (string | undefined)[] } | null
  readonly name: string
}

/** qemuDomainValidateDevicePCISlotsPIIX3 and …Q35: places on bus 0 that the chipset takes. */
export const ownedSlots: Readonly<Partial<Record<Board, readonly OwnedSlot[]>>> = {
  i440fx: [
    { slot: 1, function: 0, controller: null, name: 'the PIIX3 bridge' },
    { slot: 1, function: 1, controller: { type: 'ide' }, name: 'the IDE controller' },
    { slot: 1, function: 2, controller: { type: 'usb', models: ['piix3-uhci', undefined] }, name: 'the PIIX3 USB controller' },
    { slot: 1, function: 3, controller: null, name: 'the power management of PIIX4' },
  ],
  q35: [
    { slot: 31, function: 0, controller: null, name: 'the ICH9 bridge' },
    { slot: 31, function: 2, controller: { type: 'sata' }, name: 'the SATA controller' },
    { slot: 31, function: 3, controller: null, name: 'the SMBus controller' },
  ],
}

/** virDomainDefAddImplicitDevices and qemuDomainDefAddDefaultDevices: controllers that are there without being written. */
export const implicitControllers: Readonly<Partial<Record<Board, readonly { readonly type: string, readonly index: number }[]>>> = {
  i440fx: [{ type: 'usb', index: 0 }],
  q35: [{ type: 'usb', index: 0 }, { type: 'sata', index: 0 }],
  pseries: [{ type: 'usb', index: 0 }],
  malta: [{ type: 'usb', index: 0 }],
}
