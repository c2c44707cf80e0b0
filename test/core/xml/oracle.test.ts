// A second opinion: on well-formed documents fast-xml-parser reads the same names, attributes and text.
// With LIBVIRT_CORPUS naming a folder, every XML file in it is read by both as well.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parse } from '../../../server/src/core/xml/parse'
import type { Node } from '../../../server/src/core/xml/tree'

type Plain = readonly [name: string, attributes: Readonly<Record<string, string>>, children: readonly Plain[]] | string

const ours = (nodes: readonly Node[]): readonly Plain[] => joined(nodes.flatMap((node): readonly Plain[] => {
  if (node.kind === 'element') return [[node.name, Object.fromEntries(node.attributes.map(({ name, value }) => [name, value ?? ''])), ours(node.children)]]
  return node.kind === 'text' || node.kind === 'cdata' ? [node.value] : []
}))

const reader = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: false,
  processEntities: false, ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: 1000,
})

const theirs = (nodes: readonly Readonly<Record<string, unknown>>[]): readonly Plain[] => joined(nodes.flatMap((node): readonly Plain[] => {
  if (typeof node['#text'] === 'string') return [resolved(node['#text'])]
  const name = Object.keys(node).find(key => key !== ':@') ?? ''
  const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, resolved(String(value)).replace(/\s/g, ' ')])
  return [[name, Object.fromEntries(attributes), theirs(node[name] as readonly Readonly<Record<string, unknown>>[])]]
}))

/** Theirs expands entities only at extra cost and with limits of its own, so the few that files use are resolved here. */
const resolved = (raw: string): string => raw.replace(/&(#x[0-9a-f]+|#\d+|lt|gt|quot|apos|amp);/gi, (_, name: string) =>
  name.startsWith('#x') ? String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    : name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1)))
      : ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '')

/** Neighbouring texts as one, blank ones left out, for the two cut text at different places. */
const joined = (nodes: readonly Plain[]): readonly Plain[] => {
  const found: Plain[] = []
  for (const node of nodes) {
    const last = found.at(-1)
    if (typeof node === 'string' && typeof last === 'string') found[found.length - 1] = last + node
    else found.push(node)
  }
  return found.map(node => typeof node === 'string' ? node.trim() : node).filter(node => node !== '')
}

const checkAgreement = (text: string, name: string): void => {
  const document = parse(text)
  assert.deepEqual(document.problems, [], name)
  assert.equal(XMLValidator.validate(text), true, name)
  assert.deepEqual(ours(document.children), theirs(reader.parse(text)), name)
}

test('own fixtures', () => {
  checkAgreement('<a/>', 'empty')
  checkAgreement('<?xml version="1.0"?>\n<!-- c -->\n<a b="1" c=\'2\'>x<d/>y<!-- z -->w</a>\n', 'mixed')
  checkAgreement('<a:b xmlns:a="u" a:c="1"><a:d>&lt;é&#233;&#xe9;😀</a:d></a:b>', 'prefixes')
  checkAgreement('<a><![CDATA[1 < 2 & 3]]> and <b\n  c="d > e"\n/></a>', 'cdata')
  checkAgreement("<a b='say &quot;x&quot;' c=\"it's\">a &amp;amp; b</a>", 'quotes')
  checkAgreement('<domain type="kvm">\r\n  <name>a</name>\r\n  <on_crash>destroy</on_crash>\r\n</domain>\r\n', 'line ends')
})

const folder = process.env['LIBVIRT_CORPUS']
if (folder) {
  test("libvirt's corpus", () => {
    let read = 0
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xml'))) {
      const text = readFileSync(join(folder, file), 'utf8')
      if (XMLValidator.validate(text) !== true) continue
      checkAgreement(text, file)
      read++
    }
    assert.ok(read > 1000, `${read} files`)
  })
}
