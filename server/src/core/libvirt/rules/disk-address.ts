// Where disks and SCSI host devices sit at their controllers: each place once, and only places that there are.
import type { Element } from '../../xml/tree'
import { childOf, valueOf } from '../read'
import type { DriveAddress } from '../defaults'
import { changeTo, dropped } from './edits'
import { driveFrom, type Machine } from './machine'
import { atName, atValue, other, repeated, type Finding, type Rule } from './rule'
import { freeName } from './disk-target'

export const diskAddress: readonly Rule[] = [
  {
    code: 'libvirt/drive-address-duplicate', level: 'error', driver: 'qemu',
    docs: {
      what: 'Two disks of one bus, or a disk and a SCSI host device, have the same place at the controller.',
      why: 'A place without an address is taken from the target name: `sda` is unit 0, `sdb` unit 1.',
      mend: 'Change the unit of one, or remove its address.', by: 'virDomainDefDuplicateDriveAddressesValidate, virDomainDiskDefAssignAddress',
    },
    check: machine => repeated(seatsOf(machine), ({ bus, place }) => `${bus} ${place.controller}:${place.bus}:${place.target}:${place.unit}`)
      .map(({ item, first }) => ({ item, first }))
      .map(({ item, first }) => item.written === null && first.written !== null ? { item: first, first: item } : { item, first })
      .map(({ item, first }) => {
        const { place, element, written } = item
        const where = `controller ${place.controller}, bus ${place.bus}, target ${place.target}, unit ${place.unit} of \`${item.bus}\``
        const finding = { related: [other(first.written ?? first.element, first.written ? 'unit' : first.named ? 'dev' : null, first.written ? 'the other address' : 'the place that this name means')] }
        return written
          ? atValue(written, 'unit', `Two devices have the place ${where}: write \`unit='${freeUnit(machine, item)}'\`, or remove the address.`, { ...finding, fixes: () => [{ ...changeTo(written, 'unit', String(freeUnit(machine, item))), preferred: true }, dropped(written)] })
          : item.named ? atValue(element, 'dev', `The name means the place ${where}, which another device has: choose another name.`, { ...finding, fixes: () => item.renamed() })
            : atName(element, `Two devices have the place ${where}.`, finding)
      }),
  },
  {
    code: 'libvirt/drive-address-range', level: 'error', driver: 'qemu',
    docs: {
      what: 'A drive address with a number that its controller does not have.', why: 'There is one IDE and one floppy controller without targets; SATA has one bus and no targets, SCSI one bus, lsilogic one target.',
      mend: 'Write 0.', by: 'qemuValidateDomainDeviceDefAddressDrive',
    },
    check: machine => seatsOf(machine).flatMap(({ written, place, bus }) => !written ? [] : zeroesOf(machine, bus, place).filter(name => place[name] !== 0).map(name =>
      atValue(written, name, `\`${name}\` must be 0 on \`${bus}\`: there is only one.`, { fixes: () => [{ ...changeTo(written, name, '0'), preferred: true }] }))),
  },
]

const zeroes: Readonly<Record<string, readonly (keyof DriveAddress)[]>> = { ide: ['controller', 'target'], fdc: ['controller', 'bus', 'target'], sata: ['bus', 'target'], scsi: ['bus'] }

/** An lsilogic has a target 0 with many units; which model it is where none is written, QEMU's build decides. */
const zeroesOf = (machine: Machine, bus: string, { controller }: DriveAddress): readonly (keyof DriveAddress)[] =>
  bus === 'scsi' && machine.controllers().some(({ type, model, index }) => type === 'scsi' && model === 'lsilogic' && index === controller) ? ['bus', 'target'] : zeroes[bus] ?? []

interface Seat {
  readonly bus: string
  readonly place: DriveAddress
  /** The address as written; null where the name means it. */
  readonly written: Element | null
  /** What the finding stands on where no address is written. */
  readonly element: Element
  readonly named: boolean
  readonly renamed: () => ReturnType<NonNullable<Finding['fixes']>>
}

function seatsOf(machine: Machine): readonly Seat[] {
  return [
    ...machine.disks().flatMap(disk => disk.target && zeroes[disk.bus] && disk.drive ? [{
      bus: disk.bus, place: disk.drive, written: disk.addressType === 'drive' ? disk.address! : null, element: disk.target, named: true,
      renamed: () => [changeTo(disk.target!, 'dev', freeName(machine, disk))],
    }] : []),
    ...machine.of('hostdev').flatMap(element => {
      const address = childOf(element, 'address')
      const place = valueOf(element, 'type') === 'scsi' && valueOf(address, 'type') === 'drive' ? driveFrom(address!) : null
      return place ? [{ bus: 'scsi', place, written: address!, element, named: false, renamed: () => [] }] : []
    }),
  ]
}

function freeUnit(machine: Machine, { bus, place }: Seat): number {
  const taken = new Set(seatsOf(machine).filter(seat => seat.bus === bus && seat.place.controller === place.controller && seat.place.bus === place.bus && seat.place.target === place.target).map(seat => seat.place.unit))
  for (let unit = 0; ; unit++) if (!taken.has(unit)) return unit
}
