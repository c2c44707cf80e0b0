// `npm run completion:latency`: how long an editor waits for completion in a 30 KB domain, over stdio: each change, told as editors
// tell it, puts back what was missing and empties another place, which is then asked. The time is the wire's and the machine's too; the server's own share is told beside it.
//   LIBVIRT_CORPUS=PATH     also the corpus's largest domains of up to 60 KB
//   npm run completion:latency -- [COUNT [SEED]]
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import {
  CompletionRequest, createProtocolConnection, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification, InitializeRequest,
  StreamMessageReader, StreamMessageWriter, type Position, type ProtocolConnection, type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { domainOf } from '../bench/domain'
import { row, serverArguments } from '../bench/measure'
import { randomFrom, type Random } from '../proof/random'
import { filesIn } from '../support/largest'
import { fullClient } from '../support/wire'
import { kinds, removalIn } from './removal'

interface Asked { readonly kind: string, readonly wait: number, readonly own: number | null, readonly items: number }

async function main(): Promise<void> {
  const [count, seed] = [process.argv[2] ?? 2000, process.argv[3] ?? 1].map(Number) as [number, number]
  const server = spawn(process.execPath, serverArguments, { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: { textDocument: fullClient.textDocument } })
  await connection.sendNotification(InitializedNotification.type, {})
  const texts: readonly (readonly [string, string])[] = [['the 30 KB domain of the bench', domainOf(30)], ...filesIn(process.env.LIBVIRT_CORPUS, 60_000).slice(0, 3).map(({ file, text }) => [file, text] as const)]
  for (const [what, text] of texts) {
    console.log(`\n${what} (${(text.length / 1024).toFixed(0)} KB)`)
    tell(await session(connection, server.pid!, text, what, count, randomFrom(seed)))
  }
  connection.dispose()
  server.kill()
}

/** A place to ask at: what the editor tells to empty it, and to fill it again. */
interface Case { readonly kind: string, readonly emptied: TextDocumentContentChangeEvent, readonly filled: TextDocumentContentChangeEvent, readonly position: Position }

/** All of them beforehand, so that nobody waits for the asking program's own work and garbage. */
function casesIn(text: string, count: number, random: Random): readonly Case[] {
  const whole = TextDocument.create('', 'xml', 1, text)
  const cases: Case[] = []
  for (let at = 0; cases.length < count && at < count * 4; at++) {
    const kind = kinds[at % kinds.length]!
    const removal = removalIn(text, kind, random)
    if (!removal) continue
    const start = whole.positionAt(removal.offset)
    const end = removal.offset + text.length - removal.text.length
    cases.push({
      kind, position: start,
      emptied: { range: { start, end: whole.positionAt(end) }, text: '' },
      filled: { range: { start, end: start }, text: text.slice(removal.offset, end) },
    })
  }
  return cases
}

async function session(connection: ProtocolConnection, pid: number, text: string, uri: string, count: number, random: Random): Promise<readonly Asked[]> {
  const textDocument = { uri: `file:///latency/${encodeURIComponent(uri)}.xml`, version: 1 }
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { ...textDocument, languageId: 'xml', text } })
  const asked: Asked[] = []
  let version = 1
  let back: readonly TextDocumentContentChangeEvent[] = []
  for (const { kind, emptied, filled, position } of casesIn(text, count + warmUp, random)) {
    const contentChanges = [...back, emptied]
    back = [filled]
    void connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: textDocument.uri, version: ++version }, contentChanges })
    const before = cpuOf(pid)
    const start = performance.now()
    const found = await connection.sendRequest(CompletionRequest.type, { textDocument, position, context: { triggerKind: 1 } })
    const wait = performance.now() - start
    const after = cpuOf(pid)
    asked.push({ kind, wait, own: before === null || after === null ? null : after - before, items: Array.isArray(found) ? found.length : found?.items.length ?? 0 })
  }
  return asked.slice(warmUp)
}

/** A server has answered before anybody measures it. */
const warmUp = 200

function tell(asked: readonly Asked[]): void {
  for (const kind of [null, ...kinds]) {
    const some = asked.filter(one => kind === null || one.kind === kind)
    const of = (times: readonly number[], part: number): string => times.length ? `${[...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(2)}` : '-'
    const waits = some.map(({ wait }) => wait)
    const own = some.flatMap(one => one.own ?? [])
    row(`${some.length} requests${kind ? `, ${kind} taken out` : ''}`, `wait: median ${of(waits, 0.5)}, 99 % ${of(waits, 0.99)} ms`, `server's CPU: median ${of(own, 0.5)}, 99 % ${of(own, 0.99)} ms`)
  }
}

/** Milliseconds that the process's main thread has run, as Linux counts them; null elsewhere. */
function cpuOf(pid: number): number | null {
  const file = `/proc/${pid}/task/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : null
}

void main()
