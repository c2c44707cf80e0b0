// Hosts: what they have, what happens on them, and what becomes of us when they go away; against libvirt's mock host and a real libvirtd.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createHosts, isPrivate, type Hosts } from '../../client/src/hosts/hosts'
import { optionsOf, type HostObject, type Kind } from '../../client/src/hosts/kinds'
import { listObjects } from '../../client/src/hosts/list'
import { hold, run } from '../../client/src/virsh/run.node'
import { openSession, type Session } from '../../client/src/virsh/session'
import { needs } from '../support/lacks'
import { lacksLibvirt, startLibvirtd } from '../support/libvirtd.mjs'

const hasVirsh = (t: TestContext): boolean => needs('virsh', spawnSync('virsh', ['--version']).status === 0, t)

const hosts = (t: TestContext): Hosts => {
  const created = createHosts({ hold, run, program: () => 'virsh', pause: 200 })
  t.after(() => created.dispose())
  return created
}

const objects = async (session: Session, kind: Kind, pool?: string): Promise<readonly HostObject[]> => {
  const listed = await listObjects(session, kind, pool)
  assert.ok('objects' in listed, JSON.stringify(listed))
  return listed.objects
}

const file = (t: TestContext, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'd.xml'), text)
  return join(folder, 'd.xml')
}

const domain = (name: string, type = 'test'): string => `<domain type='${type}'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os></domain>`

test('the mock host: its domains with their states, its network, its pool with volumes of any name', async t => {
  if (!hasVirsh(t)) return
  const session = hosts(t).session('test:///default')
  for (const name of ['web', '7', '$(touch x) --help']) assert.equal((await session.ask(['define', `--file=${file(t, domain(name))}`])).outcome, 'done')
  const [dollar, seven, mock, web] = await objects(session, 'domain')
  assert.deepEqual([dollar, seven, mock, web].map(one => [one?.name, one?.state]), [['$(touch x) --help', 'off'], ['7', 'off'], ['test', 'running'], ['web', 'off']])
  assert.equal((await session.ask(['suspend', ...optionsOf(mock!)])).outcome, 'done')
  // A name that is a number is not taken for an id.
  assert.equal((await session.ask(['start', ...optionsOf(seven!)])).outcome, 'done')
  assert.deepEqual((await objects(session, 'domain')).map(({ name, state }) => `${name}: ${state}`), ['$(touch x) --help: off', '7: running', 'test: paused', 'web: off'])

  assert.deepEqual(await objects(session, 'network'), [{ kind: 'network', name: 'default', id: 'default', state: 'running' }])
  assert.deepEqual((await objects(session, 'pool')).map(({ name, state }) => [name, state]), [['default-pool', 'running']])
  for (const name of ['a b', '--help', 'disk.qcow2']) assert.equal((await session.ask(['vol-create-as', '--pool=default-pool', `--name=${name}`, '--capacity=1M'])).outcome, 'done')
  const volumes = await objects(session, 'volume', 'default-pool')
  assert.deepEqual(volumes.map(({ name }) => name).sort(), ['--help', 'a b', 'disk.qcow2'])
  for (const volume of volumes) assert.ok((await session.ask(['vol-dumpxml', ...optionsOf(volume)])).text.includes(`<name>${volume.name}</name>`))
  assert.deepEqual(await objects(session, 'nwfilter'), [])
  assert.deepEqual(await objects(session, 'secret'), [])
})

test('a host that nobody answers on is away, and is tried again', async t => {
  if (!hasVirsh(t)) return
  const connection = 'qemu+tcp://127.0.0.1:1/system'
  const all = hosts(t)
  const listed = await listObjects(all.session(connection), 'domain')
  assert.ok('failed' in listed)
  all.note(connection, listed.failed)
  const first = all.state(connection)
  assert.ok(first.is === 'away' && first.again === 200 && /Connection refused/.test(first.answer.text))
  await until(() => {
    const now = all.state(connection)
    return now.is === 'away' && (now.again ?? 0) >= 400
  })
})

test('only what lives within one virsh is private', () => {
  assert.deepEqual(['test:///default', 'qemu:///embed?root=/x', 'qemu:///system', 'qemu+ssh://h/system', 'lxc:///system'].map(isPrivate), [true, true, false, false, false])
})

