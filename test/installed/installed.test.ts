// The libvirt of a machine: its schemas found, its version told, what was compiled kept; folders of our own stand for it.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { libvirt } from '../../server/src/core/libvirt/index'
import { defaultSettings, type Document, type InstalledSchemas } from '../../server/src/core/service'
import { installedLibvirt, type InstalledLibvirt } from '../../server/src/installed/schemas.node'
import { versionInPath, versionOfLibrary } from '../../server/src/installed/version.node'

/** A folder with these files, gone after the test; the cache is in it as well. */
function machine(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'virtdeck-installed-'))
  const before = process.env['XDG_CACHE_HOME']
  process.env['XDG_CACHE_HOME'] = join(root, 'cache')
  t.after(() => {
    if (before === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = before
    rmSync(root, { recursive: true })
  })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

/** A schema of domains that have but a name and these children. */
const schema = (...children: readonly string[]): string => `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="domain"><attribute name="type"/><interleave>
  <element name="name"><text/></element>${children.map(name => `<optional><element name="${name}"><text/></element></optional>`).join('')}
</interleave></element></start></grammar>`

const schemas = 'usr/share/libvirt/schemas'
const found = async (installed: InstalledLibvirt, folder: string): Promise<InstalledSchemas> => {
  const answer = await installed.find(folder)
  if (typeof answer === 'string') throw new Error(answer)
  return answer
}

const open = (installed: InstalledLibvirt, folder: string, text: string): Promise<Document> =>
  libvirt.open(text, { ...defaultSettings, libvirt: { version: 'host', schemas: folder } }, installed)

const codes = (document: Document): readonly string[] => document.problems().map(({ code, level }) => `${level} ${code}`)

test('the version, by the name of the library and by the folder’s path', () => {
  for (const [name, version] of [
    ['libvirt.so.0.9000.0', '9.0.0'], ['libvirt.so.0.11003.0', '11.3.0'], ['libvirt.so.0.12008.1', '12.8.1'], ['libvirt.0.10010.0.dylib', '10.10.0'],
    ['libvirt.so.0', null], ['libvirt.so', null], ['libvirt-qemu.so.0.9000.0', null], ['libvirt.dylib', null],
  ] as const) assert.equal(versionOfLibrary(name), version, name)
  for (const [path, version] of [
    ['/opt/homebrew/Cellar/libvirt/11.3.0/share/libvirt/schemas', '11.3.0'], ['/src/libvirt-10.1.0/src/conf/schemas', '10.1.0'], ['/usr/share/libvirt/schemas', null],
  ] as const) assert.equal(versionInPath(path), version, path)
})

test('found with its version: beside the library, in Debian’s place for it too, or by where a link leads', async t => {
  const root = machine(t, {
    [`a/${schemas}/domain.rng`]: schema(), 'a/usr/lib/x86_64-linux-gnu/libvirt.so.0.9000.0': '',
    [`b/${schemas}/domain.rng`]: schema(), 'b/usr/lib64/libvirt.so.0.11003.0': '', 'b/usr/lib/libvirt-qemu.so.0.9000.0': '',
    [`c/${schemas}/domain.rng`]: schema(), 'c/usr/lib64/libvirt.so.0.11003.0': '', 'c/usr/lib/libvirt.so.0.9000.0': '',
    [`d/${schemas}/domain.rng`]: schema(), 'e/Cellar/libvirt/12.8.0/share/libvirt/schemas/domain.rng': schema(), 'f/share/libvirt/x': '',
  })
  symlinkSync('../../../e/Cellar/libvirt/12.8.0/share/libvirt/schemas', join(root, 'f/share/libvirt/schemas'))
  const installed = installedLibvirt()
  for (const [folder, version] of [[`a/${schemas}`, '9.0.0'], [`b/${schemas}`, '11.3.0'], [`c/${schemas}`, null], [`d/${schemas}`, null], ['f/share/libvirt/schemas', '12.8.0']] as const) {
    assert.equal((await found(installed, join(root, folder))).version, version, folder)
  }
})

test('judged by the installed schemas; the document says by which', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema('title'), 'usr/lib/libvirt.so.0.10001.0': '' })
  const folder = join(root, schemas)
  const installed = installedLibvirt()
  const document = await open(installed, folder, '<domain type="kvm"><name>a</name><title>b</title><bogus/></domain>')
  assert.deepEqual(codes(document), ['error schema/unknown-element'])
  assert.deepEqual(document.target, { asked: 'host', from: 'setting', version: '10.1.0', judge: '10.1.0', folder })
  // It is younger than 9.0.0, which knows <memory>: that it lacks it is its own affair.
  assert.deepEqual(codes(await open(installed, folder, '<domain type="kvm"><name>a</name><memory>1</memory></domain>')), ['error schema/unknown-element'])
})

