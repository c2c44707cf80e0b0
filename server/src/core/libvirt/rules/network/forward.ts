// How packets leave the network: what each mode needs, the devices that it takes, and the range that addresses are translated to.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { addChild, changeTo, dropped, fix, preferred, setValue, without } from '../edits'
import { addressOf, written } from '../inet'
import { numberOf } from '../machine'
import { atAttribute, atName, atValue, other, repeated, type Finding } from '../rule'
import type { Network, NetworkRule } from './network'

export const forward: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-forward-address', level: 'error', whole: true,
    docs: { what: 'A network that translates or routes and has no address.', why: 'Guests send what leaves the network to the address of its bridge.', mend: 'Add `<ip>`, or remove `<forward>` for a network that nothing leaves.', by: 'virNetworkDefParseXML' },
    check: network => network.mode === 'nat' || network.mode === 'route' ? addressless(network) : [],
  },
  {
    code: 'libvirt/network-open-address', level: 'error', whole: true, until: '10.7.0',
    docs: { what: 'An open network without an address.', why: 'Before 10.8 a network that libvirt makes had to have one wherever packets leave it.', mend: 'Add `<ip>`.', by: 'virNetworkDefParseXML' },
    check: network => network.mode === 'open' ? addressless(network) : [],
  },
  {
    code: 'libvirt/network-forward-device', level: 'error', words: ['dev', 'address'],
    docs: { what: 'Devices of the host that the mode of the network does not take.', why: 'Translated and routed packets leave through one device at most, those of an open network through any; devices that guests get whole are known by their PCI addresses, all others by their names.', mend: 'Remove the device, or change the mode.', by: 'virNetworkDefParseXML, networkValidate' },
    check: ofMode,
  },
  {
    code: 'libvirt/network-forward-contradiction', level: 'error', words: ['dev'],
    docs: { what: 'The attribute `dev` of `<forward>` says something else than what stands in it.', why: 'It is short for the first `<interface>`, and devices are named, or known by address, or those of one physical function.', mend: 'Remove the attribute.', by: 'virNetworkForwardDefParseXML' },
    check: ({ forward }) => {
      const dev = valueOf(forward, 'dev')
      if (!forward || dev === undefined) return []
      const first = childrenOf(forward, 'interface')[0]
      const unlike = childOf(forward, 'pf') ?? childOf(forward, 'address') ?? (first && valueOf(first, 'dev') !== undefined && valueOf(first, 'dev') !== dev ? first : undefined)
      return unlike ? [atAttribute(forward, 'dev', unlike === first ? '`dev` is the first `<interface>` and here another: remove it.' : `\`dev\` cannot stand beside \`<${unlike.name}>\`: remove it.`, { related: [other(unlike, null, 'what it stands beside')], fixes: () => [{ ...without(forward, 'dev'), preferred: true }] })] : []
    },
  },
  {
    code: 'libvirt/network-forward-duplicate', level: 'error',
    docs: { what: 'A device of the host that is listed twice.', why: 'Each is given to one guest at a time.', mend: 'Remove one.', by: 'virNetworkForwardDefParseXML' },
    check: ({ forward }) => [
      ...repeated(childrenOf(forward, 'interface'), one => valueOf(one, 'dev')).map(({ item, first, key }) => atValue(item, 'dev', `\`${key}\` is listed already: remove it.`, { related: [other(first, 'dev', 'the first time')], fixes: () => [{ ...dropped(item), preferred: true }] })),
      ...repeated(childrenOf(forward, 'address'), pciKey).map(({ item, first }) => atName(item, 'This PCI device is listed already: remove it.', { related: [other(first, null, 'the first time')], fixes: () => [{ ...dropped(item), preferred: true }] })),
    ],
  },
  {
    code: 'libvirt/network-nat', level: 'error', words: ['nat'],
    docs: { what: 'A translation of addresses in a network that does not translate.', why: '`<nat>` says what addresses and ports of guests become, which is for the mode `nat`.', mend: 'Change the mode, or remove it.', by: 'virNetworkForwardNatDefParseXML' },
    check: ({ forward, mode }) => {
      const nat = childOf(forward, 'nat')
      return forward && nat && mode !== 'nat' ? [atName(nat, `\`<nat>\` is for the mode \`nat\`, not for \`${mode}\`: remove it, or change the mode.`, { related: [other(forward, 'mode', 'the mode')], fixes: () => [dropped(nat), ...mode === 'route' ? [changeTo(forward, 'mode', 'nat')] : []] })] : []
    },
  },
  {
    code: 'libvirt/network-nat-range', level: 'error', words: ['nat'],
    docs: { what: 'A range of addresses or ports for translation that cannot be.', why: 'It goes upwards, and has 65,536 addresses at most.', mend: 'Swap the ends, or take a smaller range.', by: 'virNetworkForwardNatDefParseXML, virSocketAddrGetRange' },
    check: ({ forward }) => {
      const nat = childOf(forward, 'nat')
      return [...childrenOf(nat, 'address').flatMap(addressRange), ...childrenOf(nat, 'port').flatMap(portRange)]
    },
  },
]

