// Defining and comparing: what virsh's answers mean, and the real virsh against libvirt's mock host and QEMU's embedded driver.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { compare } from '../../client/src/definitions/compare'
import { defineText } from '../../client/src/definitions/define'
import { kept } from '../../client/src/definitions/kept'
import { privateDriver, type PrivateDriver } from '../../client/src/definitions/private-driver'
import { embeddedSettings, embeddedUri } from '../../client/src/hosts/embedded'
import { kinds, optionsOf, type HostObject } from '../../client/src/hosts/kinds'
import { namesOwnEmulator } from '../../client/src/hosts/check'
import { listObjects } from '../../client/src/hosts/list'
import { answerOf, refusedConnection, type Answer } from '../../client/src/virsh/answer'
import { connectionProblem, unattended } from '../../client/src/virsh/connection'
import { withCopy, withFolder } from '../../client/src/virsh/copy.node'
import { fallbackSpan } from '../../client/src/virsh/place'
import { asRoot, hold, run } from '../../client/src/virsh/run.node'
import { openSession, type Session } from '../../client/src/virsh/session'
import { needs } from '../support/lacks'

const uris: readonly (readonly [uri: string, given: string])[] = [
  ['qemu:///system', 'qemu:///system'],
  [' test:///default ', 'test:///default'],
  ['qemu+ssh://me@host/system', 'qemu+ssh://me@host/system?no_tty=1'],
  ['qemu+ssh://host/system?keyfile=/k', 'qemu+ssh://host/system?keyfile=/k&no_tty=1'],
  ['qemu+ssh://host/system?no_tty=0', 'qemu+ssh://host/system?no_tty=0'],
  ['qemu+tls://host/system', 'qemu+tls://host/system'],
]
for (const [uri, given] of uris) test(`virsh is given ${given} for ${uri}`, () => assert.equal(unattended(uri), given))

const typed: readonly (readonly [text: string, fine: boolean])[] = [
  ['qemu:///system', true], ['xen+ssh://root@h/', true], ['test:///default', true], ['my-alias', true], ['lxc:///', true],
  ['', false], ['  ', false], ['-x', false], ['qemu:///system --help', false], ['/etc/passwd', false], ['qemu:', false], ['a\tb', false],
]
for (const [text, fine] of typed) {
  test(`${JSON.stringify(text)} ${fine ? 'is' : 'is no'} connection`, () => assert.equal(connectionProblem(text) === null, fine))
}

const words: readonly (readonly [what: string, stderr: string, answer: Answer])[] = [
  ['refused', 'error: Failed to define domain from /tmp/web.xml\nerror: missing source information for device vda\n', { outcome: 'refused', text: 'missing source information for device vda' }],
  ['refused by the schema, in several lines', 'error: Failed to define domain from /a b.xml\nerror: XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave\n\n',
    { outcome: 'refused', text: 'XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave' }],
  ['refused by the parser, whose pointer is empty', 'error: Failed to define domain from /a.xml\nerror: (domain_definition):2: Premature end of data in tag name line 1\n(null)\n^\n', { outcome: 'refused', text: '(domain_definition):2: Premature end of data in tag name line 1' }],
  ['a file that is not there', "error: Failed to open file '/a.xml': No such file or directory\n", { outcome: 'refused', text: "Failed to open file '/a.xml': No such file or directory" }],
  ['a daemon that went away', 'error: Failed to define domain from /a.xml\nerror: End of file while reading data: Input/output error\n', { outcome: 'lost', text: 'End of file while reading data: Input/output error' }],
  ['an embedded driver that logs', '2026-11-24 20:29:37.823+0000: 23354: error : qemuX:1 : bad\nerror: Failed to define domain from /a.xml\nerror: bad\n', { outcome: 'refused', text: 'bad' }],
]
for (const [what, stderr, answer] of words) test(`an answer is read: ${what}`, () => assert.deepEqual(answerOf('', stderr), answer))

