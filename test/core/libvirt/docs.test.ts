// The prose: every path that it is keyed by stands in the grammar, and no element speaks for another of its name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'
import { attributesIn, elementsIn } from '../../../server/src/core/grammar/expect'
import type { Grammar } from '../../../server/src/core/grammar/load'
import type { Declaration } from '../../../server/src/core/grammar/pattern'
import { sources } from '../../../server/src/core/libvirt/docs/compiled'
import { entryOf, proseOf } from '../../../server/src/core/libvirt/docs/index'
import { startsOf } from '../../../server/src/core/libvirt/kinds'
import { fragmentNames, rootNames } from '../../../server/src/core/libvirt/roots'
import { containers } from '../../../server/src/core/libvirt/subject'
import { compareVersions, editions } from '../../../server/src/core/libvirt/versions'
import { declared, faultsIn } from '../../docs/faults'

test('a document is opened, judged and completed without the texts, and judged without the paths', async t => {
  const read: number[] = []
  const { parse } = JSON
  t.after(() => { JSON.parse = parse })
  JSON.parse = ((text, reviver) => {
    // A grammar is read when it is first asked anything.
    if (!text.startsWith('{\n"origin"')) read.push(text.length)
    return parse(text, reviver) as unknown
  }) satisfies typeof parse
  const { text, offset } = atCaret("<domain type='kvm'><devices><disk type='file'><driver ca‸che='none'/></disk></devices></domain>")
  const document = await libvirt.open(text, defaultSettings)
  assert.ok(document.problems().length > 0)
  document.outline()
  assert.equal(read.length, 0)
  assert.ok(document.complete(offset).length > 0)
  assert.equal(read.length, 1, 'the paths')
  assert.match(document.hover(offset)?.markdown ?? '', /page cache/)
  assert.equal(read.length, 2, 'the texts')
})

const newest = async () => (await editions()).at(-1)!.grammar()

test('every key stands in the grammar, every value is allowed, no text is told twice, sentences end', async () => {
  assert.deepEqual(faultsIn(await newest()), [])
})

/** What a schema took before the hypervisor that the version is about did, or forgot in that version. */
const apart: ReadonlySet<string> = new Set([
  'domain@type=hyperv', 'domain/devices/graphics@type=rdp', 'domain/devices/filesystem/readonly',
  'domain/devices/interface[type=vhostuser]/source@dev', 'domainsnapshot/disks/disk/snapshotDeleteInProgress',
])

test('the versions that are said to have brought something agree with the schemas of the versions that we have', async () => {
  const all = (await editions()).map(({ version, grammar }) => ({ version, grammar: grammar() }))
  const wrong: string[] = []
  let checked = 0
  for (const { file, line, keys, id } of sources().entries) {
    const entry = id === null ? null : entryOf(id)
    const check = (said: string | undefined, what: string, has: (grammar: Grammar) => boolean): void => {
      if (said === undefined || apart.has(what)) return
      checked++
      for (const { version, grammar } of all) {
        const wanted = compareVersions(said, version) <= 0
        if (has(grammar) !== wanted) wrong.push(`${file}:${line}: ${what}: since ${said}, but libvirt ${version} ${wanted ? 'lacks' : 'has'} it`)
      }
    }
    for (const path of keys) check(/^[\d.]+/.exec(entry?.since ?? '')?.[0], path, grammar => declared(grammar, path) !== null)
    const [first] = keys as [string]
    // A value cannot be older than its place; and what is no word of the schema, any version may take.
    const places = all.map(({ grammar }) => declared(grammar, first))
    if (places.some(place => place === null)) continue
    for (const [value, phrase] of Object.entries(entry?.values ?? {}).filter(([word]) => places.at(-1)!.values.includes(word) && !places.some(place => place!.any || place!.datatypes.length))) {
      check(/\(since ([\d.]+)\)/.exec(phrase)?.[1], `${first}=${value}`, grammar => declared(grammar, first)!.values.includes(value))
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(checked > 800, `${checked} versions were there to check`)
})

test('the roots that are known without the grammar are those of the grammar', async () => {
  assert.deepEqual([...rootNames].sort(), Object.keys((await newest()).roots).sort())
})

test('the fragments that are known without the grammar are those of the grammar', async () => {
  const grammar = await newest()
  const childrenOf = (parents: readonly Declaration[]) => elementsIn(parents.map(({ content }) => content), 'all').filter(({ name }) => !name.startsWith('{'))
  const names = containers.flatMap(([kind, ...inner]) => childrenOf(inner.reduce<readonly Declaration[]>(
    (outer, next) => childrenOf(outer).find(({ name }) => name === next)!.declarations, startsOf(grammar, kind!))))
    .filter(({ declarations }) => declarations.some(({ content }) => attributesIn([content]).length + elementsIn([content], 'all').length > 0)).map(({ name }) => name)
  assert.deepEqual([...fragmentNames].sort(), [...new Set(names)].sort())
})

test('the longest path wins, and no other element answers', () => {
  const text = (path: string, attribute?: string): string | undefined => proseOf(path.split('/'), attribute)?.text
  const same = (path: string, as: string, attribute?: string): void => {
    assert.notEqual(text(as, attribute), undefined, as)
    assert.equal(text(path, attribute), text(as, attribute), path)
  }
  assert.match(text('domain/devices/disk/source')!, /data lives/)
  assert.match(text('domain/devices/interface/source')!, /other end of the cable/)
  assert.equal(text('domain/devices/interface/source', 'file'), undefined)
  assert.match(text('domain/devices/sound/address', 'slot')!, /slot/)
  assert.notEqual(text('domain/devices/hostdev/rom', 'bar'), text('domain/devices/sound/rom', 'bar'))
  same('domainsnapshot/domain/devices/disk/target', 'domain/devices/disk/target', 'dev')
  same('domain/devices/disk/backingStore/backingStore/source', 'domain/devices/disk/source', 'file')
  same('domain/devices/disk/backingStore/backingStore/backingStore/format', 'domain/devices/disk/backingStore/format', 'type')
  assert.notEqual(text('domain/devices/disk/backingStore/source'), text('domain/devices/disk/source'))
  same('domain/qemu:commandline/qemu:arg', 'domain/commandline/arg', 'value')
  same('cpu/topology', 'domain/cpu/topology', 'cores')
  assert.match(text('network/name')!, /network/)
  assert.equal(text('pool/refresh/volume/constructor'), undefined)
  assert.equal(text('constructor'), undefined)
  assert.equal(text('domain/devices/disk', '__proto__'), undefined)
})
