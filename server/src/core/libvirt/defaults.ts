// What libvirt fills in where a domain says nothing: boards, buses, models. Data with its source; rules, hints and previews
// read it. The functions named are libvirt's (src/qemu/qemu_domain.c and src/conf/domain_postparse.c, read at 9.0.0 and 11.3.0).

export type ArchFamily = 'x86' | 'arm' | 'ppc64' | 's390' | 'riscv' | 'loongarch' | 'mips' | 'other'

/** ARCH_IS_X86 and its like in src/util/virarch.h. */
export const archFamilies: Readonly<Record<string, ArchFamily>> = {
  i686: 'x86', x86_64: 'x86',
  armv6l: 'arm', armv7l: 'arm', armv7b: 'arm', aarch64: 'arm',
  ppc64: 'ppc64', ppc64le: 'ppc64',
  s390: 's390', s390x: 's390',
  riscv32: 'riscv', riscv64: 'riscv',
  loongarch64: 'loongarch',
  mips: 'mips', mipsel: 'mips', mips64: 'mips', mips64el: 'mips',
}

/** The boards that libvirt tells apart; `other` is every other one. */
export type Board = 'i440fx' | 'q35' | 'arm-virt' | 'riscv-virt' | 'loongarch-virt' | 'pseries' | 's390-ccw' | 'malta' | 'isapc' | 'versatilepb' | 'other'

interface MachineNames {
  readonly board: Board
  readonly family: ArchFamily
  /** Machine types of exactly this name, and those that begin so. */
  readonly exact: readonly string[]
  readonly prefixes: readonly string[]
  /** The name alone tells the architecture. */
  readonly telling?: true
}

/** qemuDomainMachineIsQ35, …IsI440FX, …IsARMVirt, …IsRISCVVirt, …IsLoongArchVirt, …IsPSeries, …IsS390CCW, …IsMipsMalta. */
const machines: readonly MachineNames[] = [
  { board: 'q35', family: 'x86', exact: ['q35'], prefixes: ['pc-q35-'], telling: true },
  { board: 'i440fx', family: 'x86', exact: ['pc'], prefixes: ['pc-0.', 'pc-1.', 'pc-i440fx-', 'rhel'], telling: true },
  { board: 'isapc', family: 'x86', exact: ['isapc'], prefixes: [], telling: true },
  { board: 'arm-virt', family: 'arm', exact: ['virt'], prefixes: ['virt-'] },
  { board: 'versatilepb', family: 'arm', exact: ['versatilepb'], prefixes: [], telling: true },
  { board: 'riscv-virt', family: 'riscv', exact: ['virt'], prefixes: ['virt-'] },
  { board: 'loongarch-virt', family: 'loongarch', exact: ['virt'], prefixes: ['virt-'] },
  { board: 'pseries', family: 'ppc64', exact: ['pseries'], prefixes: ['pseries-'], telling: true },
  { board: 's390-ccw', family: 's390', exact: [], prefixes: ['s390-ccw'], telling: true },
  { board: 'malta', family: 'mips', exact: ['malta'], prefixes: [], telling: true },
]

/**
 * The board that a machine type means. Null when it is not known: without a machine type QEMU chooses one, and without an
 * architecture the host's is taken, so that a name which several of them have says nothing.
 */
export function boardOf(machine: string | undefined, family: ArchFamily | null): Board | null {
  if (machine === undefined) return null
  const named = machines.filter(({ exact, prefixes }) => exact.includes(machine) || prefixes.some(prefix => machine.startsWith(prefix)))
  const found = named.find(row => family === null ? row.telling : row.family === family)
  return found?.board ?? (named.length ? null : 'other')
}

/** The family that a machine type gives away where no architecture is written. */
export const familyOfMachine = (machine: string | undefined): ArchFamily | null =>
  machines.find(({ telling, exact, prefixes }) => telling && machine !== undefined && (exact.includes(machine) || prefixes.some(prefix => machine.startsWith(prefix))))?.family ?? null

/** virDomainDiskDefPostParse: the bus of a disk without `bus`, by how its target begins. */
const busPrefixes: readonly (readonly [prefix: string, bus: string])[] = [['hd', 'ide'], ['sd', 'scsi'], ['vd', 'virtio'], ['xvd', 'xen'], ['ubd', 'uml'], ['nvme', 'nvme']]

