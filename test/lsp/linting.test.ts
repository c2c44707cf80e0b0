// Configuration, suppression, workspace rules and the whole workspace, in conversations with the built server over real folders.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import {
  DidChangeWatchedFilesNotification, DidSaveTextDocumentNotification, type CodeAction, type Diagnostic, type TextDocumentEdit, type TextEdit,
} from 'vscode-languageserver/node'
import { hostNotification, lintRequest, type FactsResult, type LintResult } from '../../server/src/protocol/messages'
import { folderOf } from '../support/folder'
import { answers } from '../support/host'
import { apply, connect, fullClient, messageOf, type Opened, type Wire } from '../support/wire'

const patience = { timeout: 60_000 }

const client = { ...fullClient, workspace: { ...fullClient.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } } }

const vm = (name: string, devices = "<sound model='ac98'/>"): string => `<domain type='kvm'>
  <name>${name}</name>
  <memory>1</memory>
  <os><type machine='q35' arch='x86_64'>hvm</type></os>
  <devices>
    ${devices}
  </devices>
</domain>
`

/** Waits until the last publication about a file is as wanted, for as long as the test may take. */
async function until(wire: Wire, uri: string, holds: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
  for (;;) {
    const last = wire.published.filter(params => params.uri === uri).at(-1)
    if (last && holds(last.diagnostics)) return last.diagnostics
    await new Promise<void>(resolve => {
      const listening = wire.connection.onUnhandledNotification(() => {})
      setTimeout(() => {
        listening.dispose()
        resolve()
      }, 20)
    })
  }
}

const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code)
const value = 'schema/invalid-value'

const changedOnDisk = (wire: Wire, ...uris: readonly string[]): Promise<void> =>
  wire.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: uris.map(uri => ({ uri, type: 2 as const })) })

const actionsAt = (document: Opened, { range }: Diagnostic): Promise<readonly CodeAction[]> =>
  document.ask('textDocument/codeAction', undefined, { range, context: { diagnostics: [] } })

test('the nearest file decides, before the settings; when it changes, all is judged anew', patience, async t => {
  const folder = folderOf(t, {
    '.virtdeckrc.json': `{ "lint": { "rules": { "${value}": "hint" }, "overrides": [{ "files": ["lab"], "rules": { "*": "information" } }], "ignore": ["old"] } }`,
    'near/package.json': `{ "name": "near", "virtdeck": { "lint": { "rules": { "${value}": "warning" } } } }`, 'near/deep/package.json': '{ "name": "deep" }',
  })
  const wire = await connect(t, { capabilities: client, folders: [folder.uri], settings: () => ({ lint: { rules: { [value]: 'off', 'libvirt/*': 'off' } } }) })
  const severity = async (name: string): Promise<readonly unknown[]> => (await wire.open(vm('a'), { uri: folder.at(name) }).diagnostics()).map(one => one.severity)
  assert.deepEqual(await severity('a.xml'), [4])
  assert.deepEqual(await severity('lab/a.xml'), [3])
  assert.deepEqual(await severity('old/a.xml'), [])
  assert.deepEqual(await severity('near/deep/a.xml'), [2])
  folder.write('.virtdeckrc.json', '{ "lint": { "ignore": ["lab"] } }')
  await changedOnDisk(wire, folder.at('.virtdeckrc.json'))
  // The settings switch it off.
  await until(wire, folder.at('a.xml'), found => found.length === 0)
  await until(wire, folder.at('lab/a.xml'), found => found.length === 0)
  assert.deepEqual(wire.logged, [])
})

test('the version and the hypervisor of the file', patience, async t => {
  const folder = folderOf(t, { '.virtdeckrc.json': '{ "libvirt": { "version": "9.0.0", "hypervisor": "qemu" } }' })
  const wire = await connect(t, { folders: [folder.uri], settings: () => ({ libvirt: { version: '11.3.0', hypervisor: 'xen' } }) })
  const document = wire.open(vm('a', "<iommu model='intel'><driver dma_translation='off'/></iommu>").replace("'kvm'", "'lxc'"), { uri: folder.at('a.xml') })
  assert.deepEqual(codes(await document.diagnostics()).filter(code => code === 'libvirt/other-hypervisor' || code === 'schema/needs-newer'), ['libvirt/other-hypervisor', 'schema/needs-newer'])
  const { libvirt } = await document.ask<FactsResult>('virtdeck/facts')
  assert.deepEqual([libvirt?.version, libvirt?.from, libvirt?.configuration], ['9.0.0', 'configuration', folder.at('.virtdeckrc.json')])
  const right = wire.open(vm('a', ''), { uri: folder.at('b.xml') })
  assert.deepEqual(await right.diagnostics(), [])
})

