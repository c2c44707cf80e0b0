// The engine on tiny grammars, with elements made by hand: what is allowed and what is not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitting } from '../../../server/src/core/grammar/accept'
import type { Item } from '../../../server/src/core/grammar/item'
import { elementStep } from '../../../server/src/core/grammar/match'
import { grammarOf, item } from '../../support/schema'

/** The content is that of `<root>`. */
function checkContent(content: string, right: readonly Item[], wrong: readonly Item[]): void {
  const { patterns, start } = grammarOf(`<element name="root">${content}</element>`)
  const judged = (given: Item): boolean => fitting(patterns(), given, elementStep(patterns(), start('test')!, given.name).declarations).length > 0
  for (const given of right) assert.equal(judged(given), true, `allowed: ${JSON.stringify(given)}`)
  for (const given of wrong) assert.equal(judged(given), false, `not allowed: ${JSON.stringify(given)}`)
}

const [a, b, c] = ['a', 'b', 'c'].map(name => item(name)) as [Item, Item, Item]
const root = (...content: readonly (Item | string)[]): Item => item('root', {}, ...content)
const [one, two, three] = ['a', 'b', 'c'].map(name => `<element name="${name}"><empty/></element>`) as [string, string, string]

test('a group has an order', () => {
  checkContent(one + two, [root(a, b)], [root(b, a), root(a), root(), root(a, b, a)])
  checkContent(`<optional>${one}</optional>${two}`, [root(a, b), root(b)], [root(b, a), root(a)])
})

test('an interleave has none', () => {
  checkContent(`<interleave>${one}${two}<zeroOrMore>${three}</zeroOrMore></interleave>`,
    [root(a, b), root(c, b, c, a, c)], [root(a), root(a, b, a), root(c)])
})

test('members of nested interleaves may alternate', () => {
  checkContent(`<interleave><group>${one}${two}</group>${three}</interleave>`, [root(a, c, b), root(c, a, b)], [root(b, c, a)])
})

test('a choice, and many of it', () => {
  checkContent(`<choice>${one}${two}</choice>`, [root(a), root(b)], [root(), root(a, b), root(c)])
  checkContent(`<oneOrMore><choice>${one}${two}</choice></oneOrMore>`, [root(a), root(b, a, a)], [root(), root(c)])
})

test('attributes have no order, and what one says decides on the rest', () => {
  const branch = (type: string, name: string): string =>
    `<group><attribute name="type"><value>${type}</value></attribute><element name="source"><attribute name="${name}"/></element></group>`
  const disk = (attributes: Record<string, string>, source: Record<string, string>): Item => item('root', attributes, item('source', source))
  checkContent(`<choice>${branch('file', 'file')}${branch('block', 'dev')}</choice><optional><attribute name="device"/></optional>`, [
    disk({ type: 'file', device: 'x' }, { file: '/a' }), disk({ device: 'x', type: 'block' }, { dev: '/a' }),
  ], [
    disk({ type: 'file' }, { dev: '/a' }), disk({}, { file: '/a' }), disk({ type: 'net' }, { file: '/a' }), disk({ type: 'file', x: '' }, { file: '/a' }),
  ])
})

test('same-named elements are told apart by what is in them', () => {
  checkContent(`<choice><group><element name="x"><value>1</value></element>${one}</group><group><element name="x"><value>2</value></element>${two}</group></choice>`,
    [root(item('x', {}, '1'), a), root(item('x', {}, '2'), b)], [root(item('x', {}, '1'), b), root(item('x', {}, '3'), a)])
})

test('text, none, mixed, and blanks between elements', () => {
  checkContent('<text/>', [root(), root('words')], [root(a)])
  checkContent('<empty/>', [root(), root(' \n ')], [root('words'), root(a)])
  checkContent(one, [root('\n  ', a, '\n')], [root('words', a)])
  checkContent(`<mixed>${one}</mixed>`, [root('some ', a, ' words'), root(a)], [root('words')])
})

test('values and data look at the whole text', () => {
  checkContent('<choice><value>on</value><value>off</value></choice>', [root('on'), root(' off ')], [root('On'), root(''), root()])
  checkContent('<value type="string">on</value>', [root('on')], [root(' on')])
  checkContent('<data type="unsignedInt"/>', [root('7'), root(' 7 ')], [root('-7'), root(''), root('7a')])
  checkContent('<data type="string"><except><value>.</value></except></data>', [root('..')], [root('.')])
  checkContent('<list><oneOrMore><data type="int"/></oneOrMore></list>', [root('1 2  3')], [root(''), root('1 x')])
})

test('a value that is not there yet fits everywhere', () => {
  checkContent('<attribute name="type"><value>file</value></attribute>', [item('root', { type: null })], [item('root', {})])
})

test('what lies deeper than any document goes is not judged', () => {
  const nested = (depth: number): Item => Array.from({ length: depth }).reduce<Item>(inner => item('root', {}, inner), item('root'))
  const { patterns, start } = grammarOf('<ref name="root"/>', '<define name="root"><element name="root"><optional><ref name="root"/></optional></element></define>')
  const { declarations } = elementStep(patterns(), start('test')!, 'root')
  assert.equal(fitting(patterns(), nested(3000), declarations).length, 1)
})

test('memory is given back between documents, and verdicts stay', () => {
  const grammar = grammarOf(`<element name="root"><interleave>${Array.from({ length: 40 }, (_, at) => `<optional><element name="e${at}"><empty/></element></optional>`).join('')}</interleave></element>`)
  let seed = 1
  const random = (): number => (seed = seed * 16807 % 2147483647) / 2147483647
  for (let round = 0; round < 3000; round++) {
    grammar.tidy()
    const names = Array.from({ length: 40 }, (_, at) => at).filter(() => random() < 0.5).sort(() => random() - 0.5)
    const given = root(...names.map(at => item(`e${at}`)))
    const { declarations } = elementStep(grammar.patterns(), grammar.start('test')!, 'root')
    assert.equal(fitting(grammar.patterns(), given, declarations).length, 1)
    assert.ok(grammar.patterns().count() < 55_000)
  }
})
