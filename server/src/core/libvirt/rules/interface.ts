// Network interfaces: a source where the type needs one, an address of their own, and options that the type and model have.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { virtioModels } from '../defaults'
import { childOf, childrenOf, valueOf } from '../read'
import { changeTo, dropped, preferred, setChild, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { powerOfTwo } from './memory'
import { atAttribute, atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const networkInterface: readonly Rule[] = [
  {
    code: 'libvirt/interface-source', level: 'error', driver: 'any',
    docs: { what: 'An interface of a type that needs a source has none.', why: 'A bridge has its name, a network its name, a socket its address.', mend: 'Add `<source …/>`.', by: 'virDomainNetDefParseXMLRequireSource' },
    check: machine => machine.of('interface').flatMap(device => {
      const type = valueOf(device, 'type') ?? ''
      const attribute = sources[type]
      const source = childOf(device, 'source')
      if (attribute === undefined || (source && (attribute === null || valueOf(source, attribute) !== undefined)) || (type === 'vhostuser' && valueOf(childOf(device, 'backend'), 'type') === 'passt')) return []
      return [source ? atName(source, `An interface of type \`${type}\` needs \`${attribute}='…'\`: add it.`, { related: [other(device, 'type', 'the type')] }) : atValue(device, 'type', `An interface of type \`${type}\` needs a source: add \`<source${attribute ? ` ${attribute}='…'` : ''}/>\`.`)]
    }),
  },
  {
    code: 'libvirt/interface-mac', level: 'error', driver: 'any',
    docs: { what: 'A MAC address of a group.', why: 'The lowest bit of the first byte marks a multicast address, which no interface can have.', mend: 'Make the first byte even: `52:54:00:…` is of QEMU.', by: 'virDomainNetDefParseXML' },
    check: machine => machine.of('interface').flatMap(device => {
      const mac = childOf(device, 'mac')
      const written = valueOf(mac, 'address')
      const first = written === undefined ? NaN : Number.parseInt(written.slice(0, 2), 16)
      if (!mac || written === undefined || !/^[0-9a-fA-F]{2}:/.test(written) || first % 2 === 0) return []
      const even = (first - 1).toString(16).padStart(2, '0') + written.slice(2)
      return [atValue(mac, 'address', `\`${written}\` is the address of a group (its first byte is odd), which no interface can have: write \`${even}\`.`, { fixes: () => [preferred(`Change to \`${even}\``, setValue(mac, 'address', even)), dropped(mac)] })]
    }),
  },
  {
    code: 'libvirt/interface-mac-duplicate', level: 'warning', driver: 'any',
    docs: { what: 'Two interfaces of a domain have one MAC address.', why: 'libvirt does not check it; on one network neither works as it should. With `<teaming>` it is meant.', mend: 'Change one, or leave it out: libvirt makes one.', by: 'none' },
    check: machine => repeated(machine.of('interface').filter(device => !childOf(device, 'teaming')).flatMap(device => {
      const mac = childOf(device, 'mac')
      return mac && valueOf(mac, 'address') !== undefined ? [{ mac, key: `${valueOf(mac, 'address')!.toLowerCase()} ${valueOf(device, 'type')} ${childOf(device, 'source')?.attributes.map(({ value }) => value).join(' ') ?? ''}` }] : []
    }), ({ key }) => key).map(({ item, first }) => atValue(item.mac, 'address', 'Another interface on this network has the same MAC address: change one, or leave it out, and libvirt makes one.', { related: [other(first.mac, 'address', 'the other interface')], fixes: () => [dropped(item.mac)] })),
  },
  {
    code: 'libvirt/interface-option-type', level: 'error', driver: 'qemu', words: ['vlan', 'bandwidth', 'mtu', 'coalesce', 'filterref', 'queues', 'tap', 'isolated', 'portForward', 'passt', 'ip', 'route', 'managed', 'virtualport'],
    docs: { what: 'An option on an interface whose type does not take it.', why: 'Filters, bandwidth, isolation, a tap of your own and the like need the thing that they act on.', mend: 'Remove it.', by: 'virDomainNetDefValidate, virDomainActualNetDefValidate, qemuValidateDomainDeviceDefNetwork, qemuDomainValidateActualNetDef' },
    check: machine => machine.of('interface').flatMap(options),
  },
  {
    code: 'libvirt/interface-virtio-option', level: 'error', driver: 'qemu', words: ['iommu', 'ats', 'packed', 'page_per_vq', 'rx_queue_size', 'tx_queue_size', 'vdpa', 'vhostuser'],
    docs: { what: 'An option of virtio on another model, or a queue that is not a power of two.', why: 'Queues and rings are of virtio-net; vDPA and vhost-user interfaces are virtio always.', mend: "Remove it, or write `<model type='virtio'/>`.", by: 'virDomainNetDefValidate, qemuValidateDomainDeviceDefNetwork' },
    check: machine => machine.of('interface').flatMap(device => virtio(machine, device)),
  },
  {
    code: 'libvirt/interface-vhostuser-model', level: 'error', driver: 'qemu', words: ['vhostuser'], until: '11.0.0',
    docs: { what: 'A vhost-user interface on x86 without a model.', why: 'It is virtio always, and libvirt takes it for that by itself from 11.1.0 on only.', mend: "Add `<model type='virtio'/>`.", by: 'virDomainNetDefValidate' },
    check: machine => machine.family !== 'x86' ? [] : machine.of('interface').filter(device => valueOf(device, 'type') === 'vhostuser' && valueOf(childOf(device, 'model'), 'type') === undefined)
      .map(device => atValue(device, 'type', "An interface of type `vhostuser` is `virtio`, which libvirt does not take by itself before 11.1: add `<model type='virtio'/>`.", { fixes: () => [preferred("Add `<model type='virtio'/>`", setChild(device, 'model', { type: 'virtio' }))] })),
  },
  {
    code: 'libvirt/interface-teaming', level: 'error', driver: 'qemu', words: ['teaming'],
    docs: { what: 'A team whose members do not fit.', why: 'The transient member is a host device and names the persistent one, which is a virtio interface.', mend: 'Change the type, or the attribute `persistent`.', by: 'virDomainNetDefValidate, virDomainHostdevDefValidate, qemuValidateDomainDeviceDefNetwork' },
    check: machine => [...machine.of('interface'), ...machine.of('hostdev')].flatMap(teaming),
  },
  {
    code: 'libvirt/interface-guest-ip', level: 'error', driver: 'qemu', words: ['ip', 'route'],
    docs: { what: 'An address in the guest that QEMU cannot give.', why: 'The user network gives one IPv4 address with a prefix of 4 to 27, and one IPv6 address with 64.', mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefNetwork' },
    check: machine => machine.of('interface').flatMap(guestIp),
  },
]

/** The attribute without which the source is none; null where the element is enough. */
const sources: Readonly<Record<string, string | null>> = { network: 'network', bridge: 'bridge', internal: 'name', direct: 'dev', hostdev: null, vdpa: 'dev', vhostuser: null, server: null, client: null, mcast: null, udp: null }

const isVirtio = (machine: Machine, device: Element): boolean | null => {
  const model = valueOf(childOf(device, 'model'), 'type')
  if (model !== undefined) return virtioModels.has(model)
  const type = valueOf(device, 'type')
  if (type === 'vdpa' || type === 'vhostuser') return true
  if (machine.family === 'x86') return false
  return machine.board === 'arm-virt' || machine.board === 'riscv-virt' || machine.board === 'loongarch-virt' || machine.family === 's390' ? true : null
}

function options(device: Element): readonly Finding[] {
  const type = valueOf(device, 'type') ?? ''
  const source = childOf(device, 'source')
  const backend = childOf(device, 'backend')
  const passt = valueOf(backend, 'type') === 'passt'
  const port = childOf(device, 'virtualport')
  const related = [other(device, 'type', 'the type')]
  // What a network really is, only the host knows.
  const child = (name: string, types: readonly string[], what = `\`<${name}>\``): readonly Finding[] => {
    const element = childOf(device, name)
    return element && !types.includes(type) ? [atName(element, `${what} has no meaning on an interface of type \`${type}\`: remove it.`, { related, fixes: () => [{ ...dropped(element), preferred: true }] })] : []
  }
  const isolated = childOf(device, 'port')
  const driver = childOf(device, 'driver')
  const vlan = childOf(device, 'vlan')
  const forward = childOf(device, 'portForward')
  const filter = childOf(device, 'filterref')
  const queues = numberOf(valueOf(driver, 'queues'))
  const target = childOf(device, 'target')
  return [
    ...type === 'network' || type === 'hostdev' || !vlan ? [] : type === 'bridge' && (!port || valueOf(port, 'type') === 'openvswitch') || (type === 'direct' && valueOf(source, 'mode') === 'passthrough') ? [] : [atName(vlan, `A VLAN tag has no meaning on an interface of type \`${type}\`${type === 'direct' ? " without `mode='passthrough'`" : ''}: remove it.`, { level: type === 'bridge' ? 'error' : 'warning', related, fixes: () => [dropped(vlan)] })],
    ...type === 'hostdev' ? child('bandwidth', []) : [],
    ...child('mtu', ['network', 'bridge', 'ethernet', 'vhostuser', 'direct', 'hostdev', 'user']),
    ...child('coalesce', ['network', 'bridge', 'vhostuser', 'ethernet', 'direct']),
    ...type === 'user' && childOf(device, 'mtu') && !passt ? [atName(childOf(device, 'mtu')!, 'An MTU needs the backend `passt` here: remove it.', { related, fixes: () => [dropped(childOf(device, 'mtu')!)] })] : [],
    ...filter && !['network', 'bridge', 'ethernet'].includes(type) ? child('filterref', []) : filter && port && valueOf(port, 'type') !== undefined ? [atName(filter, 'A filter cannot stand beside a `<virtualport>`: remove one of them.', { level: 'warning', related: [other(port, 'type', 'the virtual port')], fixes: () => [dropped(filter), dropped(port)] })] : [],
    ...queues !== null && queues > 0 && !['network', 'bridge', 'direct', 'ethernet', 'vhostuser', 'vdpa'].includes(type) ? [atAttribute(driver!, 'queues', `Several queues have no meaning on an interface of type \`${type}\`: remove \`queues\`.`, { related, fixes: () => [{ ...without(driver!, 'queues'), preferred: true }] })] : [],
    ...backend && attributeOf(backend, 'tap') && !['network', 'bridge', 'ethernet'].includes(type) ? [atAttribute(backend, 'tap', `An interface of type \`${type}\` has no tap: remove it.`, { related, fixes: () => [{ ...without(backend, 'tap'), preferred: true }] })] : [],
    ...isolated && valueOf(isolated, 'isolated') === 'yes' && !['network', 'bridge'].includes(type) ? [atValue(isolated, 'isolated', `Only ports of a bridge can be isolated, not an interface of type \`${type}\`: remove \`<port>\`.`, { related, fixes: () => [dropped(isolated)] })]
      : isolated && valueOf(isolated, 'isolated') === 'yes' && port && valueOf(port, 'type') !== undefined ? [atValue(isolated, 'isolated', 'A port of a `<virtualport>` cannot be isolated: remove one of them.', { related: [other(port, 'type', 'the virtual port')], fixes: () => [dropped(isolated)] })] : [],
    ...forward && !(passt && (type === 'user' || type === 'vhostuser')) ? [atName(forward, "Ports are forwarded by `passt`: add `<backend type='passt'/>` to an interface of type `user`, or remove it.", { related, fixes: () => [...type === 'user' && !backend ? [preferred("Add `<backend type='passt'/>`", [{ span: { start: forward.span.start, end: forward.span.start }, text: "<backend type='passt'/>" }])] : [], dropped(forward)] })] : [],
    ...passt && type !== 'user' && type !== 'vhostuser' ? [atValue(backend!, 'type', `\`passt\` is for interfaces of type \`user\`, not \`${type}\`: remove it.`, { related, fixes: () => [without(backend!, 'type')] })] : [],
    ...source && ['ip', 'route'].some(name => childOf(source, name)) && type !== 'ethernet' ? [atName(childOf(source, 'ip') ?? childOf(source, 'route')!, `Addresses on the host are for interfaces of type \`ethernet\`, not \`${type}\`: remove them.`, { related, fixes: () => [dropped(childOf(source, 'ip') ?? childOf(source, 'route')!)] })] : [],
    ...target && valueOf(target, 'managed') === 'no' && type !== 'ethernet' ? [atValue(target, 'managed', `Only an interface of type \`ethernet\` takes a device of yours, not \`${type}\`: remove \`managed\`.`, { related, fixes: () => [without(target, 'managed')] })] : [],
    ...port && ['user', 'ethernet', 'vhostuser', 'server', 'client', 'mcast', 'udp', 'internal', 'vdpa', 'null', 'vds'].includes(type) && type !== 'vhostuser' ? child('virtualport', ['network', 'bridge', 'direct', 'hostdev', 'ethernet']) : [],
  ]
}

function virtio(machine: Machine, device: Element): readonly Finding[] {
  const type = valueOf(device, 'type')
  const model = childOf(device, 'model')
  const driver = childOf(device, 'driver')
  const is = isVirtio(machine, device)
  const related = model ? [other(model, 'type', 'the model')] : []
  if (is === false && model && (type === 'vdpa' || type === 'vhostuser')) return [atValue(model, 'type', `An interface of type \`${type}\` is \`virtio\`, not \`${valueOf(model, 'type')}\`.`, { related: [other(device, 'type', 'the type')], fixes: () => [preferred('Change `type` to `virtio`', setValue(model, 'type', 'virtio'))] })]
  if (!driver) return []
  return [
    ...is === false ? ['iommu', 'ats', 'packed', 'page_per_vq'].filter(name => attributeOf(driver, name)).map(name => atAttribute(driver, name, `\`${name}\` is for \`virtio\`: remove it, or change the model.`, { related, fixes: () => [{ ...without(driver, name), preferred: true }] })) : [],
    ...is === true ? ['rx_queue_size', 'tx_queue_size'].flatMap(name => {
      const size = numberOf(valueOf(driver, name))
      return size === null || size === 0 || powerOfTwo(size) ? [] : [atValue(driver, name, `\`${name}\` is a power of two, such as 256 or 1024, not ${size}.`, { fixes: () => [preferred(`Change \`${name}\` to \`${2 ** Math.round(Math.log2(size))}\``, setValue(driver, name, String(2 ** Math.round(Math.log2(size)))))] })]
    }) : [],
  ]
}

function teaming(device: Element): readonly Finding[] {
  const team = childOf(device, 'teaming')
  const kind = valueOf(team, 'type')
  const type = valueOf(device, 'type') ?? ''
  if (!team || kind === undefined) return []
  const model = childOf(device, 'model')
  if (device.name === 'hostdev') {
    if (kind !== 'transient') return [atValue(team, 'type', 'A host device is the transient member of a team.', { fixes: () => [changeTo(team, 'type', 'transient')] })]
    if (type !== 'pci') return [atName(team, `Only a PCI device can be in a team, not one of type \`${type}\`: remove \`<teaming>\`.`, { related: [other(device, 'type', 'the type')], fixes: () => [dropped(team)] })]
  }
  if (kind === 'transient' && !attributeOf(team, 'persistent')) return [atValue(team, 'type', "The transient member names the persistent one: add `persistent='ua-…'`.")]
  if (kind === 'persistent' && attributeOf(team, 'persistent')) return [atAttribute(team, 'persistent', 'Only the transient member names the other one: remove `persistent`.', { fixes: () => [{ ...without(team, 'persistent'), preferred: true }] })]
  if (kind === 'transient' && device.name === 'interface' && type !== 'hostdev' && type !== 'network') return [atValue(device, 'type', `The transient member of a team is of type \`hostdev\` or \`network\`, not \`${type}\`.`, { related: [other(team, 'type', 'the team')] })]
  return kind === 'persistent' && model && !virtioModels.has(valueOf(model, 'type') ?? '') ? [atValue(model, 'type', `The persistent member of a team is \`virtio\`, not \`${valueOf(model, 'type')}\`.`, { related: [other(team, 'type', 'the team')], fixes: () => [preferred('Change `type` to `virtio`', setValue(model, 'type', 'virtio'))] })] : []
}

function guestIp(device: Element): readonly Finding[] {
  const ips = childrenOf(device, 'ip')
  const type = valueOf(device, 'type') ?? ''
  const [route] = childrenOf(device, 'route')
  const takes = type === 'user' || (type === 'vhostuser' && valueOf(childOf(device, 'backend'), 'type') === 'passt')
  const fixes = (element: Element) => () => [dropped(element)]
  if (route) return [atName(route, 'QEMU gives the guest no routes: remove `<route>`.', { fixes: fixes(route) })]
  const [first] = ips
  if (!first) return []
  if (!takes) return [atName(first, `Only the user network gives the guest an address, not an interface of type \`${type}\`: remove \`<ip>\`.`, { related: [other(device, 'type', 'the type')], fixes: fixes(first) })]
  const familyOf = (ip: Element): string => valueOf(ip, 'family') ?? (valueOf(ip, 'address')?.includes(':') ? 'ipv6' : 'ipv4')
  return [
    ...repeated(ips, familyOf).map(({ item, first, key }) => atName(item, `There is one ${key === 'ipv6' ? 'IPv6' : 'IPv4'} address at most: remove one of them.`, { related: [other(first, 'address', 'the other address')], fixes: fixes(item) })),
    ...ips.flatMap((ip): readonly Finding[] => {
      const prefix = numberOf(valueOf(ip, 'prefix'))
      if (attributeOf(ip, 'peer')) return [atAttribute(ip, 'peer', 'The guest has no peer address: remove it.', { fixes: () => [without(ip, 'peer')] })]
      if (prefix === null || prefix === 0) return []
      if (familyOf(ip) === 'ipv6') return prefix === 64 ? [] : [atValue(ip, 'prefix', `The prefix of an IPv6 address is 64 here, not ${prefix}.`, { fixes: () => [preferred('Change `prefix` to `64`', setValue(ip, 'prefix', '64'))] })]
      return prefix >= 4 && prefix <= 27 ? [] : [atValue(ip, 'prefix', `The prefix of an IPv4 address is 4 to 27 here, not ${prefix}.`, { fixes: () => [changeTo(ip, 'prefix', '24')] })]
    }),
  ]
}
