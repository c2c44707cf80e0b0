// From RELAX NG files to the compact grammar: what is in it, and that it does not depend on luck.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitting } from '../../../server/src/core/grammar/accept'
import { load } from '../../../server/src/core/grammar/load'
import { elementStep } from '../../../server/src/core/grammar/match'
import type { Item } from '../../../server/src/core/grammar/item'
import { compiled, item } from '../../support/schema'

function checkCompiled(files: Readonly<Record<string, string>>, right: readonly Item[], wrong: readonly Item[], schema = 'main'): void {
  const { grammar, problems } = compiled(files)
  assert.deepEqual(problems, [])
  const { patterns, start } = load(JSON.parse(JSON.stringify(grammar)))
  const judged = (given: Item): boolean => {
    const { declarations } = elementStep(patterns(), start(schema)!, given.name)
    return fitting(patterns(), given, declarations).length > 0
  }
  for (const given of right) assert.equal(judged(given), true, `allowed: ${JSON.stringify(given)}`)
  for (const given of wrong) assert.equal(judged(given), false, `not allowed: ${JSON.stringify(given)}`)
}

const common = `
  <define name="name"><element name="name"><text/></element></define>
  <define name="extra"><notAllowed/></define>
  <define name="root"><element name="root"><ref name="name"/><optional><ref name="extra"/></optional></element></define>`

test('an include brings the definitions of another file', () => {
  checkCompiled({ 'main.rng': '<start><ref name="root"/></start><include href="common.rng"/>', 'common.rng': common },
    [item('root', {}, item('name'))], [item('root'), item('root', {}, item('name'), item('extra'))])
})

test('an include overrides what it redefines', () => {
  checkCompiled({
    'main.rng': `<start><ref name="root"/></start>
      <include href="common.rng"><define name="name"><element name="title"><text/></element></define></include>`,
    'common.rng': common,
  }, [item('root', {}, item('title'))], [item('root', {}, item('name'))])
})

test('combine adds to a definition that was empty, through an include of an include', () => {
  checkCompiled({
    'main.rng': '<start><ref name="root"/></start><include href="middle.rng"/>',
    'middle.rng': '<include href="common.rng"/><define name="extra" combine="choice"><element name="extra"><empty/></element></define>',
    'common.rng': common,
  }, [item('root', {}, item('name')), item('root', {}, item('name'), item('extra'))], [item('root', {}, item('extra'), item('name'))])
})

test('combine by interleave wants both', () => {
  checkCompiled({
    'main.rng': `<start><element name="root"><ref name="both"/></element></start>
      <define name="both" combine="interleave"><element name="a"><empty/></element></define>
      <define name="both" combine="interleave"><element name="b"><empty/></element></define>`,
  }, [item('root', {}, item('a'), item('b')), item('root', {}, item('b'), item('a'))], [item('root', {}, item('a'))])
})

test('a nested grammar has its own names and reaches the outer ones by parentRef', () => {
  checkCompiled({
    'main.rng': `<start><element name="root"><ref name="thing"/>
      <grammar><start><ref name="thing"/></start><define name="thing"><element name="inner"><parentRef name="thing"/></element></define></grammar>
    </element></start>
    <define name="thing"><element name="outer"><empty/></element></define>`,
  }, [item('root', {}, item('outer'), item('inner', {}, item('outer')))], [item('root', {}, item('outer'), item('outer'))])
})

test('an element whose content cannot match is not there at all', () => {
  const { grammar } = compiled({ 'main.rng': '<start><element name="root"><optional><element name="private"><notAllowed/></element></optional></element></start>' })
  assert.equal(grammar.declarations.length, 1)
  assert.equal(grammar.words.includes('private'), false)
})

test('recursion ends at elements', () => {
  const defines = '<define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define>'
  checkCompiled({ 'main.rng': `<start><element name="root"><ref name="any"/></element></start>${defines}` },
    [item('root', {}, item('x', { a: '1' }, 'text', item('{urn:y}y', {}, item('z'))))], [item('root')])
})

test('name classes: any but some, a namespace, a choice', () => {
  const start = (nameClass: string): Readonly<Record<string, string>> =>
    ({ 'main.rng': `<start><element name="root"><element>${nameClass}<empty/></element></element></start>` })
  const root = (name: string): Item => item('root', {}, item(name))
  checkCompiled(start('<anyName><except><name>bad</name></except></anyName>'), [root('good'), root('{urn:x}bad')], [root('bad')])
  checkCompiled(start('<nsName ns="urn:x"/>'), [root('{urn:x}a')], [root('a'), root('{urn:y}a')])
  checkCompiled(start('<choice><name>a</name><name ns="urn:x">b</name></choice>'), [root('a'), root('{urn:x}b')], [root('b')])
})

test('ns is inherited by elements, not by attributes, and not across files', () => {
  checkCompiled({
    'main.rng': '<start><element name="root" ns="urn:x"><attribute name="a"/><element name="in"><empty/></element><ref name="name"/></element></start><include href="common.rng"/>',
    'common.rng': common,
  }, [item('{urn:x}root', { a: '1' }, item('{urn:x}in'), item('name'))], [item('{urn:x}root', { a: '1' }, item('in'), item('name'))])
})

test('equal declarations are one, recursive ones too, and the names of datatypes stay', () => {
  const list = (name: string): string =>
    `<define name="${name}"><element name="list"><attribute name="id"><ref name="number"/></attribute><optional><ref name="${name}"/></optional></element></define>`
  const { grammar } = compiled({
    'main.rng': `<start><element name="root"><ref name="one"/><ref name="two"/></element></start>${list('one')}${list('two')}
      <define name="number"><data type="unsignedInt"/></define>`,
  })
  assert.equal(grammar.declarations.length, 2)
  assert.deepEqual(grammar.datatypes, [{ name: 'number', type: 'unsignedInt' }])
})

test('a pattern that is but a list of words becomes the words', () => {
  const { grammar } = compiled({
    'main.rng': '<start><element name="root"><data type="string"><param name="pattern">(vepa|bridge|private)</param></data></element></start>',
  })
  assert.deepEqual(grammar.datatypes, [])
  assert.deepEqual(grammar.words.filter(word => word !== 'root'), ['vepa', 'bridge', 'private'])
})

test('the same schemas give the same grammar, whatever the order of the files', () => {
  const files = { 'a.rng': '<start><ref name="root"/></start><include href="common.rng"/>', 'b.rng': '<start><ref name="name"/></start><include href="common.rng"/>', 'common.rng': common }
  const backwards = Object.fromEntries(Object.entries(files).reverse())
  assert.equal(JSON.stringify(compiled(files).grammar), JSON.stringify(compiled(backwards).grammar))
  assert.deepEqual(compiled(files).grammar.roots, { root: ['a'], name: ['b'] })
  assert.equal(Object.keys(compiled(files).grammar)[0], 'origin')
})

test('what is not known or not there is named, and matches nothing', () => {
  const { problems } = compiled({ 'main.rng': '<start><choice><ref name="gone"/><wish/></choice></start><include href="gone.rng"/>' })
  assert.deepEqual(problems, ['include of gone.rng, which is not there', 'no definition of gone', '<wish> is not known'])
})
