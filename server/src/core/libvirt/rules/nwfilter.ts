// Network filters: what their rules compare, and what they refer to.
import { attributeOf, childElements } from '../../xml/walk'
import { childrenOf, valueOf } from '../read'
import { definitionFrom, type Definition } from './definition'
import { changeTo, dropped } from './edits'
import { addressOf, prefixOf } from './inet'
import { numberOf } from './machine'
import { atAttribute, atValue, other, type Finding, type RuleOf } from './rule'
import { rulingOf } from './ruling'

const ports = ['srcportstart', 'srcportend', 'dstportstart', 'dstportend']
const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', '6', '17', '33', '132'])
const masks = ['srcipmask', 'dstipmask']
const addresses = ['srcipaddr', 'dstipaddr', 'srcipfrom', 'srcipto', 'dstipfrom', 'dstipto']

const rules: readonly RuleOf<Definition>[] = [
  {
    code: 'libvirt/nwfilter-ports', level: 'error', words: ports,
    docs: { what: 'Ports of a protocol that has none, or of no protocol.', why: 'A rule of `<ip>` or `<ipv6>` reads ports where `protocol` says how.', mend: "Add `protocol='tcp'` or `protocol='udp'`.", by: 'virNWFilterRuleValidate' },
    check: ({ root }) => childrenOf(root, 'rule').flatMap(rule => [...childrenOf(rule, 'ip'), ...childrenOf(rule, 'ipv6')]).flatMap((packet): readonly Finding[] => {
      const port = ports.find(name => attributeOf(packet, name))
      const protocol = valueOf(packet, 'protocol')
      if (port === undefined || (protocol !== undefined && (withPorts.has(protocol) || withPorts.has(String(numberOf(protocol, 0)))))) return []
      return [atAttribute(packet, port, `A port is of TCP, UDP, SCTP or DCCP: ${protocol === undefined ? "add `protocol='tcp'` or `protocol='udp'`" : `\`${protocol}\` has none`}.`, {
        related: protocol === undefined ? [] : [other(packet, 'protocol', 'the protocol')],
        fixes: () => ['tcp', 'udp'].map(name => changeTo(packet, 'protocol', name)),
      })]
    }),
  },
  {
    code: 'libvirt/nwfilter-mask', level: 'error', words: masks,
    docs: { what: 'A netmask with holes.', why: 'It begins with ones and ends with zeros.', mend: 'Write another mask, or the number of ones.', by: 'virNWFilterRuleDetailsParse' },
    check: ({ root }) => childrenOf(root, 'rule').flatMap(rule => childElements(rule)).flatMap(packet => masks.flatMap(name => {
      const mask = addressOf(valueOf(packet, name))
      return mask?.family === 'ipv4' && prefixOf(mask) === null ? [atValue(packet, name, 'A netmask begins with ones and ends with zeros, as `255.255.255.0` does.')] : []
    })),
  },
  {
    code: 'libvirt/nwfilter-address', level: 'error', words: addresses,
    docs: { what: 'What looks like an IPv6 address and is none.', why: 'It has eight groups; `::` stands once for those that are left out.', mend: 'Write the whole address.', by: 'virNWFilterRuleDetailsParse' },
    check: ({ root }) => childrenOf(root, 'rule').flatMap(rule => childElements(rule)).flatMap(packet => addresses.flatMap(name => {
      const address = valueOf(packet, name)
      return address?.includes(':') && /^[\da-f:.]+$/i.test(address) && !addressOf(address) ? [atValue(packet, name, 'An IPv6 address has eight groups, and `::` stands once for those that are left out.')] : []
    })),
  },
  {
    code: 'libvirt/nwfilter-loop', level: 'error', words: ['filterref'],
    docs: { what: 'A filter that refers to itself.', why: 'It would never end.', mend: 'Remove the reference.', by: 'virNWFilterObjListDefLoopDetect' },
    check: ({ root }) => childrenOf(root, 'filterref').filter(reference => valueOf(reference, 'filter') !== undefined && valueOf(reference, 'filter') === valueOf(root, 'name'))
      .map(reference => atValue(reference, 'filter', 'A filter cannot refer to itself: remove it.', { related: [other(root, 'name', 'the filter')], fixes: () => [{ ...dropped(reference), preferred: true }] })),
  },
]

export const filter = rulingOf(rules, definitionFrom)
