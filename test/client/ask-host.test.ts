// What a host has, asked of libvirt's mock host and of a real libvirtd, and read from what they say.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { askHost, nothingYet } from '../../client/src/hosts/ask-host'
import { hold, run } from '../../client/src/virsh/run.node'
import { openSession, type Session } from '../../client/src/virsh/session'
import type { HostAnswers } from '../../server/src/core/host'
import { libvirt } from '../../server/src/core/libvirt/index'
import { needs } from '../support/lacks'
import { lacksLibvirt, startLibvirtd } from '../support/libvirtd.mjs'

const sessionOn = (t: TestContext, connection: string, program = 'virsh'): Session & { readonly asked: readonly string[] } => {
  const asked: string[] = []
  const session = openSession({ hold, run, program, connection, log: ([command]) => { asked.push(command!) } })
  t.after(() => session.close())
  return Object.assign(session, { asked })
}

const file = (t: TestContext, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.xml'), text)
  return join(folder, 'a.xml')
}

test('the mock host: what it has is told at once, what its driver does not know is left out', async t => {
  if (!needs('virsh', spawnSync('virsh', ['--version']).status === 0, t)) return
  const told: HostAnswers[] = []
  assert.equal(await askHost({ session: sessionOn(t, 'test:///default'), lasting: nothingYet(), goesOn: () => true, tell: answers => { told.push(answers) } }, { virttype: 'test' }), null)
  assert.deepEqual(told.map(({ named }) => named), [0, 1].map(() => [{ kind: 'network', value: 'default' }, { kind: 'pool', value: 'default-pool' }]))
  assert.ok(!told[0]!.listed.includes('device') && told[0]!.listed.includes('volume'))
  const { guests, arch } = await libvirt.host!(told.at(-1)!)
  assert.deepEqual([arch, guests.map(({ virttypes }) => virttypes)], ['i686', [['test'], ['test']]])
})

test('a real libvirtd: machine types, CPU models, secrets, devices; what lasts is asked once', async t => {
  if (!needs('libvirtd with QEMU', lacksLibvirt() === null, t)) return
  const daemon = await startLibvirtd()
  t.after(() => daemon.stop())
  await daemon.virsh('net-define', file(t, '<network><name>lan</name></network>'))
  await daemon.virsh('secret-define', file(t, "<secret><uuid>0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f</uuid><usage type='ceph'><name>client.libvirt</name></usage></secret>"))
  const session = sessionOn(t, daemon.uri)
  const lasting = nothingYet()
  const told: HostAnswers[] = []
  const ask = () => askHost({ session, lasting, goesOn: () => true, tell: answers => { told.push(answers) } }, { virttype: 'qemu', arch: 'x86_64', machine: 'q35' })
  assert.equal(await ask(), null)
  const host = await libvirt.host!(told.at(-1)!)
  assert.deepEqual(host.domains.map(({ asked, machine }) => [asked.machine, /q35|i440fx/.exec(machine!)?.[0]]), [[undefined, 'i440fx'], ['q35', 'q35']])
  assert.ok(host.guests.some(({ arch, machines }) => arch === 'x86_64' && machines.some(({ name }) => name === 'q35')))
  assert.ok(host.domains[1]!.cpuModels.some(({ name, usable }) => name === 'qemu64' && usable === 'yes'))
  assert.ok(host.domains[1]!.enums['video/modelType']?.includes('vga'))
  assert.deepEqual(host.named.filter(({ kind }) => kind !== 'filter'), [
    { kind: 'network', value: 'lan', note: 'inactive' }, { kind: 'secret', value: '0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f', note: 'ceph client.libvirt' },
    { kind: 'secret by usage', value: 'client.libvirt', note: 'ceph' },
  ])
  if (host.listed.has('device')) {
    const here = readdirSync('/sys/bus/pci/devices').filter(address => !told.at(-1)!.devices.some(xml => xml.includes(`/${address}</path>`)))
    assert.deepEqual(here, [], 'each PCI device of this machine is among them')
  }

  // libvirt would start it to ask what it can do.
  const mark = file(t, '').replace('a.xml', 'started')
  const evil = file(t, `#!/bin/sh\ntouch ${mark}\n`)
  chmodSync(evil, 0o755)
  assert.equal(await askHost({ session, lasting, goesOn: () => true, tell: () => {} }, { virttype: 'qemu', arch: 'x86_64', emulator: evil }), null)
  assert.ok(!existsSync(mark), 'an emulator that only a document names is not started')

  const before = session.asked.length
  await ask()
  const again = session.asked.slice(before)
  assert.ok(again.includes('net-list') && !again.some(command => /capabilities$|nodedev/.test(command)), again.join(' '))
})

test('who does not want it any more stops it between two questions; a host that is not there says so', async t => {
  if (!needs('virsh', spawnSync('virsh', ['--version']).status === 0, t)) return
  let left = 2
  const session = sessionOn(t, 'test:///default')
  const told: HostAnswers[] = []
  const failed = await askHost({ session, lasting: nothingYet(), goesOn: () => left-- > 0, tell: answers => { told.push(answers) } }, undefined)
  assert.equal(failed?.outcome, 'cancelled')
  assert.equal((await session.ask(['uri'])).outcome, 'done', 'virsh is still there')
  const away = await askHost({ session: sessionOn(t, 'qemu+unix:///system?socket=/nowhere/sock'), lasting: nothingYet(), goesOn: () => true, tell: answers => { told.push(answers) } }, undefined)
  assert.equal(away?.outcome, 'unreachable')
  assert.equal(told.length, 0)
})
