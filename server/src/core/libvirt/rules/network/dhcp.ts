// What the network's DHCP server gives: ranges inside the network, one per family, to hosts that it can know.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { changeTo, dropped, preferred, setValue, without } from '../edits'
import { addressOf, blockOf, broadcastOf, nameOf, networkOf, prefixOf, written, type Address } from '../inet'
import { numberOf } from '../machine'
import { atAttribute, atName, atValue, other, repeated, type Finding } from '../rule'
import { swapped } from './forward'
import type { Ip, NetworkRule } from './network'

export const dhcp: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-dhcp-range', level: 'error', words: ['range'],
    docs: { what: 'A range of addresses that the network cannot give out.', why: 'It lies in the network, goes upwards, leaves out the address of the network and that of all, and has 65,536 addresses at most.', mend: 'Correct the ends.', by: 'virNetworkDHCPRangeDefParseXML, virSocketAddrGetRange' },
    check: ({ ips }) => ips().flatMap(ip => childrenOf(childOf(ip.element, 'dhcp'), 'range').flatMap(range => impossible(range, ip))),
  },
  {
    code: 'libvirt/network-dhcp-twice', level: 'error', words: ['dhcp'],
    docs: { what: 'DHCP on two addresses of one family.', why: 'The server of a network gives addresses of one IPv4 and of one IPv6 network.', mend: 'Remove `<dhcp>` from one of them.', by: 'networkValidate' },
    check: ({ ips }) => repeated(ips().flatMap(({ element, address }) => {
      const dhcp = childOf(element, 'dhcp')
      return dhcp && address && (childOf(dhcp, 'range') ?? childOf(dhcp, 'host')) ? [{ dhcp, family: address.family }] : []
    }), ({ family }) => family).map(({ item: { dhcp, family }, first }) => atName(dhcp, `Addresses are given out of one ${nameOf[family]} network: remove this \`<dhcp>\`, or the first one.`, { related: [other(first.dhcp, null, 'the first one')], fixes: () => [dropped(dhcp)] })),
  },
  {
    code: 'libvirt/network-dhcp-host', level: 'error', words: ['host'],
    docs: { what: 'A host that the DHCP server cannot know.', why: 'Over IPv6 a host tells its `id`, not its MAC address, and over IPv4 no `id`; a name begins with a letter or a digit.', mend: 'Write `id` or `name` for IPv6, `mac` or `name` for IPv4; change the name.', by: 'virNetworkDHCPHostDefParseXML' },
    check: ({ ips }) => ips().flatMap(({ element, address }) => childrenOf(childOf(element, 'dhcp'), 'host').flatMap((host): readonly Finding[] => {
      const name = valueOf(host, 'name')
      const known = attributeOf(host, 'name') ?? attributeOf(host, 'id')
      const better = name?.replace(/^[^a-zA-Z0-9]+/, '')
      return [
        ...address?.family === 'ipv6' && attributeOf(host, 'mac') ? [atAttribute(host, 'mac', `Over IPv6 a host does not tell its MAC address: ${known ? 'remove it' : 'write `id` or `name` instead'}.`, { related: [other(element, 'address', 'the address')], fixes: () => known ? [{ ...without(host, 'mac'), preferred: true }] : [] })] : [],
        ...address?.family === 'ipv4' && !attributeOf(host, 'mac') && !attributeOf(host, 'name') ? [atName(host, 'Over IPv4 a host is known by its MAC address or its name: add `mac` or `name`.', { related: [other(element, 'address', 'the address')], fixes: () => [dropped(host)] })] : [],
        ...name !== undefined && better !== name ? [atValue(host, 'name', 'The name of a host begins with a letter or a digit.', { fixes: () => better ? [preferred(`Change \`name\` to \`${better}\``, setValue(host, 'name', better))] : [] })] : [],
      ]
    })),
  },
  {
    code: 'libvirt/network-dhcp-lease', level: 'error', words: ['lease'],
    docs: { what: 'A lease of less than two minutes.', why: 'dnsmasq gives no shorter ones; 0 means for ever.', mend: 'Write 2 minutes or more.', by: 'virNetworkDHCPLeaseTimeDefParseXML' },
    check: ({ ips }) => ips().flatMap(({ element }) => ['range', 'host'].flatMap(name => childrenOf(childOf(element, 'dhcp'), name)).flatMap(given => {
      const lease = childOf(given, 'lease')
      const expiry = numberOf(valueOf(lease, 'expiry'))
      const least = leastOf[valueOf(lease, 'unit') ?? 'minutes'] ?? 0
      return lease && expiry !== null && expiry > 0 && expiry < least ? [atValue(lease, 'expiry', `A lease lasts two minutes at least: write ${least}, or 0 for ever.`, { fixes: () => [{ ...changeTo(lease, 'expiry', String(least)), preferred: true }] })] : []
    })),
  },
]

