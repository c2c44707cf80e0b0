// The long-lived virsh against the real one and libvirt's mock host: answers in order, arguments as they are, and every way to end.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { lineOf } from '../../client/src/virsh/line'
import { hold, run } from '../../client/src/virsh/run.node'
import { openSession, type Session } from '../../client/src/virsh/session'
import { needs } from '../support/lacks'

const hasVirsh = (t: TestContext): boolean => needs('virsh', spawnSync('virsh', ['--version']).status === 0, t)

const session = (t: TestContext, connection = 'test:///default', program = 'virsh'): Session => {
  const opened = openSession({ hold, run, program, connection, timeLimit: 20_000 })
  t.after(() => opened.close())
  return opened
}

const scratch = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A program that says and does what a shell script says. */
const program = (t: TestContext, script: string): string => {
  const path = join(scratch(t), 'virsh')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const lines: readonly (readonly [args: readonly string[], line: string | null])[] = [
  [['dumpxml', '--domain=web'], 'dumpxml --domain=web'],
  [['dumpxml', '--domain=$(touch x) --help'], `dumpxml '--domain=$(touch x) --help'`],
  [['a', `it's`, ''], `a 'it'\\''s' ''`],
  [['a', 'b\\c "d" ; # e'], `a 'b\\c "d" ; # e'`],
  [['a', 'line\nbreak'], null],
  [['a', 'ünï'], null],
  [['a', 'tab\t'], null],
]
for (const [args, line] of lines) test(`${JSON.stringify(args)} is ${line === null ? 'no line' : 'a line'}`, () => assert.equal(lineOf(args), line))

test('every argument that a line can say arrives in virsh as it is', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  for (const text of ['plain', '$(touch x) --help', '--help', '-x', `it's "quoted"`, 'back\\slash \\n', '# no comment', 'a; list', '`id`', '  two  spaces ', '*?[]{}~!!', '%s %d', 'x'.repeat(200), 'y '.repeat(9000), `z'`.repeat(9000), '&amp; <b>', "'", "''\\''"]) {
    const answer = await virsh.ask(['echo', `--string=${text}`])
    assert.deepEqual(answer, { outcome: 'done', text }, text)
  }
})

test('what no line can say arrives, too', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  for (const text of ['line\nbreak', 'ünï 虚拟', 'tab\there', '--help\n']) assert.deepEqual(await virsh.ask(['echo', `--string=${text}`]), { outcome: 'done', text: `${text}` }, text)
})

test('a domain called `$(touch x) --help` is defined, read, started, stopped and undefined, and nothing else happens', async t => {
  if (!hasVirsh(t)) return
  const folder = scratch(t)
  const path = join(folder, 'd.xml')
  for (const name of ['$(touch x) --help', '--help', `it's "quoted"; list`, '-1', '# x', '`touch x`']) {
    const virsh = session(t)
    writeFileSync(path, `<domain type='test'><name>${name.replaceAll('<', '&lt;')}</name><memory>65536</memory><os><type>hvm</type></os></domain>`)
    for (const args of [['define', '--validate', `--file=${path}`], ['start', `--domain=${name}`], ['destroy', `--domain=${name}`]]) assert.equal((await virsh.ask(args)).outcome, 'done', `${name}: ${args[0]}`)
    const xml = await virsh.ask(['dumpxml', `--domain=${name}`])
    assert.ok(xml.outcome === 'done' && xml.text.startsWith('<domain') && xml.text.trimEnd().endsWith('</domain>'), xml.text)
    assert.ok(xml.text.replaceAll('&apos;', "'").replaceAll('&quot;', '"').includes(`<name>${name}</name>`), xml.text)
    assert.equal((await virsh.ask(['undefine', `--domain=${name}`])).outcome, 'done')
    const list = await virsh.ask(['list', '--all', '--name'])
    assert.deepEqual([list.outcome, list.text.trim()], ['done', 'test'])
  }
  assert.equal(existsSync('x'), false)
})

test('a refusal is libvirt’s words, and the session goes on', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  const refused = await virsh.ask(['dumpxml', '--domain=nobody'])
  assert.equal(refused.outcome, 'refused')
  assert.match(refused.text, /nobody/)
  assert.equal((await virsh.ask(['no-such-command'])).outcome, 'refused')
  assert.equal((await virsh.ask(['uri'])).text.trim(), 'test:///default')
})

test('questions that are asked at once are answered each with its own', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  const texts = Array.from({ length: 50 }, (_, i) => `number ${i}`)
  assert.deepEqual((await Promise.all(texts.map(text => virsh.ask(['echo', `--string=${text}`])))).map(({ text }) => text), texts)
})

