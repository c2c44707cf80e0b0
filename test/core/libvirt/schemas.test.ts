// Schemas read from their texts: fast-xml-parser, with another hand in it, reads the same trees; and what is compiled of them judges.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XMLParser } from 'fast-xml-parser'
import { load } from '../../../server/src/core/grammar/load'
import type { SchemaNode } from '../../../server/src/core/grammar/schema'
import { compileSchemas, readSchema } from '../../../server/src/core/libvirt/schemas'
import { judge } from '../../../server/src/core/libvirt/structure'
import { parse } from '../../../server/src/core/xml/parse'
import { needs } from '../../support/lacks'

const namespace = 'http://relaxng.org/ns/structure/1.0'
const reader = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', trimValues: false, parseTagValue: false, processEntities: true, htmlEntities: true,
})

type Raw = Readonly<Record<string, unknown>>

/** One element of the other parser's; nothing for texts and for elements that are not RELAX NG's. */
function theirs(node: Raw, prefixes: Readonly<Record<string, string>>): readonly SchemaNode[] {
  const tag = Object.keys(node).find(key => key !== ':@')!
  if (tag.startsWith('#') || tag.startsWith('?')) return []
  const given = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>)
  const bound = { ...prefixes, ...Object.fromEntries(given.flatMap(([name, value]) => name === 'xmlns' ? [['', value]] : name.startsWith('xmlns:') ? [[name.slice(6), value]] : [])) }
  const [prefix, local] = tag.includes(':') ? tag.split(':') as [string, string] : ['', tag]
  if (bound[prefix] !== namespace) return []
  const inside = node[tag] as readonly Raw[]
  return [{
    name: local, attributes: Object.fromEntries(given.filter(([name]) => !name.includes(':') && name !== 'xmlns')),
    children: inside.flatMap(child => theirs(child, bound)), text: inside.map(child => String(child['#text'] ?? '')).join(''),
  }]
}

function checkRead(text: string, name: string): void {
  const { node, fault } = readSchema(text)
  assert.equal(fault, null, name)
  assert.deepEqual(node, (reader.parse(text) as readonly Raw[]).flatMap(each => theirs(each, {}))[0] ?? null, name)
}

const disk = `<?xml version="1.0"?>
<!-- A comment -->
<rng:grammar xmlns:rng="${namespace}" xmlns:a="urn:a" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <a:documentation>Not ours <rng:ref name="x"/></a:documentation>
  <rng:start><rng:element name="disk"><rng:attribute name="name" a:note="n"><rng:data type="string">
    <rng:param name="pattern">[&#x20;-&#x7E;&amp;&lt;]{1,3}</rng:param></rng:data></rng:attribute></rng:element></rng:start>
</rng:grammar>`

test('a schema: names without prefixes, references resolved, other namespaces and comments left out', () => {
  checkRead(disk, 'disk.rng')
  checkRead(disk.replaceAll('rng:', '').replace('xmlns:rng=', 'xmlns='), 'disk.rng, without prefixes')
  checkRead('<grammar/>', 'not RELAX NG')
})

test('what is compiled of texts judges', () => {
  const { grammar, problems } = compileSchemas({ 'domain.rng': disk }, { libvirt: 'test' })
  assert.deepEqual([problems, grammar.roots], [[], { disk: ['domain'] }])
  const codes = (text: string): readonly string[] => judge(parse(text), load(grammar), 'disk').problems().map(({ code }) => code)
  assert.deepEqual([codes("<disk name='a&amp;b'/>"), codes("<disk name='abcd'/>"), codes('<disk/>')], [[], ['schema/invalid-value'], ['schema/missing-attribute']])
})

test('a file that is no XML is told of', () => {
  assert.match(compileSchemas({ 'a.rng': disk.slice(0, 300) }, {}).problems[0] ?? '', /^a\.rng is not well-formed: /)
})

const folder = process.env['LIBVIRT_SCHEMAS'] ?? '/usr/share/libvirt/schemas'

test('an installed libvirt’s own schemas are read alike by both', t => {
  if (!needs('libvirt-schemas', existsSync(join(folder, 'domain.rng')), t)) return
  const files = readdirSync(folder).filter(name => name.endsWith('.rng'))
  for (const name of files) checkRead(readFileSync(join(folder, name), 'utf8'), name)
  assert.deepEqual(compileSchemas(Object.fromEntries(files.map(name => [name, readFileSync(join(folder, name), 'utf8')])), {}).problems, [])
})