test('a real libvirtd: events tell of changes, its death is told within seconds by whatever was under way, and nothing of ours stays', async t => {
  const lack = lacksLibvirt()
  if (!needs('libvirtd', lack === null, t)) return
  const daemon = await startLibvirtd()
  t.after(() => daemon.stop().catch(() => {}))
  const all = hosts(t)
  let changes = 0
  all.onChange(() => { changes++ })
  const session = all.session(daemon.uri)
  all.follow(daemon.uri)
  all.note(daemon.uri, await session.ask(['uri']))
  const path = file(t, domain('told</name><uuid>8d3f13c4-225c-4f75-ae9b-b733f2527719</uuid><name>', 'qemu').replace('<name></name>', ''))
  // The listener needs a moment to be there: another asks until it hears of it.
  await until(async () => {
    await daemon.virsh('define', path)
    return changes > 0
  })
  assert.ok((await objects(session, 'domain')).some(({ name, state }) => name === 'told' && state === 'off'))
  await daemon.virsh('undefine', 'told')

  // The same daemon's containers, where it has their driver.
  const containers = daemon.uri.replace(/^qemu/, 'lxc')
  const lxc = await listObjects(all.session(containers), 'domain')
  if (needs('libvirtd’s lxc driver', daemon.uri.includes('///system') && 'objects' in lxc, t)) {
    const box = file(t, `<domain type='lxc'><name>box</name><memory>65536</memory><os><type>exe</type><init>/bin/sh</init></os></domain>`)
    assert.equal((await all.session(containers).ask(['define', '--validate', `--file=${box}`])).outcome, 'done')
    assert.deepEqual((await objects(all.session(containers), 'domain')).map(({ name, state }) => `${name}: ${state}`), ['box: off'])
    assert.equal((await all.session(containers).ask(['undefine', '--domain=box'])).outcome, 'done')
  }

  // Each command is under way when the daemon is killed: it stands still before.
  const everything: readonly (readonly string[])[] = [
    ['list', '--all'], ['define', `--file=${path}`], ['create', `--file=${path}`], ['dumpxml', '--domain=x'], ['start', '--domain=x'], ['shutdown', '--domain=x'], ['reboot', '--domain=x'], ['suspend', '--domain=x'], ['resume', '--domain=x'],
    ['destroy', '--domain=x'], ['undefine', '--domain=x'], ['attach-device', '--domain=x', `--file=${path}`], ['detach-device', '--domain=x', `--file=${path}`], ['update-device', '--domain=x', `--file=${path}`],
    ['snapshot-create-as', '--domain=x'], ['snapshot-list', '--domain=x'], ['screenshot', '--domain=x', `--file=${path}.png`], ['domdisplay', '--domain=x'], ['domxml-to-native', '--format=qemu-argv', `--xml=${path}`], ['net-list'], ['pool-list'],
  ]
  const sessions = everything.map(() => openSession({ hold, run, program: 'virsh', connection: daemon.uri }))
  t.after(() => Promise.all(sessions.map(one => one.close())))
  for (const one of sessions) assert.equal((await one.ask(['uri'])).outcome, 'done')
  daemon.signal('SIGSTOP')
  const asked = sessions.map((one, i) => one.ask(everything[i]!))
  await new Promise(resolve => { setTimeout(resolve, 300) })
  const began = Date.now()
  daemon.signal('SIGKILL')
  for (const [i, answer] of (await Promise.all(asked)).entries()) assert.deepEqual([answer.outcome, answer.text !== ''], ['lost', true], `${everything[i]!.join(' ')}: ${answer.text}`)
  assert.ok(Date.now() - began < 5000)
  await until(() => all.state(daemon.uri).is === 'away')
  const answer = await session.ask(['list', '--all'])
  assert.ok(['lost', 'unreachable'].includes(answer.outcome), JSON.stringify(answer))
  assert.ok(Date.now() - began < 5000)
  await all.dispose()
  await until(() => virshes() === 0)
})

/** The virsh processes that are ours. */
const virshes = (): number => readdirSync('/proc').filter(id => /^\d+$/.test(id)).filter(id => {
  try {
    const [, name, state, parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? []
    return name === 'virsh' && state !== 'Z' && Number(parent) === process.pid
  } catch {
    return false
  }
}).length

const until = async (ask: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000
  while (!await ask()) {
    assert.ok(Date.now() < end, 'it did not happen')
    await new Promise(resolve => { setTimeout(resolve, 50) })
  }
}
