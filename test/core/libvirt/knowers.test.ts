// Values that are known for a place beyond the schema: what is free, what is fresh, what is defined elsewhere. One row a place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { Suggestion } from '../../../server/src/core/model'
import { defaultSettings, nothingAround, type Surroundings, type Wanted } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

const known = async (marked: string, around: Partial<Surroundings> = {}): Promise<readonly Suggestion[]> => {
  const { text, offset } = atCaret(marked)
  return [...(await libvirt.open(text, defaultSettings)).complete(offset, { ...nothingAround, ...around })]
    .filter(({ sort }) => sort?.startsWith('!')).sort((a, b) => a.sort! < b.sort! ? -1 : 1)
}

const check = async (marked: string, expected: readonly string[], around?: Partial<Surroundings>): Promise<void> =>
  assert.deepEqual((await known(marked, around)).map(({ label, detail }) => `${label}: ${detail}`), expected, marked)

const wanted = async (marked: string): Promise<Wanted | undefined> => {
  const { text, offset } = atCaret(marked)
  return (await libvirt.open(text, defaultSettings)).wants?.(offset)
}

const domain = (inside: string, type = 'kvm', machine = 'q35'): string =>
  `<domain type='${type}'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='${machine}'>hvm</type></os>${inside}</domain>`
const devices = (inside: string, type?: string, machine?: string): string => domain(`<devices>${inside}</devices>`, type, machine)
const disk = (target: string, more = ''): string => `<disk type='file'><target ${target}/>${more}</disk>`

test('what is fresh: within its range, and of nobody else', async () => {
  const mac = "<interface type='user'><mac address='‸'/></interface>"
  await check(devices(mac), ["52:54:00:80:80:80: a fresh one, in QEMU's range"])
  await check(devices(`<interface type='user'><mac address='52:54:00:80:80:80'/></interface>${mac}`), ["52:54:00:80:80:81: a fresh one, in QEMU's range"])
  await check(devices(mac, 'xen'), ['82:80:80:80:80:80: a fresh one, locally administered'])
  await check("<domain type='kvm'><name>a</name><uuid>‸</uuid><memory>1</memory><os><type>hvm</type></os></domain>", ['88888888-8888-4888-8888-888888888888: a fresh one'])
  await check("<network><name>a</name><uuid>‸</uuid></network>", ['88888888-8888-4888-8888-888888888888: a fresh one'])
  const seen = new Set<string>()
  for (let at = 0; at < 50; at++) for (const { label } of await known(devices(mac), { random: Math.random })) seen.add(label)
  assert.ok(seen.size > 45, 'chance is asked each time')
  for (const label of seen) assert.match(label, /^52:54:00(:[0-9a-f]{2}){3}$/)
})

test('the next disk', async () => {
  await check(devices(disk("dev='vda' bus='virtio'") + disk("dev='‸' bus='virtio'")), ['vdb: next free on virtio'])
  await check(devices(disk("dev='vda' bus='virtio'") + disk("dev='vdc' bus='virtio'") + disk("dev='‸' bus='virtio'")), ['vdb: next free on virtio', 'vdd: behind all others on virtio'])
  await check(devices(disk("dev='sda' bus='sata'") + disk("dev='sdb' bus='scsi'") + disk("dev='‸' bus='scsi'")), ['sdc: next free on scsi'])
  await check(devices(disk("dev='hda' bus='ide'") + disk("dev='‸' bus='ide'"), 'kvm', 'pc'), ['hdb: next free on ide'])
  await check(devices("<disk type='file' device='floppy'><target dev='‸'/></disk>"), ['fda: next free on fdc'])
  await check(devices("<disk type='file' device='cdrom'><target dev='‸'/></disk>"), ['sda: next free on sata'])
  await check(devices(disk("dev='vda' bus='virtio'") + disk("dev='‸'")), ['vdb: next free on virtio', 'sda: next free on scsi'])
  await check("<disk type='file'><target dev='‸' bus='virtio'/></disk>", ['vda: the first on virtio'])
})

