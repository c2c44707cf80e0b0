// What the documents of a workspace say about each other, in tables of small workspaces: what is told, in which file, of which text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acrossRules } from '../../../server/src/core/libvirt/across'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings, type FileFacts } from '../../../server/src/core/service'
import { linesOf } from '../../../server/src/core/text/lines'

type Files = Readonly<Record<string, string>>

const factsOf = async (files: Files): Promise<readonly FileFacts[]> => Promise.all(Object.entries(files).map(async ([file, text]) =>
  ({ file, facts: (await libvirt.open(text, defaultSettings)).facts(linesOf(text)) })))

/** `FILE: LEVEL CODE on TEXT (related)`. */
async function told(files: Files): Promise<readonly string[]> {
  const all = await factsOf(files)
  const across = await libvirt.across!(all)
  return all.flatMap(own => across.problems(own).map(({ code, level, span, related = [] }) =>
    `${own.file}: ${level} ${code.slice('libvirt/'.length)} on ${files[own.file]!.slice(span.start, span.end)}${related.map(({ span, elsewhere }) =>
      ` (${elsewhere?.file ?? own.file} ${files[elsewhere?.file ?? own.file]!.slice(span.start, span.end)})`).join('')}`))
}

const vm = (name: string, devices = '', { uuid = '', type = 'kvm' } = {}): string =>
  `<domain type='${type}'><name>${name}</name>${uuid ? `<uuid>${uuid}</uuid>` : ''}<devices>${devices}</devices></domain>`
const named = (kind: string, name: string, uuid = ''): string => `<${kind}><name>${name}</name>${uuid ? `<uuid>${uuid}</uuid>` : ''}</${kind}>`
const nic = (network: string, mac = '', more = ''): string => `<interface type='network'><source network='${network}'/>${mac ? `<mac address='${mac}'/>` : ''}${more}</interface>`
const disk = (file: string, more = '', device = 'disk'): string => `<disk type='file' device='${device}'><source file='${file}'/><target dev='vda'/>${more}</disk>`
const volume = (pool: string, name: string): string => `<disk type='volume'><source pool='${pool}' volume='${name}'/><target dev='vda'/></disk>`
const [one, other] = ['4dea22b3-1d52-d8f3-2516-782e98ab3fa0', '4DEA22B31D52D8F32516782E98AB3FA1']

