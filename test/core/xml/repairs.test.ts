// The repair that a problem brings: the text once its edits are made, which then has no problem left.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/xml/parse'
import { repairOf } from '../../../server/src/core/xml/problems'

const checkRepair = (text: string, expected: string): void => {
  const problem = parse(text).problems[0]
  const repair = problem && repairOf(problem)
  assert.ok(repair, text)
  const repaired = [...repair.edits].sort((a, b) => b.span.start - a.span.start)
    .reduce((changed, { span, text: inserted }) => changed.slice(0, span.start) + inserted + changed.slice(span.end), text)
  assert.equal(repaired, expected, text)
  assert.deepEqual(parse(repaired).problems, [], text)
}

test('unclosed elements', () => {
  checkRepair('<a>\n  <b>\n    <c/>\n\n  <d/>\n</a>', '<a>\n  <b>\n    <c/>\n  </b>\n\n  <d/>\n</a>')
  checkRepair('<a>\n  <b>x\n  <d/>\n</a>', '<a>\n  <b>x</b>\n  <d/>\n</a>')
  checkRepair('<a>\n  <b>\n    <c>\n</a>', '<a>\n  <b>\n    <c></c>\n  </b>\n</a>')
  checkRepair('<a>\n  <b>x', '<a>\n  <b>x</b>\n</a>')
  checkRepair('<a><b></a>', '<a><b></b></a>')
})

test('tags and attributes', () => {
  checkRepair('<a></b>', '<a></a>')
  checkRepair('<a></', '<a></a>')
  checkRepair('<a>\n  <b>\n  </c>\n</a>', '<a>\n  <b>\n  </b>\n</a>')
  checkRepair('<a><b/></b></a>', '<a><b/></a>')
  checkRepair('<a b="1"\n></a c>', '<a b="1"\n></a>')
  checkRepair('<a b="1"/', '<a b="1"/>')
  checkRepair('<a b="1"<c/></a>', '<a b="1"><c/></a>')
  checkRepair('< a/>', '<a/>')
  checkRepair('<a b=1/>', "<a b='1'/>")
  checkRepair('<a b=“1”/>', "<a b='1'/>")
  checkRepair("<a b=1'/>", "<a b='1'/>")
  checkRepair('<a b/>', "<a b=''/>")
  checkRepair('<a b=/>', "<a b=''/>")
  checkRepair('<a b"1"/>', '<a b="1"/>')
  checkRepair('<a b="1"c="2"/>', '<a b="1" c="2"/>')
  checkRepair("<a b='1 c='2'/>", "<a b='1' c='2'/>")
  checkRepair("<a b='<'/>", "<a b='&lt;'/>")
  checkRepair('<a , b="1"/>', '<a  b="1"/>')
})

test('text and comments', () => {
  checkRepair('<a>1 < 2</a>', '<a>1 &lt; 2</a>')
  checkRepair('<a>1 & 2</a>', '<a>1 &amp; 2</a>')
  checkRepair('<a>]]></a>', '<a>]]&gt;</a>')
  checkRepair('<a>\0</a>', '<a></a>')
  checkRepair('<a>\n<!-- x\n</a>', '<a>\n<!-- x -->\n</a>')
  checkRepair('<?xml version="1.0">\n<a/>', '<?xml version="1.0"?>\n<a/>')
})
