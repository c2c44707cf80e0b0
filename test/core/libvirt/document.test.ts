// Opening: what is ours, what is not, and what is too much.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { rootNameIn } from '../../../server/src/core/libvirt/roots'
import { defaultSettings } from '../../../server/src/core/service'

const checkKind = async (text: string, kind: string | null): Promise<void> => {
  const document = await libvirt.open(text, defaultSettings)
  assert.equal(document.kind, kind, text.slice(0, 80))
  if (kind === null) assert.deepEqual([document.problems(), document.outline(), document.summary()], [[], [], null], text.slice(0, 80))
}

test('the kind is that of the root, if it is libvirt\'s', async () => {
  await checkKind("<domain type='kvm'><name>a</name></domain>", 'domain')
  await checkKind("<?xml version='1.0'?>\n<!-- a --><network><name>a</name></network>", 'network')
  await checkKind("<pool type='dir'><name>a</name></pool>", 'pool')
  await checkKind('<domainsnapshot><name>a</name></domainsnapshot>', 'domainsnapshot')
  await checkKind('<project><modelVersion>4.0.0</modelVersion></project>', null)
  await checkKind('<project><unclosed></project>', null)
  await checkKind('<domain-model><name>a</name></domain-model>', null)
  await checkKind('<network><layer type="dense"/><layer type="relu"/></network>', null)
  await checkKind('', null)
  await checkKind('   \n', null)
  await checkKind('<dom', null)
  await checkKind('\u0000\u0001binary\ufffd', null)
})

test('the root is found without a tree', () => {
  assert.equal(rootNameIn('<domain/>'), 'domain')
  assert.equal(rootNameIn('\ufeff <?xml?><!DOCTYPE domain [<!ENTITY a "b">]>\n<!-- <x> --><v:domain a=">"/>'), 'domain')
  assert.equal(rootNameIn('<!-- never closed <domain/>'), '')
  assert.equal(rootNameIn('<'), '')
  assert.equal(rootNameIn('dom'), '')
  assert.equal(rootNameIn('Some words about <domain/>'), null)
  assert.equal(rootNameIn(' '.repeat(20_000)), null)
})

test('entities that grow without end are not expanded', async () => {
  const laughs = `<!DOCTYPE domain [<!ENTITY a "lol">${'bcdefghij'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`).join('')}]>`
  const document = await libvirt.open(`${laughs}<domain type='kvm'><name>&j;</name></domain>`, defaultSettings)
  assert.ok(document.problems().length > 0)
})

test('a document that is too large is told so, once, and still has an outline', async () => {
  const document = await libvirt.open(`<domain type='kvm'><name>a</name><devices>${'<foo/>'.repeat(300_000)}</devices></domain>`, defaultSettings)
  assert.deepEqual(document.problems().map(({ code }) => code), ['libvirt/too-large'])
  assert.ok(document.outline().length > 0)
  document.complete(60)
})

test('of thousands of mistakes the first are told, and how many more there are', async () => {
  const document = await libvirt.open(`<domain type='kvm'><name>a</name><devices>${'<gadget/>'.repeat(6_000)}</devices></domain>`, defaultSettings)
  const codes = document.problems().map(({ code }) => code)
  assert.ok(codes.filter(code => code === 'schema/unknown-element').length >= 200, codes.join(' ').slice(0, 200))
})

test('a version that nobody knows is judged by the latest', async () => {
  const document = await libvirt.open("<domain type='kvm'><nam/></domain>", { ...defaultSettings, libvirt: { ...defaultSettings.libvirt, version: '0.0.1' } })
  assert.ok(document.problems().length > 0)
})

test('the place of a refusal is our own problem where the schema refused', async () => {
  const text = "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices><disk type='file'><target dev='vda' buss='ide'/></disk></devices></domain>"
  const span = (await libvirt.open(text, defaultSettings)).blame('error: XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave')
  assert.equal(span && text.slice(span.start, span.end), 'buss')
})
