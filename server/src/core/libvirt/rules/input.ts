// Input devices: a bus that has them and a model that goes with it.
import { attributeOf } from '../../xml/walk'
import { busOfInput } from '../defaults'
import { childOf, valueOf } from '../read'
import { dropped, preferred, setValue, without } from './edits'
import { atAttribute, atName, atValue, other, type Finding, type Rule } from './rule'

export const input: readonly Rule[] = [
  {
    code: 'libvirt/input-bus', level: 'error', driver: 'qemu',
    docs: { what: 'An input device on a bus that does not have it.', why: 'PS/2 has a mouse and a keyboard, a passed-through device is on virtio, evdev on none, and models are of virtio.', mend: 'Change the bus.', by: 'virDomainInputDefValidate, qemuValidateDomainDeviceDefInput' },
    check: machine => machine.of('input').flatMap((device): readonly Finding[] => {
      const type = valueOf(device, 'type') ?? ''
      const written = valueOf(device, 'bus')
      const bus = written ?? busOfInput(type, machine.family)
      const model = valueOf(device, 'model')
      const source = childOf(device, 'source')
      const address = childOf(device, 'address')
      const to = (bus: string) => () => [preferred(`Change \`bus\` to \`${bus}\``, setValue(device, 'bus', bus))]
      if (bus === 'xen' || bus === 'parallels') return [atValue(device, 'bus', `A \`${machine.type}\` domain has no bus \`${bus}\`: write \`usb\`, \`virtio\` or \`ps2\`.`, { fixes: to('usb') })]
      if (bus === 'ps2' && type !== 'mouse' && type !== 'keyboard') return [atValue(device, 'bus', `PS/2 has a mouse and a keyboard, no ${type}: write \`usb\` or \`virtio\`.`, { fixes: to('usb') })]
      if (bus === 'ps2' && machine.family !== null && withoutPs2.includes(machine.family)) return [atValue(device, written === undefined ? 'type' : 'bus', `A \`${machine.arch ?? machine.machine}\` machine has no PS/2: write \`usb\` or \`virtio\`.`, { fixes: to('usb') })]
      if (type === 'passthrough' && bus !== 'virtio') return [atValue(device, 'bus', `A passed-through device is on \`virtio\`, not on \`${bus}\`.`, { fixes: to('virtio') })]
      if (type === 'evdev' && written !== undefined) return [atAttribute(device, 'bus', 'An evdev device is on no bus: remove `bus`.', { fixes: () => [{ ...without(device, 'bus'), preferred: true }] })]
      if (source && attributeOf(source, 'evdev') && ['mouse', 'tablet', 'keyboard'].includes(type)) return [atName(source, `A path is for a passed-through device, not for a ${type}: remove \`<source>\`.`, { fixes: () => [dropped(source)] })]
      if (model !== undefined && bus !== 'virtio' && bus !== null) return [atValue(device, 'model', `The model \`${model}\` is for the \`virtio\` bus, and this ${type} is on \`${bus}\`: remove it.`, { related: written === undefined ? [] : [other(device, 'bus', 'the bus')], fixes: () => [{ ...without(device, 'model'), preferred: true }] })]
      if (bus === 'usb' && address && !['usb', undefined].includes(valueOf(address, 'type'))) return [atValue(address, 'type', 'A USB device has an address of type `usb`: remove it, and libvirt finds one.', { fixes: () => [{ ...dropped(address), preferred: true }] })]
      // Of virtio input only the passed-through one has these models.
      return (model === 'virtio-transitional' || model === 'virtio-non-transitional') && type !== 'passthrough' ? [atValue(device, 'model', `A ${type} has no \`${model}\`: write \`virtio\`, or remove it.`, { fixes: () => [preferred('Change `model` to `virtio`', setValue(device, 'model', 'virtio'))] })] : []
    }),
  },
]

/** QEMU's device for it is not in these; libvirt 9.0.0 takes one on pseries all the same. */
const withoutPs2: readonly string[] = ['arm', 's390', 'riscv']
