// The prose: every path that it is keyed by stands in the grammar, and no element speaks for another of its name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributesIn, elementsIn } from '../../../server/src/core/grammar/expect'
import type { Declaration } from '../../../server/src/core/grammar/pattern'
import { entries, proseOf } from '../../../server/src/core/libvirt/docs/index'
import { startsOf } from '../../../server/src/core/libvirt/kinds'
import { rootNames } from '../../../server/src/core/libvirt/roots'
import { editions } from '../../../server/src/core/libvirt/versions'

const newest = async () => (await editions()).at(-1)!.grammar()

const local = (name: string): string => name.slice(name.indexOf('}') + 1)

test('every key is an element or attribute of the grammar', async () => {
  const grammar = await newest()
  const childrenOf = (parents: readonly Declaration[], name: string): readonly Declaration[] =>
    elementsIn(parents.map(({ content }) => content), 'all').filter(child => name === '*' || local(child.name) === name).flatMap(({ declarations }) => declarations)
  const strays: string[] = []
  for (const key of Object.keys(entries)) {
    const [path, attribute] = key.split('@') as [string, string | undefined]
    const [root, ...rest] = path.split('/')
    const found = rest.reduce<readonly Declaration[]>(childrenOf, startsOf(grammar, root!))
    if (!found.length || (attribute !== undefined && !attributesIn(found.map(({ content }) => content)).some(({ name }) => name === attribute))) strays.push(key)
  }
  assert.deepEqual(strays, [])
})

test('the roots that are known without the grammar are those of the grammar', async () => {
  assert.deepEqual([...rootNames].sort(), Object.keys((await newest()).roots).sort())
})

test('the longest path wins, and no other element answers', () => {
  const text = (path: string, attribute?: string): string | undefined => proseOf(path.split('/'), attribute)?.text
  assert.equal(text('domain/devices/disk/source'), entries['domain/devices/disk/source']?.text)
  assert.equal(text('domain/devices/interface/source'), entries['domain/devices/interface/source']?.text)
  assert.equal(text('domain/devices/interface/source', 'file'), undefined)
  assert.equal(text('domain/devices/sound/address', 'slot'), entries['domain/devices/*/address@slot']?.text)
  assert.equal(text('domain/devices/hostdev/rom', 'bar'), entries['domain/devices/hostdev/rom@bar']?.text)
  assert.equal(text('domainsnapshot/domain/devices/disk/target', 'dev'), entries['domain/devices/disk/target@dev']?.text)
  assert.equal(text('domain/devices/disk/backingStore/backingStore/source', 'file'), entries['domain/devices/disk/source@file']?.text)
  assert.equal(text('domain/devices/disk/backingStore/source'), entries['domain/devices/disk/backingStore/source']?.text)
  assert.equal(text('domain/qemu:commandline/qemu:arg', 'value'), entries['domain/commandline/arg@value']?.text)
  assert.equal(text('network/name'), entries['network/name']?.text)
  assert.equal(text('pool/refresh/volume'), undefined)
  assert.equal(text('constructor'), undefined)
})

test('sentences end, and links lead to a section', () => {
  for (const [key, { text, trap, link }] of Object.entries(entries)) {
    for (const sentence of trap === undefined ? [text] : [text, trap]) assert.match(sentence, /^\S.*[.)…]$/s, key)
    assert.match(link, /^https:\/\/libvirt\.org\/[a-z]+\.html#[a-z0-9-]+$/, key)
  }
})
