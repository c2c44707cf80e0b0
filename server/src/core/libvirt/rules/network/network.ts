// A network as its rules see it: who forwards what, and the addresses of its bridge.
import type { Element } from '../../../xml/tree'
import { once as kept, type Once } from '../../once'
import { childOf, childrenOf, valueOf } from '../../read'
import { definitionFrom, type Definition } from '../definition'
import { addressOf, prefixOf, type Address } from '../inet'
import { numberOf } from '../machine'
import type { RuleOf } from '../rule'

export type NetworkRule = RuleOf<Network>

export interface Network extends Definition {
  readonly forward: Element | undefined
  /** How packets leave it; `none` where they do not, `nat` where nothing is written (virNetworkForwardDefParseXML). */
  readonly mode: string
  /** The modes whose guests sit on something of the host's, which libvirt does not make: no address, name server or MAC address is of the network. */
  readonly borrowed: boolean
  readonly bridge: Element | undefined
  readonly portGroups: readonly Element[]
  ips(): readonly Ip[]
}

export interface Ip {
  readonly element: Element
  readonly address: Address | null
  /** Bits of the network, as written or by the class of the address; null when they are not understood. */
  readonly prefix: number | null
}

export function networkFrom(root: Element, once: Once = kept): Network {
  const forward = childOf(root, 'forward')
  const mode = forward ? valueOf(forward, 'mode') ?? 'nat' : 'none'
  return {
    ...definitionFrom(root, once), forward, mode,
    borrowed: mode === 'bridge' || withoutBridge.has(mode),
    bridge: childOf(root, 'bridge'),
    portGroups: childrenOf(root, 'portgroup'),
    ips: once(() => childrenOf(root, 'ip').map(ipFrom)),
  }
}

/** Those whose guests reach a device of the host's directly. */
export const withoutBridge: ReadonlySet<string> = new Set(['private', 'vepa', 'passthrough', 'hostdev'])

function ipFrom(element: Element): Ip {
  const address = addressOf(valueOf(element, 'address'))
  return { element, address, prefix: address && prefixIn(element, address) }
}

/** virSocketAddrGetIPPrefix. */
function prefixIn(element: Element, { family, value }: Address): number | null {
  const [prefix, netmask] = [valueOf(element, 'prefix'), valueOf(element, 'netmask')]
  if (prefix !== undefined && prefix !== '0') {
    const bits = numberOf(prefix)
    return bits !== null && bits <= (family === 'ipv4' ? 32 : 128) ? bits : null
  }
  const mask = addressOf(netmask)
  if (netmask !== undefined) return mask && prefixOf(mask)
  if (value === 0n) return 0
  if (family === 'ipv6') return 64
  const first = Number(value >> 24n)
  return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : null
}
