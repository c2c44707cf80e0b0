// What libvirt does for a network that it makes, and not for one whose guests sit on something of the host's.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { dropped, fix, preferred, without } from '../edits'
import { numberOf } from '../machine'
import { atAttribute, atName, other } from '../rule'
import { withoutBridge, type Network, type NetworkRule } from './network'

export const bridge: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-bridge-option', level: 'error', words: ['bridge'],
    docs: { what: 'A setting of a bridge that libvirt does not make.', why: 'In mode `bridge` the bridge is there already and set up by the host, and the modes beyond have none.', mend: 'Remove the attribute, or change the mode.', by: 'virNetworkDefParseXML' },
    check: ({ borrowed, bridge, mode, forward }) => !borrowed || !bridge || !forward ? [] : ['name', 'zone', 'macTableManager', 'stp', 'delay']
      .filter(name => valueOf(bridge, name) !== undefined && (withoutBridge.has(mode) || name === 'zone' || name === 'stp' || name === 'delay') && (name !== 'delay' || Number(valueOf(bridge, name)) !== 0))
      .map(name => atAttribute(bridge, name, withoutBridge.has(mode) ? `A network of mode \`${mode}\` has no bridge: remove \`${name}\`.` : `\`${name}\` is for a bridge that libvirt makes, and in mode \`${mode}\` the host has made it: remove it.`, { related: [other(forward, 'mode', 'the mode')], fixes: () => [{ ...without(bridge, name), preferred: true }] })),
  },
  {
    code: 'libvirt/network-bridge-and-device', level: 'error', words: ['bridge'],
    docs: { what: 'A bridge of the host and devices of the host in one network.', why: 'Guests sit on the bridge, or directly on a device (macvtap).', mend: 'Remove one of them.', by: 'virNetworkDefParseXML' },
    check: ({ mode, bridge, forward }) => {
      if (mode !== 'bridge' || !bridge || !forward || valueOf(bridge, 'name') === undefined) return []
      const devices = ['interface', 'pf', 'address'].flatMap(name => childrenOf(forward, name))
      const dev = attributeOf(forward, 'dev')
      if (!devices.length && !dev) return []
      return [atAttribute(bridge, 'name', 'Guests sit on this bridge, or directly on a device of `<forward>`: remove one of the two.', {
        related: [dev ? other(forward, 'dev', 'the device') : other(devices[0]!, null, 'the device')],
        fixes: () => [dropped(bridge), fix('Remove the devices', without(forward, 'dev').edits, ...devices.map(device => dropped(device).edits))],
      })]
    },
  },
  {
    code: 'libvirt/network-mode-element', level: 'error',
    docs: { what: 'An element that the mode of the network has no use for.', why: 'Addresses, names, a MAC address, an MTU and limits for all guests together are of a bridge that libvirt makes; limits are also of one that the host has made.', mend: 'Remove it, or change the mode.', by: 'networkValidate, virNetworkDefParseXML' },
    check: network => network.borrowed ? useless(network).map(element => atName(element, `\`<${element.name}>\` has no meaning in a network of mode \`${network.mode}\`: remove it.`, { related: network.forward ? [other(network.forward, 'mode', 'the mode')] : [], fixes: () => [{ ...dropped(element), preferred: true }] })) : [],
  },
  {
    code: 'libvirt/network-name', level: 'error',
    docs: { what: 'A name that no network can have.', why: 'The file of the network is named after it.', mend: 'Write a name without a slash and without a line break.', by: 'virNetworkDefParseXML, networkValidate' },
    check: ({ root }) => {
      const name = childOf(root, 'name')
      const text = name?.children.map(child => child.kind === 'text' || child.kind === 'cdata' ? child.value : '').join('') ?? ''
      if (!name || name.selfClosed || !name.endTag) return []
      const span = { start: name.startTag.end, end: name.endTag.span.start }
      if (text === '') return [{ span: name.nameSpan, message: 'A network has a name: write one.' }]
      const better = text.trim().replace(/\/|\s*\n\s*/g, '-')
      return /[/\n]/.test(text) ? [{ span, message: 'The name of a network has no slash and no line break: write `-` or `_`.', fixes: () => better === '' ? [] : [preferred(`Change to \`${better}\``, [{ span, text: better }])] }] : []
    },
  },
]

function useless({ root, mode, bridge, portGroups }: Network): readonly Element[] {
  const limitable = mode === 'bridge' && valueOf(bridge, 'name') !== undefined
  const limits = (parent: Element): readonly Element[] => childrenOf(parent, 'bandwidth').filter(bandwidth => childOf(bandwidth, 'inbound') ?? childOf(bandwidth, 'outbound'))
  return [
    ...childrenOf(root, 'mac'),
    ...childrenOf(root, 'ip'),
    ...childrenOf(root, 'dns').filter(dns => ['txt', 'host', 'srv'].some(name => childOf(dns, name))),
    ...childrenOf(root, 'domain').filter(domain => valueOf(domain, 'name') !== undefined),
    ...childrenOf(root, 'mtu').filter(mtu => numberOf(valueOf(mtu, 'size')) !== 0),
    ...limitable ? [] : [root, ...portGroups].flatMap(limits),
  ]
}