const notOpened: readonly (readonly [stderr: string, outcome: string])[] = [
  ['error: failed to connect to the hypervisor\nerror: Connection refused\n', 'unreachable'],
  ['error: failed to connect to the hypervisor\nerror: Cannot recv data: Host key verification failed.: Connection reset by peer\n', 'asks'],
  ['error: failed to connect to the hypervisor\nerror: Cannot recv data: me@host: Permission denied (publickey,password).: Connection reset by peer\n', 'asks'],
  ["error: failed to connect to the hypervisor\nerror: authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'\n", 'asks'],
]
for (const [stderr, outcome] of notOpened) test(`not opened, ${outcome}: ${stderr.split('\n')[1]}`, () => assert.equal(refusedConnection(stderr).outcome, outcome))

const places: readonly (readonly [what: string, text: string, answer: string, underlined: string])[] = [
  ['the root, where nothing is named', '<?xml version="1.0"?>\n<!-- x -->\n<domain type="kvm">\n</domain>', 'internal error', 'domain'],
  ['the line that libvirt counted', '<domain>\n  <name>a</nam>\n</domain>', '(domain_definition):2: Opening and ending tag mismatch', '<name>a</nam>'],
  ['the last line with text, where the count runs past it', '<domain>\n  <name>a\n\n', '(domain_definition):9: Premature end', '<name>a'],
  ['nothing, in an empty text', '', 'internal error', ''],
]
for (const [what, text, answer, underlined] of places) {
  test(`a refusal stands on ${what}`, () => {
    const { start, end } = fallbackSpan(text, answer)
    assert.equal(text.slice(start, end), underlined)
  })
}

const mock = 'test:///default'
const program = 'virsh'
const hasVirsh = (t: TestContext): boolean => needs('virsh', spawnSync(program, ['--version']).status === 0, t)

const domain = (inside: string, name = 'virtdeck-test'): string =>
  `<domain type='test'><name>${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>${inside}</domain>`

const session = (t: TestContext, connection = mock): Session => {
  const opened = openSession({ hold, run, program, connection, timeLimit: 60_000 })
  t.after(() => opened.close())
  return opened
}

const privately = (t: TestContext): PrivateDriver => {
  const driver = privateDriver({ hold, run, asRoot, withCopy, withFolder }, () => program)
  t.after(() => driver.dispose())
  return driver
}

for (const name of ['web', '$(touch x) --help', `it's "quoted"; $(id) & \`id\``, 'ünï 虚拟', '-o']) {
  test(`virsh defines ${name}`, async t => {
    if (!hasVirsh(t)) return
    const virsh = session(t)
    const answer = await defineText({ session: virsh, withCopy }, 'domain', domain('', name))
    assert.equal(answer.outcome, 'done', answer.text)
    const listed = await listObjects(virsh, 'domain')
    assert.ok('objects' in listed && listed.objects.some(one => one.name === name && one.state === 'off'))
  })
}

test('an emulator that the host does not list is the document’s own, however it is written', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  const named = (emulator: string): Promise<boolean> => namesOwnEmulator(virsh, domain(`<devices>${emulator}</devices>`))
  assert.equal(await named(''), false)
  for (const emulator of ['<emulator>/tmp/mine</emulator>', '<emulator>\n/tmp/mine </emulator>', '<emulator>&#47;tmp/mine</emulator>', '<emulator\nx="">/tmp/mine</emulator>', '<emulator><!-- --></emulator>', '<!ENTITY e "">']) assert.equal(await named(emulator), true, emulator)
})

test('virsh refuses what the schema does not allow', async t => {
  if (!hasVirsh(t)) return
  const answer = await defineText({ session: session(t), withCopy }, 'domain', domain('<devices><disk type="file"><target dev="vda" bu="virtio"/></disk></devices>'))
  assert.equal(answer.outcome, 'refused')
  assert.match(answer.text, /failed to validate against schema/)
})

