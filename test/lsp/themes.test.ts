// Conversations about themes' files beside decks, with the built server over stdio.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompletionItem, Hover, Location, WorkspaceEdit } from 'vscode-languageserver/node'
import { atCaret } from '../support/caret'
import { folderOf } from '../support/folder'
import { accept, connect } from '../support/wire'

const patience = { timeout: 30_000 }
const files = {
  '.marprc.yml': 'themeSet: themes\n',
  'themes/ours.css': '/* @theme ours */\n/* @size wide 2000px 900px */\nsection.hero { color: var(--tint); --tint: red; }\n',
  'themes/plain.css': '.hero { color: red; }\n',
  'talks/b.md': '---\nmarp: true\ntheme: ours\nclass: hero\n---\n\n# B\n',
  'talks/c.md': '---\nmarp: true\ntheme: gaia\nclass: hero\n---\n\n# C\n',
}

test('a class leads from a deck to its theme, and is renamed in both, and in no other', patience, async t => {
  const folder = folderOf(t, files)
  const wire = await connect(t, { folders: [folder.uri] })
  const { text, offset } = atCaret('---\nmarp: true\ntheme: ours\n---\n\n<!-- _class: he‸ro -->\n\n```xml\n<domain/>\n```\n')
  const deck = wire.open(text, { languageId: 'markdown', uri: folder.at('talks/a.md') })
  assert.deepEqual((await deck.ask<readonly Location[]>('textDocument/definition', offset)).map(({ uri, range }) => [uri, range.start.line]), [[folder.at('themes/ours.css'), 2]])
  const all = await deck.ask<readonly Location[]>('textDocument/references', offset, { context: { includeDeclaration: true } })
  assert.deepEqual(all.map(({ uri }) => uri).sort(), [folder.at('talks/a.md'), folder.at('talks/b.md'), folder.at('themes/ours.css')])
  const { documentChanges = [] } = await deck.ask<WorkspaceEdit>('textDocument/rename', offset, { newName: 'big' })
  assert.equal(documentChanges.length, 3)
  assert.deepEqual(wire.logged, [])
})

test('a theme’s file is told of, other CSS is not; a deck knows its theme’s words', patience, async t => {
  const folder = folderOf(t, files)
  const wire = await connect(t, { folders: [folder.uri] })
  const theme = wire.open("/* @theme ours */\n/* @size wide 2000 900px */\n@import 'gaja';\nsection { }\n", { languageId: 'css', uri: folder.at('themes/ours.css') })
  assert.deepEqual((await theme.diagnostics()).map(({ code, range }) => [code, range.start.line]), [['marp/theme-size', 1], ['marp/theme-import', 2]])
  assert.match(JSON.stringify((await theme.ask<Hover>('textDocument/hover', 22)).contents), /@size/)
  const unnamed = wire.open('section { }\n', { languageId: 'css', uri: folder.at('themes/plain.css') })
  assert.deepEqual((await unnamed.diagnostics()).map(({ code }) => code), ['marp/theme-name'], 'it is registered')
  const other = wire.open('/* @size x */ h1:: { color red }\n', { languageId: 'css', uri: folder.at('site.css') })
  assert.deepEqual(await other.diagnostics(), [])

  const { text, offset } = atCaret('---\nmarp: true\ntheme: ours\nsize: wide\n---\n\n<style>\nh1 { color: var(‸); text-algin: center; }\n</style>\n')
  const deck = wire.open(text, { languageId: 'markdown', uri: folder.at('talks/a.md') })
  assert.deepEqual((await deck.diagnostics()).map(({ code }) => code), ['marp/style-property'])
  const [tint] = await deck.complete(offset, '(')
  assert.equal(accept(deck, tint!), text.replace('var()', 'var(--tint)'))
  const property = (await deck.complete(text.indexOf('text-algin') + 5)).find(({ label }) => label === 'text-align')!
  assert.match(JSON.stringify(await wire.connection.sendRequest<CompletionItem>('completionItem/resolve', property)), /aligned/)
  assert.deepEqual(wire.logged, [])
})
