// What is right as far as it goes, on tiny grammars: anything may lack, nothing may be too much or odd.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elementsIn } from '../../../server/src/core/grammar/expect'
import { makeGrowth } from '../../../server/src/core/grammar/grow'
import type { Item } from '../../../server/src/core/grammar/item'
import { grammarOf, item } from '../../support/schema'

/** The content is that of `<root>`. */
function checkGrows(content: string, given: Item, grows: boolean, levels?: number): void {
  const { patterns, start } = grammarOf(`<element name="root">${content}</element>`)
  const [root] = elementsIn([start('test')!], 'next')[0]!.declarations
  assert.equal(makeGrowth(patterns(), levels)(given, root!), grows)
}

const empty = (name: string): string => `<element name="${name}"><empty/></element>`
const text = (name: string, value: string): string => `<element name="${name}"><value>${value}</value></element>`
const root = (attributes: Readonly<Record<string, string>>, ...content: readonly (Item | string)[]): Item => item('root', attributes, ...content)

test('what lacks before, between and behind is still to be written', () => {
  const three = empty('a') + empty('b') + empty('c')
  checkGrows(three, root({}), true)
  checkGrows(three, root({}, item('b')), true)
  checkGrows(three, root({}, item('a'), item('c')), true)
  checkGrows(three, root({}, item('c'), item('a')), false)
  checkGrows(three, root({}, item('a'), item('a')), false)
  checkGrows(three, root({}, item('d')), false)
})

test('attributes that are there must fit, those that are not may come', () => {
  const branches = `<choice><group><attribute name="type"><value>one</value></attribute>${empty('a')}</group>`
    + `<group><attribute name="type"><value>two</value></attribute><attribute name="more"/>${empty('b')}</group></choice>`
  checkGrows(branches, root({ type: 'two' }), true)
  checkGrows(branches, root({ type: 'two' }, item('b')), true)
  checkGrows(branches, root({ type: 'one' }, item('b')), false)
  checkGrows(branches, root({ more: '' }, item('a')), false)
  checkGrows(branches, root({ type: 'three' }), false)
})

test('a text decides what may stand beside its element', () => {
  const kinds = `<choice><group>${text('type', 'hvm')}${empty('loader')}</group><group>${text('type', 'exe')}${empty('init')}</group></choice>`
  checkGrows(kinds, root({}, item('type', {}, 'exe'), item('init')), true)
  checkGrows(kinds, root({}, item('type', {}, 'hvm'), item('init')), false)
  checkGrows(kinds, root({}, item('type'), item('init')), true)
})

test('below the levels that are asked for all is taken as right', () => {
  const nested = `<element name="a">${text('b', 'right')}</element>`
  const wrong = root({}, item('a', {}, item('b', {}, 'wrong')))
  checkGrows(nested, wrong, false)
  checkGrows(nested, wrong, true, 1)
})
