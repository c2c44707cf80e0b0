// Whatever is cut off or out: nothing throws, spans lie in the text and nest, every place can be located, and time stays linear.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Span } from '../../../server/src/core/model'
import { locate } from '../../../server/src/core/xml/locate'
import { parse } from '../../../server/src/core/xml/parse'
import { problemLimit, repairOf } from '../../../server/src/core/xml/problems'
import type { Node, XmlDocument } from '../../../server/src/core/xml/tree'
import { elementsWhere } from '../../../server/src/core/xml/walk'

const fixtures = [
  `<?xml version='1.0' encoding="utf-8"?>
<!-- a machine -->
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>web &amp; mail</name>
  <description><![CDATA[ 1 < 2 ]]></description>
  <devices>
    <disk type="file" device='disk'>
      <source file='/a b.img'/> <target dev='vda'
        bus='virtio'/>
    </disk>
    <interface type='network'><source network='default'/></interface>
  </devices>
  <qemu:commandline><qemu:arg value='-x &#38; y'/></qemu:commandline>
</domain>
`,
  `<!DOCTYPE a [ <!ENTITY b "c"> <!-- ]> --> ]>\r\n<a>\r\n\t<b c = "d"  e='f'>&b;</b>\r\n\t<?pi data?><g/>\r\n</a>\r\n`,
  `<a>\n  <b\n    <c d=e f>x</d>\n  <!-- -- \n  </\n  <g h='i>\n  <j/>\n    k & l\n  </j>\n  < m='n'>\n</b>\n<o`,
]

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end

const checkNodes = (nodes: readonly Node[], parent: Node | XmlDocument, text: string): void => {
  let before = parent.span.start
  for (const node of nodes) {
    assert.ok(within(node.span, parent.span) && node.span.start >= before && node.span.start < node.span.end, text)
    assert.equal(node.parent, parent, text)
    before = node.span.end
    if (node.kind !== 'element') continue
    const { span, startTag, nameSpan, endTag, attributes } = node
    assert.ok(startTag.start === span.start && within(startTag, span) && within(nameSpan, startTag), text)
    assert.equal(text.slice(nameSpan.start, nameSpan.end), node.name)
    assert.ok(!endTag || (within(endTag.nameSpan, endTag.span) && endTag.span.end === span.end && endTag.span.start >= startTag.end), text)
    let attributeEnd = nameSpan.end
    for (const attribute of attributes) {
      assert.ok(attribute.span.start >= attributeEnd && within(attribute.span, startTag) && within(attribute.nameSpan, attribute.span), text)
      assert.ok(!attribute.valueSpan || within(attribute.valueSpan, { start: attribute.nameSpan.end, end: attribute.span.end }), text)
      assert.equal(attribute.value === null, attribute.valueSpan === null)
      attributeEnd = attribute.span.end
    }
    checkNodes(node.children, node, text)
    for (const child of node.children) assert.ok(child.span.start >= startTag.end && (!endTag || child.span.end <= endTag.span.start), text)
  }
}

const checkSurvives = (text: string): void => {
  const document = parse(text)
  checkNodes(document.children, document, text)
  let before = 0
  for (const problem of document.problems) {
    assert.ok(within(problem.span, document.span) && problem.span.start >= before, text)
    before = problem.span.start
    for (const { span } of repairOf(problem)?.edits ?? []) assert.ok(within(span, document.span), text)
  }
  for (let offset = 0; offset <= text.length; offset += Math.max(1, text.length >> 5)) {
    const { replace } = locate(document, offset)
    assert.ok(replace.start <= offset && offset <= replace.end && replace.end <= text.length, `${offset} in ${text}`)
  }
}

test('every fixture, ended at each offset', () => {
  for (const text of fixtures) for (let end = 0; end <= text.length; end++) checkSurvives(text.slice(0, end))
})

test('every fixture, begun at each offset, and with pieces cut out', () => {
  for (const text of fixtures) {
    for (let start = 0; start <= text.length; start++) {
      checkSurvives(text.slice(start))
      checkSurvives(text.slice(0, start) + text.slice(start + 1 + start % 13))
    }
  }
})

test('every place of a fixture', () => {
  for (const text of fixtures) {
    const document = parse(text)
    for (let offset = 0; offset <= text.length; offset++) {
      const { replace } = locate(document, offset)
      assert.ok(replace.start <= offset && offset <= replace.end, `${offset} in ${text}`)
    }
  }
})

test('characters thrown together', () => {
  const pieces = ['<', '>', '/', '</', '/>', '=', '"', "'", ' ', '\n', '\n  ', 'a', 'b', '<a', '</a>', '<a>', '<b/>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE', '[', '&', '&amp;', '\0', '\ufffd', 'é', '\u00a0']
  let state = 7
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor(state / 0x80000000 * limit)
  }
  for (let i = 0; i < 4000; i++) checkSurvives(Array.from({ length: 1 + next(30) }, () => pieces[next(pieces.length)]).join(''))
})

/** Generous: what is not linear takes minutes here. */
const checkQuick = (name: string, text: string, problems: number): XmlDocument => {
  const start = process.cpuUsage().user
  const document = parse(text)
  const seconds = (process.cpuUsage().user - start) / 1e6
  assert.ok(seconds < 20, `${name} took ${seconds} s`)
  assert.equal(document.problems.length, problems, name)
  return document
}

test('large and hostile documents', () => {
  const disk = `<disk type='file'>\n  <source file='/var/lib/libvirt/images/a.qcow2'/>\n  <target dev='vda' bus='virtio'/>\n</disk>\n`
  const five = checkQuick('five megabytes', `<devices>\n${disk.repeat(50_000)}</devices>`, 0)
  assert.ok(five.text.length > 5e6)
  assert.equal(elementsWhere(five, ({ name }) => name === 'disk').length, 50_000)
  checkQuick('deep', '<a>'.repeat(10_000) + '</a>'.repeat(10_000), 0)
  checkQuick('deep and open', '<a>'.repeat(100_000), 1)
  checkQuick('deep by lines', Array.from({ length: 20_000 }, (_, i) => `\n${' '.repeat(i % 50)}<a>`).join(''), problemLimit + 1)
  checkQuick('attributes', `<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}='${i}'`).join(' ')}/>`, 0)
  for (const piece of ['<', '</b>', '<a b=\'', '<a b="\n', '<!--', '<![CDATA[', '<?a ', '<!DOCTYPE [', '&a', '<a \' ', '\0<', '<a/></a>\n', '<!-- <!-- -->']) {
    parse(piece.repeat(20_000))
  }
  checkQuick('blanks', `<a${' '.repeat(1e6)}b${' '.repeat(1e6)}=${' '.repeat(1e6)}'c'>${' '.repeat(1e6)}x${' '.repeat(1e6)}</a>`, 0)
})
