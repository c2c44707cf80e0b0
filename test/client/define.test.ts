// Defining: which arguments virsh gets, what its answers mean, and the real virsh against libvirt's mock host.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { defineAnswer, type DefineAnswer } from '../../client/src/virsh/answers'
import { connectionProblem, unattended } from '../../client/src/virsh/connection'
import { fallbackSpan } from '../../client/src/virsh/place'
import { run } from '../../client/src/virsh/run.node'
import type { RunResult } from '../../client/src/virsh/run'
import { define, defineArguments } from '../../client/src/virsh/virsh'
import { needs } from '../support/lacks'

test('the arguments are a list; the file is one of them, whatever its name', () => {
  const path = `/home/me/-o "my" it's; $(id)\n.xml`
  assert.deepEqual(defineArguments('qemu:///system', path), ['-c', 'qemu:///system', 'define', '--validate', '--file', path])
})

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

const ended = (code: number, stdout: string, stderr: string): RunResult => ({ end: 'exited', code, stdout, stderr })

const answers: readonly (readonly [what: string, result: RunResult, answer: DefineAnswer])[] = [
  ['defined', ended(0, "Domain 'web' defined from /tmp/web.xml\n\n", ''), { outcome: 'defined', name: 'web', text: "Domain 'web' defined from /tmp/web.xml" }],
  ['defined, as old virsh says it', ended(0, 'Domain web defined from /tmp/web.xml\n', ''), { outcome: 'defined', name: 'web', text: 'Domain web defined from /tmp/web.xml' }],
  ['refused', ended(1, '\n', 'error: Failed to define domain from /tmp/web.xml\nerror: missing source information for device vda\n'), { outcome: 'refused', text: 'missing source information for device vda' }],
  ['refused by the schema, in several lines', ended(1, '', 'error: Failed to define domain from /a b.xml\nerror: XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave\n\n'),
    { outcome: 'refused', text: 'XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave' }],
  ['refused by the parser, whose pointer is empty', ended(1, '', 'error: Failed to define domain from /a.xml\nerror: (domain_definition):2: Premature end of data in tag name line 1\n(null)\n^\n'), { outcome: 'refused', text: '(domain_definition):2: Premature end of data in tag name line 1' }],
  ['no host', ended(1, '', 'error: failed to connect to the hypervisor\nerror: Connection refused\n'), { outcome: 'unreachable', text: 'Connection refused' }],
  ['no file', ended(1, '', "error: Failed to open file '/a.xml': No such file or directory\n"), { outcome: 'failed', text: "Failed to open file '/a.xml': No such file or directory" }],
  ['silence', ended(1, '', ''), { outcome: 'failed', text: 'virsh ended with 1' }],
  ['a crash', { end: 'crashed', signal: 'SIGSEGV', stdout: '', stderr: '' }, { outcome: 'failed', text: 'virsh was ended by SIGSEGV' }],
  ['no virsh', { end: 'not-started', cause: 'missing', message: 'spawn virsh ENOENT' }, { outcome: 'missing', text: 'spawn virsh ENOENT' }],
  ['too late', { end: 'timed-out', timeLimit: 60_000 }, { outcome: 'timed-out', text: 'virsh gave no answer within 60 seconds' }],
  ['cancelled', { end: 'cancelled' }, { outcome: 'cancelled', text: 'cancelled' }],
]
for (const [what, result, answer] of answers) test(`an answer is read: ${what}`, () => assert.deepEqual(defineAnswer(result), answer))

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

const domain = (inside: string): string => `<domain type='test'><name>virtdeck-test</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>${inside}</domain>`

/** Gives the real virsh a file of that name. */
const defineFile = async (t: TestContext, name: string, text: string, connection = mock): Promise<DefineAnswer> => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  writeFileSync(path, text)
  return define({ run, program, connection, timeLimit: 30_000 }, path)
}

for (const name of ['web.xml', '-o --help.xml', `it's "quoted"; $(id) & \`id\`.xml`, 'ünï 虚拟.xml']) {
  test(`virsh defines ${name}`, async t => {
    if (!hasVirsh(t)) return
    const answer = await defineFile(t, name, domain(''))
    assert.deepEqual([answer.outcome, answer.outcome === 'defined' && answer.name], ['defined', 'virtdeck-test'], answer.text)
  })
}

test('virsh refuses what the schema does not allow', async t => {
  if (!hasVirsh(t)) return
  const answer = await defineFile(t, 'bad.xml', domain('<devices><disk type="file"><target dev="vda" bu="virtio"/></disk></devices>'))
  assert.equal(answer.outcome, 'refused')
  assert.match(answer.text, /failed to validate against schema/)
})

test('virsh refuses what is no XML, and says on which line', async t => {
  if (!hasVirsh(t)) return
  const answer = await defineFile(t, 'broken.xml', '<domain>\n  <name>a</nam>\n</domain>')
  assert.equal(answer.outcome, 'refused')
  assert.match(answer.text, /^\(domain_definition\):2: /)
})

test('a host that does not answer is not the document’s fault', async t => {
  if (!hasVirsh(t)) return
  const answer = await defineFile(t, 'web.xml', domain(''), 'qemu+tcp://127.0.0.1:1/system')
  assert.equal(answer.outcome, 'unreachable')
})
