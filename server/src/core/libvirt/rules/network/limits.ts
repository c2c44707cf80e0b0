// What ports of the network get: bandwidth, native VLANs, kinds of virtual ports.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { dropped, without } from '../edits'
import { atAttribute, atName, atValue, other } from '../rule'
import type { Network, NetworkRule } from './network'

export const limits: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-bandwidth', level: 'error', words: ['bandwidth'],
    docs: { what: 'A limit that a network cannot have.', why: 'A peak and a burst are above an average; a floor is promised to one interface of a domain, not to a network or a port group; the class is chosen by libvirt.', mend: 'Add `average`, or remove the attribute.', by: 'virNetDevBandwidthParse' },
    check: network => owners(network).flatMap(owner => childrenOf(owner, 'bandwidth')).flatMap(bandwidth => [
      ...attributeOf(bandwidth, 'classID') ? [atAttribute(bandwidth, 'classID', 'libvirt chooses the class itself: remove `classID`.', { fixes: () => [{ ...without(bandwidth, 'classID'), preferred: true }] })] : [],
      ...['inbound', 'outbound'].flatMap(name => childrenOf(bandwidth, name)).flatMap(rate =>
        attributeOf(rate, 'floor') ? [atAttribute(rate, 'floor', 'A floor is promised to an interface of a domain, not here: remove `floor`.', { fixes: () => attributeOf(rate, 'average') ? [{ ...without(rate, 'floor'), preferred: true }] : [dropped(rate)] })]
          : attributeOf(rate, 'average') ? [] : [atName(rate, `\`<${rate.name}>\` needs \`average='…'\`, in KiB a second: add it.`, { fixes: () => [dropped(rate)] })]),
    ]),
  },
  {
    code: 'libvirt/network-vlan-native', level: 'error', words: ['nativeMode'],
    docs: { what: 'Two native VLANs.', why: 'What has no tag is of one VLAN.', mend: 'Remove `nativeMode` from one.', by: 'virNetDevVlanParse' },
    check: network => owners(network).flatMap(owner => childrenOf(owner, 'vlan')).flatMap(vlan => {
      const [first, second] = childrenOf(vlan, 'tag').filter(tag => valueOf(tag, 'nativeMode') !== undefined)
      return first && second ? [atValue(second, 'nativeMode', 'One tag at most is the native one: remove `nativeMode` from one of them.', { related: [other(first, 'nativeMode', 'the first one')], fixes: () => [without(second, 'nativeMode')] })] : []
    }),
  },
  {
    code: 'libvirt/network-virtualport', level: 'error', words: ['virtualport'],
    docs: { what: 'A virtual port without a type.', why: 'Its parameters mean something to one kind of switch.', mend: "Add `type='…'`.", by: 'virNetDevVPortProfileParse' },
    check: ({ root }) => {
      const port = childOf(root, 'virtualport')
      return port && !attributeOf(port, 'type') ? [atName(port, "`<virtualport>` needs `type='…'`: add it.", { fixes: () => [dropped(port)] })] : []
    },
  },
]

const owners = ({ root, portGroups }: Network): readonly Element[] => [root, ...portGroups]