test('virsh refuses what is no XML, and says on which line', async t => {
  if (!hasVirsh(t)) return
  const answer = await defineText({ session: session(t), withCopy }, 'domain', '<domain>\n  <name>a</nam>\n</domain>')
  assert.equal(answer.outcome, 'refused')
  assert.match(answer.text, /^\(domain_definition\):2: /)
})

test('a refused document leaves the old definition, byte for byte', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  await defineText({ session: virsh, withCopy }, 'domain', domain(''))
  const before = await virsh.ask(['dumpxml', '--domain=virtdeck-test'])
  for (const bad of [domain('<devices><disk type="file"><target dev="vda" bu="virtio"/></disk></devices>'), domain('').replace('</domain>', ''), domain('').replace('64', 'x')]) {
    assert.equal((await defineText({ session: virsh, withCopy }, 'domain', bad)).outcome, 'refused')
    assert.deepEqual(await virsh.ask(['dumpxml', '--domain=virtdeck-test']), before)
  }
})

const network = `<network><name>lab</name><bridge name='virbr7'/><ip address='10.7.0.1' netmask='255.255.255.0'/></network>`
const pool = `<pool type='dir'><name>images</name><target><path>/images</path></target></pool>`
const volume = `<volume><name>a b.img</name><capacity unit='MiB'>1</capacity><target><path>/images/ab</path></target></volume>`

test('networks, pools and volumes are defined, started, read, stopped and undefined', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  const done = async (...args: string[]): Promise<string> => {
    const answer = await virsh.ask(args)
    assert.equal(answer.outcome, 'done', `${args.join(' ')}: ${answer.text}`)
    return answer.text
  }
  for (const [kind, text] of [['network', network], ['pool', pool]] as const) {
    const made = await defineText({ session: virsh, withCopy }, kind, text)
    assert.equal(made.outcome, 'done', `${kind}: ${made.text}`)
    const listed = await listObjects(virsh, kind)
    const object = 'objects' in listed ? listed.objects.find(({ state }) => state === 'off') : undefined
    assert.ok(object)
    await done(kinds[kind].start!, ...optionsOf(object))
    if (kind === 'pool') {
      const made = await defineText({ session: virsh, withCopy }, 'volume', volume, { pool: 'images' })
      assert.equal(made.outcome, 'done', made.text)
      const [one] = (await listObjects(virsh, 'volume', 'images') as { objects: readonly HostObject[] }).objects
      assert.match(await done('vol-dumpxml', ...optionsOf(one!)), /<name>a b\.img<\/name>/)
      await done('vol-delete', ...optionsOf(one!))
    }
    await done(kinds[kind].stop!, ...optionsOf(object))
    await done(kinds[kind].undefine, ...optionsOf(object))
  }
})

const keeps: readonly (readonly [what: string, text: string, defined: string, kept: string])[] = [
  ['the UUID', '<domain>\n  <name>a</name>\n</domain>', "<domain>\n  <name>a</name>\n  <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>\n</domain>", '<domain>\n  <name>a</name>\n  <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>\n</domain>'],
  ['a MAC address', "<domain><name>a</name><uuid>u</uuid><devices>\n  <interface type='user'>\n  </interface></devices></domain>", "<devices><interface type='user'><mac address='52:54:00:00:00:01'/></interface></devices>", "<domain><name>a</name><uuid>u</uuid><devices>\n  <interface type='user'>\n    <mac address='52:54:00:00:00:01'/>\n  </interface></devices></domain>"],
  ['nothing in a comment', "<!-- <name>b</name> --><domain><name>a</name><uuid>u</uuid><!-- <interface type='user'></interface> --></domain>", "<uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid><interface type='user'><mac address='52:54:00:00:00:01'/></interface>", "<!-- <name>b</name> --><domain><name>a</name><uuid>u</uuid><!-- <interface type='user'></interface> --></domain>"],
  ['no MAC where the interfaces are others', "<domain><name>a</name><uuid>u</uuid><interface type='user'></interface></domain>", "<interface type='user'><mac address='52:54:00:00:00:01'/></interface><interface type='user'><mac address='52:54:00:00:00:02'/></interface>", "<domain><name>a</name><uuid>u</uuid><interface type='user'></interface></domain>"],
]
for (const [what, text, defined, expected] of keeps) test(`defining again keeps ${what}`, () => assert.equal(kept(text, defined), expected))

