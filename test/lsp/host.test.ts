// What a host has, told over the wire: completion, hover and problems know it from then on, and no more once it is taken back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagnostic, Hover } from 'vscode-languageserver/node'
import { hostNotification, type FactsResult, type HostParams } from '../../server/src/protocol/messages'
import { atCaret } from '../support/caret'
import { answers } from '../support/host'
import { accept, connect, messageOf, type Wire } from '../support/wire'

const domain = (inside: string): string => `<domain type='kvm'>
  <name>a</name>
  <memory>65536</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices>${inside}</devices>
</domain>`

const tell = (wire: Wire, params: HostParams): Promise<void> => wire.connection.sendNotification(hostNotification, params)

/** What is published of a document next, or has been, that fulfils this. */
const until = async (wire: Wire, uri: string, holds: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> => {
  for (let left = 200; left > 0; left--) {
    const last = wire.published.filter(one => one.uri === uri).at(-1)
    if (last && holds(last.diagnostics)) return last.diagnostics
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`never seen; last: ${JSON.stringify(wire.published.at(-1))}`)
}

test('machine types, networks and devices of the host are completed; one item writes the whole address', async t => {
  const wire = await connect(t)
  const at = async (marked: string) => {
    const { text, offset } = atCaret(marked)
    const document = wire.open(text)
    const items = [...await document.complete(offset)].sort((a, b) => a.sortText! < b.sortText! ? -1 : 1)
    return { document, items }
  }
  const network = domain("<interface type='network'><source network='‸'/></interface>")
  assert.deepEqual((await at(network)).items, [], 'before a host is told of')
  await tell(wire, answers)
  assert.deepEqual((await at(network)).items.map(({ label, detail }) => [label, detail]), [['lan', 'on qemu:///system'], ['old', 'inactive, on qemu:///system']])
  const { items: [machine] } = await at(domain('').replace('q35', '‸'))
  assert.deepEqual([machine?.label, machine?.detail], ['q35', 'pc-q35-7.2 on qemu:///system'])

  const given = await at(domain("<hostdev mode='subsystem' type='pci' managed='yes'>‸</hostdev>"))
  const card = given.items.find(({ label }) => label.includes('GeForce'))!
  assert.equal(card.detail, '0000:01:00.0 · nouveau · IOMMU group 12')
  assert.match(JSON.stringify(card.documentation), /group is shared/)
  assert.match(accept(given.document, card), /<source>\n\t<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'\/>\n<\/source>/)

  const typed = await given.document.complete(given.document.text.indexOf('</hostdev>'), '>')
  assert.deepEqual(typed.map(({ label }) => label.split(' ')[0]), ['Intel', 'NVIDIA', 'NVIDIA'], 'a tag that is closed brings up the devices, and nothing else')
  await tell(wire, null)
  assert.deepEqual((await at(network)).items, [], 'after it is taken back')
  assert.deepEqual(wire.logged, [])
})

test('the hover on the address of a device names it', async t => {
  const wire = await connect(t)
  await tell(wire, answers)
  const { text, offset } = atCaret(domain("<hostdev mode='subsystem' type='pci'><source><addr‸ess domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></source></hostdev>"))
  const { contents } = await wire.open(text).ask<Hover>('textDocument/hover', offset)
  assert.match(JSON.stringify(contents), /GeForce RTX 3090/)
})

test('what the host lacks is told while it is known, and its fix is offered', async t => {
  const wire = await connect(t)
  const document = wire.open(domain("<interface type='network'><source network='lam'/></interface>"))
  assert.deepEqual(await document.diagnostics(), [])
  await tell(wire, answers)
  const [lacking, ...more] = await until(wire, document.uri, diagnostics => diagnostics.length > 0)
  assert.deepEqual([lacking?.code, lacking?.severity, messageOf(lacking!), more.length], ['libvirt/host-network', 2, 'qemu:///system has no network `lam`: did you mean `lan`?', 0])
  const actions = await document.ask<readonly { readonly title: string }[]>('textDocument/codeAction', undefined, { range: lacking!.range, context: { diagnostics: [lacking] } })
  assert.ok(actions.some(({ title }) => title === 'Change to `lan`'))
  await tell(wire, null)
  assert.deepEqual(await until(wire, document.uri, diagnostics => diagnostics.length === 0), [])
})

test('a comment suppresses it, and is not called unused where no host is known', async t => {
  const wire = await connect(t)
  const document = wire.open(domain("<interface type='network'>\n<!-- virtdeck-disable-next-line libvirt/host-network made by hand -->\n<source network='lam'/></interface>"))
  assert.deepEqual(await document.diagnostics(), [])
  await tell(wire, answers)
  const late = document.replace(document.text.replace('<name>a</name>', '<name>b</name>'))
  assert.deepEqual(await late.diagnostics(), [])
})

test('the facts of a document say for which machine a host would be asked', async t => {
  const wire = await connect(t)
  const facts = await wire.open(domain('<emulator>/usr/bin/kvm</emulator>')).ask<FactsResult>('virtdeck/facts')
  assert.deepEqual(facts.emulation, { virttype: 'kvm', arch: 'x86_64', machine: 'q35', emulator: '/usr/bin/kvm' })
  assert.equal((await wire.open('<network><name>a</name></network>').ask<FactsResult>('virtdeck/facts')).emulation, undefined)
})
