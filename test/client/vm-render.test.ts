// The machine's picture as text: what of the document reaches the page, and how.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { machineHtml } from '../../client/src/preview/vm/render'
import type { MachinePart, MachineSummary } from '../../server/src/core/model'

const part = (kind: MachinePart['kind'], title: string, more: Partial<MachinePart> = {}): MachinePart =>
  ({ kind, title, facts: [], span: { start: 0, end: 1 }, nameSpan: { start: 0, end: 1 }, ...more })

const machine = (parts: readonly MachinePart[], more: Partial<MachineSummary> = {}): MachineSummary => ({ kind: 'machine', name: 'web', parts, ...more })

const html = (summary: MachineSummary): string => machineHtml(summary, offset => offset + 1)

/** Tags in order, `/` for closing ones: enough to see that text opened none. */
const tagsOf = (text: string): readonly string[] => [...text.matchAll(/<(\/?[a-z0-9]+)/g)].map(match => match[1]!)

const hostile = `"><img src=x onerror='alert(1)'>&amp;<script>`

test('no word of the document becomes markup', () => {
  const everywhere: MachinePart['kind'][] = ['cpu', 'memory', 'firmware', 'disk', 'filesystem', 'network', 'display', 'input', 'sound', 'host-device', 'controller', 'other']
  const parts = (word: string): readonly MachinePart[] => everywhere.map(kind => part(kind, `${word}1`, { detail: `${word}2`, facts: [[`${word}3`, `${word}4`]] }))
  const summary = (word: string): MachineSummary => machine(parts(word), { name: word, title: word, hypervisor: word, arch: word, machine: word })
  assert.deepEqual(tagsOf(html(summary(hostile))), tagsOf(html(summary('plain'))))
  assert.doesNotMatch(html(summary(hostile)), /<img|<script|onerror='/)
  assert.match(html(summary(hostile)), /&quot;&gt;&lt;img src=x onerror=&#39;alert\(1\)&#39;&gt;&amp;amp;&lt;script&gt;/)
})

test('every element that is opened is closed', () => {
  const open: string[] = []
  const picture = html(machine([part('cpu', '4 vCPUs'), part('disk', 'vda'), part('controller', 'USB controller 0')]))
  for (const [, slash, name, selfClosing] of picture.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/g)) {
    if (slash) assert.equal(open.pop(), name)
    else if (!selfClosing) open.push(name!)
  }
  assert.deepEqual(open, [])
})

test('each part is a button that knows its index in the summary, however they are grouped', () => {
  const parts = [part('controller', 'c'), part('disk', 'd'), part('cpu', '2 vCPUs'), part('network', 'n'), part('display', 'v'), part('host-device', 'h'), part('memory', 'm'), part('input', 'i')]
  const found = [...html(machine(parts)).matchAll(/<button type="button" class="part \S+ (\S+)" data-index="(\d+)"/g)].map(([, kind, index]) => [kind, Number(index)])
  assert.equal(found.length, parts.length)
  for (const [kind, index] of found) assert.equal(parts[index as number]!.kind, kind)
  assert.deepEqual(found.map(([kind]) => kind), ['cpu', 'memory', 'disk', 'host-device', 'network', 'display', 'input', 'controller'])
})

const labels: readonly (readonly [what: string, part: MachinePart, label: string])[] = [
  ['kind, title, detail, facts and line', part('disk', 'vda', { detail: 'qcow2 on virtio', facts: [['Source', '/a.qcow2']], nameSpan: { start: 6, end: 9 } }), 'Disk vda, qcow2 on virtio, Source /a.qcow2, line 7'],
  ['no fact that was told already', part('disk', 'vda', { detail: 'qcow2 on virtio', facts: [['Device', 'disk'], ['Format', 'qcow2'], ['Bus', 'virtio'], ['Cache', 'none']] }), 'Disk vda, qcow2 on virtio, Cache none, line 1'],
  ['no “yes” to what was said', part('firmware', 'UEFI', { detail: 'Secure Boot', facts: [['Secure Boot', 'yes'], ['Boot menu', 'yes']] }), 'Firmware UEFI, Secure Boot, Boot menu yes, line 1'],
  ['a title alone', part('memory', '4 GiB'), 'Memory 4 GiB, line 1'],
]
for (const [what, one, label] of labels) {
  test(`a screen reader hears: ${what}`, () => {
    assert.ok(html(machine([one])).includes(`aria-label="${label}"`), html(machine([one])))
  })
}

const cores: readonly (readonly [title: string, drawn: number])[] = [['1 vCPU', 1], ['8 vCPUs', 8], ['512 vCPUs', 64], ['CPU', 1], ['0 vCPUs', 1], ['999999 vCPUs', 64]]
for (const [title, drawn] of cores) {
  test(`${title}: ${drawn} cores are drawn`, () => {
    assert.equal(html(machine([part('cpu', title)])).match(/<i><\/i>/g)?.length, drawn)
  })
}

test('an empty machine is a board without anything, and says so', () => {
  const picture = html(machine([], { name: '' }))
  assert.match(picture, /no name yet/)
  assert.match(picture, /An empty board/)
  assert.doesNotMatch(picture, /class="buses"/)
})
