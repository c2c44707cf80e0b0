// Conversations about libvirt XML with the built server, over stdio, as an editor holds them.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { CompletionResolveRequest, type CodeAction, type DocumentSymbol, type FoldingRange, type Hover, type Range, type TextDocumentEdit } from 'vscode-languageserver/node'
import { linesOf } from '../../server/src/core/text/lines'
import type { BlameResult, BoardResult, DifferencesResult, ProblemsResult } from '../../server/src/protocol/messages'
import { atCaret } from '../support/caret'
import { accept, apply, connect, fullClient, messageOf, type Opened } from '../support/wire'

const patience = { timeout: 30_000 }

const domain = (devices: string): string => `<domain type='kvm'>
  <name>demo</name>
  <memory unit='GiB'>2</memory>
  <vcpu>2</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
${devices}
  </devices>
</domain>
`

const disk = `    <disk type='file' device='disk'>
      <source file='/var/lib/libvirt/images/demo.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>`

/** The words under the diagnostics of the document. */
const underlined = async (document: Opened): Promise<readonly string[]> =>
  (await document.diagnostics()).map(({ range }) => textAt(document, range))

const textAt = ({ text }: Opened, { start, end }: Range): string => text.slice(linesOf(text).offsetAt(start), linesOf(text).offsetAt(end))

