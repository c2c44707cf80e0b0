// Host devices: each once, with an address of its kind, and with what its kind has.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import { addChild, changeTo, dropped, fix, preferred, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { pciPlace } from './pci'
import { atAttribute, atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const hostdev: readonly Rule[] = [
  {
    code: 'libvirt/hostdev-duplicate', level: 'error', driver: 'any',
    docs: { what: 'One device of the host stands twice.', why: 'It can be given to one place only.', mend: 'Remove one.', by: 'virDomainDefHostdevValidate' },
    check: machine => repeated(machine.of('hostdev').filter(device => (valueOf(device, 'mode') ?? 'subsystem') === 'subsystem'), keyOf).map(({ item, first }) => atName(childOf(item, 'source') ?? item, 'This device of the host stands here already: remove one of them.', { related: [other(childOf(first, 'source') ?? first, null, 'the first one')], fixes: () => [{ ...dropped(item), preferred: true }] })),
  },
  {
    code: 'libvirt/hostdev-address-type', level: 'error', driver: 'any',
    docs: { what: 'The address in the guest is of a kind that the device does not have.', why: 'PCI devices are on PCI, SCSI devices at a controller, USB devices at a port; a mediated device is what its model says.', mend: 'Remove the address: libvirt finds one.', by: 'virDomainHostdevDefValidate, virDomainHostdevDefPostParse' },
    check: machine => machine.of('hostdev').flatMap(device => {
      const type = valueOf(device, 'type')
      const model = valueOf(device, 'model')
      const address = childOf(device, 'address')
      const written = valueOf(address, 'type')
      const wanted = type === 'mdev' ? { 'vfio-pci': ['pci'], 'vfio-ccw': ['ccw'] }[model ?? ''] : addressTypes[type ?? '']
      return address && written !== undefined && wanted && !wanted.includes(written) ? [atValue(address, 'type', `A device of ${type === 'mdev' ? `model \`${model}\`` : `type \`${type}\``} has an address of type ${wanted.map(one => `\`${one}\``).join(' or ')}, not \`${written}\`: remove it, and libvirt finds one.`, {
        related: [other(device, type === 'mdev' ? 'model' : 'type', 'the device')], fixes: () => [{ ...dropped(address), preferred: true }],
      })] : []
    }),
  },
  {
    code: 'libvirt/hostdev-mdev', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'A mediated device without its UUID, or a display that cannot be.', why: 'The device is found by its UUID; its picture needs graphics, one ramfb there is, and one vfio-ap.', mend: 'Add `<address uuid=…>`, or remove the option.', by: 'virDomainHostdevSubsysMediatedDevDefParseXML, qemuValidateDomainMdevDefVFIOPCI, virDomainDefHostdevValidate' },
    check: mediated,
  },
  {
    code: 'libvirt/hostdev-scsi-option', level: 'error', driver: 'any',
    docs: { what: 'An option of SCSI or USB devices on another.', why: '`rawio` and `sgio` are about SCSI commands, `startupPolicy` about USB devices that may be away.', mend: 'Remove it.', by: 'virDomainHostdevDefParseXMLSubsys' },
    check: machine => machine.of('hostdev').flatMap((device): readonly Finding[] => {
      const type = valueOf(device, 'type')
      const source = childOf(device, 'source')
      return [
        ...type !== 'scsi' ? ['rawio', 'sgio'].filter(name => attributeOf(device, name)).map(name => atAttribute(device, name, `\`${name}\` is for SCSI devices: remove it.`, { related: [other(device, 'type', 'the device')], fixes: () => [{ ...without(device, name), preferred: true }] })) : [],
        ...type !== 'usb' && source && attributeOf(source, 'startupPolicy') ? [atAttribute(source, 'startupPolicy', 'A start-up policy is for USB devices: remove it.', { related: [other(device, 'type', 'the device')], fixes: () => [{ ...without(source, 'startupPolicy'), preferred: true }] })] : [],
        ...type !== 'mdev' && type !== 'scsi_host' && attributeOf(device, 'model') ? [atAttribute(device, 'model', '`model` is for mediated and vhost-scsi devices: remove it.', { related: [other(device, 'type', 'the device')], fixes: () => [{ ...without(device, 'model'), preferred: true }] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/hostdev-source', level: 'error', driver: 'any',
    docs: { what: 'A host device whose source is not whole.', why: 'A USB device is a vendor with a product, or a place; an iSCSI one has a name and one host.', mend: 'Complete it.', by: 'virDomainHostdevSubsysUSBDefParseXML, virDomainHostdevSubsysSCSIiSCSIDefParseXML' },
    check: machine => machine.of('hostdev').flatMap((device): readonly Finding[] => {
      const source = childOf(device, 'source')
      if (!source || valueOf(device, 'type') !== 'usb') return []
      const [vendor, product] = [childOf(source, 'vendor'), childOf(source, 'product')]
      if (!vendor !== !product) return [atName(vendor ?? product!, `A USB device is a vendor with a product: add \`<${vendor ? 'product' : 'vendor'} id='0x…'/>\`.`)]
      return vendor && numberOf(valueOf(vendor, 'id'), 0) === 0 ? [atValue(vendor, 'id', 'A vendor is not 0.')] : []
    }),
  },
  {
    code: 'libvirt/hostdev-capabilities', level: 'error', driver: 'qemu',
    docs: { what: "A host device with `mode='capabilities'`.", why: 'It is for containers.', mend: "Write `mode='subsystem'`.", by: 'qemuValidateDomainDeviceDefHostdev' },
    check: machine => machine.of('hostdev').flatMap((device): readonly Finding[] => [
      ...valueOf(device, 'mode') === 'capabilities' ? [atValue(device, 'mode', '`capabilities` is for containers: remove this device, or write `subsystem`.', { fixes: () => [dropped(device)] })] : [],
      ...(() => {
        const filtering = childOf(device, 'source')
        return valueOf(device, 'type') === 'pci' && filtering && attributeOf(filtering, 'writeFiltering') ? [atAttribute(filtering, 'writeFiltering', 'Write filtering is for Xen: remove it.', { fixes: () => [without(filtering, 'writeFiltering')] })] : []
      })(),
    ]),
  },
]

const addressTypes: Readonly<Record<string, readonly string[]>> = { pci: ['pci', 'unassigned'], scsi: ['drive'], scsi_host: ['pci', 'ccw'], usb: ['usb'] }

/** virDomainHostdevMatchSubsys: what makes two of them the same. */
function keyOf(device: Element): string | null {
  const type = valueOf(device, 'type')
  const source = childOf(device, 'source')
  const address = childOf(source, 'address')
  const number = (element: Element | undefined, name: string): number | null => numberOf(valueOf(element, name), 0)
  switch (type) {
    case 'pci': {
      const place = address && pciPlace(address)
      return place ? `pci ${place.domain}:${place.bus}:${place.slot}.${place.function}` : null
    }
    case 'usb': {
      const [vendor, product] = [number(childOf(source, 'vendor'), 'id'), number(childOf(source, 'product'), 'id')]
      if (address) return `usb ${number(address, 'bus')}:${number(address, 'device')}:${valueOf(address, 'port') ?? ''}:${vendor ?? ''}:${product ?? ''}`
      return vendor !== null && product !== null ? `usb ${vendor}:${product}` : null
    }
    case 'scsi': {
      if (valueOf(source, 'protocol') === 'iscsi') return `iscsi ${valueOf(source, 'name')} ${valueOf(childOf(source, 'host'), 'name')}:${valueOf(childOf(source, 'host'), 'port') ?? ''}`
      const adapter = valueOf(childOf(source, 'adapter'), 'name')
      return adapter === undefined ? null : `scsi ${adapter} ${['bus', 'target', 'unit'].map(name => number(address, name)).join(':')}`
    }
    case 'mdev': return valueOf(address, 'uuid') === undefined ? null : `mdev ${valueOf(address, 'uuid')!.toLowerCase()}`
    case 'scsi_host': return valueOf(source, 'wwpn') === undefined ? null : `vhost ${valueOf(source, 'wwpn')}`
    default: return null
  }
}

function mediated(machine: Machine): readonly Finding[] {
  const devices = machine.of('hostdev').filter(device => valueOf(device, 'type') === 'mdev')
  const framebuffers = machine.of('hostdev').filter(device => valueOf(device, 'ramfb') === 'on')
  const crypto = devices.filter(device => valueOf(device, 'model') === 'vfio-ap')
  return [
    ...devices.flatMap((device): readonly Finding[] => {
      const address = childOf(device, 'source', 'address')
      if (address && valueOf(address, 'uuid') === undefined) return [atName(address, "A mediated device is found by its UUID: write `<address uuid='…'/>`.")]
      return attributeOf(device, 'display') && valueOf(device, 'model') !== 'vfio-pci' ? [atAttribute(device, 'display', '`display` is for the model `vfio-pci`: remove it.', { related: [other(device, 'model', 'the model')], fixes: () => [without(device, 'display')] })] : []
    }),
    ...machine.of('hostdev').filter(device => valueOf(device, 'display') === 'on' && !machine.of('graphics').length).map(device => atValue(device, 'display', "A display needs graphics, and there are none: add `<graphics type='spice'/>` or vnc, or write `off`.", {
      fixes: () => [preferred('Change `display` to `off`', setValue(device, 'display', 'off')), fix("Add `<graphics type='vnc'/>`", addChild(machine.top('devices')!, "<graphics type='vnc' autoport='yes'/>"))],
    })),
    ...framebuffers.slice(1).map(device => atValue(device, 'ramfb', 'Only one device can have `ramfb`: write `off`.', { related: [other(framebuffers[0]!, 'ramfb', 'the other one')], fixes: () => [changeTo(device, 'ramfb', 'off')] })),
    ...crypto.slice(1).map(device => atValue(device, 'model', 'There is one `vfio-ap` at most: remove this one.', { related: [other(crypto[0]!, 'model', 'the other one')], fixes: () => [dropped(device)] })),
  ]
}