test('the parts of an address', async () => {
  const port = "<controller type='pci' index='1' model='pcie-root-port'/><controller type='pci' index='2' model='pcie-root-port'/>"
  const at = (address: string): string => `<rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' ${address}/></rng>`
  const nic = "<interface type='user'><model type='virtio'/><address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></interface>"
  await check(devices(port + nic + at("bus='‸'")), ['0x00: pcie-root with room', '0x02: pcie-root-port with room'])
  await check(devices(port + nic + at("bus='0x02' slot='‸'")), ['0x00: next free on bus 2 (pcie-root-port)'])
  await check(devices(port + nic + at("bus='0x01' slot='‸'")), [])
  await check(devices(at("bus='0x00' slot='‸'").replace('rng', 'rng'), 'kvm', 'pc'), ['0x03: next free on bus 0 (pci-root)'])
  await check(devices(at("bus='0x00' function='‸'")), ['0x0: the first of a device'])
  await check(devices(disk("dev='sda' bus='sata'") + disk("dev='sdb' bus='sata'", "<address type='drive' controller='0' bus='0' unit='‸'/>")), ['1: next free on sata controller 0'])
  await check(devices(disk("dev='sda' bus='sata'") + disk("dev='sdb' bus='sata'", "<address type='drive' controller='0' bus='‸'/>")), ['0: of the next free place on sata'])
  await check(devices("<input type='tablet' bus='usb'><address type='usb' bus='0' port='1'/></input><input type='keyboard' bus='usb'><address type='usb' bus='0' port='‸'/></input><controller type='usb' index='0' model='qemu-xhci'/>"), ['2: next free on USB bus 0'])
  await check(devices("<channel type='unix'><target type='virtio' name='a'/><address type='virtio-serial' controller='0' bus='0' port='1'/></channel><channel type='unix'><target type='virtio' name='b'/><address type='virtio-serial' controller='0' bus='0' port='‸'/></channel>"), ['2: next free on virtio-serial controller 0'])
  await check("<domain type='kvm'><name>a</name><memory>1</memory><os><type arch='s390x' machine='s390-ccw-virtio'>hvm</type></os><devices><rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='ccw' cssid='0xfe' ssid='0x0' devno='‸'/></rng></devices></domain>", ['0x0000: next free device number'])
})

test('numbers that go on', async () => {
  await check(devices("<interface type='user'><boot order='1'/></interface><interface type='user'><boot order='‸'/></interface>"), ['2: next free in the boot order'])
  await check(devices("<controller type='pci' index='0' model='pcie-root'/><controller type='pci' index='2' model='pcie-root-port'/><controller type='pci' index='‸' model='pcie-root-port'/>"),
    ['1: next free of type pci', '3: behind all others: of type pci'])
  await check(domain("<iothreadids><iothread id='1'/><iothread id='‸'/></iothreadids>"), ['2: next free iothread'])
  await check(domain("<cpu><numa><cell id='0' cpus='0' memory='1'/><cell id='‸' cpus='1' memory='1'/></numa></cpu>"), ['1: next free NUMA cell'])
  await check(devices("<graphics type='vnc' port='5900'/><graphics type='spice' port='‸'/>"), ['-1: libvirt chooses a free one', '5901: next free of this domain'])
  await check(devices("<vsock model='virtio'><cid address='‸'/></vsock>"), ['3: the first that a guest may have'])
})

test('ids that the document defines', async () => {
  await check(domain(`<iothreads>2</iothreads><devices>${disk("dev='vda' bus='virtio'", "<driver name='qemu' iothread='‸'/>")}</devices>`), ['1: one of the 2 of this domain', '2: one of the 2 of this domain'])
  await check(domain(`<iothreadids><iothread id='7'/></iothreadids><devices>${disk("dev='vda' bus='virtio'", "<driver name='qemu' iothread='‸'/>")}</devices>`), ['7: defined in this document'])
  await check(devices("<sound model='ich9'><audio id='‸'/></sound><audio id='1' type='spice'/>"), ['1: the spice backend'])
  await check(devices("<interface type='network'><alias name='ua-backup'/><teaming type='persistent'/></interface><interface type='network'><teaming type='transient' persistent='‸'/></interface>"), ['ua-backup: the interface of this domain'])
  await check(domain("<cpu><numa><cell id='0' cpus='0-3' memory='1'/></numa></cpu><devices><memory model='dimm'><target><size>1</size><node>‸</node></target></memory></devices>"), ['0: cell with CPUs 0-3'])
  await check(domain(`<throttlegroups><throttlegroup><group_name>slow</group_name></throttlegroup></throttlegroups><devices>${disk("dev='vda'", "<throttlefilters><throttlefilter group='‸'/></throttlefilters>")}</devices>`), ['slow: libvirt ≥ 11.3 · defined in this document'])
})

