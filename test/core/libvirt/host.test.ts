// What a host has: read from virsh's answers, offered where it fits, and told of where a document asks for what is not there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostFacts } from '../../../server/src/core/host'
import { hostRules } from '../../../server/src/core/libvirt/host/lacks'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { Suggestion } from '../../../server/src/core/model'
import { defaultSettings, nothingAround } from '../../../server/src/core/service'
import { plainText } from '../../../server/src/core/text/snippet'
import { atCaret } from '../../support/caret'
import { answers } from '../../support/host'

const facts: Promise<HostFacts> = libvirt.host!(answers)

const open = (text: string) => libvirt.open(text, defaultSettings)

const suggestions = async (marked: string, host: HostFacts | undefined): Promise<readonly Suggestion[]> => {
  const { text, offset } = atCaret(marked)
  return [...(await open(text)).complete(offset, { ...nothingAround, ...host && { host } })].sort((a, b) => (a.sort ?? '') < (b.sort ?? '') ? -1 : 1)
}

/** What the host adds: `label: detail`. */
const offers = async (marked: string, expected: readonly string[]): Promise<void> => {
  const known = (await suggestions(marked, await facts)).filter(({ sort }) => sort?.startsWith('!'))
  assert.deepEqual(known.map(({ label, detail }) => `${label}: ${detail}`), expected, marked)
}

