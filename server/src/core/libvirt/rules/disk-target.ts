// The name of a disk in the guest: there, its own, one that libvirt can map to a place, and a whole disk.
import { busOfTarget, diskNameAt, driveOfIndex, readDiskName } from '../defaults'
import type { Disk, Machine } from './machine'
import { changeTo, preferred, removeElement, setValue } from './edits'
import { atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const diskTarget: readonly Rule[] = [
  {
    code: 'libvirt/disk-target-missing', level: 'error', driver: 'any',
    docs: {
      what: 'A disk has no name in the guest.', why: 'Without `<target dev>` libvirt does not know where the guest sees the disk.',
      mend: "Add `<target dev='vda' bus='virtio'/>`.", by: 'virDomainDiskDefValidate',
    },
    check: machine => machine.disks().flatMap(disk => disk.name !== undefined ? []
      : [atName(disk.target ?? disk.element, "This disk has no name in the guest: add `<target dev='…'/>`, such as `vda`.")]),
  },
  {
    code: 'libvirt/disk-target-duplicate', level: 'error', driver: 'any',
    docs: {
      what: 'Two disks have the same target name, be it on different buses.', why: 'libvirt tells disks apart by their target names.',
      mend: 'Give one of them a free name.', by: 'virDomainDiskDefCheckDuplicateInfo',
    },
    check: machine => repeated(machine.disks(), ({ name }) => name).map(({ item, first, key }) =>
      atValue(item.target!, 'dev', `Another disk is \`${key}\` already: give this one a free name, such as \`${freeName(machine, item)}\`.`, {
        related: [other(first.target!, 'dev', `the other \`${key}\``)], fixes: () => [{ ...changeTo(item.target!, 'dev', freeName(machine, item)), preferred: true }],
      })),
  },
  {
    code: 'libvirt/disk-target-name', level: 'error', driver: 'any',
    docs: {
      what: 'The target name of a disk begins with none of the known prefixes, or cannot be counted.',
      why: 'libvirt reads the place of a disk from its name: `hd`, `sd`, `vd`, `xvd` or `ubd` and letters, `fd` for a floppy.',
      mend: 'Name it after its bus: `vda` on virtio, `sda` on scsi, sata and usb, `hda` on ide, `fda` for a floppy.', by: 'virDomainDiskDefValidate, virDomainDiskDefAssignAddress',
    },
    check: machine => machine.disks().flatMap(disk => wrongName(disk, machine)),
  },
  {
    code: 'libvirt/disk-target-partition', level: 'error', driver: 'qemu',
    docs: {
      what: 'The target of a disk names a partition.', why: 'A guest gets whole disks; the partitions are in them.',
      mend: 'Leave out the number: `vdb` instead of `vdb1`.', by: 'qemuValidateDomainDeviceDefDisk',
    },
    check: machine => machine.disks().flatMap(({ name, target }): readonly Finding[] => {
      const read = name === undefined ? null : readDiskName(name)
      if (!read?.partition) return []
      const whole = diskNameAt(read.prefix, read.index)
      return [atValue(target!, 'dev', `\`${name}\` is a partition: the target of a disk is a whole disk, write \`${whole}\`.`, { fixes: () => [changeTo(target!, 'dev', whole)] })]
    }),
  },
]

function wrongName(disk: Disk, machine: Machine): readonly Finding[] {
  const { name, target, device, address } = disk
  // A namespace of an NVMe controller is counted in its own way (`nvme0n1`).
  if (name === undefined || !target || disk.bus === 'nvme') return []
  const fixes = () => [changeTo(target, 'dev', freeName(machine, disk))]
  if (device === 'floppy' && !name.startsWith('fd')) return [atValue(target, 'dev', `A floppy's name begins with \`fd\`: write \`${freeName(machine, disk)}\` instead of \`${name}\`.`, { fixes })]
  if ((device === 'disk' || device === 'lun') && !/^(?:hd|sd|vd|xvd|ubd)/.test(name)) {
    return [atValue(target, 'dev', `\`${name}\` is no name for a disk: it begins with \`hd\`, \`sd\`, \`vd\`, \`xvd\` or \`ubd\`. Write \`${freeName(machine, disk)}\`.`, { fixes })]
  }
  if (readDiskName(name) || (address && !machine.qemu)) return []
  return [atValue(target, 'dev', `libvirt cannot read a place from \`${name}\`: write the letters of the bus and a to z, such as \`${freeName(machine, disk)}\`.`, { fixes })]
}

const prefixes: Readonly<Record<string, string>> = { ide: 'hd', fdc: 'fd', virtio: 'vd', xen: 'xvd', uml: 'ubd' }

/** The next name for a disk on this bus that neither is taken nor means a place that is. */
export function freeName(machine: Machine, disk: Disk, bus = disk.bus, own = disk.name ?? null): string {
  const read = own === null ? null : readDiskName(own)
  const kept = bus === disk.bus && read && (disk.busWritten || busOfTarget(disk.device, disk.name) === disk.bus) ? read.prefix : null
  const prefix = kept ?? prefixes[bus] ?? 'sd'
  const others = machine.disks().filter(one => one !== disk)
  const names = new Set(machine.disks().map(({ name }) => name))
  const places = new Set(others.filter(one => one.bus === bus && one.drive).map(({ drive }) => JSON.stringify(drive)))
  for (let index = 0; ; index++) {
    const place = disk.address ? null : driveOfIndex(bus, index)
    if (!names.has(diskNameAt(prefix, index)) && !(place && places.has(JSON.stringify(place)))) return diskNameAt(prefix, index)
  }
}

/** Moves a disk to another bus, with a name that fits and without an address that no longer does. */
export const moveTo = (machine: Machine, disk: Disk, bus: string) => preferred(`Move it to the \`${bus}\` bus`,
  setValue(disk.target!, 'bus', bus), setValue(disk.target!, 'dev', freeName(machine, disk, bus)), disk.address ? removeWhole(disk) : [])

const removeWhole = ({ address }: Disk) => removeElement(address!)