test('ids that other documents define: only where they are wanted', async () => {
  const defined = [
    { kind: 'network', value: 'lan', where: 'networks/lan.xml' }, { kind: 'pool', value: 'images', where: 'pools/images.xml' }, { kind: 'pool folder', value: '/srv/images', where: 'pools/images.xml' },
    { kind: 'volume', value: 'web.qcow2', where: 'web.xml' }, { kind: 'image', value: '/srv/images/web.qcow2', where: 'web.xml' }, { kind: 'volume', value: 'old.qcow2', where: 'old.xml' },
    { kind: 'filter', value: 'clean-traffic', where: 'filters/clean.xml' }, { kind: 'secret', value: '0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f', where: 'ceph.xml' }, { kind: 'secret by usage', value: 'client.libvirt', where: 'ceph.xml' },
  ]
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [devices("<interface type='network'><source network='‸'/></interface>"), ['network'], ['lan: defined in networks/lan.xml']],
    [devices("<disk type='volume'><source pool='‸'/><target dev='vda'/></disk>"), ['pool'], ['images: defined in pools/images.xml']],
    [devices("<disk type='volume'><source pool='images' volume='‸'/><target dev='vda'/></disk>"), ['volume', 'image', 'pool', 'pool folder'], ['web.qcow2: in the pool images, defined in web.xml']],
    [devices("<disk type='volume'><source pool='other' volume='‸'/><target dev='vda'/></disk>"), ['volume', 'image', 'pool', 'pool folder'], ['web.qcow2: defined in web.xml', 'old.qcow2: defined in old.xml']],
    [devices("<interface type='network'><source network='lan'/><filterref filter='‸'/></interface>"), ['filter'], ['clean-traffic: defined in filters/clean.xml']],
    [devices("<disk type='network'><source protocol='rbd' name='a/b'><auth username='libvirt'><secret type='ceph' uuid='‸'/></auth></source><target dev='vda'/></disk>"), ['secret'], ['0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f: defined in ceph.xml']],
    [devices("<disk type='network'><source protocol='rbd' name='a/b'><auth username='libvirt'><secret type='ceph' usage='‸'/></auth></source><target dev='vda'/></disk>"), ['secret by usage'], ['client.libvirt: defined in ceph.xml']],
    [devices("<interface type='bridge'><source bridge='‸'/></interface>"), [], []],
  ]
  for (const [marked, kinds, expected] of rows) {
    assert.deepEqual(await wanted(marked), { kinds }, marked)
    await check(marked, expected, { defined })
  }
})

test('sizes and units', async () => {
  await check(domain("<memory unit='‸'>1</memory>").replace('<memory>1</memory>', ''),
    ['MiB: 1,048,576 bytes', 'GiB: 1,073,741,824 bytes', 'KiB: 1,024 bytes', 'TiB: 1,099,511,627,776 bytes', 'MB: 1,000,000 bytes', 'GB: 1,000,000,000 bytes', 'bytes: single bytes'])
  const sizes = await known("<domain type='kvm'><name>a</name><memory unit='GiB'>‸</memory></domain>")
  assert.deepEqual(sizes.map(({ label, detail, kind }) => `${label} ${detail} ${kind}`).slice(0, 3), ['1 1 GiB text', '2 2 GiB text', '4 4 GiB text'])
  assert.equal((await known("<domain type='kvm'><name>a</name><memory>‸</memory></domain>"))[0]?.label, '524288')
  assert.equal((await known(domain("<currentMemory unit='KiB'>‸</currentMemory>")))[0]?.detail, 'as much as <memory>, 1 KiB')
})

test('files: the folder that is typed is wanted, and a folder goes on', async () => {
  const source = (typed: string): string => devices(`<disk type='file' device='cdrom'><source file='${typed}‸'/><target dev='sda'/></disk>`)
  assert.deepEqual([await wanted(source('')), await wanted(source('/srv/im')), await wanted(source('images/a'))],
    [{ kinds: ['image'], folder: '' }, { kinds: ['image'], folder: '/srv/' }, { kinds: ['image'], folder: 'images/' }])
  const files = [{ name: 'a.qcow2', path: '/srv/a.qcow2', folder: false }, { name: 'images', path: '/srv/images', folder: true }, { name: 'z.iso', path: '/srv/z.iso', folder: false }]
  await check(source('/srv/'), ['/srv/z.iso: file on this host', '/srv/images/: folder', '/srv/a.qcow2: file on this host'], { files })
  const [, folder] = await known(source('/srv/'), { files })
  assert.deepEqual([folder?.kind, folder?.again, folder?.filter], ['file', true, '/srv/images'])
  await check(devices("<filesystem type='mount'><source dir='‸'/><target dir='a'/></filesystem>"), ['/srv/images/: folder'], { files })
})

test('what is typed already is replaced as a whole, and what was known stays', async () => {
  const { text, offset } = atCaret(devices(disk("dev='vda' bus='virtio'") + disk("dev='vd‸' bus='virtio'")))
  const [first] = (await libvirt.open(text, defaultSettings)).complete(offset)
  assert.deepEqual([first?.label, text.slice(first!.replace.start, first!.replace.end), first?.filter], ['vdb', 'vd', 'vdb'])
})
