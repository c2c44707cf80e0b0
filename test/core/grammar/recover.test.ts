// Faults on tiny grammars: which they are, and that one fault is one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blamesOf } from '../../../server/src/core/grammar/blame'
import type { Item } from '../../../server/src/core/grammar/item'
import { makeRecovery } from '../../../server/src/core/grammar/recover'
import { elementsIn } from '../../../server/src/core/grammar/expect'
import { grammarOf, item } from '../../support/schema'

/** The content is that of `<root>`; a fault is told as its kind and what it is about. */
function checkFaults(content: string, given: Item, ...expected: readonly string[]): void {
  const { patterns, start, declarations } = grammarOf(`<element name="root">${content}</element>`)
  const verdict = makeRecovery(patterns(), name => declarations.filter(declaration => declaration.name === name))
  const [root] = elementsIn([start('test')!], 'next')[0]!.declarations
  const said = blamesOf(verdict(given, root!)).map(({ fault, chain, home }) => {
    const about = 'child' in fault ? fault.child.name : 'attribute' in fault ? fault.attribute.name : 'names' in fault ? fault.names.join('|')
      : fault.text?.value ?? 'empty'
    const meant = 'meant' in fault && fault.meant ? ` for ${fault.meant}` : ''
    return `${fault.kind} ${about}${meant} in ${chain.at(-1)!.item.name}${home ? ` from ${home.name}` : ''}`
  })
  assert.deepEqual(said, expected)
}

const empty = (name: string): string => `<element name="${name}"><empty/></element>`
const optional = (content: string): string => `<optional>${content}</optional>`
const values = (...words: readonly string[]): string => `<choice>${words.map(word => `<value>${word}</value>`).join('')}</choice>`
const root = (...content: readonly (Item | string)[]): Item => item('root', {}, ...content)

test('what is right has no faults', () => {
  checkFaults(empty('a'), root(item('a')))
})

test('elements: unknown, misspelt, far off but wanted', () => {
  checkFaults(optional(empty('source')), root(item('bogus')), 'element bogus in root')
  checkFaults(optional(empty('source')), root(item('sourec')), 'element sourec for source in root')
  checkFaults(empty('source'), root(item('bogus')), 'element bogus for source in root')
})

test('attributes: unknown, misspelt, a bad value, missing', () => {
  const type = `<attribute name="type">${values('file', 'block')}</attribute>`
  checkFaults(optional(type), item('root', { bogus: '1' }), 'attribute bogus in root')
  checkFaults(type, item('root', { tpye: 'file' }), 'attribute tpye for type in root')
  checkFaults(type, item('root', { bogus: 'file' }), 'attribute bogus for type in root')
  checkFaults(type, item('root', { type: 'fiel' }), 'value type in root')
  checkFaults(type, item('root'), 'no-attribute type in root')
  checkFaults(`<choice><attribute name="uuid"/><attribute name="usage"/></choice>`, item('root'), 'no-attribute uuid|usage in root')
})

test('a bad value of a deciding attribute keeps every branch alive', () => {
  const branch = (type: string, inner: string): string => `<group><attribute name="type"><value>${type}</value></attribute>${empty(inner)}</group>`
  const content = `<choice>${branch('file', 'a')}${branch('block', 'b')}</choice>`
  checkFaults(content, item('root', { type: 'bogus' }, item('b')), 'value type in root')
  checkFaults(content, item('root', {}, item('b')), 'no-attribute type in root')
})

test('a right value that goes with nothing else is the one fault', () => {
  const source = (...names: readonly string[]): string => `<element name="source">${names.map(name => `<attribute name="${name}"/>`).join('')}</element>`
  const branch = (type: string, inner: string): string => `<group><attribute name="type"><value>${type}</value></attribute>${inner}</group>`
  checkFaults(`<choice>${branch('bridge', source('bridge'))}${branch('direct', source('dev', 'mode'))}</choice>`,
    item('root', { type: 'bridge' }, item('source', { dev: '1', mode: '2' })), 'value type in root')
})

test('missing children, in order and out of it', () => {
  checkFaults(empty('a') + empty('b') + empty('c'), root(item('a'), item('c')), 'no-child b in root')
  checkFaults(empty('a') + empty('b'), root(item('a')), 'no-child b in root')
  checkFaults(`<interleave>${empty('a')}${empty('b')}</interleave>`, root(item('b')), 'no-child a in root')
  checkFaults(`<choice>${empty('a')}${empty('b')}</choice>`, root(), 'no-child a|b in root')
})

test('a child that another element lacks was moved', () => {
  const video = `<element name="video">${empty('model')}</element>`
  checkFaults(`<interleave>${video}<element name="disk"><empty/></element></interleave>`,
    root(item('video'), item('disk', {}, item('model'))), 'element model in disk from video')
})

test('texts: stray, wrong, missing', () => {
  checkFaults(optional(empty('a')), root('words', item('a')), 'stray words in root')
  checkFaults('<data type="int"/>', root('words'), 'text words in root')
  checkFaults('<data type="int"/>', root(), 'text empty in root')
  checkFaults('<data type="int"/>', root('1', item('a')), 'element a in root')
})

test('independent faults are all told', () => {
  const inner = `<element name="in">${optional('<attribute name="x"><data type="int"/></attribute>')}</element>`
  checkFaults(`<zeroOrMore>${inner}</zeroOrMore>`, root(item('in', { x: 'a' }), item('in', { y: '1' }), item('out'), item('in', {}, 'text')),
    'value x in in', 'attribute y in in', 'element out in root', 'stray text in in')
})

test('what is still being typed lacks nothing', () => {
  checkFaults(`<attribute name="type"/>${empty('a')}`, { ...root(), open: 'tag' })
  checkFaults(empty('a'), { ...root({ ...item('x'), open: 'tag' }), open: 'content' })
})

test('a child that is right in the wrong branch is doubted when the rest says so', () => {
  const source = (path: string, format: string): string =>
    `<group><element name="dir"><attribute name="path">${path}</attribute></element><element name="format"><attribute name="type">${values(format)}</attribute></element>${empty(format)}</group>`
  checkFaults(`<choice>${source('<data type="int"/>', 'nfs')}${source('<text/>', 'cifs')}</choice>`,
    root(item('dir', { path: 'x' }), item('format', { type: 'nfs' }), item('nfs')), 'value path in dir')
})

test('many faulty siblings are each looked at a few times, not each beside all others', () => {
  const { patterns, start, declarations } = grammarOf(`<element name="root"><zeroOrMore><element name="a"><attribute name="b">${values('x', 'y')}</attribute></element></zeroOrMore></element>`)
  const [declaration] = elementsIn([start('test')!], 'next')[0]!.declarations
  let reads = 0
  const siblings = 500
  const content = new Proxy(Array.from({ length: siblings }, () => item('a', { b: 'odd' })), {
    get: (all, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++
      return Reflect.get(all, key)
    },
  })
  const verdict = makeRecovery(patterns(), name => declarations.filter(({ name: other }) => other === name))({ ...root(), content }, declaration!)
  assert.equal(verdict.faults.length, siblings)
  assert.ok(reads < 50 * siblings, `${reads} reads`)
})
