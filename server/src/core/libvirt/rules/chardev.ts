// Serial ports, consoles, channels and what else has a character device behind it: sources that are whole, targets that fit.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, valueOf } from '../read'
import { changeTo, dropped, preferred, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { atName, atValue, listed, other, repeated, type Finding, type Rule } from './rule'

export const chardev: readonly Rule[] = [
  {
    code: 'libvirt/char-source', level: 'error', driver: 'any',
    docs: { what: 'A character device whose source lacks its path, host or service, or asks for what it cannot do.', why: 'Only a client connects again, and after some seconds; QEMU does not speak TLS by itself here.', mend: 'Complete the source.', by: 'virDomainChrSourceDefValidate, qemuValidateDomainChrSourceReconnectDef, qemuValidateDomainChrSourceDef' },
    check: machine => users(machine).flatMap(user => source(machine, user)),
  },
  {
    code: 'libvirt/serial-target', level: 'error', driver: 'qemu',
    docs: { what: 'The target of a serial port does not fit its model, its address or the board.', why: 'isa-serial is of x86, pl011 of ARM virt, spapr-vty of pseries, sclpconsole of s390x; each has its kind of address.', mend: 'Remove `<target>` or the address: libvirt takes what the board has.', by: 'qemuValidateDomainChrTargetDef, qemuValidateDomainChrDef, virDomainChrIsaSerialDefPostParse' },
    check: machine => [
      ...serialPorts(machine).flatMap(device => target(machine, device)),
      ...machine.board === 'pseries' || machine.family === 's390' ? machine.of('parallel').map(device => atName(device, `A \`${machine.machine ?? machine.arch}\` machine has no parallel ports: remove it.`, { related: machine.machine === undefined ? [] : [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [{ ...dropped(device), preferred: true }] })) : [],
      ...ports(machine),
    ],
  },
  {
    code: 'libvirt/console-serial', level: 'error', driver: 'any',
    docs: { what: 'A second console of type `serial`.', why: 'Only the first console can be the first serial port.', mend: "Use `<target type='virtio'/>` for the others.", by: 'virDomainDefAddConsoleCompat' },
    check: machine => machine.of('console').slice(1).flatMap(device => {
      const aim = childOf(device, 'target')
      const type = valueOf(aim, 'type')
      return type === 'serial' || (type === undefined && machine.qemu) ? [atValue(aim ?? device, 'type', 'Only the first console can be a serial port: write `virtio`, or remove it.', { related: [other(machine.of('console')[0]!, null, 'the first console')], fixes: () => [...aim ? [preferred('Change `type` to `virtio`', setValue(aim, 'type', 'virtio'))] : [], dropped(device)] })] : []
    }),
  },
  {
    code: 'libvirt/channel-target', level: 'error', driver: 'any',
    docs: { what: 'A channel of spice that is not on virtio, or a forwarded one without its address.', why: 'spicevmc talks to the agent over a virtio port; guestfwd is an IPv4 address in the guest.', mend: "Write `<target type='virtio' name='com.redhat.spice.0'/>`.", by: 'virDomainChrDefParseXML, virDomainChrDefParseTargetXML' },
    check: machine => machine.of('channel').flatMap((device): readonly Finding[] => {
      const aim = childOf(device, 'target')
      const type = valueOf(aim, 'type')
      if (!aim || type === undefined) return []
      if (valueOf(device, 'type') === 'spicevmc' && type !== 'virtio') return [atValue(aim, 'type', `A spice channel is on \`virtio\`, not \`${type}\`.`, { related: [other(device, 'type', 'the source')], fixes: () => [preferred('Change `type` to `virtio`', setValue(aim, 'type', 'virtio'))] })]
      if (type === 'guestfwd' && !attributeOf(aim, 'address')) return [atValue(aim, 'type', "`guestfwd` needs the address in the guest: add `address='10.0.2.1'`.")]
      return type === 'guestfwd' && valueOf(aim, 'address')?.includes(':') ? [atValue(aim, 'address', '`guestfwd` takes an IPv4 address.')] : []
    }),
  },
  {
    code: 'libvirt/smartcard', level: 'error', driver: 'qemu',
    docs: { what: 'A second smartcard, or one at another place than controller 0, slot 0.', why: 'QEMU has one.', mend: 'Remove it, or its address.', by: 'qemuValidateDomainSmartcardDef, virDomainSmartcardDefValidate' },
    check: machine => machine.of('smartcard').flatMap((device, at): readonly Finding[] => {
      const address = childOf(device, 'address')
      if (at > 0) return [atName(device, 'There is one smartcard at most: remove this one.', { related: [other(machine.of('smartcard')[0]!, null, 'the first one')], fixes: () => [dropped(device)] })]
      if (!address || valueOf(address, 'type') === undefined) return []
      if (valueOf(address, 'type') !== 'ccid') return [atValue(address, 'type', 'A smartcard has an address of type `ccid`: remove it, and libvirt finds one.', { fixes: () => [{ ...dropped(address), preferred: true }] })]
      const name = ['controller', 'slot'].find(name => (numberOf(valueOf(address, name)) ?? 0) > 0)
      return name ? [atValue(address, name, 'A smartcard is at controller 0, slot 0: remove the address.', { fixes: () => [{ ...dropped(address), preferred: true }] })] : []
    }),
  },
]

interface User {
  readonly element: Element
  readonly type: string
  readonly parent: Element
}

/** The first console is the first serial port once more (virDomainDefAddConsoleCompat): what it says itself does not count. */
export const isSerialAgain = (machine: Machine, device: Element): boolean =>
  device.name === 'console' && device === machine.of('console')[0] && machine.of('serial').length > 0 && ['serial', undefined].includes(valueOf(childOf(device, 'target'), 'type'))

/** Everything with a virDomainChrSourceDef that is validated. */
const users = (machine: Machine): readonly User[] => machine.devices.flatMap(device => {
  if (isSerialAgain(machine, device)) return []
  if (['serial', 'parallel', 'console', 'channel', 'redirdev'].includes(device.name)) return [{ element: device, type: valueOf(device, 'type') ?? 'pty', parent: device }]
  if (device.name === 'smartcard' && valueOf(device, 'mode') === 'passthrough') return [{ element: device, type: valueOf(device, 'type') ?? '', parent: device }]
  const backend = device.name === 'rng' ? childOf(device, 'backend') : undefined
  return backend && valueOf(backend, 'model') === 'egd' ? [{ element: backend, type: valueOf(backend, 'type') ?? '', parent: backend }] : []
})

function source(machine: Machine, { element, type, parent }: User): readonly Finding[] {
  const all = childrenOf(parent, 'source')
  const [first] = all
  const has = (name: string): boolean => all.some(one => valueOf(one, name) !== undefined)
  const lacks = (name: string): Finding => atName(first ?? element, `A \`${type}\` needs \`${name}\`: ${first ? `add \`${name}='…'\`` : `add \`<source ${name}='…'/>\``}.`, { related: attributeOf(element, 'type') ? [other(element, 'type', 'the kind of source')] : [] })
  const listens = all.some(one => valueOf(one, 'mode') === 'bind')
  // Without a path libvirt makes one for a channel of virtio, and listens on it.
  const channel = element.name === 'channel' && ['virtio', 'xen'].includes(valueOf(childOf(element, 'target'), 'type') ?? '')
  const generated = type === 'unix' && channel && machine.qemu && (!has('path') || all.some(one => madePath.test(valueOf(one, 'path') ?? '')))
  const protocol = childOf(parent, 'protocol')
  const reconnects = all.flatMap(one => childOf(one, 'reconnect') ?? []).filter(one => valueOf(one, 'enabled') === 'yes')
  return [
    ...['file', 'dev', 'pipe'].includes(type) && !has('path') ? [lacks('path')] : [],
    ...type === 'unix' && !has('path') && !channel ? [lacks('path')] : [],
    ...type === 'tcp' ? ['host', 'service'].filter(name => !has(name)).map(lacks) : [],
    ...type === 'udp' && !all.some(one => valueOf(one, 'mode') !== 'bind' && valueOf(one, 'service') !== undefined) ? [lacks('service')] : [],
    ...type === 'nmdm' && has('master') !== has('slave') ? [lacks(has('master') ? 'slave' : 'master')] : [],
    ...(type === 'spiceport' || (type === 'dbus' && element.name !== 'redirdev')) && !has('channel') ? [lacks('channel')] : [],
    ...(type === 'spiceport' || type === 'dbus') && first && /[^\w.-]/.test(valueOf(first, 'channel') ?? '') ? [atValue(first, 'channel', 'The name of a channel has letters, digits and `_ - .` only.')] : [],
    ...type === 'tcp' || type === 'unix' ? reconnects.flatMap(one => listens || generated ? [atValue(one, 'enabled', `${generated ? 'libvirt listens on the socket that it makes here' : 'A socket that listens'} does not connect again: remove \`<reconnect>\`${generated ? ', or give a path' : ''}.`, { fixes: () => [{ ...dropped(one), preferred: true }] })]
      : machine.qemu && numberOf(valueOf(one, 'timeout')) === 0 ? [atValue(one, 'timeout', 'It cannot connect again after 0 seconds: write 1 or more.', { fixes: () => [preferred('Change `timeout` to `1`', setValue(one, 'timeout', '1'))] })] : []) : [],
    ...type === 'tcp' && machine.qemu && protocol && ['telnets', 'tls'].includes(valueOf(protocol, 'type') ?? '') ? [atValue(protocol, 'type', `QEMU has no protocol \`${valueOf(protocol, 'type')}\` here: write \`raw\` or \`telnet\`, and \`tls='yes'\` on \`<source>\`.`, { fixes: () => [changeTo(protocol, 'type', valueOf(protocol, 'type') === 'tls' ? 'raw' : 'telnet')] })] : [],
    ...all.length > 1 && type !== 'udp' ? [atName(all[1]!, `A \`${type}\` has one source: remove this one.`, { related: [other(first!, null, 'the first one')], fixes: () => [dropped(all[1]!)] })] : [],
  ]
}