test('settings that make no sense are told of once', patience, async t => {
  const wire = await connect(t, { settings: () => ({ lint: { rules: { 'libvirt/disk-target-duplicat': 'off' }, run: 'never' } }) })
  await wire.open(vm('a')).diagnostics()
  await wire.open(vm('b')).diagnostics()
  assert.equal(wire.shown.length, 1)
  assert.match(wire.shown[0]!, /did you mean `libvirt\/disk-target-duplicate`/)
})

test('what is wrong in the file is told in it, closed and open, with the fix', patience, async t => {
  const folder = folderOf(t, { '.virtdeckrc.json': '{ "lint": { "rules": { "schema/invalid-valu": "off" } } }' })
  const wire = await connect(t, { folders: [folder.uri] })
  wire.open(vm('a'), { uri: folder.at('a.xml') })
  const uri = folder.at('.virtdeckrc.json')
  await until(wire, uri, found => found.length === 1)
  const open = wire.open('{\n  // ours\n  "lint": { "rules": { "schema/invalid-valu": "off" } }\n}\n', { uri, languageId: 'jsonc' })
  const [diagnostic] = await open.diagnostics()
  assert.deepEqual([diagnostic?.code, diagnostic?.range.start], ['virtdeck/unknown-code', { line: 2, character: 24 }])
  const [action] = await actionsAt(open, diagnostic!)
  const [change] = action!.edit!.documentChanges as TextDocumentEdit[]
  const mended = apply(open.text, change!.edits as TextEdit[])
  assert.deepEqual(await open.replace(mended).diagnostics(), [])
  // What is saved counts.
  folder.write('.virtdeckrc.json', mended)
  await wire.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } })
  await until(wire, folder.at('a.xml'), found => found.length === 0)
  assert.deepEqual(wire.logged, [])
})

test('not to be told any more: for the line, in the file, in the configuration, behind the fixes', patience, async t => {
  const folder = folderOf(t)
  const wire = await connect(t, { capabilities: client, folders: [folder.uri] })
  const document = wire.open(vm('a'), { uri: folder.at('a.xml') })
  const [diagnostic] = await document.diagnostics()
  const actions = (await actionsAt(document, diagnostic!)).filter(({ kind }) => kind === 'quickfix')
  const disabling = actions.slice(-3)
  assert.deepEqual(disabling.map(({ title, isPreferred }) => [title, isPreferred]), ['for this line', 'in this file', 'in the configuration'].map(where => [`Disable \`${value}\` ${where}`, undefined]))
  assert.ok(actions.length > 3 && actions[0]!.isPreferred)
  const edits = (action: CodeAction): readonly TextEdit[] => ((action.edit!.documentChanges as TextDocumentEdit[]).at(-1)!.edits as TextEdit[])
  let open = document
  for (const action of disabling.slice(0, 2)) {
    open = open.replace(apply(document.text, edits(action)))
    assert.deepEqual(await open.diagnostics(), [])
  }
  const [made] = disabling[2]!.edit!.documentChanges as readonly { readonly kind?: string, readonly uri?: string }[]
  assert.deepEqual([made?.kind, made?.uri], ['create', folder.at('.virtdeckrc.json')])
  folder.write('.virtdeckrc.json', apply('', edits(disabling[2]!)))
  await changedOnDisk(wire, folder.at('.virtdeckrc.json'))
  open = open.replace(document.text)
  assert.deepEqual(await open.diagnostics(), [])
  // The file is there now: its comments stay.
  const ours = '{\n  // ours\n  "lint": {\n    "rules": {\n      "marp/*": "off"\n    }\n  }\n}\n'
  folder.write('.virtdeckrc.json', ours)
  await changedOnDisk(wire, folder.at('.virtdeckrc.json'))
  const [again] = await until(wire, document.uri, found => found.length === 1)
  const last = (await actionsAt(open, again!)).filter(({ kind }) => kind === 'quickfix').at(-1)!
  const [change] = last.edit!.documentChanges as TextDocumentEdit[]
  assert.deepEqual([change!.textDocument.uri, change!.textDocument.version], [folder.at('.virtdeckrc.json'), null])
  assert.equal(apply(ours, change!.edits as TextEdit[]), ours.replace('"off"', `"off",\n      "${value}": "off"`))
})

