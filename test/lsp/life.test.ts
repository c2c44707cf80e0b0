// How the server's life begins and ends: the command line, the first answer, the goodbye.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { connect } from '../support/wire'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const patience = { timeout: 20_000 }

const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ['server/dist/node/server.js', ...args], { encoding: 'utf8', timeout: 20_000 })

for (const [args, status, stdout, stderr] of [
  [[], 2, /^$/, /started by an editor.*--stdio/],
  [['--nonsense'], 2, /^$/, /unknown option --nonsense/],
  [['--node-ipc'], 2, /^$/, /needs a parent that is Node/],
  [['--help'], 0, /Usage: virtdeck-language-server --stdio/, /^$/],
  [['--version'], 0, new RegExp(`^${version}\n$`), /^$/],
] as const) {
  test(`virtdeck-language-server ${args.join(' ')}`.trim(), patience, () => {
    const result = run(...args)
    assert.equal(result.status, status)
    assert.match(result.stdout, stdout)
    assert.match(result.stderr, stderr)
  })
}

test('the first answer names the server and what it can do', patience, async t => {
  const { answer } = await connect(t)
  assert.deepEqual(answer.serverInfo, { name: 'virtdeck', version })
  assert.deepEqual(answer.capabilities, {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    colorProvider: {},
    completionProvider: { resolveProvider: true, triggerCharacters: ['<', '>', ' ', "'", '"', '=', '(', '@', '/', ':'] },
    hoverProvider: true,
    documentSymbolProvider: { label: 'Virtdeck' },
    foldingRangeProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.virtdeck'] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '>', moreTriggerCharacter: ['/', '\n'] },
    linkedEditingRangeProvider: true,
    selectionRangeProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    inlayHintProvider: true,
    semanticTokensProvider: { legend: { tokenTypes: ['enumMember', 'variable', 'string'], tokenModifiers: ['declaration', 'path'] }, full: true },
  })
})

test('shutdown, then exit: the code is 0', patience, async t => {
  const wire = await connect(t)
  wire.open('<domain>')
  assert.equal(await wire.end(), 0)
})

test('once the client is ready, it is told of all that is to be watched', patience, async t => {
  const wire = await connect(t)
  const document = wire.open('<domain/>')
  await document.diagnostics()
  assert.deepEqual([...wire.registered].sort(), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles'])
})

test('exit without shutdown: the code is 1', patience, async t => {
  const wire = await connect(t)
  await wire.connection.sendNotification('exit')
  assert.equal(await wire.ended, 1)
})

test('an editor that is gone: the server ends too', patience, async () => {
  const server = spawn(process.execPath, ['server/dist/node/server.js', '--stdio'], { stdio: ['pipe', 'ignore', 'ignore'] })
  server.stdin.end()
  assert.equal(await new Promise(resolve => { server.once('exit', resolve) }), 1)
})

test('over the channel of a Node parent', patience, async () => {
  const server = spawn(process.execPath, ['server/dist/node/server.js', '--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const answered = new Promise(resolve => { server.once('message', resolve) })
  server.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  assert.match(JSON.stringify(await answered), /"name":"virtdeck"/)
  server.kill()
})

test('requests about what is not open, and unknown requests, get an answer', patience, async t => {
  const { connection } = await connect(t)
  const textDocument = { uri: 'file:///not/open.xml' }
  assert.equal(await connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 0 } }), null)
  assert.equal(await connection.sendRequest('virtdeck/summary', { uri: textDocument.uri }), null)
  assert.deepEqual(await connection.sendRequest('virtdeck/problems', { uri: textDocument.uri }), { kind: null, errors: 0, warnings: 0, all: [] })
  await assert.rejects(connection.sendRequest('virtdeck/nonsense', {}), { code: -32601 })
})