/** On x86 the first console is the serial port where there is none (virDomainDefAddConsoleCompat). */
function serialPorts(machine: Machine): readonly Element[] {
  const [first] = machine.of('console')
  const serials = machine.of('serial')
  return first && !serials.length && machine.family === 'x86' && ['serial', undefined].includes(valueOf(childOf(first, 'target'), 'type')) ? [first] : serials
}

/** A path as libvirt makes it, which it takes back when the domain is defined (qemuDomainChrMatchDefaultPath). */
const madePath = /\/channel\/(?:target\/)?(?:domain-[^/]+|\d+-[^/]+)\/[^/]+$/

const addressOfTarget: Readonly<Record<string, string | null>> = { 'isa-serial': 'isa', 'isa-debug': 'isa', 'usb-serial': 'usb', 'pci-serial': 'pci', 'spapr-vio-serial': 'spapr-vio', 'system-serial': null, 'sclp-serial': null }
const targetOfModel: Readonly<Record<string, string>> = {
  'isa-serial': 'isa-serial', 'usb-serial': 'usb-serial', 'pci-serial': 'pci-serial', 'spapr-vty': 'spapr-vio-serial', 'pl011': 'system-serial', '16550a': 'system-serial', 'sclpconsole': 'sclp-serial', 'sclplmconsole': 'sclp-serial', 'isa-debugcon': 'isa-debug',
}

