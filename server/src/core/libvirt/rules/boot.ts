// Boot: one way of ordering, each number once, only devices that can be booted from, and texts in their form.
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { addChild, changeTo, dropped, fix, preferred, removeElement, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { atName, atText, atValue, other, repeated, type Finding, type Rule } from './rule'

export const boot: readonly Rule[] = [
  {
    code: 'libvirt/boot-order-mixed', level: 'error', driver: 'qemu', words: ['order'],
    docs: { what: '`<boot dev>` in `<os>` and `<boot order>` in devices.', why: 'They are two ways to say the same, and libvirt takes one.', mend: 'Keep the orders of the devices, or the list in `<os>`.', by: 'virDomainDefBootOrderPostParse' },
    check: machine => {
      const listed = osBoots(machine)
      const orders = bootOrders(machine)
      const [first] = orders
      if (!first || !listed.length) return []
      return [atName(listed[0]!, 'Devices have a boot order of their own: remove `<boot dev>` here, or the orders there.', {
        related: orders.slice(0, 4).map(one => other(one, 'order', 'a boot order')),
        fixes: () => [preferred('Remove `<boot dev>` from `<os>`', ...listed.map(removeElement)), fix('Remove the boot orders of the devices', ...orders.map(removeElement))],
      })]
    },
  },
  {
    code: 'libvirt/boot-order-duplicate', level: 'error', driver: 'any', words: ['order'],
    docs: { what: 'Two devices have the same boot order.', why: 'The numbers say which is tried first.', mend: 'Number them anew.', by: 'virDomainDefCollectBootOrder' },
    check: machine => {
      const orders = bootOrders(machine)
      return repeated(orders, one => numberOf(valueOf(one, 'order'))).map(({ item, first, key }) => atValue(item, 'order', `Another device has the boot order ${key}: write \`${freeOrder(orders)}\`.`, {
        related: [other(first, 'order', 'the other device')], fixes: () => [preferred(`Change \`order\` to \`${freeOrder(orders)}\``, setValue(item, 'order', String(freeOrder(orders)))), fix('Number the boot orders anew', ...renumbered(orders)), dropped(item)],
      }))
    },
  },
  {
    code: 'libvirt/boot-order-device', level: 'error', driver: 'qemu',
    docs: { what: 'A boot order on a device that cannot be booted from.', why: 'Firmware boots from disks, NICs, PCI and USB devices and virtiofs; not from vhost-scsi, mediated devices or other filesystems.', mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefHostdev, qemuValidateDomainMdevDefVFIOAP, virDomainFSDefValidate, qemuValidateDomainDeviceDefFS' },
    check: machine => [...machine.of('hostdev'), ...machine.of('filesystem')].flatMap((device): readonly Finding[] => {
      const order = childOf(device, 'boot')
      if (!order || !numberOf(valueOf(order, 'order'))) return []
      const type = valueOf(device, 'type')
      const driver = valueOf(childOf(device, 'driver'), 'type')
      const address = valueOf(childOf(device, 'address'), 'type')
      const ccw = machine.board === 's390-ccw' && address === undefined
      const why = device.name === 'hostdev' ? type === 'scsi_host' ? 'a vhost SCSI device' : type === 'mdev' && valueOf(device, 'model') !== 'vfio-ccw' ? `a mediated device of model ${valueOf(device, 'model') ?? 'vfio-pci'}` : null
        : driver !== 'virtiofs' ? 'a filesystem that is not virtiofs' : ccw || (address !== undefined && address !== 'pci') ? 'a virtiofs that is not on PCI' : null
      return why === null ? [] : [atName(order, `The machine cannot be booted from ${why}: remove the boot order.`, { fixes: () => [{ ...dropped(order), preferred: true }] })]
    }),
  },
  {
    code: 'libvirt/boot-timeout-range', level: 'error', driver: 'any',
    docs: { what: 'The timeout of the boot menu or of the reboot is out of its range.', why: 'They are milliseconds in 16 bits; -1 means that the BIOS does not reboot.', mend: 'Write 0 to 65535.', by: 'virDomainDefBootValidate' },
    check: machine => ([['bootmenu', 'timeout', 0], ['bios', 'rebootTimeout', -1]] as const).flatMap(([name, attribute, least]) => {
      const element = machine.at('os', name)
      const written = valueOf(element, attribute)
      if (!element || written === undefined || !/^-?\d+$/.test(written) || (Number(written) >= least && Number(written) <= 65535)) return []
      return [atValue(element, attribute, `\`${attribute}\` is ${least} to 65535 milliseconds, not ${written}.`, { fixes: () => [changeTo(element, attribute, Number(written) < least ? String(least) : '65535'), without(element, attribute)] })]
    }),
  },
  {
    code: 'libvirt/boot-loadparm', level: 'error', driver: 'any', words: ['loadparm'],
    docs: { what: 'A `loadparm` that s390 cannot read.', why: 'It is 1 to 8 letters, digits, dots and blanks.', mend: 'Shorten it, or use other characters.', by: 'virDomainDeviceLoadparmIsValid' },
    check: machine => machine.devices.flatMap(device => childOf(device, 'boot') ?? []).flatMap(order => {
      const written = valueOf(order, 'loadparm')
      return written === undefined || /^[A-Za-z0-9. ]{1,8}$/.test(written) ? [] : [atValue(order, 'loadparm', `A loadparm is 1 to 8 letters, digits, dots and blanks, not \`${written}\`.`, { fixes: () => [without(order, 'loadparm')] })]
    }),
  },
  {
    code: 'libvirt/os-shim-kernel', level: 'error', driver: 'any',
    docs: { what: '`<shim>` without `<kernel>`.', why: 'The shim verifies the kernel that is booted directly.', mend: 'Add `<kernel>`, or remove it.', by: 'virDomainDefOSValidate', since: '11.2.0' },
    check: machine => {
      const shim = machine.at('os', 'shim')
      return shim && !machine.at('os', 'kernel') ? [atName(shim, 'A shim verifies the kernel, and there is no `<kernel>`: add it, or remove `<shim>`.', { fixes: () => [dropped(shim)] })] : []
    },
  },
  {
    code: 'libvirt/os-bios-serial', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'The BIOS is to write to a serial port that is not there, or on a machine that is not x86.', why: '`useserial` redirects the text of SeaBIOS.', mend: 'Add a `<serial>`, or remove `useserial`.', by: 'qemuValidateDomainDef' },
    check: machine => {
      const bios = machine.at('os', 'bios')
      if (!bios || valueOf(bios, 'useserial') !== 'yes') return []
      const foreign = machine.family !== null && machine.family !== 'x86'
      // A first console without a type becomes a serial port too.
      if (!foreign && (machine.of('serial').length || machine.of('console').some(one => ['serial', undefined].includes(valueOf(childOf(one, 'target'), 'type'))))) return []
      return [atValue(bios, 'useserial', foreign ? `The firmware of a \`${machine.arch}\` machine has no such setting: remove \`useserial\`.` : 'The BIOS needs a serial port to write to: add a `<serial>`, or remove `useserial`.', {
        fixes: () => [...foreign || !machine.top('devices') ? [] : [fix("Add `<serial type='pty'/>`", addChild(machine.top('devices')!, "<serial type='pty'/>"))], without(bios, 'useserial')],
      })]
    },
  },
  {
    code: 'libvirt/os-bootloader', level: 'error', driver: 'qemu',
    docs: { what: '`<bootloader>` in a QEMU domain.', why: 'It is a program of Xen that picks the kernel.', mend: 'Remove it, and use `<os>`.', by: 'qemuValidateDomainDefBoot' },
    check: machine => ['bootloader', 'bootloader_args'].flatMap(name => machine.top(name) ?? []).map(element => atName(element, `\`<${element.name}>\` is for Xen: remove it.`, { fixes: () => [{ ...dropped(element), preferred: true }] })),
  },
  {
    code: 'libvirt/os-type-missing', level: 'error', driver: 'any', whole: true,
    docs: { what: 'The domain does not say what it runs.', why: '`hvm` is a whole machine, `exe` a container, `xen` a paravirtual guest.', mend: 'Add `<os><type>hvm</type></os>`.', by: 'virDomainDefParseCaps' },
    check: machine => {
      const os = machine.top('os')
      const type = childOf(os, 'type')
      if (textOf(type) !== undefined || machine.top('bootloader')) return []
      return [atName(type ?? os ?? machine.root, 'The domain does not say what it runs: write `<os><type>hvm</type></os>`.', { fixes: () => os && !type ? [preferred('Add `<type>hvm</type>`', addChild(os, '<type>hvm</type>'))] : [] })]
    },
  },
  {
    code: 'libvirt/os-type-driver', level: 'error', driver: 'qemu',
    docs: { what: 'A QEMU domain of another type than `hvm`.', why: 'QEMU runs whole machines; `exe`, `xen`, `xenpvh`, `linux` and `uml` are of other hypervisors.', mend: 'Write `hvm`.', by: 'qemuValidateDomainDef' },
    check: machine => {
      const type = machine.at('os', 'type')
      const text = textOf(type)
      return type && text !== undefined && ['exe', 'xen', 'xenpvh', 'linux', 'uml'].includes(text) ? [atText(type, `A \`${machine.type}\` domain runs \`hvm\`, not \`${text}\`.`, { related: [other(machine.root, 'type', 'the type of the domain')], fixes: () => [preferred('Change to `hvm`', [{ span: atText(type, '').span, text: 'hvm' }])] })] : []
    },
  },
  {
    code: 'libvirt/os-acpi-table', level: 'error', driver: 'any',
    docs: { what: 'Two ACPI tables of one type.', why: 'Only `raw` tables may be several.', mend: 'Remove one.', by: 'virDomainDefParseBootAcpiOptions', since: '10.10.0' },
    check: machine => repeated(childrenOf(machine.at('os', 'acpi'), 'table').filter(table => valueOf(table, 'type') !== 'raw'), table => valueOf(table, 'type')).map(({ item, first, key }) =>
      atValue(item, 'type', `There is an ACPI table of type \`${key}\` already: remove one.`, { related: [other(first, 'type', 'the first one')], fixes: () => [dropped(item)] })),
  },
]

const osBoots = (machine: Machine): readonly Element[] => childrenOf(machine.top('os'), 'boot').filter(one => valueOf(one, 'dev') !== undefined)

const bootOrders = (machine: Machine): readonly Element[] => machine.devices.filter(({ name }) => ['disk', 'interface', 'hostdev', 'redirdev', 'filesystem'].includes(name)).flatMap(device => childOf(device, 'boot') ?? []).filter(one => numberOf(valueOf(one, 'order')))

function freeOrder(orders: readonly Element[]): number {
  const taken = new Set(orders.map(one => numberOf(valueOf(one, 'order'))))
  let order = 1
  while (taken.has(order)) order++
  return order
}

function renumbered(orders: readonly Element[]) {
  return [...orders].sort((a, b) => numberOf(valueOf(a, 'order'))! - numberOf(valueOf(b, 'order'))!).map((one, at) => setValue(one, 'order', String(at + 1)))
}
