// The addresses of the bridge, and the routes to what lies behind guests.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { changeTo, dropped, preferred, setValue, without } from '../edits'
import { addressOf, bitsOf, blockOf, nameOf, networkOf } from '../inet'
import { numberOf } from '../machine'
import { familyOf, leadsNowhere } from '../port'
import { atAttribute, atName, atValue, other, type Finding } from '../rule'
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
    code: 'libvirt/network-address-missing', level: 'error', words: ['ip'],
    docs: { what: 'An `<ip>` without an address.', why: 'It says which address the bridge has.', mend: "Add `address='…'`.", by: 'virNetworkIPDefParseXML' },
    check: ({ ips }) => ips().filter(({ element }) => !attributeOf(element, 'address')).map(({ element }) => atName(element, "`<ip>` needs `address='…'`: add it.", { fixes: () => [dropped(element)] })),
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

function unreachable({ ips }: Network, route: Element): readonly Finding[] {
  const gateway = addressOf(valueOf(route, 'gateway'))
  if (!gateway || ips().some(({ address, prefix }) => !address || (address.family === gateway.family && prefix === null))) return []
  const near = ips().filter(({ address }) => address!.family === gateway.family)
  if (near.some(({ address, prefix }) => networkOf(address!, prefix!).value === networkOf(gateway, prefix!).value)) return []
  const blocks = near.map(({ address, prefix }) => `\`${blockOf(address!, prefix!)}\``).join(', ')
  return [atValue(route, 'gateway', near.length ? `The gateway must be reachable through the bridge, in ${blocks}.` : `The gateway must be reachable through the bridge, which has no ${nameOf[gateway.family]} address: add \`<ip>\`.`, { related: near.map(({ element }) => other(element, 'address', 'an address of the bridge')), fixes: () => [dropped(route)] })]
}
