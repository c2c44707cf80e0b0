// Documents out of a schema itself: a chance walk through its patterns, so that every kind has seeds even where no corpus is at hand.
import type { Datatype } from '../../server/src/core/grammar/datatypes'
import { valuesIn } from '../../server/src/core/grammar/expect'
import { localOf, namespaceOf, type NameClass } from '../../server/src/core/grammar/format'
import type { Grammar } from '../../server/src/core/grammar/load'
import type { Pattern } from '../../server/src/core/grammar/pattern'
import { usualPrefixes } from '../../server/src/core/libvirt/items'
import type { Plain } from './plain'
import type { Random } from './random'

/** A document of a schema; nearly always a valid one (a datatype may have no sample). */
export function grown(grammar: Grammar, schema: string, random: Random): Plain {
  const namespaces = new Map<string, string>()
  let budget = 20 + random.below(60)
  const holder: Plain = { kind: 'element', name: '', attributes: [], children: [] }

  function grow(pattern: Pattern, into: Plain, depth: number): void {
    switch (pattern.kind) {
      case 'element': {
        budget--
        const { name, content } = pattern.declaration
        const child: Plain = { kind: 'element', name: written(name, `any${random.below(9)}`), attributes: [], children: [] }
        into.children.push(child)
        return grow(content, child, depth + 1)
      }
      case 'attribute': {
        const name = written(pattern.name, `any${random.below(9)}`)
        if (!into.attributes.some(other => other.name === name)) into.attributes.push({ name, value: valueOf(pattern.value, random) })
        return
      }
      case 'choice': {
        const some = pattern.members.filter(member => member.kind !== 'empty')
        if (pattern.nullable && (budget < 0 || depth > 12 || random.chance(0.6))) return
        if (some.every(member => member.kind === 'value' || member.kind === 'data')) return void into.children.push({ kind: 'text', value: valueOf(pattern, random) })
        return grow(budget < 0 || depth > 12 ? some.find(member => member.nullable) ?? some[0]! : random.pick(some), into, depth)
      }
      case 'group': return pattern.members.forEach(member => grow(member, into, depth))
      case 'interleave': {
        // Of many that may be there, a handful.
        const optional = pattern.members.filter(member => member.nullable)
        const part = Math.min(1, 8 / optional.length)
        return pattern.members.forEach(member => { if (!member.nullable || random.chance(part)) grow(member, into, depth) })
      }
      case 'oneOrMore':
        for (let more = true; more; more = budget > 0 && random.chance(0.3)) grow(pattern.member, into, depth)
        return
      case 'text': case 'data': case 'value': case 'list': return void into.children.push({ kind: 'text', value: valueOf(pattern, random) })
    }
  }

  function written(nameClass: NameClass, other: string): string {
    const name = typeof nameClass === 'string' ? nameClass : 'namespace' in nameClass ? `{${nameClass.namespace}}${other}` : other
    const uri = namespaceOf(name)
    if (!uri) return localOf(name)
    const prefix = namespaces.get(uri) ?? usualPrefixes[uri] ?? `ns${namespaces.size}`
    namespaces.set(uri, prefix)
    return `${prefix}:${localOf(name)}`
  }

  const start = grammar.start(schema)
  if (start) grow(start, holder, 0)
  const [root] = holder.children
  if (root?.kind !== 'element') throw new Error(`nothing grows from ${schema}`)
  return { ...root, attributes: [...[...namespaces].map(([uri, prefix]) => ({ name: `xmlns:${prefix}`, value: uri })), ...root.attributes] }
}

function valueOf(pattern: Pattern, random: Random): string {
  if (pattern.kind === 'list') return [0, 1].map(() => valueOf(pattern.member, random)).join(' ')
  const { values, datatypes, any } = valuesIn([pattern])
  const samplesOf = (datatype: Datatype): readonly string[] => samples.filter(sample => datatype.accepts(sample))
  const choices = [...values, ...datatypes.flatMap(datatype => { const fit = samplesOf(datatype); return fit.length ? [random.pick(fit)] : [] }), ...any ? ['words'] : []]
  return choices.length ? random.pick(choices) : ''
}

/** Values of the sorts that libvirt's datatypes are about. */
export const samples: readonly string[] = [
  '0', '1', '2', '7', '10', '16', '64', '100', '255', '512', '1024', '4096', '65535', '65536', '1048576', '-1', '+3', '007', '1.5', '0.25', '1e3', '1-4', '0-3,^2', '1,3', '2012-07-04T12:00:00',
  '0x0', '0x1', '0x10', '0x1f', '0xff', '0x1af4', '0x8086', '0x0000', '0xffff', '0xfe', '0x123456789abcdef0', '4d', '1af4', '0123456789abcdef', '0x5000c50015ea71ad', '5000c50015ea71ad',
  'c7a5fdbd-cdaf-9455-926a-d65c16db1809', 'c7a5fdbdcdaf9455926ad65c16db1809', '52:54:00:12:34:56', '01:23:45:67:89:ab', 'ff:ff:ff:ff:ff:ff', '192.168.122.1', '10.0.0.0', '255.255.255.0', '2001:db8::1', '::1', 'fe80::1',
  '192.168.0.0/24', '/dev/vda', '/var/lib/libvirt/images/a.qcow2', '/', '/a/b', 'name', 'vda', 'hda', 'sdb', 'eth0', 'vnet1', 'br-lan', 'example.org', 'libvirt.org', 'a_b', 'user', 'root', 'a.b:c', 'KiB', 'G', 'GiB', 'bytes',
  'host', 'Nehalem', 'x86_64', 'qemu', 'pc-q35-8.1', 'fe.0.0001', '0000:00:1f.2', '0000:01:00.0', 'net_eth0_52_54_00_12_34_56', 'pci_0000_00_1f_2', 'tcp', 'udp', 'ARP', '$MAC', '$IP', '$A[1]', '$A[@1]', 'SYN,ACK/ALL', 'ESTABLISHED,RELATED',
  'system_u:system_r:svirt_t:s0', '0755', '0600', 'iqn.2013-06.com.example:iscsi', 'naa.5000c50015ea71ad', 'en', 'vendor', 'A long product name', 'none', 'yes', 'no', 'on', 'off', 'true', 'false', 'x',
]
