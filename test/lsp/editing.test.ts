// Conversations about moving and changing libvirt XML with the built server, over stdio, as an editor holds them.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { CodeAction, DocumentHighlight, DocumentLink, FoldingRange, InlayHint, LinkedEditingRanges, SelectionRange, SemanticTokens, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node'
import { atCaret } from '../support/caret'
import type { AdditionsResult } from '../../server/src/protocol/messages'
import { apply, connect } from '../support/wire'

const patience = { timeout: 30_000 }

test('formatting by the editor’s measure', patience, async t => {
  const wire = await connect(t)
  const document = wire.open("<domain type='kvm'><name>a</name>\n<devices><disk  type='file'/></devices></domain>")
  const options = { tabSize: 4, insertSpaces: true, insertFinalNewline: true }
  const edits = await document.ask<TextEdit[]>('textDocument/formatting', undefined, { options })
  const formatted = "<domain type='kvm'>\n    <name>a</name>\n    <devices>\n        <disk type='file'/>\n    </devices>\n</domain>\n"
  assert.equal(apply(document.text, edits), formatted)
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 40 } }
  const some = await document.ask<TextEdit[]>('textDocument/rangeFormatting', undefined, { options, range })
  assert.equal(apply(document.text, some), document.text.replace('><name>', '>\n    <name>'))
  const project = wire.open('<project><modelVersion>4</modelVersion></project>')
  assert.deepEqual(await project.ask('textDocument/formatting', undefined, { options }), [])
  const deck = wire.open('---\nmarp: true\n---\n\n<b><i/></b>\n', { languageId: 'markdown' })
  assert.deepEqual(await deck.ask('textDocument/formatting', undefined, { options }), [])
  assert.deepEqual(wire.logged, [])
})

test('formatting in libvirt’s order, when the settings say so', patience, async t => {
  const wire = await connect(t, { settings: () => ({ format: { order: true } }) })
  const document = wire.open("<domain type='kvm'>\n  <memory>1</memory>\n  <name>a</name>\n</domain>\n")
  const edits = await document.ask<TextEdit[]>('textDocument/formatting', undefined, { options: { tabSize: 2, insertSpaces: true } })
  assert.equal(apply(document.text, edits), "<domain type='kvm'>\n  <name>a</name>\n  <memory>1</memory>\n</domain>\n")
})

test('tags close themselves', patience, async t => {
  const wire = await connect(t)
  for (const [typed, becomes] of [
    ["<domain type='kvm'>\n  <name>‸\n</domain>", "<domain type='kvm'>\n  <name></name>\n</domain>"],
    ["<domain type='kvm'>\n  <name>a</‸\n</domain>", "<domain type='kvm'>\n  <name>a</name>\n</domain>"],
    ["<domain type='kvm'>\n  <vcpu/‸\n</domain>", "<domain type='kvm'>\n  <vcpu/>\n</domain>"],
    ["<project>\n  <name>‸\n</project>", "<project>\n  <name>\n</project>"],
  ] as const) {
    const { text, offset } = atCaret(typed)
    const document = wire.open(text)
    const edits = await document.ask<TextEdit[]>('textDocument/onTypeFormatting', offset, { ch: text[offset - 1], options: { tabSize: 2, insertSpaces: true } })
    assert.equal(apply(text, edits), becomes)
  }
  assert.deepEqual(wire.logged, [])
})

test('both names of a pair: typed at once, and shown', patience, async t => {
  const wire = await connect(t)
  const { text, offset } = atCaret("<domain type='kvm'>\n  <na‸me>a</name>\n</domain>\n")
  const document = wire.open(text)
  const ranges = [{ start: { line: 1, character: 3 }, end: { line: 1, character: 7 } }, { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } }]
  assert.deepEqual(await document.ask<LinkedEditingRanges>('textDocument/linkedEditingRange', offset), { ranges, wordPattern: '[\\w:.-]*' })
  assert.deepEqual(await document.ask<DocumentHighlight[]>('textDocument/documentHighlight', offset), ranges.map(range => ({ range, kind: 1 })))
  assert.equal(await document.ask('textDocument/linkedEditingRange', 3 + text.indexOf('type')), null)
  const [selection] = await document.ask<SelectionRange[]>('textDocument/selectionRange', undefined, { positions: [document.positionAt(offset)] })
  assert.deepEqual([selection?.range, selection?.parent?.range.end.character, selection?.parent?.parent?.range.end.character], [ranges[0], 8, 16])
  assert.deepEqual(wire.logged, [])
})