const domain = (inside: string, os = "<type arch='x86_64' machine='q35'>hvm</type>"): string => `<domain type='kvm'><name>a</name><memory>1</memory><os>${os}</os>${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)

test('machine types: aliases first, the newest before the older, deprecated ones last', () => offers(domain('', "<type arch='x86_64' machine='‸'>hvm</type>"), [
  'q35: pc-q35-7.2 on qemu:///system', 'pc-q35-7.2: on qemu:///system', 'pc-q35-6.10: on qemu:///system', 'pc-q35-6.2: on qemu:///system', 'pc-i440fx-1.4: on qemu:///system, deprecated',
]))

test('of the architecture that is written, or of the host’s own', async () => {
  await offers(domain('', "<type arch='i686' machine='‸'>hvm</type>"), ['pc-i440fx-7.2: on qemu:///system'])
  assert.equal((await suggestions(domain('', "<type machine='‸'>hvm</type>"), await facts))[0]?.label, 'q35')
})

test('CPU models: usable ones first', async () => {
  await offers(domain("<cpu mode='custom'><model>‸</model></cpu>"), ['Broadwell: usable on qemu:///system, Intel', '486: usable on qemu:///system, deprecated', 'EPYC: qemu:///system lacks features of it, AMD'])
  await offers(domain("<cpu mode='host-model'><feature policy='disable' name='‸'/></cpu>"), ['invtsc: the CPU of qemu:///system has it'])
})

test('paths of the host, its bridges and interfaces', async () => {
  await offers(devices('<emulator>‸</emulator>'), ['/usr/bin/qemu-system-i386: i686 on qemu:///system', '/usr/bin/qemu-system-x86_64: x86_64 on qemu:///system'])
  await offers(domain('', "<type arch='x86_64' machine='q35'>hvm</type><loader>‸</loader>"), ['/usr/share/OVMF/OVMF_CODE_4M.fd: firmware on qemu:///system'])
  await offers(devices("<interface type='bridge'><source bridge='‸'/></interface>"), ['br0: a bridge of qemu:///system'])
  await offers(devices("<interface type='direct'><source dev='‸'/></interface>"), ['br0: a bridge of qemu:///system', 'eth0: an interface of qemu:///system'])
})

test('what the schema lists is put into the host’s order and keeps its docs; the rest stays behind', async () => {
  const all = await suggestions(devices("<video><model type='‸'/></video>"), await facts)
  assert.deepEqual(all.slice(0, 3).map(({ label, detail }) => [label, detail]), [['vga', 'on qemu:///system'], ['virtio', 'on qemu:///system'], ['none', 'on qemu:///system']])
  assert.ok(all.some(({ label }) => label === 'qxl'))
  assert.match(all[0]!.about ?? '', /=vga$/)
  const without = await suggestions(devices("<video><model type='‸'/></video>"), undefined)
  assert.deepEqual(all.map(({ label }) => label).sort(), without.map(({ label }) => label).sort(), 'nothing more, nothing less')
})

test('what documents name', async () => {
  await offers(devices("<interface type='network'><source network='‸'/></interface>"), ['lan: on qemu:///system', 'old: inactive, on qemu:///system'])
  await offers(devices("<disk type='volume'><source pool='images' volume='‸'/><target dev='vda'/></disk>"), ['web.qcow2: in the pool images on qemu:///system'])
  await offers(devices("<interface type='network'><source network='lan'/><filterref filter='‸'/></interface>"), ['clean-traffic: on qemu:///system'])
  await offers(devices("<disk type='network'><source protocol='rbd' name='a/b'><auth username='x'><secret type='ceph' uuid='‸'/></auth></source><target dev='vda'/></disk>"),
    ['0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f: ceph client.libvirt, on qemu:///system'])
  await offers(devices("<disk type='network'><source protocol='rbd' name='a/b'><auth username='x'><secret type='ceph' usage='‸'/></auth></source><target dev='vda'/></disk>"), ['client.libvirt: ceph, on qemu:///system'])
})

const accepted = async (marked: string, label: string): Promise<string> => {
  const { text } = atCaret(marked)
  const item = (await suggestions(marked, await facts)).find(one => one.label.startsWith(label))
  assert.ok(item, `${label} is offered in ${marked}`)
  return text.slice(0, item.replace.start) + plainText(item.insert) + text.slice(item.replace.end)
}

const rtx = "<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>"

test('devices of the host by their names, with all that says which', async () => {
  const pci = (inside: string): string => devices(`<hostdev mode='subsystem' type='pci' managed='yes'>${inside}</hostdev>`)
  await offers(pci('‸'), [
    'Intel Corporation network card 8086:15f3 (eth0): 0000:02:00.0 · igc · IOMMU group 13', 'NVIDIA Corporation GA102 [GeForce RTX 3090]: 0000:01:00.0 · nouveau · IOMMU group 12',
    'NVIDIA Corporation GA102 HD Audio: 0000:01:00.1 · vfio-pci · IOMMU group 12',
  ])
  assert.equal(await accepted(pci('‸'), 'NVIDIA Corporation GA102 [G'), pci(`<source>\n\t${rtx}\n</source>`))
  assert.equal(await accepted(pci('<‸'), 'NVIDIA Corporation GA102 [G'), pci(`<source>\n\t${rtx}\n</source>`))
  assert.equal(await accepted(pci('<source>‸</source>'), 'NVIDIA Corporation GA102 [G'), pci(`<source>${rtx}</source>`))
  assert.equal(await accepted(pci('<source><address ‸/></source>'), 'NVIDIA Corporation GA102 [G'), pci(`<source>${rtx}</source>`))
  const kept = (await suggestions(pci(`<source>${rtx}‸</source>`), await facts)).filter(({ label }) => label.startsWith('NVIDIA'))
  assert.deepEqual(kept, [], 'one device is enough')

  const others: readonly (readonly [string, string, string])[] = [
    ['usb', 'SanDisk', "<vendor id='0x0781'/>\n<product id='0x5583'/>"],
    ['scsi', 'ATA Samsung SSD 870 (/dev/sda)', "<adapter name='scsi_host2'/>\n<address bus='0' target='0' unit='0'/>"],
    ['mdev', 'i915-GVTg_V5_4', "<address uuid='b1ae4a6a-0000-4bff-8000-000000000001'/>"],
  ]
  for (const [type, label, written] of others) {
    const at = (inside: string): string => devices(`<hostdev mode='subsystem' type='${type}'${type === 'mdev' ? " model='vfio-pci'" : ''}><source>${inside}</source></hostdev>`)
    const text = await accepted(at('‸'), label)
    assert.equal(text, at(written))
    assert.deepEqual((await open(text)).problems(), [], text)
  }
  await offers(devices("<interface type='hostdev'><source>‸</source></interface>"), ['Intel Corporation network card 8086:15f3 (eth0): 0000:02:00.0 · igc · IOMMU group 13'])
  await offers(devices("<hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x01' slot='0x00' function='‸'/></source></hostdev>"),
    ['0x0: NVIDIA Corporation GA102 [GeForce RTX 3090], 0000:01:00.0', '0x1: NVIDIA Corporation GA102 HD Audio, 0000:01:00.1'])
})

test('a group that is shared is warned of, in the list and in the hover; the hover names the device', async () => {
  const { text, offset } = atCaret(devices(`<hostdev mode='subsystem' type='pci'><source>${rtx.replace('bus', 'b‸us')}</source></hostdev>`))
  const hover = (await open(text)).hover(offset, await facts)!.markdown
  assert.match(hover, /^\*\*NVIDIA Corporation GA102 \\\[GeForce RTX 3090\\\]\*\* on `qemu:\/\/\/system`: `0000:01:00\.0`/)
  assert.match(hover, /IOMMU group is shared\*\* with NVIDIA Corporation GA102 HD Audio \(`0000:01:00\.1`\)/)
  assert.match(hover, /The host uses it with `nouveau`/)
  const alone = (await suggestions(devices("<hostdev mode='subsystem' type='pci'><source>‸</source></hostdev>"), await facts)).find(({ label }) => label.startsWith('Intel'))!
  assert.doesNotMatch(alone.documentation!, /shared/)
  assert.doesNotMatch((await open(text)).hover(offset)!.markdown, /NVIDIA/, 'without a host nothing is said')
})

const lacks = async (text: string, host?: HostFacts): Promise<readonly string[]> =>
  (await open(text)).lacking!(host ?? await facts).map(({ code, level, span, message }) => `${level} ${code} at ${text.slice(span.start, span.end)}: ${message}`)

const rows: readonly (readonly [string, string])[] = [
  [domain('', "<type arch='x86_64' machine='pc-q35-7.3'>hvm</type>"), 'libvirt/host-machine at pc-q35-7.3: qemu:///system has no machine type `pc-q35-7.3`: did you mean `pc-q35-7.2`?'],
  [domain('', "<type arch='x86_64' machine='microvm'>hvm</type>"), 'libvirt/host-machine at microvm: qemu:///system has no machine type `microvm`: choose one of those that completion offers.'],
  [domain('', "<type arch='aarch64' machine='virt'>hvm</type>"), 'libvirt/host-type at aarch64: qemu:///system runs no `aarch64` machines: choose another connection, or install an emulator for them there.'],
  [domain('', "<type arch='i686' machine='pc-i440fx-7.2'>hvm</type>"), 'libvirt/host-type at kvm: qemu:///system has no KVM for i686 machines: use `qemu` (emulated, slow), or switch virtualization on there.'],
  [domain('').replace('kvm', 'xen'), 'libvirt/host-type at xen: qemu:///system runs no `xen` domains: choose another connection.'],
  [domain("<cpu mode='custom'><model>Broadwel</model></cpu>"), 'libvirt/host-cpu-model at Broadwel: qemu:///system knows no CPU model `Broadwel`: did you mean `Broadwell`?'],
  [domain("<cpu mode='maximum'/>"), 'libvirt/host-model at maximum: qemu:///system has no CPU mode `maximum`: it has `host-model`, `custom`.'],
  [devices("<video><model type='qxl'/></video>"), 'libvirt/host-model at qxl: qemu:///system has no video model `qxl`: it has `vga`, `virtio`, `none`.'],
  [devices("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"), 'libvirt/host-model at emulator: qemu:///system has no TPM backend `emulator`: install `swtpm` there for `emulator`, or choose another.'],
  [devices("<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"), 'libvirt/host-model at virtio: qemu:///system has no RNG model `virtio`: leave it out.'],
  [domain('').replace('<os>', "<os firmware='efi'>"), 'libvirt/host-model at efi: qemu:///system has no firmware `efi`: install firmware with its descriptor there (package `ovmf` or `edk2-ovmf` for `efi`), or leave `firmware` out.'],
  [devices("<hostdev mode='subsystem' type='pci'><source><address bus='9' slot='0' function='0'/></source></hostdev>"), 'libvirt/host-device at address: qemu:///system has no PCI device 0000:09:00.0 that could be given away: choose one of those that completion offers.'],
  [devices("<interface type='network'><source network='lam'/></interface>"), 'libvirt/host-network at lam: qemu:///system has no network `lam`: did you mean `lan`?'],
  [devices("<disk type='volume'><source pool='imgs' volume='web.qcow2'/><target dev='vda'/></disk>"), 'libvirt/host-pool at imgs: qemu:///system has no storage pool `imgs`: correct the name, or define it there.'],
  [devices("<disk type='volume'><source pool='images' volume='mail.qcow2'/><target dev='vda'/></disk>"), 'libvirt/host-volume at mail.qcow2: qemu:///system has no volume `mail.qcow2`: correct the name, or define it there.'],
  [devices("<interface type='network'><source network='lan'/><filterref filter='mine'/></interface>"), 'libvirt/host-nwfilter at mine: qemu:///system has no network filter `mine`: correct the name, or define it there.'],
  ["<disk type='network'><source protocol='rbd' name='a/b'><auth username='x'><secret type='ceph' usage='nobody'/></auth></source><target dev='vda'/></disk>",
    'libvirt/host-secret at nobody: qemu:///system has no secret for `nobody`: correct the name, or define it there.'],
]

for (const [text, expected] of rows) test(`lacking: ${expected}`, async () => assert.deepEqual(await lacks(text), [`warning ${expected}`]))

test('each code has a row', () => {
  for (const { code } of hostRules) assert.ok(rows.some(([, expected]) => expected.startsWith(code)), code)
})

test('the one that was meant is a fix', async () => {
  const text = devices("<interface type='network'><source network='lam'/></interface>")
  const document = await open(text)
  const [problem] = document.lacking!(await facts)
  assert.deepEqual(document.fixes(problem!).map(({ title, edits }) => [title, edits[0]!.text]), [['Change to `lan`', 'lan']])
})

test('of what the host did not tell nothing is said', async () => {
  const silent = await libvirt.host!({ connection: 'qemu:///system', domains: [], named: [], listed: [], devices: [] })
  for (const [text] of rows) assert.deepEqual(await lacks(text, silent), [], text)
  const other = await libvirt.host!({ ...answers, domains: answers.domains.map(({ xml }) => ({ asked: { virttype: 'kvm' }, xml })) })
  assert.deepEqual(await lacks(devices("<video><model type='qxl'/></video>"), other), [], 'it spoke of another machine')
  assert.deepEqual(await lacks(domain("<devices><emulator>/opt/qemu</emulator></devices>", "<type arch='x86_64' machine='mine'>hvm</type>")), [], 'an emulator that it does not know')
  assert.deepEqual(await lacks(domain('', "<type arch='x86_64' machine='${MACHINE}'>hvm</type>")), [], 'what a template will fill')
  assert.deepEqual(await lacks(devices("<interface type='network'><source network='{{ net }}'/></interface>")), [])
})

test('answers that are no XML, or half of it, are answers of nothing', async () => {
  for (const xml of ['', 'error: no', '<capabilities', answers.capabilities!.slice(0, 400)]) {
    const { guests } = await libvirt.host!({ ...answers, capabilities: xml, devices: [xml, '<device>'], domains: [{ asked: {}, xml }] })
    assert.ok(guests.length <= 2)
  }
})
