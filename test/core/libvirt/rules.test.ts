// Every rule on a document that is wrong, its place by the text that it underlines, silence on one that is right, and its
// fixes by what they leave: nothing of the rule, and nothing new.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rules } from '../../../server/src/core/libvirt/rules/index'
import { buses } from './rules/buses'
import { devices } from './rules/devices'
import { disks } from './rules/disks'
import { networks } from './rules/networks'
import { others } from './rules/others'
import { applied, disk, machine, open, ours, type Row } from './rules/support'
import { whole } from './rules/whole'

const rows: readonly Row[] = [...disks, ...buses, ...whole, ...devices, ...networks, ...others]

/** The schema says the same, so that a person sees its words: these are told only where a schema does not judge. */
const saidBySchema = ['name-title', 'disk-iotune-total', 'disk-lun-only-option', 'disk-network-hosts', 'disk-network-option', 'cputune-range', 'resource-appid', 'interface-mac', 'device-singleton', 'disk-target-missing', 'disk-pool-volume', 'disk-error-policy', 'clock-offset', 'boot-timeout-range', 'boot-loadparm', 'os-bootloader', 'os-type-missing', 'channel-target', 'interface-source', 'hostdev-scsi-option', 'hostdev-source', 'hostdev-capabilities', 'tpm-backend', 'launch-security-size']

/** Their releases are gone: they hold when an old libvirt is asked for. */
const ofOldReleases = ['firmware-loader-option']

test('every rule has a code of its own, tells what, why and how to mend, and has a row', () => {
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length)
  for (const { code, docs } of rules) {
    assert.match(code, /^libvirt\/[a-z0-9]+(?:-[a-z0-9]+)*$/)
    for (const text of [docs.what, docs.why, docs.mend]) assert.match(text, /^\S.*[.!?)]$/s, `${code}: ${text}`)
    assert.ok(docs.by.length, code)
    const name = code.slice('libvirt/'.length)
    assert.ok(rows.some(row => row[0] === name) || saidBySchema.includes(name) || ofOldReleases.includes(name), `${code} has no row`)
  }
})

for (const [code, at, bad, good] of rows) {
  test(code, async () => {
    const wrong = await open(bad)
    const found = ours(wrong).filter(problem => problem.code === `libvirt/${code}`)
    assert.ok(found.length, `nothing is said of ${bad}\n${wrong.problems().map(({ code, message }) => `${code}: ${message}`).join('\n')}`)
    assert.ok(found.some(({ span }) => bad.slice(span.start, span.end) === at), `underlined: ${found.map(({ span }) => bad.slice(span.start, span.end)).join(' | ')}`)
    for (const { message } of found) assert.match(message, /^\S.*[.?)]$/s)
    const right = await open(good)
    assert.deepEqual(right.problems().filter(({ level }) => level !== 'information').map(({ code, message, span }) => `${code} on ${good.slice(span.start, span.end)}: ${message}`).filter(line => line.startsWith('libvirt/') || line.startsWith('schema/')), [], good)
    const before = new Set(wrong.problems().map(problem => problem.code))
    for (const fix of wrong.fixes(found[0]!)) {
      const text = applied(bad, fix)
      const after = (await open(text)).problems()
      const left = after.filter(problem => problem.code === `libvirt/${code}`).length
      assert.ok(left < found.length, `${fix.title} leaves it: ${text}`)
      assert.deepEqual(after.filter(problem => !before.has(problem.code) && problem.level === 'error').map(({ code, message }) => `${code}: ${message}`), [], `${fix.title} brings: ${text}`)
    }
  })
}

// Each was put to libvirt 9.0.0, which takes it.
for (const [what, text] of [
  ['a PS/2 keyboard on pseries', machine("<input type='keyboard' bus='ps2'/>", { arch: 'ppc64', machine: 'pseries' })],
  ['a ccw address of a controller that pseries puts on spapr-vio', machine("<controller type='scsi' index='0'><address type='ccw'/></controller>", { arch: 'ppc64', machine: 'pseries' })],
  ['a console on spice that is the serial port once more', machine("<console type='spiceport'><source channel='a'/></console><serial type='pty'/>")],
  ['a virtiofs behind a socket that is read-only', `<!-- virtdeck: libvirt=9.0.0 -->${machine("<filesystem type='mount'><driver type='virtiofs'/><source socket='/a'/><target dir='b'/><readonly/></filesystem>", { top: "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>" })}`],
  ['a CCW address of a controller that the chipset of a PC has', machine("<controller type='ide' index='0'><address type='ccw'/></controller>", { machine: 'pc' })],
  // Newer than the libvirt that was asked: its schema has them.
  ['the namespaces of an NVMe controller', machine("<disk type='file'><source file='/a'/><target dev='nvme0n1' bus='nvme'/></disk><disk type='file'><source file='/b'/><target dev='nvme0n2'/></disk>")],
  ["what AMD's IOMMU has", machine("<iommu model='amd'><driver intremap='on' xtsup='on'/></iommu>")],
  ['an SMMU for each of several buses', machine("<controller type='pci' index='1' model='pcie-expander-bus'/><iommu model='smmuv3'><driver pciBus='0'/></iommu><iommu model='smmuv3'><driver pciBus='1'/></iommu>", { type: 'qemu', arch: 'aarch64', machine: 'virt' })],
] as const) test(`nothing is said of ${what}`, async () => assert.deepEqual(ours(await open(text)).map(({ code }) => code), []))

