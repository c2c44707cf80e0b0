// The indented example at the end of a deck, as people write it: a fragment of a domain with a comment above, told of over the wire.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Hover } from 'vscode-languageserver/node'
import { connect, messageOf } from '../support/wire'

const snippet = `    <video>
      <model type='virtio' heads='1' primary='yes'>
        <acceleration accel3d='yes'/>
      </model>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
    </video>
`

const deck = (inside: string): string => `---
marp: true
---

# Graphics

---

*Cloud Hypervisor is another.*

---

 <!-- virtio-gpu device with 3D acceleration -->

${inside}
`

test('a snippet in a deck: no false problem, a hover on its attributes, and one problem at the one that is broken', async t => {
  const wire = await connect(t)
  const whole = wire.open(deck(snippet), { languageId: 'markdown' })
  assert.deepEqual(await whole.diagnostics(), [])
  const at = whole.text.indexOf('accel3d')
  const hover = await whole.ask<Hover | null>('textDocument/hover', at + 3)
  assert.match((hover?.contents as { readonly value: string }).value, /`accel3d`\*\* of `<acceleration>`/)
  assert.deepEqual(hover?.range, { start: whole.positionAt(at), end: whole.positionAt(at + 'accel3d'.length) })

  const rows: readonly (readonly [from: string, to: string, marked: string, code: string])[] = [
    ["accel3d='yes'", "accel3d='maybe'", 'maybe', 'schema/invalid-value'],
    ["accel3d='yes'", "acel3d='yes'", 'acel3d', 'schema/unknown-attribute'],
    ["heads='1'", "heads='one'", 'one', 'schema/invalid-value'],
    ["slot='0x01'", "slot='0x99'", '0x99', 'schema/invalid-value'],
  ]
  for (const [from, to, marked, code] of rows) {
    const broken = wire.open(deck(snippet.replace(from, to)), { languageId: 'markdown' })
    const problems = await broken.diagnostics()
    const start = broken.text.indexOf(marked)
    assert.deepEqual(problems.map(one => [one.code, one.range]), [[code, { start: broken.positionAt(start), end: broken.positionAt(start + marked.length) }]], problems.map(messageOf).join('\n'))
  }
  assert.deepEqual(wire.logged, [])
})

test('in such a snippet values are known too', async t => {
  const wire = await connect(t)
  const text = deck("    <interface type='network'>\n      <mac address=''/>\n      <source network='default'/>\n    </interface>\n")
  const [mac] = await wire.open(text, { languageId: 'markdown' }).complete(text.indexOf("address='") + "address='".length)
  assert.match(mac?.label ?? '', /^52:54:00:/)
})
