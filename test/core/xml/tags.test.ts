// Typing in tags, as tables: `‸` is the caret, right behind what was typed; what follows is the text with the answer in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/xml/parse'
import { regionsIn } from '../../../server/src/core/xml/regions'
import { selectionsAt } from '../../../server/src/core/xml/selection'
import { editsAfter, linkedNamesAt } from '../../../server/src/core/xml/tags'
import { atCaret } from '../../support/caret'
import { applyEdits } from '../../support/edits'

/** The text once the answer to the last character is in it; the caret stays before what was inserted at it. */
const check = (typed: string, becomes: string | null): void => {
  const { text, offset } = atCaret(typed)
  const edits = editsAfter(parse(text), offset, text[offset - 1]!, '  ')
  assert.equal(edits.length ? applyEdits(text, edits) : null, becomes, typed)
}

test('`>` closes what it opens', () => {
  check('<a>‸', '<a></a>')
  check("<a>\n  <disk type='file'>‸\n</a>", "<a>\n  <disk type='file'></disk>\n</a>")
  check('<a><disk>‸<disk></disk></a>', '<a><disk></disk><disk></disk></a>')
  check('<a>\n  <a>‸\n</a>', '<a>\n  <a></a>\n</a>')
  check('<q:a>‸', '<q:a></q:a>')
  check('<devices>\n  <disk>‸\n  <disk>\n    <target/>\n  </disk>\n</devices>', '<devices>\n  <disk></disk>\n  <disk>\n    <target/>\n  </disk>\n</devices>')
})

test('`>` adds nothing where a closing tag stands, or none belongs', () => {
  for (const typed of [
    '<a>‸</a>', '<a>‸text</a>', '<a/>‸', '<a b="x>‸', '<a b=">‸"/>', '<!-- <a>‸ -->', '<a><![CDATA[<b>‸]]></a>', '<a></a>‸', '<?x?>‸', '<>‸', '<a>b >‸</a>', '>‸',
    '<a><b/>‸</a>', '<a><!-- -->‸</a>',
  ]) check(typed, null)
})

test('`/` behind `<` names what is open', () => {
  check('<a><b>x</‸', '<a><b>x</b>')
  check('<a><b>x</‸</a>', '<a><b>x</b></a>')
  check('<a>\n  <b>\n  </‸\n</a>', '<a>\n  <b>\n  </b>\n</a>')
  check('<a><b>x</‸></a>', '<a><b>x</b></a>')
  check('<a><b/></‸', '<a><b/></a>')
  check('<a><b></b></‸b></a>', null)
  check('<a></a></‸', null)
  check('<!-- </‸ -->', null)
})

test('`/` at the end of a start tag ends it', () => {
  check('<a><b/‸</a>', '<a><b/></a>')
  check("<a><b c='d' /‸</a>", "<a><b c='d' /></a>")
  check('<a><b/‸></b></a>', '<a><b/></a>')
  check('<a><b/‸></a>', null)
  check('<b><b/‸></b>', null)
  check('<b><b/‸></b></b>', '<b><b/></b>')
  check('<a><b/‸>x</b></a>', null)
  check("<a><b c='/‸'/></a>", null)
  check("<a><b c='/‸", null)
  check('<a>x /‸</a>', null)
  check('<a><b /‸ c="d"></b></a>', null)
})

test('a fresh line is indented', () => {
  check('<a>\n  <b>\n‸</b>\n</a>', '<a>\n  <b>\n  </b>\n</a>')
  check('<a>\n  <b/>\n‸\n</a>', '<a>\n  <b/>\n  \n</a>')
  check('<a>\n  <b>\n‸<c/></b>\n</a>', '<a>\n  <b>\n    <c/></b>\n</a>')
  check('<a>\n  <b>text\n‸</b></a>', null)
  check('<!--\n‸-->', null)
  check("<a\n‸b='c'/>", null)
  check('<a/>\n‸', null)
})

test('the names of a pair are typed at once', () => {
  const checkLinked = (marked: string, ...names: readonly string[]): void => {
    const { text, offset } = atCaret(marked)
    assert.deepEqual(linkedNamesAt(parse(text), offset).map(({ start, end }) => text.slice(start, end)), names, marked)
  }
  checkLinked('<di‸sk></disk>', 'disk', 'disk')
  checkLinked('<‸disk></disk>', 'disk', 'disk')
  checkLinked('<disk></disk‸>', 'disk', 'disk')
  checkLinked('<disk‸ a="b"><c/></disk>', 'disk', 'disk')
  checkLinked('<a><b></b‸></a>', 'b', 'b')
  checkLinked('<di‸sk/>')
  checkLinked('<disk>‸</disk>')
  checkLinked('<di‸sk></disc>')
  checkLinked('<a b‸="c"></a>')
  checkLinked('<‸></>')
})

test('a growing selection', () => {
  const checkSelections = (marked: string, ...expected: readonly string[]): void => {
    const { text, offset } = atCaret(marked)
    assert.deepEqual(selectionsAt(parse(text), offset).map(({ start, end }) => text.slice(start, end)), expected)
  }
  checkSelections("<a>\n <b c='d‸e' f='g'/>\n</a>\n", 'de', "'de'", "c='de'", "c='de' f='g'", "<b c='de' f='g'/>", "\n <b c='de' f='g'/>\n", "<a>\n <b c='de' f='g'/>\n</a>", "<a>\n <b c='de' f='g'/>\n</a>\n")
  checkSelections('<a> one t‸wo </a>', 'two', 'one two', ' one two ', '<a> one two </a>')
  checkSelections('<a>x</a‸>', 'a', '</a>', '<a>x</a>')
  checkSelections('<a><!-- x‸ --></a>', '<!-- x -->', '<a><!-- x --></a>')
  checkSelections('‸')
  checkSelections('<a>‸<', '<', '<a><')
})

test('regions, one in another, and those that never end', () => {
  const text = '<a>\n<!-- #region one -->\n<b><!--#region two--><c/>\n<!--#endregion--></b>\n<!-- endregion one -->\n<!-- #endregion --><!-- #region --><!-- regional --></a>'
  assert.deepEqual(regionsIn(parse(text)).map(({ start, end }) => text.slice(start, end).replace(/\n/g, '')), [
    '<!--#region two--><c/><!--#endregion-->', '<!-- #region one --><b><!--#region two--><c/><!--#endregion--></b><!-- endregion one -->'])
})