const rows: readonly (readonly [what: string, files: Files, ...told: string[]])[] = [
  ['no document of the kind', { 'a.xml': vm('a', nic('lan') + volume('ssd', 'x') + "<interface type='network'><source network='x'/><filterref filter='mine'/></interface>") }],
  ['a network with a near name', { 'a.xml': vm('a', nic('lann')), 'n.xml': named('network', 'lan') }, 'a.xml: warning network-undefined on lann'],
  ['a network with another name', { 'a.xml': vm('a', nic('ovirtmgmt')), 'n.xml': named('network', 'lan') }, 'a.xml: information network-undefined on ovirtmgmt'],
  ['a network that is there', { 'a.xml': vm('a', nic('lan')), 'n.xml': named('network', 'lan') }],
  ['what every host has', { 'a.xml': vm('a', nic('default') + volume('default', 'x')), 'n.xml': named('network', 'lan'), 'p.xml': named('pool', 'ssd') }],
  ['a network of a template', { 'a.xml': vm('a', nic('{{ network }}') + nic('${NET}')), 'n.xml': named('network', 'lan') }],
  ['pool and volume', { 'a.xml': vm('a', volume('sdd', 'diskk.img')), 'p.xml': named('pool', 'ssd'), 'v.xml': named('volume', 'disk.img') },
    'a.xml: warning pool-undefined on sdd', 'a.xml: warning volume-undefined on diskk.img'],
  ['a filter, and one of libvirt’s', { 'a.xml': vm('a', "<interface type='network'><source network='default'/><filterref filter='clean-traffic'/></interface><interface type='network'><source network='default'/><filterref filter='my-filtr'/></interface>"), 'f.xml': "<filter name='my-filter'/>" },
    'a.xml: warning nwfilter-undefined on my-filtr'],
  ['a secret', { 'a.xml': vm('a', `<disk type='network'><auth><secret type='ceph' uuid='${other}'/></auth></disk><disk type='network'><auth><secret type='ceph' uuid='${one.toUpperCase()}'/></auth></disk>`), 's.xml': `<secret><uuid>${one}</uuid></secret>` },
    `a.xml: information secret-undefined on ${other}`],
  ['two of a name, without uuid', { 'a.xml': vm('web'), 'b.xml': vm('web') }, 'a.xml: information name-duplicate on web (b.xml web)', 'b.xml: information name-duplicate on web (a.xml web)'],
  ['two of a name, each with its uuid', { 'a.xml': vm('web', '', { uuid: one }), 'b.xml': vm('web', '', { uuid: other }) }, 'a.xml: warning name-duplicate on web (b.xml web)', 'b.xml: warning name-duplicate on web (a.xml web)'],
  ['two states of one', { 'a.xml': vm('web', nic('n', '52:54:00:00:00:01') + disk('/a'), { uuid: one }), 'b.xml': vm('web', nic('n', '52:54:00:00:00:01') + disk('/a'), { uuid: one.toUpperCase() }) }],
  ['of a name in two folders: two hosts', { 'x/a.xml': vm('web', disk('/a')), 'y/a.xml': vm('web', disk('/a')) }],
  ['of a name for two drivers', { 'a.xml': vm('web'), 'b.xml': vm('web', '', { type: 'lxc' }) }],
  ['of a name, of one driver', { 'a.xml': vm('web', '', { type: 'qemu' }), 'b.xml': vm('web') }, 'a.xml: information name-duplicate on web (b.xml web)', 'b.xml: information name-duplicate on web (a.xml web)'],
  ['a collection of samples', Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.xml`, vm('sample', '', { uuid: one.replace('4', String(i)) })]))],
  ['a network and a pool of a name', { 'a.xml': named('network', 'x'), 'b.xml': named('pool', 'x') }],
  ['networks', { 'a.xml': named('network', 'x', one), 'b.xml': named('network', 'y', one) }, `a.xml: warning uuid-duplicate on ${one} (b.xml ${one})`, `b.xml: warning uuid-duplicate on ${one} (a.xml ${one})`],
  ['a copy with the uuid forgotten', { 'x/a.xml': vm('a', '', { uuid: one }), 'y/b.xml': vm('b', '', { uuid: one.replaceAll('-', '') }) },
    `x/a.xml: warning uuid-duplicate on ${one} (y/b.xml ${one.replaceAll('-', '')})`, `y/b.xml: warning uuid-duplicate on ${one.replaceAll('-', '')} (x/a.xml ${one})`],
  ['two in one file', { 'a.xml': `${vm('a', '', { uuid: one })}\n${vm('b', '', { uuid: one })}` }, `a.xml: warning uuid-duplicate on ${one} (a.xml ${one})`, `a.xml: warning uuid-duplicate on ${one} (a.xml ${one})`],
  ['a MAC on one network', { 'a.xml': vm('a', nic('n', '52:54:00:AA:00:01')), 'b.xml': vm('b', nic('n', '52:54:00:aa:00:01')) },
    'a.xml: warning mac-duplicate on 52:54:00:AA:00:01 (b.xml 52:54:00:aa:00:01)', 'b.xml: warning mac-duplicate on 52:54:00:aa:00:01 (a.xml 52:54:00:AA:00:01)'],
  ['a MAC on two networks', { 'a.xml': vm('a', nic('n', '52:54:00:00:00:01')), 'b.xml': vm('b', nic('m', '52:54:00:00:00:01')) }],
  ['a MAC twice in one domain', { 'a.xml': vm('a', nic('n', '52:54:00:00:00:01') + nic('n', '52:54:00:00:00:01')) }],
  ['an image', { 'a.xml': vm('a', disk('/i/x.qcow2')), 'b.xml': vm('b', disk('/i/x.qcow2')) },
    'a.xml: warning disk-shared on /i/x.qcow2 (b.xml /i/x.qcow2)', 'b.xml: warning disk-shared on /i/x.qcow2 (a.xml /i/x.qcow2)'],
  ['an image that one only reads', { 'a.xml': vm('a', disk('/i/x.qcow2')), 'b.xml': vm('b', disk('/i/x.qcow2', '<readonly/>')) }],
  ['an image that is shared on purpose', { 'a.xml': vm('a', disk('/i/x.raw', '<shareable/>')), 'b.xml': vm('b', disk('/i/x.raw', '<shareable/>')) }],
  ['a cdrom', { 'a.xml': vm('a', disk('/i/x.iso', '', 'cdrom')), 'b.xml': vm('b', disk('/i/x.iso', '', 'cdrom')) }],
  ['a relative path', { 'a.xml': vm('a', disk('x.img')), 'b.xml': vm('b', disk('x.img')) }],
  ['a domain in a snapshot is one of the past', { 'a.xml': vm('a', disk('/x')), 'b.xml': `<domainsnapshot><name>s</name>${vm('b', disk('/x'))}</domainsnapshot>` }],
]

for (const [what, files, ...expected] of rows) test(`across: ${what}`, async () => assert.deepEqual(await told(files), expected))

test('each rule across has a row, or is of missing files', () => {
  const said = rows.flatMap(([, , ...all]) => all).join('\n')
  assert.deepEqual(acrossRules.map(({ code }) => code.slice('libvirt/'.length)).filter(name => !said.includes(` ${name} on`)), ['file-missing'])
})

test('what is told of a file is of its text now, though the rest knows an older one', async () => {
  const [a, b] = await factsOf({ 'a.xml': vm('a', '', { uuid: one }), 'b.xml': vm('b', '', { uuid: one }) })
  const across = await libvirt.across!([a!, b!])
  const [changed] = await factsOf({ 'a.xml': vm('a', '', { uuid: other }) })
  assert.deepEqual(across.problems(changed!), [])
})

test('files that a document names', async () => {
  const [facts] = await factsOf({ 'a.xml': `<domain type='kvm'><name>a</name><os><kernel>/boot/k</kernel></os><devices>${disk('/i/a.img')}${disk('b.img')}<disk type='file'><source file='/i/c' startupPolicy='optional'/></disk></devices></domain>` })
  const files = facts!.facts.filter(({ kind }) => kind === 'file')
  assert.deepEqual(files.map(({ value }) => value).sort(), ['/boot/k', '/i/a.img'])
  const across = await libvirt.across!([facts!])
  assert.match(across.missing(files[0]!).message, /`\/(boot\/k|i\/a\.img)`/)
})