export function busOfTarget(device: string, target: string | undefined): string {
  if (device === 'floppy') return 'fdc'
  return busPrefixes.find(([prefix]) => target?.startsWith(prefix))?.[1] ?? 'ide'
}

/** virDiskNameParse (src/util/virutil.c): the names of disks, with the number that the letters mean. */
const diskName = /^(?:ioemu:)?(fd|hd|vd|sd|xvd|ubd)([a-z]+)(\d*)$/

export interface DiskName {
  readonly prefix: string
  /** 0 for `vda`, 26 for `vdaa`. */
  readonly index: number
  readonly partition: string
}

export function readDiskName(target: string): DiskName | null {
  const [, prefix, letters, partition = ''] = diskName.exec(target) ?? []
  if (prefix === undefined || letters === undefined || letters.length > 6) return null
  return { prefix, index: lettersToIndex(letters), partition }
}

const lettersToIndex = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) - 1

export function diskNameAt(prefix: string, index: number): string {
  let letters = ''
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(97 + rest % 26) + letters
  return prefix + letters
}

export interface DriveAddress {
  readonly controller: number
  readonly bus: number
  readonly target: number
  readonly unit: number
}

/** virDomainDiskDefAssignAddress: where a disk without an address sits, by its name; QEMU's SCSI bus is the narrow one. */
export function driveOfIndex(bus: string, index: number): DriveAddress | null {
  switch (bus) {
    case 'scsi': return { controller: Math.floor(index / 7), bus: 0, target: 0, unit: index % 7 }
    case 'ide': return { controller: Math.floor(index / 4), bus: Math.floor(index % 4 / 2), target: 0, unit: index % 2 }
    case 'sata': return { controller: Math.floor(index / 6), bus: 0, target: 0, unit: index % 6 }
    case 'fdc': return { controller: Math.floor(index / 2), bus: 0, target: 0, unit: index % 2 }
    default: return null
  }
}

/** qemuDomainMachineHasBuiltinIDE. */
export const boardsWithIde: ReadonlySet<Board> = new Set(['i440fx', 'malta'])
export const machinesWithIde: ReadonlySet<string> = new Set(['malta', 'sun4u', 'g3beige'])

/** virDomainInputDefPostParse. */
export function busOfInput(type: string, family: ArchFamily | null): string | null {
  if (type === 'passthrough') return 'virtio'
  if (type === 'evdev') return 'none'
  if (family === null) return null
  if ((type === 'mouse' || type === 'keyboard') && family === 'x86') return 'ps2'
  return family === 's390' ? 'virtio' : 'usb'
}

/** qemuDomainDefaultVideoDevice: `<video>` without a model; on x86 it is cirrus, or vga where QEMU lacks that. */
export function videoOf(family: ArchFamily | null, board: Board | null): string | null {
  if (family === 'ppc64') return 'vga'
  if (family === 's390' || board === 'arm-virt' || board === 'riscv-virt' || board === 'loongarch-virt') return 'virtio'
  return null
}

/** virDomainUSBAddressControllerModelToPorts: how many devices a USB controller takes; companions are counted at their master. */
export const usbPorts: Readonly<Record<string, number>> = {
  'piix3-uhci': 2, 'piix4-uhci': 2, 'vt82c686b-uhci': 2, 'ehci': 6, 'ich9-ehci1': 6,
  'ich9-uhci1': 0, 'ich9-uhci2': 0, 'ich9-uhci3': 0, 'pci-ohci': 3, 'nec-xhci': 4, 'qemu-xhci': 4, 'qusb1': 8, 'qusb2': 8,
}

/** VIR_DOMAIN_USB_HUB_PORTS. */
export const usbHubPorts = 8

/** VIR_DOMAIN_DEFAULT_VIRTIO_SERIAL_PORTS. */
export const virtioSerialPorts = 31

/** The models of devices that speak virtio (virDomainNetIsVirtioModel and its like). */
export const virtioModels: ReadonlySet<string> = new Set(['virtio', 'virtio-transitional', 'virtio-non-transitional'])