test('a comment that suppresses nothing is faded, and its fix takes it away', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(vm('a', `<!-- virtdeck-disable-next-line ${value} -->\n    <sound model='ich9'/>`))
  const [diagnostic] = await document.diagnostics()
  assert.deepEqual([diagnostic?.code, diagnostic?.severity, diagnostic?.tags], ['virtdeck/unused-disable', 4, [1]])
  const [action] = await actionsAt(document, diagnostic!)
  assert.deepEqual(await document.replace(apply(document.text, (action!.edit!.documentChanges as TextDocumentEdit[])[0]!.edits as TextEdit[])).diagnostics(), [])
})

test('on save: told when opened and when saved, not in between', patience, async t => {
  const wire = await connect(t, { settings: () => ({ lint: { run: 'onSave' } }) })
  const opened = wire.open(vm('a'))
  assert.deepEqual(codes(await opened.diagnostics()), [value])
  const typed = opened.replace(vm('a', "<sound model='ich9'/>"))
  // A question about the new text is answered behind whatever would have been told of it by then.
  const actions = await actionsAt(typed, { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, message: '' })
  assert.deepEqual(actions.filter(({ kind }) => kind === 'quickfix'), [])
  await new Promise(resolve => { setTimeout(resolve, 400) })
  assert.deepEqual(wire.published.map(({ version }) => version), [1])
  await wire.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: typed.uri } })
  assert.deepEqual(await typed.diagnostics(), [])
})

test('workspace rules: told of the open document once all are read, and again when another changes', patience, async t => {
  const uuid = '<uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>'
  const plain = (name: string, more = ''): string => vm(name, "<interface type='network'><source network='lann'/></interface>").replace('</name>', `</name>${more}`)
  const folder = folderOf(t, { 'lan.xml': '<network><name>lan</name></network>', 'b.xml': plain('b', uuid), 'old/c.xml': plain('c', uuid), '.virtdeckrc.json': '{ "lint": { "ignore": ["old"] } }' })
  const image = decodeURIComponent(new URL(folder.at('disk.img')).pathname)
  const wire = await connect(t, { folders: [folder.uri] })
  const a = wire.open(plain('a', uuid).replace('<devices>', `<devices><disk type='file'><source file='${image}'/><target dev='vda'/></disk>`), { uri: folder.at('a.xml') })
  const found = await until(wire, a.uri, diagnostics => diagnostics.length > 0)
  assert.deepEqual(codes(found), ['libvirt/uuid-duplicate', 'libvirt/file-missing', 'libvirt/network-undefined'])
  const [related, ...more] = found[0]!.relatedInformation!
  assert.deepEqual([related!.location.uri, related!.location.range.start, more.length], [folder.at('b.xml'), { line: 1, character: 22 }, 0])
  const network = found.find(({ code }) => code === 'libvirt/network-undefined')!
  assert.match(messageOf(network), /did you mean `lan`/)
  const [fix] = await actionsAt(a, network)
  assert.equal(fix!.title, 'Change to `lan`')
  // Another file changes on disk, and one in the editor; the image appears with the next look.
  folder.write('b.xml', plain('b'))
  folder.write('disk.img', '')
  await changedOnDisk(wire, folder.at('b.xml'))
  await until(wire, a.uri, diagnostics => codes(diagnostics).join() === 'libvirt/network-undefined')
  const lan = wire.open('<network><name>lan</name></network>', { uri: folder.at('lan.xml') })
  lan.replace('<network><name>lann</name></network>')
  await until(wire, a.uri, diagnostics => diagnostics.length === 0)
  // What is outside of the workspace is no part of it.
  const outside = wire.open(plain('z', uuid))
  assert.deepEqual(await outside.diagnostics(), [])
  assert.deepEqual(wire.logged, [])
})

