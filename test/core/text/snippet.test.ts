// Snippets for clients that know none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText } from '../../../server/src/core/text/snippet'

for (const [snippet, text] of [
  ['plain', 'plain'],
  ["<disk type='$1'>$0</disk>", "<disk type=''></disk>"],
  ['${1:vda} and $2', 'vda and '],
  ['${1|one,two|}!', 'one!'],
  ['${1|a\\,b,c|}', 'a,b'],
  ['${1:a ${2:b} c}', 'a b c'],
  ['\\$HOME \\} \\\\', '$HOME } \\'],
  ['{a} $ {b}', '{a} $ {b}'],
  ['${1}x$0', 'x'],
  ['${1:', ''],
] as const) {
  test(`${snippet} is ${text}`, () => assert.equal(plainText(snippet), text))
}
