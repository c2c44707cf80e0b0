// What the language server holds after a whole corpus has been opened, looked through and closed in it, over the wire.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import {
  createProtocolConnection, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification, InitializeRequest,
  PublishDiagnosticsNotification, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver/node'
import { ms, row, serverArguments } from './measure'

export async function memory(files: readonly string[]): Promise<void> {
  console.log('\nThe language server\'s memory: each file opened, its problems awaited, and closed, over stdio')
  if (!files.length) return row('not measured: no corpus')
  if (!existsSync('/proc/self/status')) return row('not measured: needs /proc')
  const server = spawn(process.execPath, serverArguments, { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  const waiting = new Map<string, () => void>()
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri }) => waiting.get(uri)?.())
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} })
  await connection.sendNotification(InitializedNotification.type, {})
  const before = residentOf(server.pid!)
  const start = performance.now()
  for (const [at, file] of files.entries()) {
    const uri = `file:///corpus/${at}.xml`
    const told = new Promise<void>(resolve => waiting.set(uri, resolve))
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'xml', version: 1, text: readFileSync(file, 'utf8') } })
    await told
    waiting.delete(uri)
    await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } })
  }
  const taken = performance.now() - start
  const after = residentOf(server.pid!)
  row(`${files.length} documents in ${ms(taken)}`, `resident ${after.now} MB (at most ${after.most} MB; before the first ${before.now} MB)`)
  connection.dispose()
  server.kill()
}

/** In MB, as Linux counts it. */
function residentOf(pid: number): { readonly now: number, readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string): number => Math.round(Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024)
  return { now: of('VmRSS'), most: of('VmHWM') }
}