function target(machine: Machine, device: Element): readonly Finding[] {
  const aim = childOf(device, 'target')
  const type = valueOf(aim, 'type')
  const model = childOf(aim, 'model')
  const name = valueOf(model, 'name')
  const address = childOf(device, 'address')
  const addressType = valueOf(address, 'type')
  if (type === undefined || type === 'serial') {
    const usual = boardTarget(machine)
    const fits = usual === null ? undefined : addressOfTarget[usual]
    return address && addressType !== undefined && fits !== undefined && addressType !== fits ? [atValue(address, 'type', fits === null ? 'The serial port of this board has no address: remove it.' : `The serial port of this board has an address of type \`${fits}\`, not \`${addressType}\`: remove it, or name another kind of port in \`<target>\`.`, { fixes: () => [{ ...dropped(address), preferred: true }] })] : []
  }
  if (!aim || !(type in addressOfTarget)) return []
  const wanted = addressOfTarget[type]!
  // libvirt takes isa-serial for nothing, and what the board has instead.
  const kind = type === 'isa-serial' ? boardTarget(machine) ?? type : type
  const unfit = (where: string): Finding => atValue(aim, 'type', `A serial port of type \`${type}\`${name ? ` and model \`${name}\`` : ''} is for ${where}, and this is ${machine.machine === undefined ? `\`${machine.arch}\`` : `\`${machine.machine}\``}: remove \`<target>\`, and libvirt takes what the board has.`, { related: machine.machine === undefined ? [] : [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [{ ...dropped(aim), preferred: true }] })
  const known = machine.board !== null
  return [
    ...address && addressType !== undefined && kind === type && addressType !== wanted ? [wanted === null ? atName(address, `A \`${type}\` has no address: remove it.`, { related: [other(aim, 'type', 'the target')], fixes: () => [{ ...dropped(address), preferred: true }] })
      : atValue(address, 'type', `A \`${type}\` has an address of type \`${wanted}\`, not \`${addressType}\`: remove it, and libvirt finds one.`, { related: [other(aim, 'type', 'the target')], fixes: () => [{ ...dropped(address), preferred: true }] })] : [],
    ...model && name !== undefined && name in targetOfModel && targetOfModel[name] !== kind ? [atValue(model, 'name', `The model \`${name}\` goes with the type \`${targetOfModel[name]}\`, not \`${type}\`.`, { related: [other(aim, 'type', 'the type')], fixes: () => [{ ...dropped(model), preferred: true }, changeTo(aim, 'type', targetOfModel[name]!)] })] : [],
    ...known && name === 'pl011' && machine.board !== 'arm-virt' ? [unfit('ARM virt')] : known && name === '16550a' && machine.board !== 'riscv-virt' && machine.board !== 'loongarch-virt' ? [unfit('RISC-V and LoongArch virt')]
      : known && machine.board !== 'pseries' && (type === 'spapr-vio-serial' || name === 'spapr-vty') ? [unfit('pseries')]
        : machine.family !== null && machine.family !== 's390' && (type === 'sclp-serial' || name === 'sclpconsole' || name === 'sclplmconsole') ? [unfit('s390x')]
          : machine.family !== null && machine.family !== 'x86' && type === 'isa-debug' ? [unfit('x86')] : [],
  ]
}

