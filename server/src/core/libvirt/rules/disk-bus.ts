// A disk and its bus: which device kinds, addresses and options go together.
import { attributeOf } from '../../xml/walk'
import { boardsWithIde, virtioModels } from '../defaults'
import { childOf, valueOf } from '../read'
import { moveTo } from './disk-target'
import { changeTo, dropped, without } from './edits'
import type { Disk, Machine } from './machine'
import { atAttribute, atName, atValue, other, type Finding, type Rule } from './rule'

export const diskBus: readonly Rule[] = [
  {
    code: 'libvirt/disk-lun-bus', level: 'error', driver: 'qemu', words: ['lun'],
    docs: {
      what: "A disk with `device='lun'` is not on the scsi bus.", why: 'Only a SCSI controller hands the commands of the guest to the device.',
      mend: "Write `bus='scsi'`, or `device='disk'`.", by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    // Old QEMU took it on virtio too.
    check: machine => machine.disks().flatMap(disk => disk.device !== 'lun' || disk.bus === 'scsi' || disk.bus === 'virtio' || !disk.target ? []
      : [atBus(disk, `A \`lun\` is on the \`scsi\` bus, not on \`${disk.bus}\`: change the bus, or write \`device='disk'\`.`, { related: [other(disk.element, 'device', 'the device kind')], fixes: () => [moveTo(machine, disk, 'scsi'), changeTo(disk.element, 'device', 'disk')] })]),
  },
  {
    code: 'libvirt/disk-cdrom-bus', level: 'error', driver: 'qemu', words: ['cdrom'],
    docs: {
      what: 'A cdrom is on the virtio or sd bus.', why: 'There is no tray: the medium could not be ejected.',
      mend: 'Put it on sata, scsi, usb or ide.', by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(disk => disk.device !== 'cdrom' || (disk.bus !== 'virtio' && disk.bus !== 'sd') || !disk.target ? []
      : [atBus(disk, `A cdrom cannot be on \`${disk.bus}\`, where no medium can be ejected: put it on \`${driveBus(machine)}\`.`, { fixes: () => [moveTo(machine, disk, driveBus(machine))] })]),
  },
  {
    code: 'libvirt/disk-floppy-bus', level: 'error', driver: 'any',
    docs: {
      what: 'A floppy is not on the fdc bus, or something else is.', why: 'The floppy controller has floppy drives, and nothing else has them. pseries machines have none.',
      mend: "Write `bus='fdc'` for a floppy, another bus for the rest.", by: 'virDomainDiskDefValidate, qemuProcessStartValidateDisks',
    },
    check: machine => machine.disks().flatMap((disk): readonly Finding[] => {
      if (!disk.target) return []
      if (disk.device === 'floppy' && machine.qemu && machine.board === 'pseries') return [atValue(disk.element, 'device', 'A pseries machine has no floppy drive: remove the disk, or make it a cdrom.', { fixes: () => [dropped(disk.element)] })]
      if (disk.device === 'floppy' && disk.bus !== 'fdc') return [atBus(disk, `A floppy is on the \`fdc\` bus, not on \`${disk.bus}\`.`, { fixes: () => [{ ...changeTo(disk.target!, 'bus', 'fdc'), preferred: true }] })]
      if (disk.device !== 'floppy' && disk.bus === 'fdc') return [atBus(disk, `Only a floppy is on the \`fdc\` bus: put this ${disk.device} on \`${driveBus(machine)}\`.`, { fixes: () => [moveTo(machine, disk, driveBus(machine))] })]
      return []
    }),
  },
  {
    code: 'libvirt/disk-readonly-bus', level: 'error', driver: 'qemu', words: ['readonly'],
    docs: {
      what: 'A read-only disk is on the ide or sata bus.', why: 'ATA disks cannot be write-protected; cdroms are.',
      mend: "Put it on virtio or scsi, or remove `<readonly/>`.", by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(disk => {
      const readonly = childOf(disk.element, 'readonly')
      if (!readonly || disk.device !== 'disk' || (disk.bus !== 'ide' && disk.bus !== 'sata')) return []
      return [atName(readonly, `A disk on \`${disk.bus}\` cannot be read-only: put it on \`virtio\` or \`scsi\`, or remove \`<readonly/>\`.`, {
        related: disk.target ? [other(disk.target, disk.busWritten ? 'bus' : 'dev', 'the bus')] : [], fixes: () => [...disk.target ? [moveTo(machine, disk, 'virtio')] : [], dropped(readonly)],
      })]
    }),
  },
  {
    code: 'libvirt/disk-address-type', level: 'error', driver: 'qemu',
    docs: {
      what: 'The address of a disk is of a kind that its bus does not have.', why: 'ide, sata, scsi and fdc disks sit at a controller (`drive`), usb disks at a port, virtio disks are devices of their own.',
      mend: 'Remove the address: libvirt finds one.', by: 'virDomainDiskAddressDiskBusCompatibility, qemuValidateDomainDeviceDefDiskFrontend, qemuDomainAssignDevicePCISlots',
    },
    check: machine => machine.disks().flatMap(({ address, addressType, bus, target }) => {
      if (!address || addressType === undefined) return []
      const wanted = addressTypes[bus]
      if (!wanted || wanted.includes(addressType)) return []
      return [atValue(address, 'type', `A disk on \`${bus}\` has an address of type \`${wanted[0]}\`, not \`${addressType}\`: remove the address, and libvirt finds one.`, {
        related: target ? [other(target, 'bus', 'the bus')] : [], fixes: () => [{ ...dropped(address), preferred: true }],
      })]
    }),
  },
  {
    code: 'libvirt/disk-virtio-only-option', level: 'error', driver: 'any',
    docs: {
      what: 'An option of virtio on a disk of another bus.', why: 'Queues, event_idx, ioeventfd and the like are settings of the virtio device.',
      mend: "Remove it, or write `bus='virtio'`.", by: 'virDomainDiskDefValidate, virDomainCheckVirtioOptionsAreAbsent',
    },
    check: machine => machine.disks().flatMap(({ element, driver, bus, target }): readonly Finding[] => {
      if (bus === 'virtio') return []
      const related = target ? [other(target, 'bus', 'the bus')] : []
      const model = valueOf(element, 'model')
      return [
        ...model !== undefined && virtioModels.has(model) ? [atValue(element, 'model', `The model \`${model}\` is for the \`virtio\` bus, and this disk is on \`${bus}\`: remove it.`, { related, fixes: () => [without(element, 'model')] })] : [],
        ...driver ? virtioOptions.filter(name => attributeOf(driver, name)).map(name =>
          atAttribute(driver, name, `\`${name}\` is for the \`virtio\` bus, and this disk is on \`${bus}\`: remove it.`, { related, fixes: () => [without(driver, name)] })) : [],
      ]
    }),
  },
]

const virtioOptions: readonly string[] = ['queues', 'queue_size', 'event_idx', 'ioeventfd', 'iommu', 'ats', 'packed', 'page_per_vq']

const addressTypes: Readonly<Record<string, readonly string[]>> = {
  ide: ['drive'], sata: ['drive'], scsi: ['drive'], fdc: ['drive'], usb: ['usb'], virtio: ['pci', 'ccw', 'virtio-mmio', 'virtio-s390'],
}

function atBus({ target, busWritten }: Disk, message: string, more?: Omit<Finding, 'span' | 'message'>): Finding {
  return atValue(target!, busWritten ? 'bus' : 'dev', message, more)
}

/** The bus that a drive with a tray is mostly on. */
const driveBus = ({ board }: Machine): string => board !== null && boardsWithIde.has(board) ? 'ide' : board === 's390-ccw' || board === 'pseries' || board === 'arm-virt' ? 'scsi' : 'sata'
