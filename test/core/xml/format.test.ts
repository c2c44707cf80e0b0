// Formatting as a table: what is typed, and how it stands afterwards. Every case is also formatted twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatEdits } from '../../../server/src/core/xml/format'
import { parse } from '../../../server/src/core/xml/parse'
import { applyEdits } from '../../support/edits'

const format = (text: string, indent = '  '): string => applyEdits(text, formatEdits(parse(text), { indent }))

const check = (typed: string, formatted: string, indent?: string): void => {
  assert.equal(format(typed, indent), formatted)
  assert.equal(format(formatted, indent), formatted, 'a second time')
}

const kept = (text: string): void => check(text, text)

test('one element a line, indented by the editor’s measure', () => {
  check('<a><b><c/></b><d>x</d></a>', '<a>\n  <b>\n    <c/>\n  </b>\n  <d>x</d>\n</a>')
  check('<a>\n<b><c/>\n</b></a>\n', '<a>\n\t<b>\n\t\t<c/>\n\t</b>\n</a>\n', '\t')
  check('  <a>\n      <b/>\n   </a>', '<a>\n    <b/>\n</a>', '    ')
})

test('texts are never changed', () => {
  kept('<a>\n  <description>  two\n lines </description>\n</a>')
  kept('<a>\n  <b>  </b>\n  <c></c>\n</a>')
  kept('<a>\n  <b><![CDATA[ <x> \n ]]></b>\n</a>')
  kept('<p>mixed <b>with</b>\n      <i> text</i></p>')
  kept('<a>\n  <p xml:space="preserve">\n <b/></p>\n</a>')
  kept('<a>\n  <b>&#32;<c/></b>\n</a>')
})

test('metadata of others is laid out when it holds elements alone', () => {
  check('<metadata><o:a xmlns:o="u"><o:b>  x</o:b></o:a></metadata>', '<metadata>\n  <o:a xmlns:o="u">\n    <o:b>  x</o:b>\n  </o:a>\n</metadata>')
  kept('<metadata>\n  <o:a xmlns:o="u">\n </o:a>\n  <a xmlns="u">\n\n </a>\n</metadata>')
})

test('blank lines stay, blanks on them do not', () => {
  check('<a>\n  <b/>\n   \n\n <c/>\n\n</a>\n\n', '<a>\n  <b/>\n\n\n  <c/>\n\n</a>\n\n')
  check('<a>\n   \t</a>', '<a>\n</a>')
})

test('a comment stays on the line of what it speaks about', () => {
  kept('<a> <!-- all -->\n  <b/> <!-- one -->\n  <!-- two --> <c/>\n  <!-- three\n lines -->\n</a>')
  check('<a><b/><!-- x --><c/></a>', '<a>\n  <b/><!-- x -->\n  <c/>\n</a>')
  check('<a>\n<!-- x -->\n\n<b/>\n<!--y--></a>', '<a>\n  <!-- x -->\n\n  <b/>\n  <!--y-->\n</a>')
  kept('<!-- before -->\n<a/>\n<!-- behind -->\n')
})

test('tags stand on one line, with one blank between attributes', () => {
  check("<a  b = 'x'\n   c=\"y\" ><d   e='1 > 0' /></a >", "<a b='x' c=\"y\">\n  <d e='1 > 0'/>\n</a>")
  kept(`<a b='${'long '.repeat(60)}' c='x'/>`)
  kept("<a b='two\n lines'/>")
})

test('declarations, line ends, byte order marks', () => {
  check('<?xml version="1.0"?><a><b/></a>', '<?xml version="1.0"?>\n<a>\n  <b/>\n</a>')
  check('<!DOCTYPE a><a/>', '<!DOCTYPE a>\n<a/>')
  check('\uFEFF\n<a>\r\n<b/></a>', '\uFEFF<a>\n  <b/>\n</a>')
  check('<a>\r\n<b/></a>\r\n', '<a>\r\n  <b/>\r\n</a>\r\n')
  check('<a>\r\n  <b/>\n  <c/>\r\n</a>', '<a>\r\n  <b/>\n  <c/>\r\n</a>')
  kept('')
  kept('no XML')
})

test('of a broken document only what is whole is touched', () => {
  check('<a>\n<b>\n<c/></b>\n<d>\n <e>\n</a>', '<a>\n<b>\n  <c/>\n</b>\n<d>\n <e>\n</a>')
  kept("<a>\n<b c='x>\n<d/>\n</b>\n</a>")
  kept('<a>\n<b>\n</c></b></a>')
  kept('<a>\n <b><')
  kept('<a>\n<!-- open\n<b/>\n</a>')
  check('<a b="1" b="2"><c/></a>', '<a b="1" b="2">\n  <c/>\n</a>')
})

test('several roots are formatted one by one', () => check('<a><b/></a><c/>', '<a>\n  <b/>\n</a>\n<c/>'))

test('ten thousand levels are no harm', () => {
  const depth = 10_000
  const text = '<a>'.repeat(depth) + '<b/>' + '</a>'.repeat(depth)
  assert.equal(formatEdits(parse(text), { indent: '' }).length, 2 * depth)
})

test('a range holds the lines that begin in it', () => {
  const text = '<a>\n<b/>\n<c><d  x="1" /></c>\n<e/>\n</a>'
  const start = text.indexOf('<c>')
  const edits = formatEdits(parse(text), { indent: '  ', within: { start, end: start + '<c><d  x="1" /></c>'.length } })
  assert.equal(applyEdits(text, edits), '<a>\n<b/>\n  <c>\n    <d x="1"/>\n  </c>\n<e/>\n</a>')
})
