// What the docs cost: the first hover, which reads them, beside the next; the server's start with them and without; their size.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import {
  createProtocolConnection, DidOpenTextDocumentNotification, HoverRequest, InitializedNotification, InitializeRequest, PublishDiagnosticsNotification, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver/node'
import * as ofLibvirt from '../../server/src/core/libvirt/docs/compiled'
import * as ofMarp from '../../server/src/core/marp/docs/compiled'
import { median, ms, row, rounds, timed } from './measure'

const text = "<domain type='kvm'>\n  <devices>\n    <disk type='file'>\n      <driver cache='none'/>\n    </disk>\n  </devices>\n</domain>\n"

export async function docs(): Promise<void> {
  console.log('\nThe docs: a server\'s first hover, which reads them, beside its second; its start beside that of one without any')
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < rounds; round++) {
    const [one, two] = await hovers()
    first.push(one)
    second.push(two)
  }
  row('first hover / second', `${ms(median(first))} / ${ms(median(second))}`)
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.cache/virtdeck-bench-'))
  try {
    const servers = await Promise.all([true, false].map(async whole => {
      const outfile = join(folder, whole ? 'whole.cjs' : 'without.cjs')
      await build({ entryPoints: ['server/src/lsp/main.node.ts'], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', define: { VIRTDECK_VERSION: '"bench"' }, alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' }, plugins: [whole ? await docsPlugin(folder) : without], logLevel: 'error' })
      return outfile
    }))
    const times: number[][] = [[], []]
    for (let round = 0; round < rounds; round++) for (const [at, server] of servers.entries()) times[at]!.push(await timed(() => started(server), 1))
    const [whole, bare] = times.map(median) as [number, number]
    row('start with docs / without', `${ms(whole)} / ${ms(bare)}`, `ratio ${(whole / bare).toFixed(2)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const [name, { index, texts }] of [['libvirt', ofLibvirt], ['Marp', ofMarp]] as const) {
    const size = (data: unknown): string => `${(JSON.stringify(data).length / 1024).toFixed(0)} KB, ${(gzipSync(JSON.stringify(data)).length / 1024).toFixed(0)} KB gzip`
    row(`docs of ${name}`, `paths ${size(index())}`, `texts ${size(texts())}`)
  }
}

/** The plugin is the build's own; only Node can load it, since it reads the folder. */
const docsPlugin = async (folder: string): Promise<Plugin> => ((await import(join(process.cwd(), 'server/build/docs/plugin.mjs'))) as { docsPlugin(beside: string): Plugin }).docsPlugin(folder)

const without: Plugin = {
  name: 'docs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\/compiled$/ }, ({ path }) => ({ path, namespace: 'docs' }))
    onLoad({ filter: /.*/, namespace: 'docs' }, () => ({ contents: 'export const index = () => ({ tree: {}, words: {}, sets: {} }), texts = () => ({ entries: [], links: [], sets: {}, cards: [] })' }))
  },
}

/** A server's first two hovers, once it has judged the document. */
async function hovers(): Promise<readonly [number, number]> {
  const server = spawn(process.execPath, ['server/dist/node/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  const judged = new Promise<void>(resolve => { connection.onNotification(PublishDiagnosticsNotification.type, () => resolve()) })
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} })
  await connection.sendNotification(InitializedNotification.type, {})
  const uri = 'file:///docs.xml'
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'xml', version: 1, text } })
  await judged
  const hover = (): Promise<number> => timed(() => connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 3, character: 15 } }), 1)
  const times = [await hover(), await hover()] as const
  connection.dispose()
  server.kill()
  return times
}

/** A server that has answered to initialize, and is ended. */
export const started = (file: string): Promise<void> => new Promise((resolve, reject) => {
  const server = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  server.once('error', reject)
  server.stdout.once('data', () => server.kill())
  server.once('exit', () => resolve())
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
})
