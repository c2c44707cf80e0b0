// The addresses of the bridge, and the routes to what lies behind guests.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { changeTo, dropped, preferred, setValue, without } from '../edits'
import { numberOf } from '../machine'
import { atAttribute, atName, atValue, other, type Finding } from '../rule'
import { addressOf, bitsOf, blockOf, maskOf, nameOf, networkOf, prefixOf, written, type Family } from '../inet'
import type { Network, NetworkRule } from './network'

export const ip: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-address-family', level: 'error', words: ['ip', 'route'],
    docs: { what: 'An address, or a gateway, of another family than `family` says.', why: 'Where nothing is written, IPv4 is meant.', mend: "Write `family='ipv6'` for IPv6, and nothing for IPv4.", by: 'virNetworkIPDefParseXML, virNetDevIPRouteCreate' },
    check: ({ root }) => [...childrenOf(root, 'ip'), ...childrenOf(root, 'route')].flatMap(element => {
      const family = familyOf(element)
      const address = addressOf(valueOf(element, 'address'))
      const gateway = addressOf(valueOf(element, 'gateway'))
      if (!family) return []
      if (address && address.family !== family) return [atValue(element, 'address', `This is an ${nameOf[address.family]} address, and ${attributeOf(element, 'family') ? `\`family\` is \`${family}\`` : 'without `family` IPv4 is meant'}: write \`family='${address.family}'\`.`, { fixes: () => valueOf(element, 'netmask') === undefined && (!gateway || gateway.family === address.family) ? [{ ...changeTo(element, 'family', address.family), preferred: true }] : [] })]
      return gateway && gateway.family !== family ? [atValue(element, 'gateway', `The gateway is an ${nameOf[gateway.family]} address, and the route is of ${nameOf[family]}.`, { related: [other(element, 'address', 'where the route leads')] })] : []
    }),
  },
  {
    code: 'libvirt/network-address-mask', level: 'error', words: ['ip', 'route'],
    docs: { what: 'A mask that the address cannot have.', why: 'An IPv4 address has 32 bits, an IPv6 address has 128 and no netmask.', mend: 'Write a smaller prefix, or the prefix alone.', by: 'virNetworkIPDefParseXML, virNetDevIPRouteCreate' },
    check: ({ root }) => [...childrenOf(root, 'ip'), ...childrenOf(root, 'route')].flatMap(element => {
      const family = familyOf(element)
      const prefix = numberOf(valueOf(element, 'prefix'))
      if (family === 'ipv6' && attributeOf(element, 'netmask')) return [atAttribute(element, 'netmask', 'IPv6 has no netmasks: write `prefix`.', { fixes: () => [preferred("Change to `prefix='64'`", [...without(element, 'netmask').edits, ...setValue(element, 'prefix', '64')])] })]
      return family && prefix !== null && prefix > bitsOf[family] ? [atValue(element, 'prefix', `An ${nameOf[family]} address has ${bitsOf[family]} bits: the prefix cannot be ${prefix}.`)] : []
    }),
  },
  {
    code: 'libvirt/network-address-missing', level: 'error', words: ['ip', 'route'],
    docs: { what: 'An `<ip>` or a `<route>` without an address.', why: 'It says which address the bridge has, or where the route leads.', mend: "Add `address='…'`.", by: 'virNetworkIPDefParseXML, virNetDevIPRouteCreate' },
    check: ({ root }) => [...childrenOf(root, 'ip'), ...childrenOf(root, 'route')].filter(element => !attributeOf(element, 'address')).map(element => atName(element, `\`<${element.name}>\` needs \`address='…'\`: add it.`, { fixes: () => [dropped(element)] })),
  },
  {
    code: 'libvirt/network-tftp', level: 'error', words: ['tftp'],
    docs: { what: 'A TFTP server on an IPv6 address.', why: 'libvirt serves files to booting guests over IPv4 alone.', mend: 'Move it to the IPv4 address.', by: 'virNetworkIPDefParseXML' },
    check: ({ ips }) => ips().flatMap(({ element, address }) => {
      const tftp = childOf(element, 'tftp')
      return tftp && address?.family === 'ipv6' ? [atName(tftp, 'Files are served over IPv4 alone: remove it, or move it to the IPv4 address.', { related: [other(element, 'address', 'the address')], fixes: () => [dropped(tftp)] })] : []
    }),
  },
  {
    code: 'libvirt/network-route', level: 'error', words: ['route'],
    docs: { what: 'A route that leads to no network, or has a metric of 0.', why: 'The bits behind the prefix of the address must be 0; without a prefix or netmask, all of them.', mend: 'Write the first address of the network, and its prefix.', by: 'virNetDevIPRouteCreate, virNetDevIPRouteParseXML' },
    check: ({ root }) => childrenOf(root, 'route').flatMap(leadsNowhere),
  },
  {
    code: 'libvirt/network-route-gateway', level: 'error', words: ['route'], whole: true,
    docs: { what: 'A gateway that is in no network of the bridge.', why: 'The host hands packets to the gateway through the bridge, and so must reach it directly.', mend: 'Write an address of a network that an `<ip>` has.', by: 'virNetworkDefParseXML' },
    check: network => childrenOf(network.root, 'route').flatMap(route => unreachable(network, route)),
  },
]

const familyOf = (element: Element): Family | null => {
  const family = valueOf(element, 'family') ?? 'ipv4'
  return family === 'ipv4' || family === 'ipv6' ? family : null
}

function leadsNowhere(route: Element): readonly Finding[] {
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

function unreachable({ ips }: Network, route: Element): readonly Finding[] {
  const gateway = addressOf(valueOf(route, 'gateway'))
  if (!gateway || ips().some(({ address, prefix }) => !address || (address.family === gateway.family && prefix === null))) return []
  const near = ips().filter(({ address }) => address!.family === gateway.family)
  if (near.some(({ address, prefix }) => networkOf(address!, prefix!).value === networkOf(gateway, prefix!).value)) return []
  const blocks = near.map(({ address, prefix }) => `\`${blockOf(address!, prefix!)}\``).join(', ')
  return [atValue(route, 'gateway', near.length ? `The gateway must be reachable through the bridge, in ${blocks}.` : `The gateway must be reachable through the bridge, which has no ${nameOf[gateway.family]} address: add \`<ip>\`.`, { related: near.map(({ element }) => other(element, 'address', 'an address of the bridge')), fixes: () => [dropped(route)] })]
}
