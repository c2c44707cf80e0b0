// Folds as line numbers, from one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldsOf } from '../../../server/src/core/libvirt/folding'
import { linesOf } from '../../../server/src/core/text/lines'
import { parse } from '../../../server/src/core/xml/parse'

const checkFolds = (text: string, ...expected: readonly string[]): void => {
  const lines = linesOf(text)
  const line = (offset: number): number => lines.positionAt(offset).line + 1
  assert.deepEqual(foldsOf(parse(text)).map(({ span, kind }) => `${line(span.start)}-${line(span.end)}${kind ? ` ${kind}` : ''}`), expected, text)
}

test('elements and comments over several lines', () => {
  checkFolds('<a>\n  <b>\n    <c/>\n  </b>\n  <d/>\n</a>\n', '1-5', '2-3')
  checkFolds('<a><b/></a>')
  checkFolds('<a>\n</a>')
  checkFolds('<a\n  b="1"\n  c="2"/>', '1-3')
  checkFolds('<a>\n  x</a>', '1-2')
  checkFolds('<!-- x\n y\n-->\n<a>\r\n<!-- z -->\r\n</a>', '1-3 comment', '4-5')
  checkFolds('<a>\n  <b>\n    <c/>\n\n  <d/>\n</a>', '1-5', '2-3')
  checkFolds('<a>\n  <b>\n\n\n', '1-2')
  checkFolds('')
})
