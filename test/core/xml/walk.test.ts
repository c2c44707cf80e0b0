import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/xml/parse'
import {
  attributeOf, childElement, childElements, elementAround, elementAt, elementsAt, elementsWhere, lineage, nodeAt, pathOf, rootOf, textOf, textSpanOf, valueOf,
  visit,
} from '../../../server/src/core/xml/walk'
import { atCaret } from '../../support/caret'

const document = parse(`<domain>
  <name> web<!-- of --><![CDATA[ site]]>
  </name>
  <devices>
    <disk type='file' device><target dev='vda'/></disk>
    <disk><target dev='vdb'/></disk>
  </devices>
</domain>`)
const domain = rootOf(document)!

test('by name and path', () => {
  assert.equal(domain.name, 'domain')
  assert.deepEqual(childElements(domain).map(({ name }) => name), ['name', 'devices'])
  assert.equal(childElement(domain, 'disk'), null)
  assert.deepEqual(elementsAt(domain, 'devices/disk/target').map(target => valueOf(target, 'dev')), ['vda', 'vdb'])
  assert.deepEqual(elementsAt(document, 'domain/os'), [])
  assert.equal(elementAt(document, 'domain/devices/disk')?.attributes.length, 2)
  assert.equal(elementAt(document, 'domain/os/type'), null)
  assert.equal(pathOf(elementAt(domain, 'devices/disk/target')!), 'domain/devices/disk/target')
  assert.deepEqual(lineage(domain), [domain])
})

test('attributes and text', () => {
  const disk = elementAt(domain, 'devices/disk')!
  assert.equal(valueOf(disk, 'type'), 'file')
  assert.equal(valueOf(disk, 'device'), null)
  assert.equal(attributeOf(disk, 'device')?.name, 'device')
  assert.equal(attributeOf(disk, 'bus'), null)
  const name = elementAt(domain, 'name')!
  assert.equal(textOf(name), 'web site')
  const { start, end } = textSpanOf(name)
  assert.equal(document.text.slice(start, end), 'web<!-- of --><![CDATA[ site]]>')
  assert.deepEqual(textSpanOf(disk), { start: disk.startTag.end, end: disk.startTag.end })
})

test('visit goes outside in, and stays out where it is told to', () => {
  const seen: string[] = []
  visit(document, ({ name }) => {
    seen.push(name)
    return name !== 'disk'
  })
  assert.deepEqual(seen, ['domain', 'name', 'devices', 'disk', 'disk'])
  assert.equal(elementsWhere(document, ({ name }) => name === 'target').length, 2)
  const deep = parse('<a>'.repeat(100_000) + '</a>'.repeat(100_000))
  assert.equal(elementsWhere(deep, () => true).length, 100_000)
  assert.equal(pathOf(elementAround(deep, 300_000)!).length, 199_999)
})

test('what stands at an offset', () => {
  const checkNode = (marked: string, kind: string | null, around: string | null): void => {
    const { text, offset } = atCaret(marked)
    assert.equal(nodeAt(parse(text), offset)?.kind ?? null, kind, marked)
    assert.equal(elementAround(parse(text), offset)?.name ?? null, around, marked)
  }
  checkNode('<a>‸</a>', 'element', 'a')
  checkNode('<a>x‸y</a>', 'text', 'a')
  checkNode('<a>‸<b/></a>', 'element', 'b')
  checkNode('<a><b‸/></a>', 'element', 'b')
  checkNode('<a><!--‸--></a>', 'comment', 'a')
  checkNode('<a/>‸', null, null)
  checkNode('‸', null, null)
})
