// What ports of the network get: bandwidth, native VLANs, kinds of virtual ports.
import { limitsOf, nativesOf, typelessPort } from '../port'
import type { NetworkRule } from './network'

export const limits: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-bandwidth', level: 'error', words: ['bandwidth'],
    docs: { what: 'A limit that a network cannot have.', why: 'A peak and a burst are above an average; a floor is promised to one interface of a domain, not to a network or a port group; the class is chosen by libvirt.', mend: 'Add `average`, or remove the attribute.', by: 'virNetDevBandwidthParse' },
    check: ({ root, portGroups }) => [root, ...portGroups].flatMap(owner => limitsOf(owner, false)),
  },
  {
    code: 'libvirt/network-vlan-native', level: 'error', words: ['nativeMode'],
    docs: { what: 'Two native VLANs.', why: 'What has no tag is of one VLAN.', mend: 'Remove `nativeMode` from one.', by: 'virNetDevVlanParse' },
    check: ({ root, portGroups }) => [root, ...portGroups].flatMap(nativesOf),
  },
  {
    code: 'libvirt/network-virtualport', level: 'error', words: ['virtualport'],
    docs: { what: 'A virtual port without a type.', why: 'Its parameters mean something to one kind of switch.', mend: "Add `type='…'`.", by: 'virNetDevVPortProfileParse' },
    check: ({ root }) => typelessPort(root),
  },
]
