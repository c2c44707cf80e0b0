// Conversations about Marp decks with the built server, over stdio.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { DocumentSymbol, FoldingRange, Hover } from 'vscode-languageserver/node'
import type { DeckSettingsResult, PicturedResult, SummaryResult } from '../../server/src/protocol/messages'
import { atCaret } from '../support/caret'
import { folderOf } from '../support/folder'
import { accept, connect, fullClient, messageOf, type Wire } from '../support/wire'

const patience = { timeout: 30_000 }
const markdown = { languageId: 'markdown' }

test('a deck: problems, completion, hover, outline, folds, summary', patience, async t => {
  const wire = await connect(t)
  const { text, offset } = atCaret('---\nmarp: true\ntheme: ‸\npagniate: true\n---\n\n# One\n\n<!-- _class: lead -->\n\n---\n\n# Two\n')
  const document = wire.open(text, markdown)

  const found = await document.diagnostics()
  const typo = found.find(one => messageOf(one).includes('pagniate'))
  assert.deepEqual(typo?.range, { start: { line: 3, character: 0 }, end: { line: 3, character: 8 } }, JSON.stringify(found))
  assert.match(String(typo?.code), /^marp\//)
  assert.match(messageOf(typo!), /paginate/)

  const gaia = (await document.complete(offset, ' ')).find(({ label }) => label === 'gaia')
  assert.ok(gaia)
  assert.match(accept(document, gaia), /^---\nmarp: true\ntheme: gaia\npagniate/)

  const hover = await document.ask<Hover>('textDocument/hover', text.indexOf('theme'))
  assert.match(JSON.stringify(hover.contents), /theme/)

  const outline = JSON.stringify(await document.ask<readonly DocumentSymbol[]>('textDocument/documentSymbol'))
  assert.match(outline, /One.*Two/)
  const folds = await document.ask<readonly FoldingRange[]>('textDocument/foldingRange')
  assert.ok(folds.length > 0)

  const summary = await document.ask<NonNullable<SummaryResult>>('virtdeck/summary')
  assert.equal(summary.kind, 'marp')
  assert.ok(summary.summary.kind === 'deck' && summary.summary.slides.length === 2)
  assert.deepEqual(wire.logged, [])
})

test('other Markdown gets no opinion', patience, async t => {
  const wire = await connect(t)
  for (const text of ['', '# Hello\n', '---\ntitle: x\npagniate: true\n---\n', '---\nmarp: false\npagniate: true\n---\n']) {
    const document = wire.open(text, markdown)
    assert.deepEqual(await document.diagnostics(), [], text)
    assert.equal(await document.ask('virtdeck/summary'), null)
    assert.deepEqual(await document.ask('textDocument/documentSymbol'), [])
  }
})

test('a deck that becomes one, and ceases to be', patience, async t => {
  const wire = await connect(t)
  let document = wire.open('---\npagniate: true\n---\n', markdown)
  assert.deepEqual(await document.diagnostics(), [])
  document = document.type(4, 'marp: true\n')
  assert.equal((await document.diagnostics()).length, 1)
  document = document.replace('# Hello\n')
  assert.deepEqual(await document.diagnostics(), [])
})

test('YAML that Marp drops without a word is told', patience, async t => {
  const wire = await connect(t)
  const document = wire.open('---\nmarp: true\n\ttheme: gaia\n---\n\n# One\n', markdown)
  const found = await document.diagnostics()
  assert.ok(found.some(({ range }) => range.start.line === 2), JSON.stringify(found))
})

test('a deck with a script is read like any other', patience, async t => {
  const wire = await connect(t)
  const document = wire.open('---\nmarp: true\n---\n\n# One\n\n<script>throw new Error("run")</script>\n', markdown)
  assert.deepEqual((await document.diagnostics()).filter(({ severity }) => severity === 1), [])
  const summary = await document.ask<NonNullable<SummaryResult>>('virtdeck/summary')
  assert.ok(summary.summary.kind === 'deck' && summary.summary.slides.length === 1)
})

test('with what a deck is to be rendered is read once, for its problems and its preview; an untrusted workspace leads to no file outside', patience, async t => {
  const folder = folderOf(t, {
    'outside.css': '/* @theme outside */', 'work/inside.css': '/* @theme inside */', 'work/listed.css': '/* @theme listed */', 'work/talks/a.md': '',
    'work/.marprc.yml': 'themeSet: listed.css\nhtml:\n  button: [class]\noptions:\n  math: katex\n',
  })
  const path = (name: string): string => fileURLToPath(folder.at(name))
  const settings = ({ section }: { readonly section?: string }): unknown => section === 'markdown.marp' ? { themes: ['inside.css', '../outside.css', path('outside.css'), 'https://a.b/c.css'] } : {}
  const ask = async (trusted: boolean): Promise<{ readonly asked: DeckSettingsResult; readonly problems: readonly unknown[] }> => {
    const wire = await connect(t, { capabilities: { ...fullClient, workspace: { ...fullClient.workspace, configuration: true } }, folders: [folder.at('work')], settings, options: { trusted } })
    const document = wire.open('---\nmarp: true\ntheme: outside\n---\n', { ...markdown, uri: folder.at('work/talks/a.md') })
    return { problems: (await document.diagnostics()).map(one => one.code), asked: await wire.connection.sendRequest('virtdeck/deckSettings', { uri: document.uri }) }
  }
  const { asked, problems } = await ask(true)
  assert.deepEqual({ ...asked, settings: { ...asked.settings, themes: asked.settings.themes.map(({ css }) => css) } }, {
    settings: { html: { button: ['class'] }, math: 'katex', themes: ['/* @theme listed */', '/* @theme inside */', '/* @theme outside */', '/* @theme outside */'] },
    files: ['work/listed.css', 'work/inside.css', 'outside.css', 'outside.css', 'work/.marprc.yml'].map(path),
    lost: ['https://a.b/c.css'], configuration: path('work/.marprc.yml'),
  })
  assert.deepEqual(problems, [])
  const wary = await ask(false)
  assert.deepEqual(wary.asked.settings.themes.map(({ css }) => css), ['/* @theme listed */', '/* @theme inside */'])
  assert.deepEqual(wary.asked.lost, ['../outside.css', path('outside.css'), 'https://a.b/c.css'])
  assert.deepEqual(wary.problems, ['marp/unknown-theme'])
})

test('a deck with the machines that it shows: from files as they are open or saved, and none from where nobody trusts', patience, async t => {
  const folder = folderOf(t, { 'talks/deck.md': '', 'web.xml': "<domain type='kvm'><name>saved</name></domain>", 'net.xml': '<network><name>n</name></network>' })
  const text = '---\nmarp: true\n---\n\n<!-- vm: ../web.xml -->\n\n---\n\n<!-- vm: ../net.xml -->\n'
  const asked = (wire: Wire): Promise<PicturedResult> => wire.connection.sendRequest('virtdeck/pictured', { uri: folder.at('talks/deck.md'), text })

  const wire = await connect(t)
  const saved = await asked(wire)
  assert.match(saved.text, /^---\nmarp: true\n---\n\n<img src="data:image\/svg\+xml,[^"]*" alt="saved" width="\d+">&#8203;\n\n---\n\n<!-- vm: \.\.\/net\.xml -->\n$/)
  assert.deepEqual(saved.files, [folder.at('web.xml'), folder.at('net.xml')])
  const domain = wire.open("<domain type='kvm'><name>unsaved</name></domain>", { uri: folder.at('web.xml') })
  assert.match((await asked(wire)).text, /alt="unsaved"/)
  domain.close()

  const careful = await connect(t, { options: { trusted: false }, folders: [folder.at('talks')] })
  assert.equal((await asked(careful)).text, text)
  assert.deepEqual([wire.logged, careful.logged], [[], []])
})

test('a machine that a deck shows is told in words, and the XML of its fence is libvirt’s', patience, async t => {
  const folder = folderOf(t, { 'web.xml': "<domain type='kvm'><name>web</name><devices><disk><source file='/a.qcow2'/><target dev='vda' bus='virtio'/></disk></devices></domain>" })
  const wire = await connect(t)
  const { text, offset } = atCaret("---\nmarp: true\n---\n\n<!-- vm: we‸b.xml -->\n\n```vm\n<domain type='kvm'>\n  <name>own</name>\n  <memroy>1</memroy>\n</domain>\n```\n\n<!-- vm: gone.xml -->\n")
  const document = wire.open(text, { ...markdown, uri: folder.at('deck.md') })
  assert.match(JSON.stringify((await document.ask<Hover>('textDocument/hover', offset)).contents), /## web.*vda/)
  assert.match(JSON.stringify((await document.ask<Hover>('textDocument/hover', text.indexOf('```vm') + 4)).contents), /## own/)
  assert.match(JSON.stringify((await document.ask<Hover>('textDocument/hover', text.indexOf('<name>') + 2)).contents), /name/)
  assert.deepEqual((await document.diagnostics()).map(({ code, range }) => [code, range.start.line]), [['schema/unknown-element', 9], ['marp/vm-missing', 13]])
  assert.ok((await document.complete(text.indexOf('web.xml'))).some(({ label }) => label === 'web.xml'))
  assert.deepEqual(wire.logged, [])
})