test('what is defined stays as long as the session does', async t => {
  if (!hasVirsh(t)) return
  const virsh = session(t)
  assert.equal((await virsh.ask(['destroy', '--domain=test'])).outcome, 'done')
  assert.equal((await virsh.ask(['undefine', '--domain=test'])).outcome, 'done')
  assert.equal((await virsh.ask(['list', '--all', '--name'])).text.trim(), '')
})

test('a host that nobody answers on is said, in its own words', async t => {
  if (!hasVirsh(t)) return
  const answer = await session(t, 'qemu+tcp://127.0.0.1:1/system').ask(['list'])
  assert.equal(answer.outcome, 'unreachable')
  assert.match(answer.text, /Connection refused/)
})

test('a virsh that is not there is missing', async t => {
  assert.equal((await session(t, 'test:///default', '/nowhere/virsh').ask(['list'])).outcome, 'missing')
})

test('a question for a user name is told, and is given no command for an answer', async t => {
  const folder = scratch(t)
  const fake = program(t, `: > ${folder}/got; printf 'Enter username for host [root]: '; cat >> ${folder}/got; sleep 30`)
  const answer = await session(t, 'esx://host/', fake).ask(['list'])
  assert.deepEqual(answer, { outcome: 'asks', text: 'Enter username for host [root]:' })
  assert.equal(readFileSync(join(folder, 'got'), 'utf8'), '')
})

test('a host that never answers is cancelled at once, and nothing of it stays', async t => {
  const folder = scratch(t)
  const fake = program(t, `sleep 1000 & echo $! > ${folder}/child; echo $$ > ${folder}/self; wait`)
  const abort = new AbortController()
  const virsh = session(t, 'qemu+ssh://host/system', fake)
  const asked = virsh.ask(['list'], { signal: abort.signal })
  const behind = virsh.ask(['list'], { signal: abort.signal })
  await until(() => existsSync(join(folder, 'self')) && readFileSync(join(folder, 'self'), 'utf8') !== '')
  const began = Date.now()
  abort.abort()
  assert.deepEqual([(await asked).outcome, (await behind).outcome], ['cancelled', 'cancelled'])
  assert.ok(Date.now() - began < 10_000)
  for (const name of ['child', 'self']) await until(() => !alive(Number(readFileSync(join(folder, name), 'utf8'))))
})

test('a real qemu+ssh host whose ssh never answers is cancelled, and its ssh is gone', async t => {
  if (!hasVirsh(t)) return
  const folder = scratch(t)
  const ssh = program(t, `echo $$ > ${folder}/ssh; exec sleep 1000`)
  const abort = new AbortController()
  const asked = session(t, `qemu+ssh://nobody@host.invalid/system?command=${ssh}`).ask(['list'], { signal: abort.signal })
  await until(() => existsSync(join(folder, 'ssh')) && readFileSync(join(folder, 'ssh'), 'utf8') !== '')
  abort.abort()
  assert.equal((await asked).outcome, 'cancelled')
  await until(() => !alive(Number(readFileSync(join(folder, 'ssh'), 'utf8'))))
})

test('a host that never answers is given up, and the next question asks anew', async t => {
  const folder = scratch(t)
  const fake = program(t, `echo x >> ${folder}/starts; sleep 1000`)
  const virsh = session(t, 'qemu+ssh://host/system', fake)
  assert.equal((await virsh.ask(['list'], { timeLimit: 400 })).outcome, 'timed-out')
  assert.equal((await virsh.ask(['list'], { timeLimit: 400 })).outcome, 'timed-out')
  assert.equal(readFileSync(join(folder, 'starts'), 'utf8'), 'x\nx\n')
})

test('a virsh that crashes is told, and the next question has a new one', async t => {
  if (!hasVirsh(t)) return
  const folder = scratch(t)
  // The first one dies of its first command, as libvirt 9.0.0 does of some documents.
  const fake = program(t, `if [ ! -e ${folder}/died ]; then touch ${folder}/died; printf 'virsh # '; read line; kill -SEGV $$; fi; exec virsh "$@"`)
  const virsh = session(t, 'test:///default', fake)
  const died = await virsh.ask(['list'])
  assert.equal(died.outcome, 'died')
  assert.match(died.text, /SIGSEGV/)
  assert.equal((await virsh.ask(['uri'])).text.trim(), 'test:///default')
})

const alive = (id: number): boolean => {
  try {
    process.kill(id, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'))
  } catch {
    return false
  }
}

const until = async (ask: () => boolean): Promise<void> => {
  const end = Date.now() + 20_000
  while (!ask()) {
    assert.ok(Date.now() < end, 'it did not happen')
    await new Promise(resolve => { setTimeout(resolve, 20) })
  }
}
