// The libvirt that a document is for: by setting and comment; what only a newer one knows, in problems, hovers and completion.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { bundled, compareVersions, editionFor, editions, versions } from '../../../server/src/core/libvirt/versions'
import type { Fix, Suggestion, Target } from '../../../server/src/core/model'
import { defaultSettings, isVersion, type Document } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

const open = (text: string, version = 'latest'): Promise<Document> => libvirt.open(text, { ...defaultSettings, libvirt: { ...defaultSettings.libvirt, version } })

const head = "<domain type='kvm'>\n<name>a</name><memory>1</memory><os><type>hvm</type></os><memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>"
const domain = (inside: string): string => `${head}${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)
const said = (version: string): string => `<!-- virtdeck: libvirt=${version} -->\n`

/** Each problem as its underlined text, level and code, and with what its message says. */
async function checkProblems(text: string, version: string, ...expected: readonly (readonly [underlined: string, code: string, message: RegExp])[]): Promise<void> {
  const problems = (await open(text, version)).problems()
  assert.deepEqual(problems.map(({ span, level, code }) => [text.slice(span.start, span.end), `${level} ${code}`]), expected.map(([underlined, code]) => [underlined, code]), `${version}: ${text}`)
  expected.forEach(([, , message], at) => assert.match(problems[at]!.message, message))
}

const needs = 'error schema/needs-newer'
const vdpa = devices("<disk type='vhostvdpa'><source dev='/dev/v'/><target dev='vda'/></disk>")
const iommu = devices("<iommu model='intel'><driver dma_translation='off'/></iommu>")

test('a grammar for each version, of its own origin', async () => {
  const all = await editions()
  assert.deepEqual(all.map(({ version, grammar }) => [version, grammar().origin.libvirt, grammar().origin.licence]), bundled.map(version => [version, version, 'LGPL-2.1-or-later']))
  assert.deepEqual([...bundled].sort(compareVersions), bundled)
  assert.ok(versions.every(isVersion))
  assert.equal((await editions())[0]!.grammar(), all[0]!.grammar(), 'read once')
})

test('the newest that is not newer judges; the oldest where all are', async () => {
  const all = await editions()
  for (const [version, judge] of [
    ['1.0.0', '9.0.0'], ['8.10.0', '9.0.0'], ['9.0.0', '9.0.0'], ['10.0.0', '9.0.0'], ['11.2.9', '9.0.0'], ['11.3.0', '11.3.0'], ['11.10.0', '11.3.0'], ['12.8.0', '12.8.0'], ['13.0.0', '12.8.0'],
  ] as const) assert.equal(editionFor(version, all).version, judge, version)
})

test('the setting, and the comment that wins over it', async () => {
  const target = async (text: string, version: string): Promise<Partial<Target>> => {
    const { asked, from, version: is, judge, span } = (await open(text, version)).target!
    return { asked, from, version: is, judge, ...span && { span } }
  }
  assert.deepEqual(await target(domain(''), 'latest'), { asked: 'latest', from: 'setting', version: '12.8.0', judge: '12.8.0' })
  assert.deepEqual(await target(domain(''), '10.0.0'), { asked: '10.0.0', from: 'setting', version: '10.0.0', judge: '9.0.0' })
  assert.deepEqual(await target(domain(''), 'nonsense'), { asked: 'latest', from: 'setting', version: '12.8.0', judge: '12.8.0' })
  assert.deepEqual(await target(`${said('9.0.0')}${domain('')}`, '11.3.0'), { asked: '9.0.0', from: 'comment', version: '9.0.0', judge: '9.0.0', span: { start: 23, end: 28 } })
  assert.deepEqual(await target(`${said('latest')}${domain('')}`, '9.0.0'), { asked: 'latest', from: 'comment', version: '12.8.0', judge: '12.8.0', span: { start: 23, end: 29 } })
  for (const comment of ['<!--virtdeck:libvirt=9.0.0-->', '<!-- virtdeck: libvirt = 9.0.0 for the old hosts -->', '<!--\n  virtdeck: note, libvirt=9.0.0\n-->']) {
    assert.equal((await open(devices(comment))).target?.version, '9.0.0', comment)
    assert.equal((await open(`<?xml version='1.0'?>\n${comment}${domain('')}`)).target?.version, '9.0.0', comment)
  }
  for (const comment of ['<!-- libvirt=9.0.0 -->', '<!-- virtdeck: notlibvirt=9.0.0 -->', '<!-- virtdeck: libvirt= -->']) {
    assert.equal((await open(`${comment}${domain('')}`)).target?.version, '12.8.0', comment)
  }
  assert.equal((await open(`${domain('')}${said('9.0.0')}`)).target?.version, '12.8.0', 'behind the root')
  assert.equal((await open(`${said('9.0.0')}${said('11.3.0')}${domain('')}`)).target?.version, '9.0.0', 'the first one')
})

test('a comment that names no version says so, and is not heeded', async () => {
  await checkProblems(`${said('9.0')}${domain('')}`, 'latest', ['9.0', 'warning libvirt/unknown-version', /`9\.0` is no version of libvirt: did you mean `9\.0\.0`\? Write one of `latest`, `host`, `12\.8\.0`, `11\.3\.0`, `9\.0\.0`/])
  await checkProblems(`${said('lastest')}${domain('')}`, 'latest', ['lastest', 'warning libvirt/unknown-version', /did you mean `latest`\?/])
  await checkProblems(`${said('newish')}${iommu}`, '9.0.0', ['newish', 'warning libvirt/unknown-version', /is no version of libvirt: Write/], ['dma_translation', needs, /this document is for 9\.0\.0/])
  await checkProblems(`${said('10.0.0')}${domain('')}`, 'latest')
})

test('host, where nothing is installed or nothing can be: the latest judges, and it is told', async () => {
  const { target } = await open(domain(''), 'host')
  assert.deepEqual([target?.version, target?.asked, target?.lacking], ['12.8.0', 'host', true])
  assert.match(target?.note ?? '', /^A browser cannot read .*: libvirt 12\.8\.0 judges instead/)
  await checkProblems(`${said('host')}${domain('')}`, '9.0.0', ['host', 'warning libvirt/no-host', /12\.8\.0 judges instead/])
  assert.deepEqual((await open(domain(''), 'host')).problems(), [], 'by the setting it is the host that tells it')
})

test('what only a newer libvirt knows is no slip: it needs the newer', async () => {
  await checkProblems(iommu, '9.0.0', ['dma_translation', needs, /^`<driver>`'s attribute `dma_translation` needs libvirt 10\.7 or newer; this document is for 9\.0\.0: remove it, or raise the version\. Without `--validate` libvirt drops it silently\.$/])
  await checkProblems(iommu, '11.3.0')
  await checkProblems(vdpa, '9.0.0', ['vhostvdpa', needs, /^`type='vhostvdpa'` of `<disk>` needs libvirt 9\.8 or newer; .*: choose another, or raise/])
  await checkProblems(devices("<tpm model='tpm-crb'><backend type='emulator'><profile name='x'/></backend></tpm>"), '9.0.0', ['profile', needs, /^`<profile>` in `<backend>` needs libvirt 10\.10 or newer/])
  await checkProblems(devices("<interface type='user'><backend type='passt' hostname='x'/></interface>"), '11.3.0', ['hostname', needs, /needs libvirt 12\.8 or newer; this document is for 11\.3\.0/])
})

test('fragments, and each of several roots', async () => {
  const disk = "<disk type='vhostvdpa'><source dev='/dev/v'/><target dev='vda'/></disk>"
  await checkProblems(disk, '9.0.0', ['vhostvdpa', needs, /needs libvirt 9\.8/])
  await checkProblems(disk, 'latest')
  const pstore = "<pstore backend='acpi-erst'><path>/a</path><size unit='KiB'>8</size></pstore>"
  await checkProblems(pstore, '9.0.0', ['pstore', needs, /^`<pstore>` needs libvirt 1\d/])
  await checkProblems(pstore, '11.3.0')
  const two = await open(`${iommu}\n${iommu}`, '9.0.0')
  assert.equal(two.problems().filter(({ code }) => code === 'schema/needs-newer').length, 2)
  // Of a kind that 9.0.0 had not, but as a part of another it had it.
  await checkProblems('<sysinfo type="smbios"><bios><entry name="vendor">x</entry></bios></sysinfo>', '9.0.0')
})

test('what no libvirt knows stays what it is, beside what is new', async () => {
  await checkProblems(devices("<iommu model='intel'><driver dma_translation='off' granul='x'/></iommu><dsik/>"), '9.0.0',
    ['dma_translation', needs, /10\.7/], ['granul', 'error schema/unknown-attribute', /no attribute/], ['dsik', 'error schema/unknown-element', /did you mean `<disk>`/])
  await checkProblems(domain('<memory>2</memory>'), '9.0.0', ['memory', 'error schema/repeated-element', /takes one/])
  await checkProblems(devices("<iommu model='intel'><driver dma_translation='maybe'/></iommu>"), '9.0.0', ['dma_translation', needs, /10\.7/])
})

test('what is old in itself and new in its place keeps its problem, which says who takes it', async () => {
  const passt = devices("<interface type='vhostuser'><backend type='passt'/><portForward proto='tcp'><range start='22' to='22'/></portForward></interface>")
  await checkProblems(passt, '12.8.0')
  const [problem] = (await open(passt, '9.0.0')).problems()
  assert.match(problem?.message ?? '', / libvirt 11\.3 or newer takes it as it stands\.$/)
  const [between] = (await open(passt, '10.0.0')).problems()
  assert.deepEqual([between?.level, between?.code], ['information', problem?.code])
})

test('a version between two: what the docs date is sure, the rest is no error', async () => {
  await checkProblems(vdpa, '10.0.0')
  await checkProblems(vdpa, '9.5.0', ['vhostvdpa', needs, /needs libvirt 9\.8 or newer; this document is for 9\.5\.0/])
  await checkProblems(iommu, '10.0.0', ['dma_translation', needs, /needs libvirt 10\.7 or newer; this document is for 10\.0\.0/])
  await checkProblems(devices("<interface type='user'><backend type='passt' hostname='x'/></interface>"), '12.0.0',
    ['hostname', 'information schema/needs-newer', /came to libvirt after 11\.3\.0 and by 12\.8\.0: whether 12\.0\.0 has it is not known here/])
  await checkProblems(iommu, '8.0.0', ['dma_translation', needs, /for 8\.0\.0/])
  await checkProblems(devices("<interface type='user'><backend type='passt' hostname='x'/></interface>"), '10.0.0', ['hostname', needs, /12\.8/])
})

async function checkFixes(text: string, version: string, ...expected: readonly (readonly [title: string, text: string])[]): Promise<void> {
  const document = await open(text, version)
  const applied = ({ edits }: Fix): string => [...edits].sort((a, b) => b.span.start - a.span.start).reduce((on, { span, text: put }) => on.slice(0, span.start) + put + on.slice(span.end), text)
  assert.deepEqual(document.fixes(document.problems()[0]!).map(fix => [fix.title, applied(fix)]), expected)
}

test('fixes: raise the version where the document names it, remove what is too new, write a version that is one', async () => {
  const bare = devices("<iommu model='intel'><driver/></iommu>")
  await checkFixes(`${said('9.0.0')}${iommu}`, 'latest', ["Set this document's libvirt to 10.7.0", `${said('10.7.0')}${iommu}`], ['Remove `dma_translation`', `${said('9.0.0')}${bare}`])
  await checkFixes(iommu, '9.0.0', ['Remove `dma_translation`', bare])
  const fixes = await open(`${said('9.0')}${domain('')}`)
  assert.deepEqual(fixes.fixes(fixes.problems()[0]!).map(({ title, preferred }) => [title, preferred ?? false]),
    [['Change to `9.0.0`', true], ['Change to `latest`', false], ['Change to `host`', false], ['Change to `12.8.0`', false], ['Change to `11.3.0`', false]])
  await checkFixes(`${said('13')}${domain('')}`, 'latest', ...versions.map(version => [`Change to \`${version}\``, `${said(version)}${domain('')}`] as const))
})

