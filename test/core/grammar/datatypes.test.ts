// Values of XML Schema's datatypes, and its regular expressions as JavaScript's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDatatype } from '../../../server/src/core/grammar/datatypes'
import { toRegExp, wordsOf } from '../../../server/src/core/grammar/regex'

function checkType(type: string, params: readonly (readonly [string, string])[], right: readonly string[], wrong: readonly string[]): void {
  const { accepts } = makeDatatype({ type, params })
  for (const value of right) assert.equal(accepts(value), true, `${type} ${JSON.stringify(value)}`)
  for (const value of wrong) assert.equal(accepts(value), false, `not ${type} ${JSON.stringify(value)}`)
}

test('whole numbers and their ends', () => {
  checkType('unsignedInt', [], ['0', '4294967295', ' 12 '], ['-1', '+1', '-0', '4294967296', '1.0', '', '1 2', 'x'])
  checkType('unsignedLong', [], ['18446744073709551615', '00000000000000000000001'], ['18446744073709551616', '-1'])
  checkType('long', [], ['-9223372036854775808'], ['-9223372036854775809'])
  checkType('int', [['minInclusive', '-1'], ['maxInclusive', '65535']], ['-1', '65535'], ['-2', '65536'])
  checkType('positiveInteger', [], ['1'], ['0', '-3'])
  checkType('short', [], ['32767'], ['32768'])
})

test('a pattern sees the value as it was typed, as in libxml2', () => {
  checkType('unsignedInt', [['pattern', '[0-9]+']], ['12'], [' 12 ', '+12'])
})

test('the other types', () => {
  checkType('string', [['minLength', '1'], ['maxLength', '3']], ['a', 'abc', '😀😀😀'], ['', 'abcd'])
  checkType('double', [], ['1', '-1.5e3', 'INF', 'NaN', '.5', '1e'], ['1,5', 'e3', ''])
  checkType('dateTime', [], ['2026-01-31T12:00:00', '2026-01-31T12:00:00.5Z'], ['2026-01-31', '2026-13-01T00:00:00'])
  checkType('NCName', [], ['no-mac-spoofing', '_x'], ['1x', 'a:b', ''])
  checkType('anyURI', [], ['http://x/y', '', 'a b'], ['%zz'])
})

test('regular expressions of XML Schema', () => {
  const rows: readonly (readonly [pattern: string, right: readonly string[], wrong: readonly string[]])[] = [
    ['[a-f]{2}(:[a-f]{2})?', ['ab', 'ab:cd'], ['ab:', 'xab']],
    ['a|b', ['a', 'b'], ['ab', 'aXb']],
    ['$[ ]*x^', ['$ x^'], ['x']],
    ['[A-Za-z0-9.\\-:]+', ['a-b:c.'], ['a b']],
    ['.+', ['a', '\u2028'], ['', 'a\nb']],
    ['[^/\\n]+', ['a b'], ['a/b', 'a\n']],
    ['\\d+\\s\\w', ['12 x'], ['x']],
    ['[&-~]{1}', ['|'], ['!']],
  ]
  for (const [pattern, right, wrong] of rows) {
    for (const value of right) assert.equal(toRegExp(pattern)!.test(value), true, `${pattern} takes ${JSON.stringify(value)}`)
    for (const value of wrong) assert.equal(toRegExp(pattern)!.test(value), false, `${pattern} refuses ${JSON.stringify(value)}`)
  }
  assert.equal(toRegExp('[a-z-[aeiou]]'), null)
  assert.equal(toRegExp('\\p{IsGreek}'), null)
})

test('expressions that are a list of words', () => {
  assert.deepEqual(wordsOf('(tcp)|(udp)'), ['tcp', 'udp'])
  assert.deepEqual(wordsOf('(sync_pt|share_pt)'), ['sync_pt', 'share_pt'])
  assert.equal(wordsOf('[Rr]eply|x'), null)
  assert.equal(wordsOf('word'), null)
})

test('a long value does not hold the editor up', () => {
  const { accepts } = makeDatatype({ type: 'string', params: [['pattern', '[a-zA-Z_]+[a-zA-Z0-9_]*']] })
  const start = performance.now()
  accepts(`${'a'.repeat(5_000_000)}!`)
  accepts(`${'a'.repeat(8_000)}!`)
  assert.ok(performance.now() - start < 1000)
})
