// Versions over the wire: the setting, the comment, an installed libvirt, and what the status bar is told.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { CodeAction, Hover } from 'vscode-languageserver/node'
import type { FactsResult } from '../../server/src/protocol/messages'
import { apply, connect, messageOf, type Opened } from '../support/wire'

const patience = { timeout: 20_000 }
const text = "<domain type='kvm'>\n  <name>a</name><memory>1</memory><os><type>hvm</type></os>\n  <devices><iommu model='intel'><driver dma_translation='off'/></iommu></devices>\n</domain>\n"
const comment = '<!-- virtdeck: libvirt=9.0.0 -->\n'
const versions = ['latest', 'host', '12.8.0', '11.3.0', '9.0.0']

/** The folder of an installed libvirt whose domains have a name and these children. */
function schemasOf(t: TestContext): { readonly folder: string, readonly write: (...children: readonly string[]) => void } {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-schemas-'))
  // The server inherits it: nothing of a test stays in the user's own cache.
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache')
  t.after(() => rmSync(folder, { recursive: true }))
  return {
    folder,
    write: (...children) => writeFileSync(join(folder, 'domain.rng'), `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="domain"><attribute name="type"/>
      ${['name', ...children].map(name => `<element name="${name}"><text/></element>`).join('')}</element></start></grammar>`),
  }
}

test('the setting decides, and when it changes the document is judged anew', patience, async t => {
  let version = '9.0.0'
  const wire = await connect(t, { settings: () => ({ libvirt: { version } }) })
  let document = wire.open(text)
  const [problem] = await document.diagnostics()
  assert.deepEqual([problem?.code, problem?.range.start, messageOf(problem!)], ['schema/needs-newer', { line: 2, character: 40 },
    "`<driver>`'s attribute `dma_translation` needs libvirt 10.7 or newer; this document is for 9.0.0: remove it, or raise the version. Without `--validate` libvirt drops it silently."])
  assert.deepEqual(await document.ask<FactsResult>('virtdeck/facts'), { kind: 'domain', emulation: { virttype: 'kvm' }, libvirt: { asked: '9.0.0', from: 'setting', version: '9.0.0', judge: '9.0.0', versions } })
  version = '11.3.0'
  await wire.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
  document = document.replace(text)
  assert.deepEqual(await document.diagnostics(), [])
  assert.deepEqual(wire.logged, [])
})

test('the comment decides; the fix raises it; the facts say where it stands', patience, async t => {
  const wire = await connect(t)
  const document = wire.open(comment + text)
  const diagnostics = await document.diagnostics()
  assert.deepEqual(diagnostics.map(({ code }) => code), ['schema/needs-newer'])
  const { libvirt } = await document.ask<FactsResult>('virtdeck/facts')
  assert.deepEqual([libvirt?.version, libvirt?.from, libvirt?.range], ['9.0.0', 'comment', { start: { line: 0, character: 23 }, end: { line: 0, character: 28 } }])
  const actions = await document.ask<CodeAction[]>('textDocument/codeAction', undefined, { range: diagnostics[0]!.range, context: { diagnostics } })
  assert.deepEqual(actions.map(({ title }) => title), ["Set this document's libvirt to 10.7.0", 'Remove `dma_translation`', 'Disable `schema/needs-newer` for this line', 'Disable `schema/needs-newer` in this file'])
  const [change] = actions[0]!.edit!.documentChanges as readonly { readonly edits: Parameters<typeof apply>[1] }[]
  assert.deepEqual(await document.replace(apply(document.text, change!.edits)).diagnostics(), [])
  const hover = await document.ask<Hover>('textDocument/hover', document.text.indexOf('dma_') + 2)
  assert.match(JSON.stringify(hover.contents), /libvirt 10\.7\.0/)
})

test('facts of a deck, of other XML and of what is not open', patience, async t => {
  const wire = await connect(t)
  assert.deepEqual(await wire.open('---\nmarp: true\n---\n', { languageId: 'markdown' }).ask<FactsResult>('virtdeck/facts'), { kind: 'marp' })
  assert.deepEqual(await wire.open('<project/>').ask<FactsResult>('virtdeck/facts'), { kind: null })
  assert.deepEqual(await wire.connection.sendRequest('virtdeck/facts', { uri: 'file:///not/open.xml' }), { kind: null })
})

test('an installed libvirt judges; the next document that is opened is judged by what is there then', patience, async t => {
  const { folder, write } = schemasOf(t)
  write('later')
  const wire = await connect(t, { settings: () => ({ libvirt: { version: 'host', schemas: folder } }) })
  const domain = "<domain type='kvm'><name>a</name><later>b</later></domain>"
  // What libvirt asks beyond any schema is not what this is about.
  const bySchema = async (document: Opened): Promise<readonly unknown[]> => (await document.diagnostics()).map(({ code }) => code).filter(code => String(code).startsWith('schema/'))
  const first = wire.open(domain)
  assert.deepEqual(await bySchema(first), [])
  assert.deepEqual((await first.ask<FactsResult>('virtdeck/facts')).libvirt?.folder, folder)
  write('other')
  assert.deepEqual(await bySchema(wire.open(domain)), ['schema/unknown-element'])
  assert.deepEqual([wire.shown, wire.logged], [[], []])
})

test('host without one: said once, and judged by the latest', patience, async t => {
  const wire = await connect(t, { settings: () => ({ libvirt: { version: 'host', schemas: '/nowhere/at/all' } }) })
  for (const document of [wire.open(text), wire.open(text)]) assert.deepEqual(await document.diagnostics(), [])
  assert.deepEqual(wire.shown, ['There is no domain.rng in /nowhere/at/all: libvirt 12.8.0 judges instead. Choose a version, or install libvirt.'])
  assert.deepEqual((await wire.open(`<!-- virtdeck: libvirt=host -->\n${text}`).diagnostics()).map(({ code, severity }) => [code, severity]), [['libvirt/no-host', 2]])
})
