// Completion over the wire with what lies around a document: the workspace's definitions, the folder's files, and chance.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { CompletionItem } from 'vscode-languageserver/node'
import { trustedNotification } from '../../server/src/protocol/messages'
import { atCaret } from '../support/caret'
import { connect, type Wire } from '../support/wire'

const workspaceIn = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-around-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['networks', 'images']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'networks', 'lan.xml'), '<network><name>lan</name></network>')
  writeFileSync(join(folder, 'images', 'web.qcow2'), '')
  writeFileSync(join(folder, 'images', '.hidden'), '')
  writeFileSync(join(folder, 'debian.iso'), '')
  return folder
}

const devices = (inside: string): string => `<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices>${inside}</devices></domain>`

const at = async (wire: Wire, folder: string, marked: string, trigger?: string): Promise<readonly CompletionItem[]> => {
  const { text, offset } = atCaret(marked)
  const document = wire.open(text, { uri: pathToFileURL(join(folder, 'machine.xml')).toString() })
  const items = await document.complete(offset, trigger)
  document.close()
  return [...items].sort((a, b) => a.sortText! < b.sortText! ? -1 : 1)
}

test('networks of the workspace, files beside the document and anywhere, a MAC address of its own each time', async t => {
  const folder = workspaceIn(t)
  const wire = await connect(t, { folders: [pathToFileURL(folder).toString()], options: { suggestCommand: 'again' } })
  const [network] = await at(wire, folder, devices("<interface type='network'><source network='‸'/></interface>"))
  assert.deepEqual([network?.label, network?.detail], ['lan', 'defined in networks/lan.xml'])

  const disk = (typed: string): string => devices(`<disk type='file' device='cdrom'><source file='${typed}‸'/><target dev='sda'/></disk>`)
  const beside = await at(wire, folder, disk(''), "'")
  assert.deepEqual(beside.map(({ label, detail, filterText }) => [label, detail, filterText]), [
    [join(folder, 'debian.iso'), 'file on this host', 'debian.iso'], [`${join(folder, 'images')}/`, 'folder', 'images'], [`${join(folder, 'networks')}/`, 'folder', 'networks'],
  ])
  assert.equal(beside[1]?.command?.command, 'again')
  assert.deepEqual((await at(wire, folder, disk(`${folder}/images/`), '/')).map(({ label }) => label), [join(folder, 'images', 'web.qcow2')])
  assert.deepEqual(await at(wire, folder, disk('/nowhere/at/all/')), [])

  const mac = devices("<interface type='user'><mac address='‸'/></interface>")
  const [[one], [other]] = [await at(wire, folder, mac), await at(wire, folder, mac)]
  assert.match(one!.label, /^52:54:00(:[0-9a-f]{2}){3}$/)
  assert.notEqual(one!.label, other!.label)
  assert.deepEqual(wire.logged, [])
})

test('no folder is looked into where the workspace is not trusted, nor for a document that is no file here', async t => {
  const folder = workspaceIn(t)
  const marked = devices("<disk type='file'><source file='‸'/><target dev='vda'/></disk>")
  const wary = await connect(t, { options: { trusted: false } })
  assert.deepEqual(await at(wary, folder, marked), [])
  await wary.connection.sendNotification(trustedNotification)
  assert.equal((await at(wary, folder, marked)).length, 3, 'until the person does')
  const remote = await connect(t)
  const { text, offset } = atCaret(marked)
  assert.deepEqual(await remote.open(text, { uri: 'vscode-vfs://github/a/b/machine.xml' }).complete(offset), [])
})
