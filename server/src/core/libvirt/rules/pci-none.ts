// Boards without PCI: what needs it there, and what libvirt adds that does (qemuDomainAssignPCIAddresses).
import type { Element } from '../../xml/tree'
import { childOf, valueOf } from '../read'
import { addChild, dropped, preferred } from './edits'
import type { Machine } from './machine'
import { atName, atValue, other, type Finding, type Rule } from './rule'

export const pciNone: readonly Rule[] = [
  {
    code: 'libvirt/pci-none', level: 'error', driver: 'qemu', words: ['isapc', 'microvm'], whole: true,
    docs: {
      what: 'A device on PCI, on a board that has none.', why: 'Neither `isapc` nor `microvm` has a PCI bus, and yet libvirt adds a balloon, and to `microvm` a USB controller, which need one.',
      mend: "Give the device an address of type `virtio-mmio`, remove it, or switch off what is added with `model='none'`.", by: 'qemuDomainAssignPCIAddresses, virDomainPCIAddressGetNextAddr',
    },
    check: machine => lacksPci(machine) && !machine.controllers().some(({ model }) => model === 'pci-root' || model === 'pcie-root')
      ? [...added(machine), ...machine.devices.filter(device => needsPci(machine, device)).map(device => atName(device, `This \`<${device.name}>\` needs PCI, which \`${machine.machine}\` does not have: remove it${maybeMmio.has(device.name) ? ', or give it an address of type `virtio-mmio`' : ''}.`, { related: related(machine), fixes: () => [dropped(device)] }))] : [],
  },
]

export const lacksPci = ({ board, family, machine }: Machine): boolean => board === 'isapc' || (family === 'x86' && machine === 'microvm')

const related = (machine: Machine) => [other(machine.at('os', 'type')!, 'machine', 'the machine type')]

/** virDomainDefAddImplicitDevices, qemuDomainDefAddDefaultDevices. */
function added(machine: Machine): readonly Finding[] {
  const type = machine.at('os', 'type')
  const container = machine.top('devices')
  if (!type) return []
  const lacking = (what: string, line: string): Finding => atValue(type, 'machine', `libvirt adds a ${what}, which needs PCI, and \`${machine.machine}\` has none: add \`${line}\`.`, { fixes: () => container ? [preferred(`Add \`${line}\``, addChild(container, line))] : [] })
  return [
    ...machine.of('memballoon').length ? [] : [lacking('balloon', "<memballoon model='none'/>")],
    ...machine.board === 'isapc' || machine.controllers().some(({ type }) => type === 'usb') ? [] : [lacking('USB controller', "<controller type='usb' model='none'/>")],
  ]
}

/** Those that virtio has elsewhere too. */
const maybeMmio: ReadonlySet<string> = new Set(['disk', 'interface', 'memballoon', 'rng', 'input', 'controller'])

const always: ReadonlySet<string> = new Set(['interface', 'rng', 'vsock', 'filesystem', 'shmem'])
const controllersOnPci: ReadonlySet<string> = new Set(['scsi', 'sata', 'virtio-serial'])
const soundsOnPci: ReadonlySet<string> = new Set(['es1370', 'ac97', 'ich6', 'ich9', 'virtio'])

function needsPci(machine: Machine, device: Element): boolean {
  const address = valueOf(childOf(device, 'address'), 'type')
  if (address !== undefined && address !== 'pci') return false
  if (always.has(device.name)) return true
  const type = valueOf(device, 'type')
  switch (device.name) {
    case 'disk': return ['virtio', 'scsi', 'sata'].includes(valueOf(childOf(device, 'target'), 'bus') ?? '')
    case 'controller': return controllersOnPci.has(type ?? '') || (type === 'usb' && machine.board !== 'isapc' && valueOf(device, 'model') !== 'none') || (type === 'pci' && valueOf(device, 'model') !== undefined)
    case 'memballoon': return valueOf(device, 'model') !== 'none'
    case 'video': return valueOf(childOf(device, 'model'), 'type') !== 'none'
    // A picture has to come from somewhere: a `<video>` is added.
    case 'graphics': return !machine.of('video').length && machine.of('graphics')[0] === device
    case 'sound': return soundsOnPci.has(valueOf(device, 'model') ?? '')
    case 'watchdog': return valueOf(device, 'model') === 'i6300esb'
    case 'input': return valueOf(device, 'bus') === 'virtio'
    case 'channel': case 'console': return valueOf(childOf(device, 'target'), 'type') === 'virtio'
    case 'hostdev': return type === 'pci'
    default: return false
  }
}
