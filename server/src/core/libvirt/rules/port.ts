// Ports of networks, whoever tells of them (an interface of a domain, a network, a port group): limits, VLAN tags, routes.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, valueOf } from '../read'
import { changeTo, dropped, preferred, setValue, without } from './edits'
import { addressOf, bitsOf, maskOf, prefixOf, written, type Family } from './inet'
import { numberOf } from './machine'
import { atAttribute, atName, atValue, other, type Finding, type Rule } from './rule'

export const port: readonly Rule[] = [
  {
    code: 'libvirt/interface-bandwidth', level: 'error', driver: 'any', words: ['bandwidth'],
    docs: { what: 'A limit that an interface cannot have.', why: 'A peak and a burst are above an average; a floor is promised to what the guest receives, by a network; the class is chosen by libvirt.', mend: 'Add `average`, or remove the attribute.', by: 'virNetDevBandwidthParse' },
    check: machine => machine.of('interface').filter(device => valueOf(device, 'type') !== 'hostdev').flatMap(device => limitsOf(device, valueOf(device, 'type') === 'network')),
  },
  {
    code: 'libvirt/interface-vlan-native', level: 'error', driver: 'any', words: ['nativeMode'],
    docs: { what: 'Two native VLANs.', why: 'What has no tag is of one VLAN.', mend: 'Remove `nativeMode` from one.', by: 'virNetDevVlanParse' },
    check: machine => machine.of('interface').flatMap(nativesOf),
  },
  {
    code: 'libvirt/interface-virtualport', level: 'error', driver: 'any', words: ['virtualport'],
    docs: { what: 'A virtual port without a type.', why: 'Only a network can say what kind of switch a port is of.', mend: "Add `type='…'`.", by: 'virNetDevVPortProfileParse' },
    check: machine => machine.of('interface').filter(device => valueOf(device, 'type') === 'bridge' || valueOf(device, 'type') === 'direct').flatMap(typelessPort),
  },
  {
    code: 'libvirt/interface-route', level: 'error', driver: 'any', words: ['route'],
    docs: { what: 'A route that leads to no network, or has a metric of 0.', why: 'The bits behind the prefix of the address must be 0; without a prefix or netmask, all of them.', mend: 'Write the first address of the network, and its prefix.', by: 'virNetDevIPRouteCreate, virNetDevIPRouteParseXML' },
    check: machine => machine.of('interface').flatMap(device => [device, childOf(device, 'source')]).flatMap(parent => childrenOf(parent, 'route')).flatMap(leadsNowhere),
  },
]

/** virNetDevBandwidthParse. `floor`: whether one can be promised. */
export const limitsOf = (owner: Element, floor: boolean): readonly Finding[] => childrenOf(owner, 'bandwidth').flatMap(bandwidth => [
  ...attributeOf(bandwidth, 'classID') ? [atAttribute(bandwidth, 'classID', 'libvirt chooses the class itself: remove `classID`.', { fixes: () => [{ ...without(bandwidth, 'classID'), preferred: true }] })] : [],
  ...['inbound', 'outbound'].flatMap(name => childrenOf(bandwidth, name)).flatMap(rate => limit(rate, floor && rate.name === 'inbound')),
])

function limit(rate: Element, floor: boolean): readonly Finding[] {
  const [average, promised] = [attributeOf(rate, 'average'), attributeOf(rate, 'floor')]
  if (promised && !floor) return [atAttribute(rate, 'floor', 'A floor is promised to what an interface of a network receives, not here: remove `floor`.', { fixes: () => average ? [{ ...without(rate, 'floor'), preferred: true }] : [dropped(rate)] })]
  if (average || (promised && !attributeOf(rate, 'peak') && !attributeOf(rate, 'burst'))) return []
  return [atName(rate, `\`<${rate.name}>\` needs \`average='…'\`, in KiB a second: add it.`, { fixes: () => [dropped(rate)] })]
}

/** virNetDevVlanParse. */
export const nativesOf = (owner: Element): readonly Finding[] => childrenOf(owner, 'vlan').flatMap(vlan => {
  const [first, second] = childrenOf(vlan, 'tag').filter(tag => valueOf(tag, 'nativeMode') !== undefined)
  return first && second ? [atValue(second, 'nativeMode', 'One tag at most is the native one: remove `nativeMode` from one of them.', { related: [other(first, 'nativeMode', 'the first one')], fixes: () => [without(second, 'nativeMode')] })] : []
})

/** virNetDevVPortProfileParse, where the type has to be there. */
export const typelessPort = (owner: Element): readonly Finding[] => childrenOf(owner, 'virtualport').filter(port => !attributeOf(port, 'type'))
  .map(port => atName(port, "`<virtualport>` needs `type='…'`: add it.", { fixes: () => [dropped(port)] }))

/** Of an `<ip>` or a `<route>`; null for what is neither. */
export const familyOf = (element: Element): Family | null => {
  const family = valueOf(element, 'family') ?? 'ipv4'
  return family === 'ipv4' || family === 'ipv6' ? family : null
}

/** virNetDevIPRouteCreate: its mask leaves nothing of an address but the network. */
export function leadsNowhere(route: Element): readonly Finding[] {
  const address = addressOf(valueOf(route, 'address'))
  const [prefix, netmask] = [valueOf(route, 'prefix'), valueOf(route, 'netmask')]
  if (valueOf(route, 'metric') === '0') return [atValue(route, 'metric', 'A metric is at least 1: change it, or remove it.', { fixes: () => [{ ...without(route, 'metric'), preferred: true }] })]
  if (!address || address.family !== familyOf(route)) return []
  const mask = addressOf(netmask)
  if (netmask !== undefined && mask?.family !== 'ipv4') return []
  const bits = mask ? prefixOf(mask) : numberOf(prefix ?? '0')
  if (bits !== null ? bits > bitsOf[address.family] : !mask) return []
  const first = { ...address, value: address.value & (mask?.value ?? maskOf(address.family, bits!)) }
  if (first.value === address.value) return []
  if (prefix === undefined && netmask === undefined) return [atName(route, `A route to \`${written(address)}\` needs a prefix${address.family === 'ipv4' ? ' or a netmask' : ''}: add \`prefix='…'\`.`, { fixes: () => [changeTo(route, 'prefix', String(bitsOf[address.family]))] })]
  return [atValue(route, 'address', `A route leads to a network, whose first address is \`${written(first)}\` here: write that one, or another ${mask ? 'netmask' : 'prefix'}.`, { related: [other(route, mask ? 'netmask' : 'prefix', 'how large it is')], fixes: () => [preferred(`Change \`address\` to \`${written(first)}\``, setValue(route, 'address', written(first)))] })]
}