const leastOf: Readonly<Record<string, number>> = { seconds: 120, minutes: 2 }

/** virSocketAddrGetRange, in its order; IPv6 ranges differ in the last 16 bits only. */
function impossible(range: Element, { element, address, prefix }: Ip): readonly Finding[] {
  const [start, end] = [addressOf(valueOf(range, 'start')), addressOf(valueOf(range, 'end'))]
  if (!start || !end || !address) return []
  const related = [other(element, 'address', 'the address of the network')]
  const change = (name: 'start' | 'end', to: Address) => () => [preferred(`Change \`${name}\` to \`${written(to)}\``, setValue(range, name, written(to)))]
  for (const [name, one] of [['start', start], ['end', end]] as const) {
    if (one.family !== address.family) return [atValue(range, name, `The network is of ${nameOf[address.family]}, and this is an ${nameOf[one.family]} address.`, { related, fixes: () => [dropped(range)] })]
  }
  const mask = addressOf(valueOf(element, 'netmask'))
  if (mask?.family === 'ipv4' && prefixOf(mask) === null && prefix === null) return [atValue(element, 'netmask', 'A netmask begins with ones and ends with zeros, as `255.255.255.0` does: addresses cannot be given out otherwise.', { related: [other(range, null, 'the range')] })]
  if (prefix === null) return []
  for (const [name, one] of [['start', start], ['end', end]] as const) {
    if (networkOf(one, prefix).value !== networkOf(address, prefix).value) return [atValue(range, name, `\`${written(one)}\` is not in the network \`${blockOf(address, prefix)}\`.`, { related, fixes: () => [dropped(range)] })]
  }
  const [first, last] = [networkOf(address, prefix), broadcastOf(address, prefix)]
  if (address.family === 'ipv4' && start.value === first.value) return [atValue(range, 'start', `\`${written(start)}\` is the address of the network itself: begin behind it.`, { related, fixes: first.value + 1n < last.value && end.value > start.value ? change('start', { ...first, value: first.value + 1n }) : () => [dropped(range)] })]
  if (address.family === 'ipv4' && end.value === last.value) return [atValue(range, 'end', `\`${written(end)}\` is the address that reaches all of the network: end before it.`, { related, fixes: start.value < end.value ? change('end', { ...last, value: last.value - 1n }) : () => [dropped(range)] })]
  const beginning = [other(range, 'start', 'the beginning')]
  if (end.value < start.value) return [atValue(range, 'end', 'The range ends before it begins: swap the two.', { related: beginning, fixes: () => [swapped(range)] })]
  const furthest = { ...start, value: address.family === 'ipv4' ? start.value + 0xffffn : start.value | 0xffffn }
  return end.value <= furthest.value ? [] : [atValue(range, 'end', `A range has 65,536 addresses at most${address.family === 'ipv6' ? ', which differ in the last 16 bits' : ''}: end at \`${written(furthest)}\` or before.`, { related: beginning, fixes: change('end', furthest) })]
}
