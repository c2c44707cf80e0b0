// VLAN tags and port groups: networks that can tag what their guests send, and groups that can be told apart.
import type { Element } from '../../../xml/tree'
import { childOf, childrenOf, valueOf } from '../../read'
import { changeTo, dropped, fix } from '../edits'
import { atName, atValue, other, repeated, type Finding } from '../rule'
import type { Network, NetworkRule } from './network'

export const vlan: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-vlan', level: 'error', words: ['vlan'],
    docs: { what: 'A VLAN tag in a network that cannot tag.', why: 'Open vSwitch, bridges of the host and passed-through functions of a card tag what guests send; the bridges that libvirt makes do not.', mend: 'Remove `<vlan>`, or change the mode.', by: 'networkValidate' },
    check: network => tagged(network, ({ mode }) => mode === 'bridge'),
  },
  {
    code: 'libvirt/network-vlan-bridge', level: 'error', words: ['vlan'], until: '10.10.0',
    docs: { what: 'A VLAN tag on a bridge that is not of Open vSwitch.', why: 'Before 11.0 libvirt could not make a Linux bridge tag.', mend: "Add `<virtualport type='openvswitch'/>` if the bridge is one of that.", by: 'networkValidate' },
    check: network => network.mode === 'bridge' ? tagged(network, () => false) : [],
  },
  {
    code: 'libvirt/network-portgroup-duplicate', level: 'error', words: ['portgroup'],
    docs: { what: 'Two port groups of one name.', why: 'An interface of a domain names its group.', mend: 'Rename one.', by: 'networkValidate' },
    check: ({ portGroups }) => repeated(portGroups, group => valueOf(group, 'name')).map(({ item, first, key }) => atValue(item, 'name', `There is a port group \`${key}\` already: rename one.`, { related: [other(first, 'name', 'the first one')], fixes: () => [dropped(item)] })),
  },
  {
    code: 'libvirt/network-portgroup-default', level: 'error', words: ['portgroup'],
    docs: { what: 'Two port groups that are the default.', why: 'An interface that names none gets the default one.', mend: "Write `default='no'` in one.", by: 'networkValidate' },
    check: ({ portGroups }) => repeated(portGroups, group => valueOf(group, 'default')?.toLowerCase() === 'yes' ? 'yes' : null).map(({ item, first }) => atValue(item, 'default', 'One port group at most is the default: write `no` in one of them.', { related: [other(first, 'default', 'the first one')], fixes: () => [changeTo(item, 'default', 'no')] })),
  },
]

/** `plain`: whether a network without `<virtualport>` can tag by what it is. */
function tagged(network: Network, plain: (network: Network) => boolean): readonly Finding[] {
  const { root, mode, forward, portGroups } = network
  if (!modes.has(mode)) return []
  const port = childOf(root, 'virtualport')
  const able = mode === 'hostdev' || mode === 'passthrough' || (mode === 'bridge' && (port ? isSwitch(port) : plain(network)))
  const own = vlanOf(root)
  const bad = portGroups.flatMap(group => {
    const vlan = vlanOf(group) ?? own
    const groupPort = childOf(group, 'virtualport')
    return vlan && (groupPort ? mode !== 'bridge' || !isSwitch(groupPort) : !able) ? [vlan] : []
  })
  const hasDefault = portGroups.some(group => valueOf(group, 'default')?.toLowerCase() === 'yes')
  const found = new Set([...bad, ...own && !able && !hasDefault ? [own] : []])
  return [...found].map(vlan => atName(vlan, `A network of ${forward ? `mode \`${mode}\`` : 'this kind, which nothing leaves,'} cannot tag what its guests send: remove \`<vlan>\`${mode === 'bridge' ? ", or add `<virtualport type='openvswitch'/>`" : ''}.`, {
    related: forward ? [other(forward, 'mode', 'the mode')] : [],
    fixes: () => [fix('Remove `<vlan>`', ...[...found].map(one => dropped(one).edits))],
  }))
}

const modes: ReadonlySet<string> = new Set(['none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough', 'hostdev'])

const isSwitch = (port: Element): boolean => valueOf(port, 'type') === 'openvswitch'

const vlanOf = (parent: Element): Element | undefined => childrenOf(parent, 'vlan').find(vlan => childOf(vlan, 'tag'))