test('problems are found while a person types, each as narrow as its word', patience, async t => {
  const wire = await connect(t)
  let document = wire.open(domain(disk))
  assert.deepEqual(await document.diagnostics(), [])

  document = document.type(document.text.indexOf("e' device"), 'x')
  const [wrong, ...more] = await document.diagnostics()
  assert.ok(wrong)
  assert.deepEqual(more, [])
  assert.equal(textAt(document, wrong.range), 'filxe')
  assert.deepEqual([wrong.severity, wrong.source], [1, 'virtdeck'])
  assert.match(String(wrong.code), /^schema\//)
  assert.match(messageOf(wrong), /filxe.*file/s)

  document = document.replace(domain(disk.replace('<target', '<traget')))
  assert.deepEqual(await underlined(document), ['traget'])
  document = document.replace(domain(disk))
  assert.deepEqual(await document.diagnostics(), [])

  document.close()
  await wire.connection.sendRequest('virtdeck/problems', { uri: document.uri })
  assert.deepEqual(wire.published.at(-1), { uri: document.uri, diagnostics: [] })
  assert.deepEqual(wire.logged, [])
})

test('of many quick changes the last one is judged, and nothing older is told after it', patience, async t => {
  const wire = await connect(t)
  let document = wire.open(domain(''))
  await document.diagnostics()
  const place = document.text.indexOf('\n  </devices>')
  for (let i = 0; i < 20; i++) document = document.type(place, 'x')
  await document.diagnostics()
  const versions = wire.published.map(({ version }) => version)
  assert.deepEqual(versions, [...versions].sort((a, b) => a! - b!))
  assert.ok(versions.length < 10, `${versions.length} publications for 20 keys`)
})

async function checkAccepted(t: TestContext, marked: string, label: string, expected: string, trigger?: string): Promise<void> {
  const wire = await connect(t, { options: { suggestCommand: 'editor.action.triggerSuggest' } })
  const { text, offset } = atCaret(marked)
  const document = wire.open(text)
  const items = await document.complete(offset, trigger)
  const item = items.find(item => item.label === label)
  assert.ok(item, `${label} is not among ${items.map(item => item.label).join()}`)
  assert.equal(accept(document, item), expected)
  assert.deepEqual(wire.logged, [])
}

test('an accepted element', patience, t => checkAccepted(t, '<domain type="kvm">\n  <na‸\n</domain>', 'name', '<domain type="kvm">\n  <name>$1</name>\n</domain>'))

test('an accepted value takes the place of the whole old one', patience, t =>
  checkAccepted(t, domain("    <disk type='fi‸xx'/>"), 'file', domain("    <disk type='file'/>")))

test('completion knows the branch, and brings the value up next', patience, async t => {
  const wire = await connect(t, { options: { suggestCommand: 'editor.action.triggerSuggest' } })
  const { text, offset } = atCaret(domain("    <interface type='bridge'>\n      <source ‸/>\n      <model />\n    </interface>"))
  const document = wire.open(text)
  const items = await document.complete(offset, ' ')
  const bridge = items.find(({ label }) => label === 'bridge')
  assert.ok(bridge, items.map(({ label }) => label).join())
  assert.ok(!items.some(({ label }) => label === 'dev'))
  assert.equal(bridge.insertTextFormat, 2)
  const type = (await document.complete(text.indexOf('<model ') + 7)).find(({ label }) => label === 'type')
  assert.equal(type?.command?.command, 'editor.action.triggerSuggest')
})

test('the docs of a suggestion come when it is looked at', patience, async t => {
  const wire = await connect(t)
  const { text, offset } = atCaret(domain("    <disk type='file'>\n      <driver cache='‸'/>\n    </disk>"))
  const none = (await wire.open(text).complete(offset)).find(({ label }) => label === 'none')
  assert.ok(none)
  assert.deepEqual([none.documentation, none.detail], [undefined, undefined])
  const told = await wire.connection.sendRequest(CompletionResolveRequest.type, none)
  assert.match(told.detail ?? '', /^bypass the cache/)
  assert.match(typeof told.documentation === 'object' ? `${told.documentation.kind} ${told.documentation.value}` : '', /^markdown How the host/)
  const odd = { label: 'x', data: { uri: 'file:///none' } }
  assert.deepEqual(await wire.connection.sendRequest(CompletionResolveRequest.type, odd), odd)
  assert.deepEqual(wire.logged, [])
})

test('a plain client gets plain text, no command, no insert range', patience, async t => {
  const wire = await connect(t, { capabilities: {} })
  const { text, offset } = atCaret(domain("    <interface type='bridge'>\n      <source ‸/>\n    </interface>"))
  const document = wire.open(text)
  const bridge = (await document.complete(offset)).find(({ label }) => label === 'bridge')
  assert.ok(bridge)
  assert.deepEqual([bridge.insertTextFormat, bridge.command], [1, undefined])
  assert.ok(bridge.textEdit && 'range' in bridge.textEdit)
  assert.doesNotMatch(bridge.textEdit.newText, /\$/)
})

test('a list opens unasked only as an answer to what was typed', patience, async t => {
  const wire = await connect(t)
  const { text, offset } = atCaret(domain(`${disk}\n     ‸`))
  const document = wire.open(text)
  assert.deepEqual(await document.complete(offset, ' '), [], 'a space between elements')
  assert.notDeepEqual(await document.complete(offset), [], 'asked for by hand')
})

test('hover', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(disk))
  const hover = await document.ask<Hover>('textDocument/hover', document.text.indexOf('bus='))
  assert.equal(hover.range && textAt(document, hover.range), 'bus')
  assert.match(JSON.stringify(hover.contents), /"kind":"markdown","value":".*virtio/)
  assert.equal(await document.ask('textDocument/hover', document.text.length), null)
})

test('the outline and the folds', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(disk))
  const outline = await document.ask<readonly DocumentSymbol[]>('textDocument/documentSymbol')
  const names = (symbols: readonly DocumentSymbol[]): readonly string[] => symbols.flatMap(({ name, children }) => [name, ...names(children ?? [])])
  assert.ok(names(outline).some(name => name.includes('vda')), names(outline).join())
  for (const { range, selectionRange } of outline) {
    assert.ok(textAt(document, range).includes(textAt(document, selectionRange)))
  }
  const folds = await document.ask<readonly FoldingRange[]>('textDocument/foldingRange')
  // Lines that a fold hides; the closing tag stays in sight.
  assert.ok(folds.some(({ startLine, endLine }) => startLine === 8 && endLine === 10), JSON.stringify(folds))
  assert.ok(folds.every(({ startLine, endLine }) => startLine < endLine))
})

