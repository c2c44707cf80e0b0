import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf } from '../../../server/src/core/text/lines'
import { atCaret } from '../../support/caret'

const checkPosition = (marked: string, line: number, character: number): void => {
  const { text, offset } = atCaret(marked)
  const lines = linesOf(text)
  assert.deepEqual(lines.positionAt(offset), { line, character }, marked)
  assert.equal(lines.offsetAt({ line, character }), offset, marked)
}

test('offset and position agree, whatever ends the lines', () => {
  checkPosition('‸', 0, 0)
  checkPosition('a‸b', 0, 1)
  checkPosition('a\n‸b', 1, 0)
  checkPosition('a\r\n‸b', 1, 0)
  checkPosition('a\r‸b', 1, 0)
  checkPosition('a\n\nb‸', 2, 1)
  checkPosition('a\n‸', 1, 0)
  checkPosition('a\n\r‸b', 2, 0)
  checkPosition('\r\r\n\nx‸', 3, 1)
})

test('columns count UTF-16 code units', () => {
  checkPosition('😀‸b', 0, 2)
  checkPosition('é\u2028‸b', 0, 2)
})

test('what lies outside is clamped', () => {
  const lines = linesOf('ab\r\ncd\n')
  assert.equal(lines.count, 3)
  assert.deepEqual(lines.positionAt(-3), { line: 0, character: 0 })
  assert.deepEqual(lines.positionAt(99), { line: 2, character: 0 })
  assert.deepEqual(lines.positionAt(Number.NaN), { line: 0, character: 0 })
  assert.deepEqual(lines.positionAt(3), { line: 0, character: 2 }, 'between CR and LF is the end of the line')
  assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2)
  assert.equal(lines.offsetAt({ line: 1, character: -1 }), 4)
  assert.equal(lines.offsetAt({ line: -1, character: 5 }), 0)
  assert.equal(lines.offsetAt({ line: 9, character: 0 }), 7)
})

test('a line is given without its line end', () => {
  const text = 'ab\r\n\ncd\re'
  const lines = linesOf(text)
  const all = Array.from({ length: lines.count }, (_, line) => lines.lineSpan(line)).map(({ start, end }) => text.slice(start, end))
  assert.deepEqual(all, ['ab', '', 'cd', 'e'])
})