test('the whole workspace: told, kept up to date, cleared', patience, async t => {
  const folder = folderOf(t, { 'a.xml': vm('a'), 'b.xml': vm('b', ''), 'pom.xml': '<project/>', 'deck.md': '---\nmarp: true\ntheme: ours\n---\n', 'old/o.xml': vm('o'), '.virtdeckrc.json': '{ "lint": { "ignore": ["old"] } }' })
  const wire = await connect(t, { folders: [folder.uri] })
  const uris = ['a.xml', 'b.xml', 'pom.xml', 'deck.md', 'old/o.xml', 'gone.xml'].map(folder.at)
  const lint = (wanted: readonly string[]): Promise<LintResult> => wire.connection.sendRequest(lintRequest, { uris: wanted, exclude: ['**/build'] })
  assert.deepEqual(await lint(uris), { files: 4, problems: 2, errors: 1, cancelled: false })
  assert.deepEqual(wire.published.map(({ uri, diagnostics }) => [uri, codes(diagnostics)]), [[folder.at('a.xml'), [value]], [folder.at('deck.md'), ['marp/unknown-theme']]])
  folder.write('b.xml', vm('b'))
  folder.write('build/x.xml', vm('x'))
  await changedOnDisk(wire, folder.at('b.xml'), folder.at('build/x.xml'))
  await until(wire, folder.at('b.xml'), found => found.length === 1)
  // What is open is told of as it stands; when it is closed, as it is on disk.
  const open = wire.open(vm('a', ''), { uri: folder.at('a.xml') })
  assert.deepEqual(await open.diagnostics(), [])
  open.close()
  await until(wire, folder.at('a.xml'), found => found.length === 1)
  rmSync(new URL(folder.at('b.xml')))
  await changedOnDisk(wire, folder.at('b.xml'))
  await until(wire, folder.at('b.xml'), found => found.length === 0)
  assert.deepEqual(await lint([]), { files: 0, problems: 0, errors: 0, cancelled: false })
  await until(wire, folder.at('a.xml'), found => found.length === 0)
  await until(wire, folder.at('deck.md'), found => found.length === 0)
  assert.ok(!wire.published.some(({ uri }) => uri === folder.at('build/x.xml')))
  assert.deepEqual(wire.logged, [])
})

test('the whole workspace: what a file says of another is told anew there', patience, async t => {
  const twin = (name: string, last: string): string => vm(name, '').replace('</name>', `</name><uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa${last}</uuid>`)
  const folder = folderOf(t, { 'a.xml': twin('a', '0'), 'b.xml': twin('b', '0') })
  const wire = await connect(t, { folders: [folder.uri] })
  const result = await wire.connection.sendRequest<LintResult>(lintRequest, { uris: ['a.xml', 'b.xml'].map(folder.at), exclude: [] })
  assert.deepEqual([result.files, result.problems, result.errors], [2, 2, 0])
  folder.write('b.xml', twin('b', '1'))
  await changedOnDisk(wire, folder.at('b.xml'))
  await until(wire, folder.at('a.xml'), found => found.length === 0)
  await until(wire, folder.at('b.xml'), found => found.length === 0)
  assert.deepEqual(wire.logged, [])
})

test('the whole workspace: what the chosen host lacks is told of closed files as well, as long as the host is known', patience, async t => {
  const asking = (network: string): string => vm(network, `<interface type='network'><source network='${network}'/></interface>`)
  const folder = folderOf(t, { 'a.xml': asking('lam'), 'b.xml': asking('lan') })
  const wire = await connect(t, { folders: [folder.uri] })
  await wire.connection.sendNotification(hostNotification, answers)
  const result = await wire.connection.sendRequest<LintResult>(lintRequest, { uris: ['a.xml', 'b.xml'].map(folder.at), exclude: [] })
  assert.deepEqual(result, { files: 2, problems: 1, errors: 0, cancelled: false })
  assert.deepEqual(wire.published.map(({ uri, diagnostics }) => [uri, codes(diagnostics)]), [[folder.at('a.xml'), ['libvirt/host-network']]])
  await wire.connection.sendNotification(hostNotification, { ...answers, named: [{ kind: 'network', value: 'lam' }] })
  await until(wire, folder.at('b.xml'), found => codes(found).includes('libvirt/host-network'))
  await until(wire, folder.at('a.xml'), found => found.length === 0)
  await wire.connection.sendNotification(hostNotification, null)
  await until(wire, folder.at('b.xml'), found => found.length === 0)
  assert.deepEqual(wire.logged, [])
})

test('a client that alone can see the files is asked for them', patience, async t => {
  const wire = await connect(t, { folders: ['vscode-vfs://github/team/machines'], options: { reads: true } })
  const asked: string[] = []
  wire.connection.onRequest('virtdeck/read', ({ uri }: { readonly uri: string }) => {
    asked.push(uri)
    return uri === 'vscode-vfs://github/team/machines/.virtdeckrc.json' ? `{ "lint": { "rules": { "${value}": "off" } } }` : null
  })
  const document = wire.open(vm('a'), { uri: 'vscode-vfs://github/team/machines/web/a.xml' })
  assert.deepEqual(await document.diagnostics(), [])
  assert.equal(asked[0], 'vscode-vfs://github/team/machines/web/.virtdeckrc.json')
})