test('a client without trees gets the outline as a list', patience, async t => {
  const wire = await connect(t, { capabilities: { textDocument: { codeAction: {} } } })
  const document = wire.open(domain(disk))
  const list = await document.ask<readonly { readonly location: { readonly uri: string } }[]>('textDocument/documentSymbol')
  assert.ok(list.length > 1)
  assert.ok(list.every(({ location }) => location.uri === document.uri))
  assert.equal(wire.answer.capabilities.codeActionProvider, undefined)
})

test('a quick fix mends the text', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(disk.replace('<target', '<traget')))
  const [wrong] = await document.diagnostics()
  assert.ok(wrong)
  const actions = await document.ask<readonly CodeAction[]>('textDocument/codeAction', undefined, { range: wrong.range, context: { diagnostics: [wrong] } })
  const fix = actions.find(({ isPreferred }) => isPreferred) ?? actions[0]
  assert.ok(fix)
  assert.equal(fix.kind, 'quickfix')
  assert.deepEqual(fix.diagnostics, [wrong])
  const [change] = fix.edit?.documentChanges as TextDocumentEdit[]
  assert.deepEqual(change?.textDocument, { uri: document.uri, version: 1 })
  assert.equal(apply(document.text, change?.edits as []), domain(disk))
  assert.deepEqual(await document.ask('textDocument/codeAction', undefined, { range: wrong.range, context: { diagnostics: [], only: ['refactor.extract'] } }), [])
  const far = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
  assert.deepEqual(await document.ask('textDocument/codeAction', undefined, { range: far, context: { diagnostics: [], only: ['quickfix'] } }), [])
})

test('all of one code at once, and everything that has a plain fix', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain("    <disk type='file' devise='disk'><target dev='vda' buss='virtio'/></disk>\n    <disk type='fil'><target dev='vdb'/></disk>"))
  const [wrong] = await document.diagnostics()
  assert.ok(wrong)
  const ask = async (only: string): Promise<readonly CodeAction[]> =>
    document.ask('textDocument/codeAction', undefined, { range: wrong.range, context: { diagnostics: [], only: [only] } })
  const edited = (action: CodeAction | undefined): string => apply(document.text, (action?.edit?.documentChanges?.[0] as TextDocumentEdit).edits as [])
  const attributes = document.text.replace('devise', 'device').replace('buss', 'bus')
  assert.equal(edited((await ask('quickfix')).find(({ title }) => title === 'Fix all 2 problems of `schema/unknown-attribute`')), attributes)
  const [everything, ...more] = await ask('source.fixAll')
  assert.equal(edited(everything), attributes.replace("'fil'", "'file'"))
  assert.deepEqual(more, [])
})

test('our own requests speak of the unsaved text', patience, async t => {
  const wire = await connect(t)
  let document = wire.open(domain(disk))
  document = document.replace(document.text.replace('demo</name>', 'unsaved</name>').replace("'vda'", "'vdb'"))
  const { version, board, lines, problems: told, fixes } = (await document.ask<BoardResult>('virtdeck/board'))!
  assert.deepEqual([version, board.kind, board.name, lines.length, fixes.length], [2, 'machine', 'unsaved', board.parts.length, told.length])
  assert.match(JSON.stringify(board), /vdb/)
  assert.deepEqual(await document.ask<ProblemsResult>('virtdeck/problems'), { kind: 'domain', errors: 0, warnings: 0, all: [] })

  const blamed = await document.ask<BlameResult>('virtdeck/blame', undefined, { answer: "error: unsupported configuration: target 'vdb' duplicated" })
  assert.equal(blamed && textAt(document, blamed), 'vdb')
  assert.equal(await document.ask('virtdeck/blame', undefined, { answer: '' }), null)

  const { text } = document
  const { differs } = (await document.ask<DifferencesResult>('virtdeck/differences', undefined, { mine: text, running: text.replace("'vdb'", "'vdc'") }))!
  assert.deepEqual(differs.map(({ part, what }) => [part === null ? null : board.parts[part]?.title, what]), [['vdb', '`<disk>` `vdb` is not in the running machine'], [null, 'The running machine has `<disk>` `vdc`, and the text has not']])

  document = document.replace(domain(disk.replace('<target', '<traget')))
  const problems = await document.ask<ProblemsResult>('virtdeck/problems')
  assert.equal(problems.errors, 1)
  assert.equal(problems.first && textAt(document, problems.first.range), 'traget')
})