test('what is half-typed is not scolded, and what stands beside it is', async () => {
  const typing = machine(`${disk("dev='vda' bus='virtio'")}<disk type='file'><target dev='vda'`).replace(/<\/devices>[^]*$/, '')
  assert.deepEqual(ours(await open(typing)), [])
  const beside = machine(`${disk("dev='vda' bus='virtio'")}${disk("dev='vda' bus='virtio'")}<input type='tab`)
  assert.deepEqual(ours(await open(beside)).map(({ code }) => code), ['libvirt/disk-target-duplicate'])
})

test('what a template fills is not judged', async () => {
  const twice = await open(machine(disk("dev='{{ name }}' bus='virtio'") + disk("dev='{{ name }}' bus='virtio'")))
  assert.deepEqual(ours(twice).map(({ code }) => code), ['libvirt/placeholder'])
  assert.deepEqual(ours(await open(machine(`{% if a %}${disk("dev='vda' bus='virtio'")}{% else %}${disk("dev='vda' bus='virtio'")}{% endif %}`))).map(({ code }) => code), ['libvirt/placeholder'])
  const path = machine(disk("dev='vda' bus='virtio'", '', "type='file'", "<source file='{{ a }}'/>") + disk("dev='vda' bus='virtio'", '', "type='file'", "<source file='{{ b }}'/>"))
  assert.deepEqual(ours(await open(path)).filter(({ level }) => level === 'error').map(({ code }) => code), ['libvirt/disk-target-duplicate'])
})

test('what a template fills in a network is not judged', async () => {
  const groups = (name: string): string => `<network><name>{{ site/name }}</name><ip address='10.0.0.1' prefix='24'/>${`<portgroup name='${name}'/>`.repeat(2)}</network>`
  assert.deepEqual(ours(await open(groups('{{ group }}'))).map(({ code }) => code), ['libvirt/placeholder'])
  assert.deepEqual(ours(await open(groups('a'))).map(({ code }) => code), ['libvirt/network-portgroup-duplicate'])
  const gateway = "<network><name>n</name><ip address='{{ ip }}' prefix='24'/><route address='10.2.0.0' prefix='16' gateway='10.9.9.9'/></network>"
  assert.deepEqual(ours(await open(gateway)).map(({ code }) => code), ['libvirt/placeholder'])
})

test('an unfinished network is not scolded for what may still come', async () => {
  for (const text of ["<network><name>n</name><forward mode='nat'/><ip addr", "<network><name>n</name><forward mode='nat'/>", "<network><name>n</name><ip address='10.0.0.1' prefix='24'><dhcp><range start='10.7.0."]) {
    assert.deepEqual(ours(await open(text)), [], text)
  }
})

test('each of several documents in a file is judged by the rules of its kind, with what is in it', async () => {
  const domain = (inner: string, type?: string): string => machine(inner, type === undefined ? {} : { type })
  const once = disk("dev='vda' bus='virtio'")
  const network = "<network><name>n</name><portgroup name='a'/><portgroup name='a'/></network>"
  const pool = "<pool type='dir'><name>p</name><target><path>/srv/p</path><permissions><mode>1777</mode></permissions></target></pool>"
  const found = async (...roots: readonly string[]): Promise<readonly string[]> => {
    const text = roots.join('\n')
    return ours(await open(text)).map(({ code, span }) => `${code} in ${roots.findIndex((_, at) => span.start < roots.slice(0, at + 1).join('\n').length)}`)
  }
  assert.deepEqual(await found(domain(once + once), network, domain(once), pool, domain(once + once)),
    ['libvirt/disk-target-duplicate in 0', 'libvirt/network-portgroup-duplicate in 1', 'libvirt/pool-mode in 3', 'libvirt/disk-target-duplicate in 4'])
  assert.deepEqual(await found(domain(once), domain(disk("dev='hda' bus='ide'")), domain(disk("dev='hda' bus='ide'"), 'xen')), ['libvirt/ide-controller-machine in 1'])
  // What is missing is told of a whole document, whatever is wrong in its neighbours; a fragment belongs to some other one.
  const console = "<console type='pty'><target type='virtio'/></console>"
  const withoutMemory = (inner: string): string => domain(inner).replace(/<memory.*?<.memory>/, '')
  assert.deepEqual(await found(domain(once), `${withoutMemory(console)}`, "<network><name>n</name><forward mode='natt'/></network>"), ['libvirt/memory-missing in 1'])
  assert.deepEqual(await found(once, once, domain(once)), [])
})

test('fixes of a rule are found in the document that the problem is in', async () => {
  const twice = machine(disk("dev='vda' bus='virtio'").repeat(2))
  const text = `${machine(disk("dev='vdb' bus='virtio'"))}\n${twice}`
  const document = await open(text)
  const [problem] = ours(document)
  const [fix] = document.fixes(problem!)
  assert.deepEqual(ours(await open(applied(text, fix!))), [])
  assert.deepEqual(applied(text, fix!).slice(0, -twice.length), text.slice(0, -twice.length))
})

test('other hypervisors have other rules', async () => {
  assert.deepEqual(ours(await open(machine(disk("dev='hda' bus='ide'"), { type: 'xen' }))), [])
  assert.deepEqual(ours(await open(machine(disk("dev='vda' bus='virtio'").repeat(2), { type: 'xen' }))).map(({ code }) => code), ['libvirt/disk-target-duplicate'])
})
