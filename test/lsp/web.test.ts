// The browser's bundle in a bare context of node:vm: it finds there what a worker has, and nothing of Node.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import {
  AbstractMessageReader, AbstractMessageWriter, createProtocolConnection, type DataCallback, type Disposable, type Hover, type Message,
  type ProtocolConnection,
} from 'vscode-languageserver/node'
import { converse, messageOf } from '../support/wire'

/** A worker's end of the wire: `onmessage` and `postMessage`, as `self` has them. */
interface WorkerSelf {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(message: unknown): void
  addEventListener(): void
}

/** Starts the bundle; messages are copied on their way, as between real workers. */
const startWorker = (): ProtocolConnection => {
  let receive: DataCallback = () => {}
  const self: WorkerSelf = {
    onmessage: null,
    postMessage: message => {
      const copy = structuredClone(message) as Message
      setImmediate(() => receive(copy))
    },
    addEventListener: () => {},
  }
  const context = createContext({ self, setTimeout, clearTimeout, setInterval, clearInterval, console, TextDecoder, TextEncoder, crypto, performance, queueMicrotask })
  runInContext(readFileSync('server/dist/web/server.js', 'utf8'), context, { filename: 'server.js' })

  class Reader extends AbstractMessageReader {
    listen(callback: DataCallback): Disposable {
      receive = callback
      return { dispose: () => {} }
    }
  }
  class Writer extends AbstractMessageWriter {
    async write(message: Message): Promise<void> {
      const data = structuredClone(message)
      setImmediate(() => self.onmessage?.({ data }))
    }
    end(): void {}
  }
  return createProtocolConnection(new Reader(), new Writer())
}

test('the web bundle holds a whole conversation', { timeout: 20_000 }, async t => {
  const connection = startWorker()
  t.after(() => connection.dispose())
  const wire = await converse(connection, Promise.resolve(0))
  assert.equal(wire.answer.serverInfo?.name, 'virtdeck')

  const text = "<domain type='kvm'>\n  <name>web</name>\n  <memroy>1</memroy>\n</domain>\n"
  const domain = wire.open(text)
  const found = await domain.diagnostics()
  assert.ok(found.some(one => one.range.start.line === 2 && messageOf(one).includes('memory')), JSON.stringify(found))
  const hover = await domain.ask<Hover | null>('textDocument/hover', text.indexOf('name'))
  assert.match(JSON.stringify(hover), /name/)
  const labels = (await domain.complete(text.indexOf('  <memroy>'))).map(({ label }) => label)
  assert.ok(labels.includes('memory'), labels.join())

  const deck = wire.open('---\nmarp: true\npagniate: true\n---\n', { languageId: 'markdown' })
  assert.ok((await deck.diagnostics()).some(one => messageOf(one).includes('paginate')))

  const styled = wire.open('---\nmarp: true\n---\n\n<style>\nh1 { text-algin: center; }\n</style>\n', { languageId: 'markdown' })
  assert.deepEqual((await styled.diagnostics()).map(({ code }) => code), ['marp/style-property'])
  assert.ok((await styled.complete(styled.text.indexOf('text-algin') + 4)).some(({ label }) => label === 'text-align'))
  const shown = await styled.ask<{ readonly text: string }>('virtdeck/pictured', undefined, { text: `---\nmarp: true\n---\n\n\`\`\`vm\n${text.replace('memroy', 'memory').replace('memroy', 'memory')}\`\`\`\n` })
  assert.match(shown.text, /<img src="data:image\/svg\+xml,[^"]+" alt="web"/)
  assert.deepEqual(wire.logged, [])
})

test('in a browser `host` is answered kindly: that needs the desktop', { timeout: 20_000 }, async t => {
  const connection = startWorker()
  t.after(() => connection.dispose())
  const wire = await converse(connection, Promise.resolve(0), undefined, {}, () => ({ libvirt: { version: 'host' } }))
  const domain = wire.open("<domain type='kvm'>\n  <name>web</name>\n  <memroy>1</memroy>\n</domain>\n")
  assert.ok((await domain.diagnostics()).length > 0)
  assert.match(wire.shown.join(), /^A browser cannot read the schemas of an installed libvirt, which needs the desktop: libvirt 12\.8\.0 judges instead/)
  assert.deepEqual(wire.logged, [])
})