test('other XML gets no opinion', patience, async t => {
  const wire = await connect(t)
  for (const text of ['<project><modelVersion>4</modelVersion><memroy/></project>', '<svg xmlns="http://www.w3.org/2000/svg"><pth/></svg>', '<html', '<?xml version="1.0"?>\n<!-- nothing yet -->\n', 'no XML at all']) {
    const document = wire.open(text)
    assert.deepEqual(await document.diagnostics(), [], text)
    assert.equal(await document.ask('textDocument/hover', 2), null)
    assert.deepEqual(await document.ask('textDocument/documentSymbol'), [])
    assert.equal(await document.ask('virtdeck/board'), null)
    assert.deepEqual(await document.ask('virtdeck/problems'), { kind: null, errors: 0, warnings: 0, all: [] })
  }
})

test('the language is known by its extension when the editor calls it otherwise', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(disk.replaceAll('device=', 'dvice=')), { languageId: 'libvirt', uri: 'file:///etc/vm%20one.XML' })
  assert.deepEqual(await underlined(document), ['dvice'])
  const untitled = wire.open(domain(disk.replaceAll('device=', 'dvice=')), { uri: 'untitled:Untitled-1' })
  assert.deepEqual(await underlined(untitled), ['dvice'])
})

test('ten half-typed inputs: no failure, and the neighbours keep their meaning', patience, async t => {
  const wire = await connect(t)
  for (const half of [
    '<disk ', '<disk type=', "<disk type='", "<disk type='file'", '<disk></dis', "<disk type='file'><source file='/a'/>", '<', 'a & b', "<disk type='file'></dsik>",
    "<disk type='file' type='block'/>",
  ]) {
    const document = wire.open(domain(`    ${half}\n${disk}`))
    assert.notDeepEqual(await document.diagnostics(), [], half)
    const behind = document.text.indexOf(half) + half.length
    for (const method of ['textDocument/completion', 'textDocument/hover', 'textDocument/documentSymbol', 'textDocument/foldingRange']) await document.ask(method, behind)
    assert.match(JSON.stringify(await document.ask('virtdeck/board')), /vda/, half)
  }
  assert.deepEqual(wire.logged, [])
})

test('CRLF and characters beyond the basic plane do not shift places', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(`<!-- 🦊🦊 -->${disk.trim().replace('device=', 'dvice=')}`).replaceAll(/\r?\n/g, '\r\n').replace('demo', 'démo🦊'))
  assert.deepEqual(await underlined(document), ['dvice'])
})

test('related places and tags are told to those who can show them', patience, async t => {
  const twice = domain(disk.replace("bus='virtio'", "bus='virtio' bus='scsi'"))
  const rich = await connect(t)
  const [wrong] = await rich.open(twice).diagnostics()
  assert.ok(wrong?.relatedInformation?.length, JSON.stringify(wrong))
  const { publishDiagnostics: _, ...textDocument } = fullClient.textDocument ?? {}
  const poor = await connect(t, { capabilities: { ...fullClient, textDocument } })
  const [same] = await poor.open(twice).diagnostics()
  assert.equal(same && messageOf(same), messageOf(wrong))
  assert.equal(same?.relatedInformation, undefined)
})
