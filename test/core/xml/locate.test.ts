// Where the caret is: the kind of place, its element, what would be replaced.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locate, type Place } from '../../../server/src/core/xml/locate'
import { parse } from '../../../server/src/core/xml/parse'
import { pathOf } from '../../../server/src/core/xml/walk'
import { atCaret } from '../../support/caret'

const show = (place: Place, text: string): string => {
  const replaced = text.slice(place.replace.start, place.replace.end)
  const path = place.element ? pathOf(place.element) : '-'
  const more = place.kind === 'attribute-value' ? ` ${place.attribute.name}` : place.kind === 'content' ? ` ${place.index}` : place.kind === 'other' ? ` ${place.node.kind}` : ''
  return `${place.kind} ${path}${more}${replaced === '' ? '' : ` «${replaced}»`}`
}

const checkPlace = (marked: string, expected: string): void => {
  const { text, offset } = atCaret(marked)
  const place = locate(parse(text), offset)
  assert.equal(show(place, text), expected, marked)
  assert.ok(place.replace.start <= offset && offset <= place.replace.end, `what is replaced holds the caret: ${marked}`)
  // Unless the caret is followed by more of the same, what comes behind the line changes nothing.
  const line = `\n<after>\n  <all/>\n</after>`
  if (!marked.endsWith('‸')) return
  const longer = locate(parse(text + line), offset)
  assert.equal(longer.kind, place.kind, `${marked} with more behind`)
}

test('half-typed', () => {
  checkPlace("<a><disk type='‸", 'attribute-value a/disk type')
  checkPlace('<a><disk ‸', 'attribute-name a/disk')
  checkPlace('<a><‸', 'tag-name a/')
  checkPlace('<a></‸', 'closing-tag a')
  checkPlace('<a>‸</a>', 'content a 0')
  checkPlace('<a><disk typ‸', 'attribute-name a/disk «typ»')
  checkPlace('<a><disk type‸', 'attribute-name a/disk «type»')
  checkPlace('<a><disk type=‸', 'attribute-value a/disk type')
  checkPlace('<a><disk type= ‸', 'attribute-value a/disk type')
  checkPlace("<a><disk type='fi‸", 'attribute-value a/disk type «fi»')
  checkPlace('<a><disk type=fi‸', 'attribute-value a/disk type «fi»')
  checkPlace("<a><disk type='file'‸", 'tag a/disk')
  checkPlace("<a><disk type='file' ‸", 'attribute-name a/disk')
  checkPlace('<a><di‸', 'tag-name a/di «di»')
  checkPlace('<a><disk></di‸', 'closing-tag a/disk «di»')
  checkPlace('<a><b>x‸', 'content a/b 0 «x»')
  checkPlace('<‸', 'tag-name ')
  checkPlace('</‸', 'closing-tag -')
  checkPlace('‸', 'content - 0')
  checkPlace('<a>\n  <b/>\n  <‸\n  <c/>\n</a>', 'tag-name a/')
  checkPlace('<a>\n  <b/>\n  </‸\n  <c/>\n</a>', 'closing-tag a')
  checkPlace('<a>\n  <b>\n  </‸\n  <c/>\n</a>', 'closing-tag a/b')
  checkPlace('<a>\n  <b ‸\n  <c/>\n</a>', 'attribute-name a/b')
  checkPlace('<a>\n  <b\n    ‸\n  <c/>\n</a>', 'attribute-name a/b')
  checkPlace("<a>\n  <b x='1'\n    ‸\n    <c/>\n  </b>\n</a>", 'attribute-name a/b')
  checkPlace("<a>\n  <b><c x=\n ‸ </a>", 'attribute-value a/b/c x')
  checkPlace("<a>\n  <b type='‸\n  <c/>\n</a>", 'attribute-value a/b type')
  checkPlace("<a>\n  <b type='‸ x='1'>\n  <c/>\n</b></a>", 'attribute-value a/b type')
  checkPlace("<a>\n  <b type='‸>\n  <c/>\n</b></a>", 'attribute-value a/b type')
  checkPlace("<a>\n  <b ‸ type='1'>\n  <c/>\n</b></a>", 'attribute-name a/b')
  checkPlace('<a><b/ ‸', 'content a 1')
})

test('in whole tags', () => {
  checkPlace("<a><di‸sk type='file'/></a>", 'tag-name a/disk «disk»')
  checkPlace("<a><disk‸ type='file'/></a>", 'tag-name a/disk «disk»')
  checkPlace("<a><‸disk type='file'/></a>", 'tag-name a/disk «disk»')
  checkPlace("<a>‸<disk type='file'/></a>", 'content a 0')
  checkPlace("<a><disk ‸type='file'/></a>", 'attribute-name a/disk')
  checkPlace("<a><disk ty‸pe='file'/></a>", 'attribute-name a/disk «type»')
  checkPlace("<a><disk type‸='file'/></a>", 'attribute-name a/disk «type»')
  checkPlace("<a><disk type=‸'file'/></a>", 'tag a/disk')
  checkPlace("<a><disk type='‸file'/></a>", 'attribute-value a/disk type «file»')
  checkPlace("<a><disk type='file‸'/></a>", 'attribute-value a/disk type «file»')
  checkPlace("<a><disk type='file'‸/></a>", 'tag a/disk')
  checkPlace("<a><disk type='file' ‸/></a>", 'attribute-name a/disk')
  checkPlace("<a><disk type='file'/‸></a>", 'tag a/disk')
  checkPlace("<a><disk type='file'/>‸</a>", 'content a 1')
  checkPlace("<a><disk type='file' ‸></disk></a>", 'attribute-name a/disk')
  checkPlace("<a><disk a='1' ‸ b='2'></disk></a>", 'attribute-name a/disk')
  checkPlace("<a><disk a='1' typ‸ b='2'></disk></a>", 'attribute-name a/disk «typ»')
  checkPlace('<a><disk></‸disk></a>', 'closing-tag a/disk «disk»')
  checkPlace('<a><disk></disk‸></a>', 'closing-tag a/disk «disk»')
  checkPlace('<a><disk><‸/disk></a>', 'tag a/disk')
  checkPlace('<a><disk></disk>‸</a>', 'content a 1')
})

test('between tags', () => {
  checkPlace('<a>‸x<b/></a>', 'content a 0 «x»')
  checkPlace('<a> x y‸ <b/></a>', 'content a 0 «x y»')
  checkPlace('<a> x ‸ <b/></a>', 'content a 0')
  checkPlace('<a>x<b/>‸<c/></a>', 'content a 2')
  checkPlace('<a>\n  <b/>\n  ‸\n</a>', 'content a 2')
  checkPlace('<a><b></b>‸</a>', 'content a 1')
  checkPlace('<a/>‸', 'content - 1')
  checkPlace('<a/></b>‸', 'content - 1')
  checkPlace('<a><b></x></b>‸</a>', 'content a 1')
  checkPlace('<a><!-- ‸ --></a>', 'other a comment')
  checkPlace('<a><!-- -->‸</a>', 'content a 1')
  checkPlace('<a><![CDATA[x‸]]></a>', 'other a cdata')
  checkPlace('<?xml ‸?><a/>', 'other - instruction')
  checkPlace('<a><!‸</a>', 'other a doctype')
  checkPlace('<a><!-- ‸', 'other a comment')
})

test('an offset outside the text is taken for its end', () => {
  const document = parse('<a></a>')
  assert.equal(show(locate(document, 99), document.text), 'content - 1')
  assert.equal(show(locate(document, -1), document.text), 'content - 0')
})