test('links lead to libvirt’s page and to files that are there', patience, async t => {
  const wire = await connect(t)
  const here = resolve('package.json')
  const text = `<domain type='kvm'>\n  <os><loader>${here}</loader><nvram>${here}.not</nvram></os>\n</domain>\n`
  const targets = async (uri: string): Promise<readonly unknown[]> =>
    (await wire.open(text, { uri }).ask<DocumentLink[]>('textDocument/documentLink')).map(({ target }) => target)
  assert.deepEqual(await targets('file:///a.xml'), ['https://libvirt.org/formatdomain.html', pathToFileURL(here).href])
  assert.deepEqual(await targets('vscode-remote://b/a.xml'), ['https://libvirt.org/formatdomain.html'])
})

test('regions fold', patience, async t => {
  const wire = await connect(t)
  const document = wire.open("<domain type='kvm'>\n  <!-- #region names -->\n  <name>a</name>\n  <!-- #endregion -->\n</domain>\n")
  const folds = await document.ask<FoldingRange[]>('textDocument/foldingRange')
  assert.deepEqual(folds.find(({ kind }) => kind === 'region'), { startLine: 1, endLine: 3, kind: 'region' })
})

test('hints and tokens', patience, async t => {
  const wire = await connect(t, { settings: () => ({ hints: 'all' }) })
  const document = wire.open("<domain type='kvm'>\n  <memory>4194304</memory>\n  <devices>\n    <watchdog model='itco'/>\n  </devices>\n</domain>\n")
  const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 9 } }
  const hints = await document.ask<InlayHint[]>('textDocument/inlayHint', undefined, { range })
  assert.deepEqual(hints.map(({ position, label }) => [position, label]), [
    [{ line: 1, character: 17 }, '= 4 GiB'], [{ line: 3, character: 26 }, "action='reset'"]])
  const { data } = await document.ask<SemanticTokens>('textDocument/semanticTokens/full')
  assert.deepEqual(data, [0, 14, 3, 0, 0])
  const deck = wire.open('---\nmarp: true\n---\n', { languageId: 'markdown' })
  assert.deepEqual(await deck.ask('textDocument/inlayHint', undefined, { range }), [])
  assert.deepEqual(wire.logged, [])
})

test('changes on demand are code actions', patience, async t => {
  const wire = await connect(t)
  const text = "<domain type='kvm'>\n  <memory>4194304</memory>\n</domain>\n"
  const document = wire.open(text)
  const place = { line: 1, character: 12 }
  const ask = (only: readonly string[]): Promise<CodeAction[]> =>
    document.ask('textDocument/codeAction', undefined, { range: { start: place, end: place }, context: { diagnostics: [], only } })
  const actions = await ask(['refactor'])
  const action = actions.find(({ title }) => title === 'Write as 4 GiB')
  assert.equal(action?.kind, 'refactor.rewrite')
  const [change] = action?.edit?.documentChanges as TextDocumentEdit[]
  assert.equal(apply(text, change!.edits as TextEdit[]), text.replace('<memory>4194304', "<memory unit='GiB'>4"))
  assert.deepEqual(await ask(['quickfix']), [])
  assert.deepEqual(wire.logged, [])
})

test('what is left to another extension is not announced', patience, async t => {
  const { answer: { capabilities } } = await connect(t, { options: { leaves: ['closing-tags', 'linked-editing', 'formatting', 'folding'] } })
  for (const name of ['documentFormattingProvider', 'documentRangeFormattingProvider', 'documentOnTypeFormattingProvider', 'linkedEditingRangeProvider', 'foldingRangeProvider'] as const) {
    assert.equal(capabilities[name], undefined, name)
  }
  assert.ok(capabilities.renameProvider && capabilities.hoverProvider)
})

test('devices to add, each with its place', patience, async t => {
  const wire = await connect(t)
  const document = wire.open("<domain type='kvm'>\n  <devices>\n    <emulator>/q</emulator>\n    <disk type='file'/>\n    <video/>\n  </devices>\n</domain>\n")
  const found = await document.ask<NonNullable<AdditionsResult>>('virtdeck/additions')
  const place = (name: string): unknown => found.additions.find(addition => addition.name === name)?.position
  assert.deepEqual([found.version, place('disk'), place('interface'), place('vsock')], [1, { line: 3, character: 23 }, { line: 3, character: 23 }, { line: 4, character: 12 }])
  assert.equal(place('emulator'), undefined)
  const disk = found.additions.find(({ name }) => name === 'disk')
  assert.match(disk?.snippet ?? '', /^\n<disk type='/)
  assert.ok(disk?.detail)
  const empty = wire.open("<domain type='kvm'><devices></devices></domain>")
  const [first] = (await empty.ask<NonNullable<AdditionsResult>>('virtdeck/additions')).additions
  assert.match(first?.snippet ?? '', /^\n\t<[^]*\n$/)
  assert.equal(await wire.open('<network><name>a</name></network>').ask('virtdeck/additions'), null)
  assert.deepEqual(wire.logged, [])
})
