// The core's words in LSP's: whatever spans the core gives, the client gets places that exist and edits that it can apply.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompletionItem } from 'vscode-languageserver/node'
import type { Suggestion } from '../../server/src/core/model'
import { foreign } from '../../server/src/core/service'
import { linesOf } from '../../server/src/core/text/lines'
import { clientOf } from '../../server/src/lsp/client'
import { toCompletionItem, toDiagnostic, toRange, toSymbol } from '../../server/src/lsp/convert'
import type { Snapshot } from '../../server/src/lsp/documents'
import { apply, fullClient } from '../support/wire'

const snapshotOf = (text: string): Snapshot => ({
  uri: 'file:///a.xml', version: 1, text, lines: () => linesOf(text), document: async () => foreign, problems: async () => [],
})
const client = clientOf({ processId: null, rootUri: null, capabilities: fullClient, initializationOptions: { suggestCommand: 'again' } })

test('spans outside the text are brought inside, and never turned round', () => {
  const snapshot = snapshotOf('ab\r\ncd')
  const end = { line: 1, character: 2 }
  assert.deepEqual(toRange(snapshot, { start: -5, end: 99 }), { start: { line: 0, character: 0 }, end })
  assert.deepEqual(toRange(snapshot, { start: 5, end: 1 }), { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } })
  assert.deepEqual(toRange(snapshot, { start: 99, end: 100 }), { start: end, end })
})

const item = (text: string, offset: number, suggestion: Partial<Suggestion>): CompletionItem =>
  toCompletionItem(snapshotOf(text), client, offset, { label: 'x', kind: 'value', replace: { start: offset, end: offset }, insert: 'x', ...suggestion })

const accepted = (text: string, { textEdit, additionalTextEdits }: CompletionItem): string => {
  assert.ok(textEdit && 'replace' in textEdit)
  return apply(text, [{ range: textEdit.replace, newText: textEdit.newText }, ...additionalTextEdits ?? []])
}

test('an edit over several lines becomes one on the line of the caret, and deletions beside it', () => {
  const text = 'one\ntwo\nthree'
  const found = item(text, 5, { replace: { start: 1, end: 10 }, insert: 'NEW' })
  assert.ok(found.textEdit && 'replace' in found.textEdit)
  assert.deepEqual(found.textEdit.replace, { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } })
  assert.equal(accepted(text, found), 'oNEWree')
})

test('an edit that misses the caret is widened to it', () => {
  const found = item('abc', 3, { replace: { start: 0, end: 1 }, insert: 'X' })
  assert.ok(found.textEdit && 'replace' in found.textEdit)
  assert.deepEqual(found.textEdit.replace.end, { line: 0, character: 3 })
})

test('what an item does not have is not there', () => {
  assert.deepEqual(Object.keys(item('', 0, {})), ['label', 'kind', 'insertTextFormat', 'textEdit'])
  const rich = item('', 0, { detail: 'd', documentation: '*m*', sort: 's', filter: 'f', again: true, deprecated: true, snippet: true, insert: '$1' })
  assert.deepEqual([rich.detail, rich.documentation, rich.sortText, rich.filterText, rich.command?.command, rich.tags, rich.insertTextFormat],
    ['d', { kind: 'markdown', value: '*m*' }, 's', 'f', 'again', [1], 2])
})

test('tags that the client does not know stay away', () => {
  const problem = { code: 'libvirt/x', level: 'hint', span: { start: 0, end: 1 }, message: 'm', tag: 'unnecessary' } as const
  const poor = clientOf({ processId: null, rootUri: null, capabilities: {} })
  assert.deepEqual(toDiagnostic(snapshotOf('ab'), client, problem).tags, [1])
  assert.equal(toDiagnostic(snapshotOf('ab'), poor, problem).tags, undefined)
})

test('a symbol has a name, and its selection lies inside it', () => {
  const symbol = toSymbol(snapshotOf('0123456789'), { name: ' ', kind: 'device', span: { start: 2, end: 6 }, nameSpan: { start: 0, end: 9 }, children: [] })
  assert.equal(symbol.name, '(no name)')
  assert.deepEqual(symbol.selectionRange, symbol.range)
})
