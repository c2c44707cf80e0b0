// What the network's name server tells and whom it asks.
import type { Element } from '../../../xml/tree'
import { attributeOf } from '../../../xml/walk'
import { childOf, childrenOf, valueOf } from '../../read'
import { changeTo, dropped, fix, preferred, setValue, without } from '../edits'
import { numberOf } from '../machine'
import { atAttribute, atName, atValue, other, type Finding } from '../rule'
import type { NetworkRule } from './network'

export const dns: readonly NetworkRule[] = [
  {
    code: 'libvirt/network-dns-disabled', level: 'error', words: ['dns'],
    docs: { what: 'Records of a name server that is switched off.', why: 'Nobody would tell them.', mend: "Remove `enable='no'`, or the records.", by: 'virNetworkDNSDefParseXML' },
    check: ({ root }) => {
      const dns = childOf(root, 'dns')
      const records = ['forwarder', 'host', 'srv', 'txt'].flatMap(name => childrenOf(dns, name))
      return dns && records.length && valueOf(dns, 'enable') === 'no' ? [atValue(dns, 'enable', "The name server is switched off, and nobody tells what stands in it: remove `enable='no'`, or what it holds.", { related: [other(records[0]!, null, 'what it holds')], fixes: () => [without(dns, 'enable'), fix('Remove what it holds', ...records.map(record => dropped(record).edits))] })] : []
    },
  },
  {
    code: 'libvirt/network-domain-register', level: 'error', words: ['register'],
    docs: { what: 'A domain that is told to the host, and not kept to the network.', why: "The host asks the network's name server for it, which must not ask the host in turn.", mend: "Add `localOnly='yes'`.", by: 'virNetworkDefParseXML', since: '10.1.0' },
    check: ({ root }) => {
      const domain = childOf(root, 'domain')
      return domain && valueOf(domain, 'register') === 'yes' && valueOf(domain, 'localOnly') !== 'yes' ? [atValue(domain, 'register', "A domain that the host is told of is of this network alone: add `localOnly='yes'`.", { fixes: () => [{ ...changeTo(domain, 'localOnly', 'yes'), preferred: true }, without(domain, 'register')] })] : []
    },
  },
  {
    code: 'libvirt/network-dns-forwarder', level: 'error', words: ['forwarder'],
    docs: { what: 'A forwarder with neither address nor domain.', why: 'It says whom to ask, or for which domain nobody is to be asked.', mend: "Add `addr='…'` or `domain='…'`.", by: 'virNetworkDNSDefParseXML' },
    check: ({ root }) => childrenOf(childOf(root, 'dns'), 'forwarder').filter(forwarder => !attributeOf(forwarder, 'addr') && !attributeOf(forwarder, 'domain')).map(forwarder => atName(forwarder, "A forwarder says whom to ask (`addr='…'`), or for which domain (`domain='…'`): add one of them.", { fixes: () => [dropped(forwarder)] })),
  },
  {
    code: 'libvirt/network-dns-srv', level: 'error', words: ['srv'],
    docs: { what: 'An SRV record that cannot be.', why: 'A port, a priority and a weight are of a target; dots part the fields of a record, so that a service has none.', mend: 'Add `target`, or remove the attribute; change the service.', by: 'virNetworkDNSSrvDefParseXML' },
    check: ({ root }) => childrenOf(childOf(root, 'dns'), 'srv').flatMap(record),
  },
]

/** DNS_RECORD_LENGTH_SRV. */
const longestService = 482

function record(srv: Element): readonly Finding[] {
  const service = valueOf(srv, 'service')
  const port = numberOf(valueOf(srv, 'port'))
  const better = service?.replace(/[^A-Za-z0-9_\-+/*]+/g, '-')
  return [
    ...service !== undefined && service.length > longestService ? [atValue(srv, 'service', `A service has ${longestService} characters at most.`)]
      : service !== undefined && better !== service ? [atValue(srv, 'service', 'A service is written with letters, digits and `-`, `_`, `+`, `/`, `*`: a dot would part the fields of the record.', { fixes: () => [preferred(`Change \`service\` to \`${better}\``, setValue(srv, 'service', better!))] })] : [],
    ...attributeOf(srv, 'target') ? [] : ['port', 'priority', 'weight'].filter(name => numberOf(valueOf(srv, name)) !== null).map(name => atAttribute(srv, name, `\`${name}\` is of a target: add \`target='…'\`, or remove it.`, { fixes: () => [without(srv, name)] })),
    ...port === 0 && attributeOf(srv, 'target') ? [atValue(srv, 'port', 'A port is a number from 1 to 65535.', { fixes: () => [changeTo(srv, 'port', '1'), without(srv, 'port')] })] : [],
  ]
}
