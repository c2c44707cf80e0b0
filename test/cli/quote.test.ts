// The quoted line and its underline: the two have to stand below each other in a terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printable, quote } from '../../server/src/cli/quote'
import { linesOf } from '../../server/src/core/text/lines'

/** The token is what stands between two carets. */
const checkQuote = (marked: string, source: string, underline: string): void => {
  const [before = '', token = '', after = ''] = marked.split('‸')
  const text = before + token + after
  assert.deepEqual(quote(text, linesOf(text), { start: before.length, end: before.length + token.length }), { source, underline })
}

test('the token is underlined', () => {
  checkQuote("a\n<target dev='‸vda‸'/>\nb", "<target dev='vda'/>", '             ~~~')
  checkQuote('‸a‸', 'a', '~')
})

test('tabs stand below tabs; a tab in the token is one column of it', () => {
  checkQuote('\t<a\t‸b‸/>', '\t<a\tb/>', '\t  \t~')
})

test('wide characters take two columns, combining ones none', () => {
  checkQuote("<名前 ‸x‸='1'/>", "<名前 x='1'/>", '      ~')
  checkQuote('<a 🦊 ‸b‸/>', '<a 🦊 b/>', '      ~')
  checkQuote('e\u0301 ‸語‸', 'e\u0301 語', '  ~~')
})

test('a token without width, at the end of a line, of the text', () => {
  checkQuote('<a ‸‸>', '<a >', '   ~')
  checkQuote('<a‸‸', '<a', '  ~')
  checkQuote('<a‸‸\n>', '<a', '  ~')
  checkQuote('‸‸', '', '~')
})

test('a token over several lines ends with its first', () => {
  checkQuote('x ‸abc\ndef‸ y', 'x abc', '  ~~~')
  checkQuote('x ‸abc\r\ndef‸ y', 'x abc', '  ~~~')
})

test('of a long line only the part around the token is shown', () => {
  const { source, underline } = quote(`${'a'.repeat(1e6)}TOKEN${'b'.repeat(1e6)}`, linesOf(`${'a'.repeat(1e6)}TOKEN${'b'.repeat(1e6)}`), { start: 1e6, end: 1e6 + 5 })
  assert.equal(source, `…${'a'.repeat(60)}TOKEN${'b'.repeat(120)}…`)
  assert.equal(underline, `${' '.repeat(61)}~~~~~`)
  assert.ok(quote('x'.repeat(1e6), linesOf('x'.repeat(1e6)), { start: 0, end: 1e6 }).source.length < 300)
})

test('what steers a terminal does not get there', () => {
  checkQuote('<a ‸b\x1b[2J‸/>', '<a b\uFFFD[2J/>', '   ~~~~~')
  assert.equal(printable('a\x1b[31m\nb\x07'), 'a\uFFFD[31m b\uFFFD')
})
