// Addresses other than PCI, drive and USB: each once, of a kind that the machine and the device have.
import type { Element } from '../../xml/tree'
import { virtioSerialPorts } from '../defaults'
import { childOf, valueOf } from '../read'
import { changeTo, dropped } from './edits'
import { numberOf, type Machine } from './machine'
import { atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const address: readonly Rule[] = [
  {
    code: 'libvirt/virtio-serial-port', level: 'error', driver: 'qemu', words: ['virtio-serial'],
    docs: {
      what: 'A virtio-serial port that another device has, or that its controller does not have.', why: 'A controller has 31 ports, or as many as `ports` says.',
      mend: 'Change the port, or remove the address.', by: 'virDomainVirtioSerialAddrReserve',
    },
    check: machine => {
      const ports = addresses(machine, 'virtio-serial').map(address => ({ address, controller: numberOf(valueOf(address, 'controller') ?? '0'), port: numberOf(valueOf(address, 'port') ?? '0') }))
        .filter(({ port, controller }) => port !== null && port > 0 && controller !== null)
      const most = (index: number): number => {
        const found = machine.controllers().find(one => one.type === 'virtio-serial' && one.index === index)
        return (found && numberOf(valueOf(found.element, 'ports'))) ?? virtioSerialPorts
      }
      return [
        ...repeated(ports, ({ controller, port }) => `${controller}:${port}`).map(({ item, first }) => atValue(item.address, 'port', `Another device has port ${item.port} of virtio-serial controller ${item.controller}: change the port, or remove the address.`, { related: [other(first.address, 'port', 'the other device')], fixes: () => [dropped(item.address)] })),
        ...ports.filter(({ controller, port }) => port! >= most(controller!)).map(({ address, controller, port }) => atValue(address, 'port', `The virtio-serial controller ${controller} has the ports 0 to ${most(controller!) - 1}, and this is ${port}: use a lower one, or remove the address.`, { fixes: () => [dropped(address)] })),
      ]
    },
  },
  {
    code: 'libvirt/ccw-spapr-zpci-duplicate', level: 'error', driver: 'qemu', words: ['ccw', 'spapr-vio', 'zpci'],
    docs: {
      what: 'Two devices have the same CCW number, spapr-vio register or zPCI id, or a zPCI uid is 0.', why: 'The guest finds its devices by these numbers.',
      mend: 'Change one of them, or remove the address.', by: 'virDomainCCWAddressAssign, qemuDomainAssignSpaprVIOAddress, virDomainZPCIAddressReserveId, qemuValidateDomainDeviceDefZPCIAddress',
    },
    check: machine => {
      const ccw = addresses(machine, 'ccw').filter(one => valueOf(one, 'devno') !== undefined)
      const spapr = addresses(machine, 'spapr-vio').filter(one => valueOf(one, 'reg') !== undefined)
      const zpci = addresses(machine, 'pci').flatMap(one => childOf(one, 'zpci') ?? [])
      return [
        ...repeated(ccw, one => ['cssid', 'ssid', 'devno'].map(name => numberOf(valueOf(one, name) ?? (name === 'cssid' ? '0xfe' : '0'), 0)).join('.')).map(({ item, first }) =>
          atValue(item, 'devno', `Another device has the CCW number \`${valueOf(item, 'devno')}\`: change one of them, or remove the address.`, { related: [other(first, 'devno', 'the other device')], fixes: () => [dropped(item)] })),
        ...repeated(spapr, one => numberOf(valueOf(one, 'reg'), 0)).map(({ item, first }) => atValue(item, 'reg', `Another device has the register \`${valueOf(item, 'reg')}\`: change one of them, or remove the address.`, { related: [other(first, 'reg', 'the other device')], fixes: () => [dropped(item)] })),
        ...(['uid', 'fid'] as const).flatMap(name => repeated(zpci, one => numberOf(valueOf(one, name), 0)).map(({ item, first }) =>
          atValue(item, name, `Another device has the zPCI ${name} \`${valueOf(item, name)}\`: change one of them, or leave it out.`, { related: [other(first, name, 'the other device')], fixes: () => [dropped(item)] }))),
        ...zpci.filter(one => numberOf(valueOf(one, 'uid'), 0) === 0).map(one => atValue(one, 'uid', 'A zPCI uid is a number from 0x0001 to 0xffff: change it, or leave it out.', { fixes: () => [dropped(one)] })),
      ]
    },
  },
  {
    code: 'libvirt/address-arch', level: 'error', driver: 'qemu', words: ['ccw', 'zpci'],
    docs: {
      what: 'A CCW or zPCI address on a machine that is not s390x.', why: 'Channels and zPCI are of that architecture.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefAddress, qemuValidateDomainDeviceDefZPCIAddress',
    },
    check: machine => machine.family === null || machine.family === 's390' ? [] : [
      ...addresses(machine, 'ccw').filter(one => !(machine.family === 'ppc64' && isSpaprScsi(one)) && !isOfChipset(one)).map(one => atValue(one, 'type', `A \`${machine.arch ?? machine.machine}\` machine has no CCW addresses: remove it, and libvirt finds one that fits.`, { fixes: () => [{ ...dropped(one), preferred: true }] })),
      ...addresses(machine, 'pci').flatMap(one => childOf(one, 'zpci') ?? []).map(one => atName(one, `A \`${machine.arch ?? machine.machine}\` machine has no zPCI: remove it.`, { fixes: () => [{ ...dropped(one), preferred: true }] })),
    ],
  },
  {
    code: 'libvirt/address-option', level: 'error', driver: 'qemu', words: ['rom', 'acpi', 'unassigned', 'virtio-s390'],
    docs: {
      what: '`<rom>` or `<acpi index>` on a device that is not on PCI, or an `unassigned` address on one that is no host device.', why: 'Option ROMs and ACPI indexes are properties of PCI devices.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceInfo, virDomainDeviceInfoValidate',
    },
    check: machine => machine.devices.flatMap((device): readonly Finding[] => {
      const type = valueOf(childOf(device, 'address'), 'type')
      if (type === undefined) return []
      const rom = childOf(device, 'rom')
      const acpi = childOf(device, 'acpi')
      const address = childOf(device, 'address')!
      return [
        ...rom && type !== 'pci' && type !== 'unassigned' ? [atName(rom, `\`<rom>\` is for PCI devices, and this one has an address of type \`${type}\`: remove it.`, { related: [other(address, 'type', 'the address')], fixes: () => [dropped(rom)] })] : [],
        ...acpi && valueOf(acpi, 'index') !== undefined && type !== 'pci' ? [atName(acpi, `An ACPI index is for PCI devices, and this one has an address of type \`${type}\`: remove it.`, { related: [other(address, 'type', 'the address')], fixes: () => [dropped(acpi)] })] : [],
        ...type === 'unassigned' && device.name !== 'hostdev' ? [atValue(address, 'type', '`unassigned` is for host devices only: remove the address.', { fixes: () => [dropped(address)] })] : [],
        ...type === 'virtio-s390' ? [atValue(address, 'type', '`virtio-s390` addresses are no longer supported: write `ccw`.', { fixes: () => [changeTo(address, 'type', 'ccw')] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/alias-duplicate', level: 'error', driver: 'any', words: ['alias'],
    docs: {
      what: 'Two devices have the same alias of yours (`ua-…`).', why: 'A device is addressed by its alias. Others than `ua-…` are made anew at every start.',
      mend: 'Change one of them.', by: 'virDomainDefValidateAliases',
    },
    check: machine => {
      // The first console may be the first serial port once more.
      const aliases = machine.devices.filter(({ name }) => name !== 'console').flatMap(device => childOf(device, 'alias') ?? []).filter(alias => valueOf(alias, 'name')?.startsWith('ua-'))
      return repeated(aliases, alias => valueOf(alias, 'name')).map(({ item, first, key }) => atValue(item, 'name', `Another device has the alias \`${key}\`: change one of them.`, { related: [other(first, 'name', 'the other device')], fixes: () => [dropped(item)] }))
    },
  },
]

/** Those of the chipset get the place that they have there, whatever is written (qemuDomainValidateDevicePCISlotsPIIX3, …Q35). */
const isOfChipset = ({ parent }: Element): boolean => parent.kind === 'element' && parent.name === 'controller' && ['ide', 'usb', 'sata'].includes(valueOf(parent, 'type') ?? '')

/** pseries puts these on spapr-vio, whatever is written (qemuDomainAssignSpaprVIOAddresses). */
const isSpaprScsi = ({ parent }: Element): boolean =>
  parent.kind === 'element' && parent.name === 'controller' && valueOf(parent, 'type') === 'scsi' && ['ibmvscsi', undefined].includes(valueOf(parent, 'model'))

const addresses = (machine: Machine, type: string): readonly Element[] =>
  machine.devices.filter(({ name }) => type === 'virtio-serial' || name !== 'console').flatMap(device => childOf(device, 'address') ?? []).filter(address => valueOf(address, 'type') === type)