for (const [what, connection, type] of [['the mock host', mock, 'test'], ['QEMU without a service', 'embed', 'qemu']] as const) {
  test(`${what}: after a document was defined the host has no difference, after one edit it has that one`, async t => {
    if (!hasVirsh(t) || (type === 'qemu' && !needs('qemu-system-x86_64', !spawnSync('qemu-system-x86_64', ['--version']).error, t))) return
    const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const virsh = session(t, connection === mock ? mock : embeddedUri(folder))
    const driver = privately(t)
    const text = `<!-- mine -->\n<domain type='${type}'>\n  <name>compared</name>\n  <memory unit='GiB'>1</memory>\n  <os><type arch='x86_64'>hvm</type></os>\n  <devices>\n    <interface type='user'>\n    </interface>\n  </devices>\n</domain>\n`
    const defined = await defineText({ session: virsh, withCopy }, 'domain', text)
    assert.equal(defined.outcome, 'done', defined.text)
    const listed = await listObjects(virsh, 'domain')
    const object = 'objects' in listed ? listed.objects.find(({ name }) => name === 'compared') : undefined
    assert.ok(object)
    const same = await compare(virsh, driver, object, text)
    assert.ok(!('failed' in same) && same.same && same.unlike === undefined, JSON.stringify(same))
    const edited = await compare(virsh, driver, object, text.replace('</os>', '</os>\n<title>edited</title>'))
    assert.ok(!('failed' in edited) && !edited.same && edited.unlike === undefined)
    const lines = new Set(edited.defined.split('\n'))
    assert.deepEqual(edited.mine.split('\n').filter(line => !lines.has(line)), ['  <title>edited</title>'])
    // And it can be defined, though the document has no UUID.
    assert.equal((await defineText({ session: virsh, withCopy }, 'domain', edited.text)).outcome, 'done')
  })
}

test('QEMU without a service opens for whoever we are, and is looked at once, not by each virsh anew', t => {
  if (!hasVirsh(t) || !needs('qemu-system-x86_64', !spawnSync('qemu-system-x86_64', ['--version']).error, t)) return
  const nobody = 65534
  for (const user of asRoot ? [0, nobody] : [undefined]) {
    const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(join(folder, 'etc'))
    writeFileSync(join(folder, 'etc/qemu.conf'), embeddedSettings(user === 0))
    if (user === nobody) for (const each of ['', 'etc', 'etc/qemu.conf']) chownSync(join(folder, each), nobody, nobody)
    const env = { ...process.env, LC_ALL: 'C', ...user === nobody && Object.fromEntries(['HOME', 'XDG_RUNTIME_DIR', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME'].map(name => [name, folder])) }
    const looked = (): readonly number[] => {
      const { status, stderr } = spawnSync('virsh', ['-q', '-c', embeddedUri(folder), 'domcapabilities'], { env, encoding: 'utf8', ...user === nobody && { uid: nobody, gid: nobody } })
      assert.equal(status, 0, stderr)
      const known = join(folder, 'cache/qemu/capabilities')
      return readdirSync(known).sort().map(name => statSync(join(known, name)).mtimeMs)
    }
    looked()
    // On a busy machine the first look may not have ended with all.
    const second = looked()
    assert.ok(second.length > 0)
    assert.deepEqual(looked(), second, `user ${user}`)
  }
})
