// Formatting of libvirt's documents: templates are left, and the order of children on demand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { applyEdits } from '../../support/edits'

const format = async (text: string, order = false, lastLine = {}): Promise<string> => {
  const document = await libvirt.open(text, { ...defaultSettings, format: { order } })
  return applyEdits(text, document.format({ indent: '  ', lastLine }))
}

test('what a template hides is not touched', async () => {
  const text = "<domain type='kvm'>\n<name>{{ vm[\"name\"] }}</name>\n  <os {{ if .Uefi }}firmware='efi'{{ end }}>\n<type>hvm</type>\n  </os>\n</domain>\n"
  assert.equal(await format(text), text.replace('\n<name>', '\n  <name>').replace('\n<type>', '\n    <type>'))
  const branch = "<domain type='kvm'>\n{% if x %}\n<memory>1</memory>\n{% endif %}\n</domain>"
  assert.equal(await format(branch), branch)
})

test('the last line', async () => {
  assert.equal(await format('<domain/>', false, { end: true }), '<domain/>\n')
  assert.equal(await format('<domain/>\n\n\n', false, { trim: true }), '<domain/>\n')
  assert.equal(await format('<domain/>\n\n'), '<domain/>\n\n')
})

test('children in libvirt’s order, with the comments that speak about them', async () => {
  const text = `<domain type='kvm'>
  <devices>
    <!-- the nic -->
    <interface type='user'/>
    <disk type='file'> <!-- first -->
      <target dev='vda'/>
      <source file='/a'/>
    </disk> <!-- a -->
    <disk type='file'/>
  </devices>

  <!-- 1 GiB -->
  <memory>1048576</memory>
  <name>a</name>
  <!-- the end -->
</domain>
`
  assert.equal(await format(text, true), `<domain type='kvm'>
  <name>a</name>

  <!-- 1 GiB -->
  <memory>1048576</memory>
  <devices>
    <disk type='file'> <!-- first -->
      <source file='/a'/>
      <target dev='vda'/>
    </disk> <!-- a -->
    <disk type='file'/>
    <!-- the nic -->
    <interface type='user'/>
  </devices>
  <!-- the end -->
</domain>
`)
})

test('order: what is broken, unknown or mixed stays', async () => {
  for (const text of [
    "<domain type='kvm'>\n  <memory>1</memory>\n  <name>a\n</domain>",
    "<domain type='kvm'>\n  <name>a</name>\n  <novelty/>\n  <memory>1</memory>\n</domain>",
    "<domain type='kvm'>\n  <memory>1</memory>\n  text\n  <name>a</name>\n</domain>",
    "<domain type='kvm'>\n  <metadata>\n    <b/>\n    <a/>\n  </metadata>\n</domain>",
  ]) assert.equal(await format(text, true), text)
})
