// How the server bears what it is not made for: cancelled requests, huge and hostile texts, settings that make no sense.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CancellationTokenSource, HoverRequest } from 'vscode-languageserver/node'
import { connect, fullClient, messageOf } from '../support/wire'

const patience = { timeout: 60_000 }
const markdown = { languageId: 'markdown' }
const domain = (inside: string): string => `<domain type='kvm'>\n  <name>a</name>\n  <memory>1</memory>\n  <os><type>hvm</type></os>\n${inside}</domain>\n`

test('a cancelled request is answered as such, and the server goes on', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(''))
  const cancellation = new CancellationTokenSource()
  const params = { textDocument: { uri: document.uri }, position: { line: 1, character: 4 } }
  const answer = wire.connection.sendRequest(HoverRequest.type, params, cancellation.token)
  cancellation.cancel()
  await assert.rejects(answer, { code: -32800 })
  assert.notEqual(await wire.connection.sendRequest(HoverRequest.type, params), null)
})

test('a huge domain: answers, and typing in it is not held up by diagnostics', patience, async t => {
  const wire = await connect(t)
  let document = wire.open(domain(`  <metadata>\n${'    <x:y xmlns:x="urn:x">some text</x:y>\n'.repeat(130_000)}  </metadata>\n  <memroy/>\n`))
  assert.ok(document.text.length > 5_000_000)
  assert.deepEqual((await document.diagnostics()).map(({ code }) => code), ['schema/unknown-element'])
  const count = wire.published.length
  for (let i = 0; i < 5; i++) document = document.type(document.text.indexOf('</name>'), 'x')
  assert.notEqual(await document.ask('textDocument/hover', document.text.indexOf('name')), null)
  assert.equal(wire.published.length, count, 'the hover came first')
  assert.equal((await document.diagnostics()).length, 1)
  assert.deepEqual(wire.logged, [])
})

test('hostile texts: a clear answer, no crash, no hang', patience, async t => {
  const wire = await connect(t)
  const entities = 'bcdefghij'.split('').map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('\n')
  for (const [what, text, options] of [
    ['an empty file', '', {}],
    ['an empty deck', '', markdown],
    ['a billion laughs', `<?xml version="1.0"?>\n<!DOCTYPE domain [\n<!ENTITY a "ha">\n${entities}\n]>\n${domain('  <title>&j;</title>\n')}`, {}],
    ['deep nesting', `<domain type='kvm'>${'<devices>'.repeat(100_000)}`, {}],
    ['many attributes', `<domain ${Array.from({ length: 20_000 }, (_, i) => `a${i}='x'`).join(' ')}>`, {}],
    ['many stray marks', `<domain type='kvm'>${'<'.repeat(200_000)}`, {}],
    ['many quotes', `<domain type='kvm'>${"<a b='".repeat(50_000)}`, {}],
    ['one long line', domain(`<title>${'a'.repeat(5_000_000)}</title>`), {}],
    ['what bytes that are no text become', `<domain>\uFFFD\0\uFFFD<name>\x01</name>\uD800</domain>`, {}],
    ['YAML with tabs', '---\nmarp: true\n\ttheme:\tgaia\n---\n', markdown],
    ['YAML aliases that multiply', `---\nmarp: true\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`).join('\n')}\n---\n`, markdown],
    ['a deck of 5 MB', `---\nmarp: true\n---\n${'\n---\n\n# Slide\n\nSome text.\n'.repeat(190_000)}`, markdown],
  ] as const) {
    const document = wire.open(text, options)
    const found = await document.diagnostics()
    assert.ok(found.length <= 1000, what)
    for (const offset of [0, text.length >> 1, text.length]) {
      for (const method of ['textDocument/completion', 'textDocument/hover']) await document.ask(method, offset)
    }
    for (const method of ['textDocument/documentSymbol', 'textDocument/foldingRange', 'virtdeck/board', 'virtdeck/problems']) await document.ask(method)
    await document.ask('virtdeck/blame', undefined, { answer: "error: XML error: 'aaa' <<< &&&" })
    document.close()
  }
  assert.deepEqual(wire.logged, [])
  assert.equal(await wire.end(), 0)
})

test('places outside the document are brought inside', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(domain(''))
  for (const position of [{ line: 999, character: 0 }, { line: 0, character: 999 }, { line: -1, character: -1 }]) {
    for (const method of ['textDocument/completion', 'textDocument/hover']) await document.ask(method, undefined, { position })
  }
  assert.deepEqual(wire.logged, [])
})

test('settings: asked for each document, checked, asked again when they change', patience, async t => {
  let answer: unknown = { libvirt: { version: 'nonsense' } }
  const wire = await connect(t, { settings: () => answer })
  let document = wire.open(domain('<memroy/>'))
  assert.equal((await document.diagnostics()).length, 1)
  assert.equal(wire.shown.length, 1)
  assert.match(wire.shown[0] ?? '', /virtdeck\.libvirt\.version is "nonsense".*12\.8\.0/)
  for (answer of [null, 7, { libvirt: 'x' }, { libvirt: { version: 'latest' } }]) {
    await wire.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    document = document.replace(document.text)
    assert.equal((await document.diagnostics()).length, 1)
  }
})

test('settings of a client that cannot be asked', patience, async t => {
  const capabilities = { ...fullClient, workspace: {} }
  const wire = await connect(t, { capabilities, options: { settings: { libvirt: { version: 'old' } } } })
  assert.equal(messageOf((await wire.open(domain('<memroy/>')).diagnostics())[0]!).includes('memory'), true)
  assert.match(wire.shown[0] ?? '', /"old"/)
  await wire.connection.sendNotification('workspace/didChangeConfiguration', { settings: { virtdeck: { libvirt: { version: 'older' } } } })
  assert.equal((await wire.open(domain('<memroy/>')).diagnostics()).length, 1)
  assert.match(wire.shown[1] ?? '', /"older"/)
})