test('a libvirt that does not tell its version: what a bundled one knows is needed in newer', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema('sysinfo') })
  const text = '<domain type="kvm"><name>a</name><throttlegroups/></domain>'
  const document = await open(installedLibvirt(), join(root, schemas), text)
  assert.equal(document.target?.version, 'host')
  assert.deepEqual(document.problems().length, 1)
})

test('absent, or not what it should be: it is said why, and the latest judges', async t => {
  const root = machine(t, { 'empty/x.txt': '', 'broken/domain.rng': schema().slice(0, -20), 'lacking/domain.rng': schema().replace('<text/>', '<ref name="gone"/>'), 'other/domain.rng': schema().replace('"domain"', '"other"') })
  const installed = installedLibvirt()
  for (const [folder, why] of [
    ['nowhere', /^There is no domain\.rng in .*nowhere: libvirt 12\.8\.0 judges instead/], ['empty', /^There is no domain\.rng in /], ['empty/x.txt', /^There is no domain\.rng in /],
    ['broken', /cannot be used \(domain\.rng is not well-formed: /], ['lacking', /cannot be used \(no definition of gone\)/], ['other', /know no <domain>/],
  ] as const) {
    const { target, problems } = await open(installed, join(root, folder), "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>")
    assert.deepEqual([target?.lacking, target?.judge, problems()], [true, '12.8.0', []], folder)
    assert.match(target?.note ?? '', why, folder)
  }
})

test('kept in the user’s cache: read from there, made again when it has come to harm', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema() })
  const cache = join(root, 'cache/virtdeck')
  const read = async (): Promise<number> => {
    const { read, ...schemasThere } = await found(installedLibvirt(), join(root, schemas))
    let reads = 0
    // Another state for the core, which remembers the last grammar itself; the cache's key stays.
    const again = { ...schemasThere, state: `${Math.random()}`, read: () => { reads++; return read() } }
    const document = await libvirt.open('<domain type="kvm"><name>a</name><bogus/></domain>', { ...defaultSettings, libvirt: { version: 'host', schemas: '' } }, { find: async () => again })
    assert.deepEqual(codes(document), ['error schema/unknown-element'])
    return reads
  }
  assert.equal(await read(), 1)
  const [name] = readdirSync(cache)
  const file = join(cache, name!)
  assert.deepEqual([readdirSync(cache).length, statSync(file).mode & 0o777, statSync(cache).mode & 0o777], [1, 0o600, 0o700])
  assert.equal(await read(), 0)
  const whole = readFileSync(file, 'utf8')
  for (const harm of ['', whole.slice(0, whole.length / 2), whole.replace('domain', 'domian'), '\u0000']) {
    writeFileSync(file, harm)
    assert.equal(await read(), 1, harm.slice(0, 20))
    assert.equal(readFileSync(file, 'utf8'), whole)
  }
})

test('a cache that cannot be written is done without', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema(), cache: 'a file in the place of the folder' })
  assert.deepEqual(codes(await open(installedLibvirt(), join(root, schemas), '<domain type="kvm"><name>a</name><bogus/></domain>')), ['error schema/unknown-element'])
})

test('no more is kept than is of use', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema() })
  for (let at = 0; at < 9; at++) {
    writeFileSync(join(root, schemas, 'domain.rng'), schema(`child${at}`.repeat(at + 1)))
    await open(installedLibvirt(), join(root, schemas), '<domain type="kvm"/>')
  }
  assert.equal(readdirSync(join(root, 'cache/virtdeck')).length, 6)
})

test('schemas that changed are used once somebody looks again', async t => {
  const root = machine(t, { [`${schemas}/domain.rng`]: schema() })
  const folder = join(root, schemas)
  const file = join(folder, 'domain.rng')
  const installed = installedLibvirt()
  const judged = async (): Promise<number> => (await open(installed, folder, '<domain type="kvm"><name>a</name><later/></domain>')).problems().length
  assert.equal(await judged(), 1)
  const { mtime } = statSync(file)
  writeFileSync(file, schema('later'))
  assert.equal(await judged(), 1)
  installed.lookAgain()
  assert.equal(await judged(), 0)
  // The same size, another time.
  writeFileSync(file, schema('latex'))
  utimesSync(file, mtime, new Date(mtime.getTime() + 10_000))
  installed.lookAgain()
  assert.equal(await judged(), 1)
})