async function checkHover(marked: string, version: string, piece: string | null, ...patterns: readonly (RegExp | { readonly not: RegExp })[]): Promise<void> {
  const { text, offset } = atCaret(marked)
  const hover = (await open(text, version)).hover(offset)
  assert.equal(hover && text.slice(hover.span.start, hover.span.end), piece, marked)
  for (const pattern of patterns) {
    if (pattern instanceof RegExp) assert.match(hover?.markdown ?? '', pattern, marked)
    else assert.doesNotMatch(hover?.markdown ?? '', pattern.not, marked)
  }
}

test('hover tells from which libvirt on, for names and values, and warns an older document', async () => {
  const attribute = devices("<iommu model='intel'><driver dma_trans‸lation='off'/></iommu>")
  await checkHover(attribute, 'latest', 'dma_translation', /\*\*Since:\*\* libvirt 10\.7\.0/, { not: /⚠ this document/ })
  await checkHover(attribute, '9.0.0', 'dma_translation', /`on`: translated/, /\*\*Needs:\*\* libvirt 10\.7 or newer \(⚠ this document is for 9\.0\.0\)/)
  await checkHover(devices("<tpm model='tpm-crb'><backend type='emulator'><pro‸file name='x'/></backend></tpm>"), '9.0.0', 'profile', /\*\*Attributes:\*\*/, /Needs:\*\* libvirt 10\.10/)
  await checkHover(devices("<disk type='vhost‸vdpa'><target dev='vda'/></disk>"), '9.0.0', 'vhostvdpa', /Needs:\*\* libvirt 9\.8 or newer \(⚠/)
  await checkHover(devices("<disk type='fi‸le'><target dev='vda'/></disk>"), '9.0.0', 'file', { not: /Needs/ })
  await checkHover(devices("<di‸sk type='file'><target dev='vda'/></disk>"), 'latest', 'disk', { not: /Needs/ })
})

test('hover in the comment says plainly who judges', async () => {
  await checkHover(`<!-- virtdeck: libvirt=10.‸0.0 -->${domain('')}`, 'latest', '10.0.0', /^\*\*libvirt 10\.0\.0\*\*/, /are not among those that come with Virtdeck \(9\.0\.0, 11\.3\.0, 12\.8\.0\): those of 9\.0\.0 judge, the newest that are not newer/)
  await checkHover(`<!-- virtdeck: libvirt=8.‸0.0 -->${domain('')}`, 'latest', '8.0.0', /those of 9\.0\.0 judge, the oldest/)
  await checkHover(`<!-- virtdeck: libvirt=13.‸0.0 -->${domain('')}`, 'latest', '13.0.0', /those of 12\.8\.0 judge, the newest\./)
  await checkHover(`<!-- virtdeck: libvirt=lat‸est -->${domain('')}`, '9.0.0', 'latest', /\*\*libvirt 12\.8\.0\*\* \(`latest`\)/)
  await checkHover(`<!-- some ‸words -->${domain('')}`, 'latest', null)
})

async function suggested(marked: string, version: string): Promise<readonly Suggestion[]> {
  const { text, offset } = atCaret(marked)
  return (await open(text, version)).complete(offset)
}

const details = (list: readonly Suggestion[]): Readonly<Record<string, string | undefined>> => Object.fromEntries(list.map(({ label, detail }) => [label, detail]))

test('completion tags what is new; for an older document it stands at the end', async () => {
  const drivers = devices("<iommu model='intel'><driver ‸/></iommu>")
  const now = details(await suggested(drivers, 'latest'))
  assert.deepEqual([now['dma_translation'], now['intremap'], now['pciBus']], ['libvirt ≥ 11.3', undefined, 'libvirt ≥ 12.8'])
  const then = [...await suggested(drivers, '9.0.0')].sort((a, b) => (a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1)
  const first = then.findIndex(({ detail }) => detail?.startsWith('libvirt ≥'))
  assert.ok(first > 0 && then.slice(first).every(({ detail }) => detail?.startsWith('libvirt ≥')), JSON.stringify(details(then)))
  assert.deepEqual(Object.keys(details(then)).sort(), Object.keys(now).sort())
  assert.deepEqual(details(await suggested(drivers, '11.3.0'))['dma_translation'], 'libvirt ≥ 10.7')
})

test('completion tags elements, values and texts too, and dates them by the docs where these know better', async () => {
  const types = details(await suggested(devices("<disk type='‸'><target dev='vda'/></disk>"), '9.0.0'))
  assert.match(types['vhostvdpa'] ?? '', /^libvirt ≥ 9\.8$/)
  assert.doesNotMatch(types['file'] ?? '', /libvirt/)
  const backend = details(await suggested(devices("<tpm model='tpm-crb'><backend type='emulator'>‸</backend></tpm>"), '9.0.0'))
  assert.equal(backend['profile'], 'libvirt ≥ 10.10')
  assert.equal(details(await suggested(devices("<tpm model='tpm-crb'><backend type='emulator'><‸</backend></tpm>"), 'latest'))['profile'], 'libvirt ≥ 11.3')
})

test('a version between: what the docs date is offered as its own', async () => {
  const types = await suggested(devices("<disk type='‸'><target dev='vda'/></disk>"), '10.0.0')
  assert.ok(types.some(({ label }) => label === 'vhostvdpa'))
})

test('completion of the versions in the comment, also before there is a root', async () => {
  for (const after of [domain(''), '']) {
    const list = await suggested(`<!-- virtdeck: libvirt=9‸ -->${after}`, 'latest')
    assert.deepEqual(list.map(({ label }) => label), versions, after)
    assert.deepEqual(list[0]?.replace, { start: 23, end: 24 })
  }
  assert.deepEqual((await suggested(`<!-- virtdeck: libvirt=‸ -->${domain('')}`, 'latest')).map(({ label }) => label), versions)
  assert.deepEqual(await suggested(`<!-- virt‸deck: libvirt=9 -->${domain('')}`, 'latest'), [])
})
