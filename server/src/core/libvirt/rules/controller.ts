// Controllers that are not PCI ones: one index each, on a board that has them, with the options of their model.
import { attributeOf } from '../../xml/walk'
import { boardsWithIde, machinesWithIde, virtioModels } from '../defaults'
import { childOf, valueOf } from '../read'
import { moveTo } from './disk-target'
import { changeTo, dropped, without } from './edits'
import { numberOf, type Controller, type Machine } from './machine'
import { atAttribute, atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const controller: readonly Rule[] = [
  {
    code: 'libvirt/controller-duplicate-index', level: 'error', driver: 'any',
    docs: {
      what: 'Two controllers of one type have the same index.', why: 'Devices name their controller by its index. Companions of a USB 2 controller share one.',
      mend: 'Give one of them a free index, or remove it.', by: 'virDomainDefRejectDuplicateControllers, virDomainUSBAddressSetAddController',
    },
    check: machine => repeated(machine.controllers().filter(one => !isCompanion(one) && one.model !== 'none'), ({ type, index }) => type === '' || index === null || (type === 'usb' && !machine.qemu) ? null : `${type} ${index}`)
      .map(({ item, first }) => atValue(item.element, 'index', `Another \`${item.type}\` controller has the index ${item.index}: write \`${freeIndex(machine, item.type)}\`, or remove one of them.`, {
        related: [other(first.element, 'index', 'the other controller')], fixes: () => [changeTo(item.element, 'index', String(freeIndex(machine, item.type))), dropped(item.element)],
      })),
  },
  {
    code: 'libvirt/ide-controller-machine', level: 'error', driver: 'qemu',
    docs: {
      what: 'IDE on a board that has none, or a second IDE controller.', why: 'Only i440fx (and malta, sun4u, g3beige) have an IDE controller built in, and QEMU adds none.',
      mend: 'Put the disk on sata, scsi or virtio.', by: 'qemuValidateDomainDeviceDefControllerIDE',
    },
    check: machine => {
      if (machine.board === null || machine.machine === undefined) return []
      const built = boardsWithIde.has(machine.board) || machinesWithIde.has(machine.machine)
      const bus = machine.board === 'q35' ? 'sata' : 'scsi'
      const related = () => [other(machine.at('os', 'type')!, 'machine', 'the machine type')]
      return [
        ...machine.controllers().filter(({ type, index }) => type === 'ide' && !(built && (index ?? 0) === 0)).map(({ element }) =>
          atValue(element, 'type', built ? 'This board has one IDE controller: remove the second.' : `The board of \`${machine.machine}\` has no IDE controller: remove it.`, { related: related(), fixes: () => [dropped(element)] })),
        ...built ? [] : machine.disks().filter(({ bus, target }) => bus === 'ide' && target).map(disk =>
          atValue(disk.target!, disk.busWritten ? 'bus' : 'dev', `The board of \`${machine.machine}\` has no IDE: put this ${disk.device} on \`${bus}\`.`, { related: related(), fixes: () => [moveTo(machine, disk, bus)] })),
        ...built ? machine.disks().filter(({ bus, drive, addressType }) => bus === 'ide' && drive && drive.controller > 0 && addressType === undefined).map(disk =>
          atValue(disk.target!, 'dev', 'IDE takes four disks: put this one on another bus.', { fixes: () => [moveTo(machine, disk, 'scsi')] })) : [],
      ]
    },
  },
  {
    code: 'libvirt/controller-iothread-model', level: 'error', driver: 'any',
    docs: {
      what: 'An iothread on a controller that is not virtio-scsi.', why: 'Only virtio-scsi can do its work in another thread.',
      mend: "Remove it, or use `model='virtio-scsi'`.", by: 'virDomainControllerDefPostParse, virDomainControllerDefValidate',
    },
    check: machine => machine.controllers().filter(one => !isVirtioScsi(one)).flatMap(({ element, type }): readonly Finding[] => {
      const driver = childOf(element, 'driver')
      const threads = childOf(driver, 'iothreads')
      const related = [other(element, type === 'scsi' ? 'model' : 'type', 'the controller')]
      return [
        ...driver && numberOf(valueOf(driver, 'iothread')) ? [atAttribute(driver, 'iothread', 'Only a `virtio-scsi` controller takes an iothread: remove it.', { related, fixes: () => [without(driver, 'iothread'), ...type === 'scsi' ? [changeTo(element, 'model', 'virtio-scsi')] : []] })] : [],
        ...threads ? [atName(threads, 'Only a `virtio-scsi` controller takes iothreads: remove them.', { related, fixes: () => [dropped(threads)] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/controller-scsi-option', level: 'error', driver: 'qemu',
    docs: {
      what: 'An option of virtio-scsi on another controller.', why: 'Queues and the like are settings of virtio-scsi.',
      mend: "Remove it, or use `model='virtio-scsi'`.", by: 'qemuValidateDomainDeviceDefControllerAttributes',
    },
    check: machine => machine.controllers().filter(one => one.type !== 'scsi' || (one.model !== undefined && !isVirtioScsi(one))).flatMap(({ element }) => {
      const driver = childOf(element, 'driver')
      return driver ? scsiOptions.filter(name => attributeOf(driver, name)).map(name => atAttribute(driver, name, `\`${name}\` is for a \`virtio-scsi\` controller: remove it.`, { fixes: () => [without(driver, name)] })) : []
    }),
  },
  {
    code: 'libvirt/controller-model-removed', level: 'error', driver: 'qemu',
    docs: { what: 'A controller model that QEMU does not have.', why: '`buslogic` is of VMware, `qusb1` and `qusb2` of Xen.', mend: 'Use `virtio-scsi` or `qemu-xhci`.', by: 'qemuValidateCheckSCSIControllerModel, qemuDomainControllerDefPostParse' },
    check: machine => machine.controllers().flatMap(({ element, type, model }) => {
      const instead = type === 'scsi' && model === 'buslogic' ? 'virtio-scsi' : type === 'usb' && (model === 'qusb1' || model === 'qusb2') ? 'qemu-xhci' : null
      return instead === null ? [] : [atValue(element, 'model', `QEMU has no \`${model}\` controller: use \`${instead}\`.`, { fixes: () => [changeTo(element, 'model', instead)] })]
    }),
  },
]

const scsiOptions: readonly string[] = ['queues', 'cmd_per_lun', 'max_sectors', 'ioeventfd']

const isCompanion = ({ type, model, element }: Controller): boolean => type === 'usb' && (/^ich9-uhci/.test(model ?? '') || childOf(element, 'master') !== undefined && !/^ich9-ehci/.test(model ?? ''))

/** A model that is not written may become virtio-scsi (qemuDomainGetSCSIControllerModel), so that it counts as one for its options. */
export const isVirtioScsi = ({ type, model }: Controller): boolean => type === 'scsi' && model !== undefined && (model === 'virtio-scsi' || virtioModels.has(model))

function freeIndex(machine: Machine, type: string): number {
  const taken = new Set(machine.controllers().filter(one => one.type === type).map(({ index }) => index))
  for (let index = 0; ; index++) if (!taken.has(index)) return index
}
