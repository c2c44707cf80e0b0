// Conversations about moving and changing libvirt XML with the built server, over stdio, as an editor holds them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TextEdit } from 'vscode-languageserver/node'
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
