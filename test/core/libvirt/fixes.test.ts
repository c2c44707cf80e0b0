// Repairs, checked by the text that they make.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { applied } from '../../../server/src/core/text/edits'

const head = "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os>"
const domain = (inside: string): string => `${head}${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)

/** The first problem's fixes: title and resulting text, in order. */
async function checkFixes(text: string, ...expected: readonly (readonly [title: string, result: string])[]): Promise<void> {
  const document = await libvirt.open(text, defaultSettings)
  const [problem] = document.problems()
  assert.ok(problem, `${text} has no problem`)
  assert.deepEqual(document.fixes(problem).map(fix => [fix.title, applied(text, fix.edits)]), expected, text)
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
  assert.equal(applied(text, fixes.at(-1)!.edits), devices("<interface type='bridge'><source bridge='br0'/></interface>"))
})

test('what is missing, with values to start from', async () => {
  await checkFixes(devices("<disk type='file'><target bus='virtio'/></disk>"), ["Add `dev='vda'`", devices("<disk type='file'><target bus='virtio' dev='vda'/></disk>")])
  await checkFixes(devices("<disk type='file'></disk>"), ['Add `<target>`', devices("<disk type='file'>\n  <target dev='vda'/>\n</disk>")])
  await checkFixes(devices("<disk type='file'/>"), ['Add `<target>`', devices("<disk type='file'>\n  <target dev='vda'/>\n</disk>")])
  await checkFixes("<network>\n  <forward mode='nat'/>\n</network>", ['Add `<name>`', "<network>\n  <forward mode='nat'/>\n  <name>name</name>\n</network>"])
  await checkFixes(devices("<filesystem><source dir='/a'/></filesystem>"), ['Add `<target>`', devices("<filesystem><source dir='/a'/>\n  <target dir='dir'/>\n</filesystem>")])
})

test('a child in the wrong place moves to where it belongs', async () => {
  await checkFixes(`${head}\n  <devices>\n    <video>\n      <model type='vga'/>\n    </video>\n    <acceleration accel3d='yes'/>\n  </devices>\n</domain>`,
    ['Move into `<model>`', `${head}\n  <devices>\n    <video>\n      <model type='vga'>\n        <acceleration accel3d='yes'/>\n      </model>\n    </video>\n  </devices>\n</domain>`],
    ['Remove `<acceleration>`', `${head}\n  <devices>\n    <video>\n      <model type='vga'/>\n    </video>\n  </devices>\n</domain>`])
  await checkFixes(`${head}\n  <devices/>\n  <hyperv>\n    <relaxed state='on'/>\n  </hyperv>\n</domain>`,
    ['Put into a new `<features>`', `${head}\n  <devices/>\n  <features>\n    <hyperv>\n      <relaxed state='on'/>\n    </hyperv>\n  </features>\n</domain>`],
    ['Remove `<hyperv>`', `${head}\n  <devices/>\n</domain>`])
  await checkFixes(`${head}\n  <disk type='file'>\n    <target dev='vda'/>\n  </disk>\n  <devices>\n    <emulator>/usr/bin/x</emulator>\n  </devices>\n</domain>`,
    ['Move into `<devices>`', `${head}\n  <devices>\n    <emulator>/usr/bin/x</emulator>\n    <disk type='file'>\n      <target dev='vda'/>\n    </disk>\n  </devices>\n</domain>`],
    ['Remove `<disk>`', `${head}\n  <devices>\n    <emulator>/usr/bin/x</emulator>\n  </devices>\n</domain>`])
})

test('two where one is allowed are merged, unless they contradict', async () => {
  await checkFixes(domain("\n<features>\n  <acpi/>\n</features>\n<features>\n  <apic/>\n</features>\n"),
    ['Merge into the first `<features>`', domain('\n<features>\n  <acpi/>\n  <apic/>\n</features>\n')], ['Remove `<features>`', domain('\n<features>\n  <acpi/>\n</features>\n')])
  await checkFixes(devices("<disk type='file'><target dev='vda'/><driver name='qemu'/><driver type='raw' name='qemu'/></disk>"),
    ['Merge into the first `<driver>`', devices("<disk type='file'><target dev='vda'/><driver name='qemu' type='raw'/></disk>")],
    ['Remove `<driver>`', devices("<disk type='file'><target dev='vda'/><driver name='qemu'/></disk>")])
  await checkFixes(domain('<vcpu>2</vcpu><vcpu>4</vcpu>'), ['Remove `<vcpu>`', domain('<vcpu>2</vcpu>')])
})

test('an element goes with its line', async () => {
  await checkFixes(`${head}\n  <devices>\n    <foo/>\n  </devices>\n</domain>`, ['Remove `<foo>`', `${head}\n  <devices>\n  </devices>\n</domain>`])
})

test('slips of the XML bring their own repair', async () => {
  const text = `${head}<devices></device></domain>`
  const document = await libvirt.open(text, defaultSettings)
  const problem = document.problems().find(({ code }) => code.startsWith('xml/'))
  assert.ok(problem)
  assert.equal(applied(text, document.fixes(problem)[0]!.edits), `${head}<devices></devices></domain>`)
})
