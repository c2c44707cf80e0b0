// Conversations about ids with the built server: within a document, and across the files of a workspace.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DidChangeWatchedFilesNotification, type DocumentHighlight, type Location, type Range, type TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node'
import { atCaret } from '../support/caret'
import { folderOf } from '../support/folder'
import { apply, connect } from '../support/wire'

const patience = { timeout: 30_000 }

const machine = `<domain type='kvm'>
  <devices>
    <controller type='pci' index='2' model='pcie-root-port'/>
    <interface type='network'>
      <source network='lan'/>
      <address type='pci' bus='0x0‸2'/>
    </interface>
  </devices>
</domain>
`

const network = '<network>\n  <name>lan</name>\n</network>\n'

const lineOf = ({ range }: { readonly range: Range }): number => range.start.line

test('an id within its document: definition, references, highlights, another name', patience, async t => {
  const wire = await connect(t)
  const { text, offset } = atCaret(machine)
  const document = wire.open(text)
  assert.deepEqual((await document.ask<Location[]>('textDocument/definition', offset)).map(lineOf), [2])
  assert.deepEqual((await document.ask<Location[]>('textDocument/references', offset, { context: { includeDeclaration: true } })).map(lineOf), [2, 5])
  assert.deepEqual((await document.ask<Location[]>('textDocument/references', offset, { context: { includeDeclaration: false } })).map(lineOf), [5])
  assert.deepEqual((await document.ask<DocumentHighlight[]>('textDocument/documentHighlight', offset)).map(({ range, kind }) => [range.start.line, kind]), [[2, 3], [5, 2]])
  assert.deepEqual((await document.ask<Range>('textDocument/prepareRename', offset)).start, { line: 5, character: 31 })
  const { documentChanges } = await document.ask<WorkspaceEdit>('textDocument/rename', offset, { newName: '11' })
  const [change] = documentChanges as TextDocumentEdit[]
  assert.equal(apply(text, change!.edits as TextEdit[]), text.replace("index='2'", "index='11'").replace('0x02', '0x0b'))
  await assert.rejects(document.ask('textDocument/rename', offset, { newName: 'two' }), /is a number/)
  await assert.rejects(document.ask('textDocument/prepareRename', text.indexOf('model=')), /no id/)
  assert.deepEqual(await document.ask('textDocument/definition', text.indexOf('model=')), [])
  assert.deepEqual(wire.logged, [])
})

test('an id across the files of the workspace', patience, async t => {
  const folder = folderOf(t, { 'nets/lan.xml': network, 'other.xml': atCaret(machine).text, 'pom.xml': '<project><name>lan</name></project>', 'node_modules/lan.xml': network, 'half.xml': '<network><name>lan' })
  const wire = await connect(t, { folders: [folder.uri] })
  const document = wire.open(atCaret(machine).text, { uri: `${folder.uri}/mine.xml` })
  const offset = document.text.indexOf('lan')
  const definitions = async (): Promise<readonly string[]> =>
    (await document.ask<Location[]>('textDocument/definition', offset)).map(({ uri }) => uri.slice(folder.uri.length)).sort()
  assert.deepEqual(await definitions(), ['/half.xml', '/nets/lan.xml'])
  const uses = await document.ask<Location[]>('textDocument/references', offset, { context: { includeDeclaration: false } })
  assert.deepEqual(uses.map(({ uri }) => uri.slice(folder.uri.length)), ['/mine.xml', '/other.xml'])

  // What is open counts as it stands, and what changed on disk is read anew.
  const open = wire.open('<network>\n  <name>wan</name>\n</network>\n', { uri: `${folder.uri}/nets/lan.xml` })
  assert.deepEqual(await definitions(), ['/half.xml'])
  open.close()
  const fresh = folder.write('new.xml', network)
  await wire.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: fresh, type: 1 }] })
  assert.deepEqual(await definitions(), ['/half.xml', '/nets/lan.xml', '/new.xml'])

  const { documentChanges } = await document.ask<WorkspaceEdit>('textDocument/rename', offset, { newName: 'dmz' })
  const changes = documentChanges as TextDocumentEdit[]
  assert.deepEqual(changes.map(({ textDocument: { uri, version } }) => [uri.slice(folder.uri.length), version]).sort(),
    [['/half.xml', null], ['/mine.xml', 1], ['/nets/lan.xml', null], ['/new.xml', null], ['/other.xml', null]])
  const ofNetwork = changes.find(({ textDocument: { uri } }) => uri.endsWith('new.xml'))
  assert.equal(apply(network, ofNetwork!.edits as TextEdit[]), network.replace('lan', 'dmz'))
  assert.deepEqual(wire.logged, [])
})
