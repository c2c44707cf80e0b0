// Repairs, checked by the text that they make.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { Fix } from '../../../server/src/core/model'
import { defaultSettings } from '../../../server/src/core/service'

const head = "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os>"
const domain = (inside: string): string => `${head}${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)

const applied = (text: string, { edits }: Fix): string =>
  [...edits].sort((a, b) => b.span.start - a.span.start).reduce((on, { span, text: put }) => on.slice(0, span.start) + put + on.slice(span.end), text)

/** The first problem's fixes: title and resulting text, in order. */
async function checkFixes(text: string, ...expected: readonly (readonly [title: string, result: string])[]): Promise<void> {
  const document = await libvirt.open(text, defaultSettings)
  const [problem] = document.problems()
  assert.ok(problem, `${text} has no problem`)
  assert.deepEqual(document.fixes(problem).map(fix => [fix.title, applied(text, fix)]), expected, text)
}

test('did you mean', async () => {
  await checkFixes(devices("<dsk type='file'><target dev='vda'/></dsk>"),
    ['Change to `<disk>`', devices("<disk type='file'><target dev='vda'/></disk>")], ['Remove `<dsk>`', devices('')])
  await checkFixes(devices("<disk type='file' devise='cdrom'><target dev='sda'/></disk>"),
    ['Change to `device`', devices("<disk type='file' device='cdrom'><target dev='sda'/></disk>")], ['Remove `devise`', devices("<disk type='file'><target dev='sda'/></disk>")])
  await checkFixes(devices("<disk type='file' device='cdrm'><target dev='sda'/></disk>"),
    ['Change to `cdrom`', devices("<disk type='file' device='cdrom'><target dev='sda'/></disk>")],
    ...['floppy', 'disk'].map(value => [`Change to \`${value}\``, devices(`<disk type='file' device='${value}'><target dev='sda'/></disk>`)] as const))
})

test('what does not go together', async () => {
  const text = devices("<interface type='bridge'><source file='/a' bridge='br0'/></interface>")
  const document = await libvirt.open(text, defaultSettings)
  const fixes = document.fixes(document.problems()[0]!)
  assert.equal(applied(text, fixes.at(-1)!), devices("<interface type='bridge'><source bridge='br0'/></interface>"))
})

test('what is missing', async () => {
  await checkFixes(devices("<disk type='file'><target bus='virtio'/></disk>"), ["Add `dev=''`", devices("<disk type='file'><target bus='virtio' dev=''/></disk>")])
  await checkFixes(devices("<disk type='file'></disk>"), ['Add `<target>`', devices("<disk type='file'>\n  <target></target>\n</disk>")])
  await checkFixes(devices("<disk type='file'/>"), ['Add `<target>`', devices("<disk type='file'>\n  <target></target>\n</disk>")])
})

test('an element goes with its line', async () => {
  await checkFixes(`${head}\n  <devices>\n    <foo/>\n  </devices>\n</domain>`, ['Remove `<foo>`', `${head}\n  <devices>\n  </devices>\n</domain>`])
})

test('slips of the XML bring their own repair', async () => {
  const text = `${head}<devices></device></domain>`
  const document = await libvirt.open(text, defaultSettings)
  const problem = document.problems().find(({ code }) => code.startsWith('xml/'))
  assert.ok(problem)
  assert.equal(applied(text, document.fixes(problem)[0]!), `${head}<devices></devices></domain>`)
})