/** qemuDomainChrDefPostParse. */
function boardTarget(machine: Machine): string | null {
  if (machine.family === 'x86') return 'isa-serial'
  if (machine.board === 'pseries') return 'spapr-vio-serial'
  if (machine.board === 'arm-virt' || machine.board === 'riscv-virt' || machine.board === 'loongarch-virt') return 'system-serial'
  return machine.family === 's390' ? 'sclp-serial' : null
}

/** VIR_MAX_ISA_SERIAL_PORTS. */
const isaPorts = 4

function ports(machine: Machine): readonly Finding[] {
  const serials = machine.of('serial').flatMap(device => {
    const aim = childOf(device, 'target')
    return aim && valueOf(aim, 'type') === 'isa-serial' ? [aim] : []
  })
  return [
    ...serials.filter(aim => (numberOf(valueOf(aim, 'port')) ?? 0) >= isaPorts).map(aim => atValue(aim, 'port', `ISA has the serial ports 0 to ${isaPorts - 1}, and this is ${valueOf(aim, 'port')}.`, { fixes: () => [without(aim, 'port')] })),
    ...serials.length > isaPorts ? [atName(serials[isaPorts]!, `ISA has ${isaPorts} serial ports: use ${listed(['`pci-serial`', '`usb-serial`'])} for more.`, { fixes: () => [changeTo(serials[isaPorts]!, 'type', 'pci-serial')] })] : [],
    ...repeated(serials, aim => numberOf(valueOf(aim, 'port'))).map(({ item, first, key }) => atValue(item, 'port', `Another serial port has the number ${key}: change one of them, or leave it out.`, { related: [other(first, 'port', 'the other port')], fixes: () => [without(item, 'port')] })),
  ]
}

