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
    check: network => told(network, untaggable(network, true)),
  },
  {
    code: 'libvirt/network-vlan-bridge', level: 'error', words: ['vlan'], until: '10.10.0',
    docs: { what: 'A VLAN tag on a bridge that is not of Open vSwitch.', why: 'Before 11.0 libvirt could not make a Linux bridge tag.', mend: "Add `<virtualport type='openvswitch'/>` if the bridge is one of that.", by: 'networkValidate' },
    check: network => {
      const ever = untaggable(network, true)
      return told(network, untaggable(network, false).filter(vlan => !ever.includes(vlan)))
    },
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

/** The `<vlan>`s of a network, or of its groups, that come to nothing; `linux`: whether a Linux bridge of the host can tag. */
function untaggable({ root, mode, portGroups }: Network, linux: boolean): readonly Element[] {
  if (!modes.has(mode)) return []
  const port = childOf(root, 'virtualport')
  const able = mode === 'hostdev' || mode === 'passthrough' || (mode === 'bridge' && (port ? isSwitch(port) : linux))
  const own = vlanOf(root)
  const ofGroups = portGroups.flatMap(group => {
    const vlan = vlanOf(group) ?? own
    const groupPort = childOf(group, 'virtualport')
    return vlan && (groupPort ? mode !== 'bridge' || !isSwitch(groupPort) : !able) ? [vlan] : []
  })
  // Where a group is the default, nobody gets the network's own tag without a group.
  const hasDefault = portGroups.some(group => valueOf(group, 'default')?.toLowerCase() === 'yes')
  return [...new Set([...ofGroups, ...own && !able && !hasDefault ? [own] : []])]
}

const told = ({ mode, forward }: Network, vlans: readonly Element[]): readonly Finding[] =>
  vlans.map(vlan => atName(vlan, `A network ${forward ? `of mode \`${mode}\`` : 'that nothing leaves'} cannot tag what its guests send: remove \`<vlan>\`${mode === 'bridge' ? ", or add `<virtualport type='openvswitch'/>`" : ''}.`, {
    related: forward ? [other(forward, 'mode', 'the mode')] : [],
    fixes: () => [fix('Remove `<vlan>`', ...vlans.map(one => dropped(one).edits))],
  }))

const modes: ReadonlySet<string> = new Set(['none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough', 'hostdev'])

const isSwitch = (port: Element): boolean => valueOf(port, 'type') === 'openvswitch'

const vlanOf = (parent: Element): Element | undefined => childrenOf(parent, 'vlan').find(vlan => childOf(vlan, 'tag'))