function addressless({ root, forward, mode }: Network): readonly Finding[] {
  if (!forward || childOf(root, 'ip')) return []
  return [atValue(forward, 'mode', `A network of mode \`${mode}\` needs an address of its own: add \`<ip>\`, or remove \`<forward>\` for one that nothing leaves.`, {
    fixes: () => [fix("Add `<ip address='192.168.100.1' netmask='255.255.255.0'>`", addChild(root, "<ip address='192.168.100.1' netmask='255.255.255.0'/>")), dropped(forward)],
  })]
}

function ofMode({ forward, mode }: Network): readonly Finding[] {
  if (!forward) return []
  const named = childrenOf(forward, 'interface')
  const listed = childrenOf(forward, 'address')
  const dev = attributeOf(forward, 'dev') && valueOf(forward, 'dev') !== undefined
  const related = [other(forward, 'mode', 'the mode')]
  const taken = (message: string, devices: readonly Element[]): readonly Finding[] => [
    ...dev ? [atAttribute(forward, 'dev', message, { related, fixes: () => [{ ...without(forward, 'dev'), preferred: true }] })] : [],
    ...devices.map(device => atName(device, message, { related, fixes: () => [{ ...dropped(device), preferred: true }] })),
  ]
  if (mode === 'open') return taken('Packets of an open network leave through any device: remove it.', named.length ? named : listed)
  if (mode === 'hostdev') return taken('Devices that guests get whole are listed by PCI address (`<address>`), or as the `<pf>` that they are functions of, not by name: remove it.', named)
  if (named.length > 1 && (mode === 'nat' || mode === 'route')) {
    return [atName(named[1]!, `Packets of a network of mode \`${mode}\` leave through one device at most: remove the others.`, { related: [other(named[0]!, 'dev', 'the first one'), ...related], fixes: () => [preferred('Keep the first one', ...named.slice(1).map(device => dropped(device).edits))] })]
  }
  // Where a device is named, libvirt does not look at the addresses.
  const modes = ['nat', 'route', 'bridge', 'private', 'vepa', 'passthrough']
  return !dev && !named.length && modes.includes(mode) ? listed.slice(0, 1).map(address => atName(address, `Devices are listed by PCI address in mode \`hostdev\`, and by name (\`<interface>\` or \`<pf>\`) in mode \`${mode}\`.`, { related, fixes: () => [dropped(address)] })) : []
}

function pciKey(address: Element): string | null {
  const parts = ['domain', 'bus', 'slot', 'function'].map(name => numberOf(valueOf(address, name) ?? '0', 0))
  return parts.includes(null) ? null : parts.join(':')
}

/** virSocketAddrGetRange. */
const mostAddresses = 65_536n

function addressRange(range: Element): readonly Finding[] {
  const [start, end] = [addressOf(valueOf(range, 'start')), addressOf(valueOf(range, 'end'))]
  if (start?.family !== 'ipv4' || end?.family !== 'ipv4') return []
  if (end.value < start.value) return [atValue(range, 'end', 'The range ends before it begins: swap the two.', { related: [other(range, 'start', 'the beginning')], fixes: () => [swapped(range)] })]
  const last = written({ ...start, value: start.value + mostAddresses - 1n })
  return end.value - start.value < mostAddresses ? [] : [atValue(range, 'end', `A range has ${mostAddresses.toLocaleString('en')} addresses at most: end at \`${last}\` or before.`, { related: [other(range, 'start', 'the beginning')], fixes: () => [preferred(`Change \`end\` to \`${last}\``, setValue(range, 'end', last))] })]
}

function portRange(range: Element): readonly Finding[] {
  const [start, end] = [numberOf(valueOf(range, 'start')), numberOf(valueOf(range, 'end'))]
  return start === null || end === null || start <= end ? [] : [atValue(range, 'end', 'The range ends before it begins: swap the two.', { related: [other(range, 'start', 'the beginning')], fixes: () => [swapped(range)] })]
}

export const swapped = (range: Element) => preferred('Swap `start` and `end`', setValue(range, 'start', valueOf(range, 'end')!), setValue(range, 'end', valueOf(range, 'start')!))
