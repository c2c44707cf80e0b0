// A domain as a board: its parts in people's words, what each is plugged into, what libvirt adds; however little is typed yet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partAt, type Board } from '../../../server/src/core/board'
import { boardOf } from '../../../server/src/core/libvirt/board/board'
import { parse } from '../../../server/src/core/xml/parse'

const board = (text: string): Board => boardOf(parse(text))

const titleOf = ({ kind, title, detail }: Board['parts'][number]): string => `${kind}: ${title}${detail === undefined ? '' : ` (${detail})`}`

/** One line a part that is written: its kind, title and detail. */
function checkParts(inside: string, ...expected: readonly string[]): void {
  assert.deepEqual(board(`<domain>${inside}</domain>`).parts.filter(({ added }) => added === undefined).map(titleOf), expected, inside)
}

const checkDevices = (inside: string, ...expected: readonly string[]): void => checkParts(`<devices>${inside}</devices>`, ...expected)

/** One line a part that hangs on something, indented by how deep it hangs; `+` is what libvirt adds. */
function checkTree(machine: string, inside: string, ...expected: readonly string[]): void {
  const { parts } = board(`<domain type='kvm'><os><type arch='x86_64' machine='${machine}'>hvm</type></os><devices><memballoon model='none'/><input type='mouse' bus='ps2'/><input type='keyboard' bus='ps2'/>${inside}</devices></domain>`)
  const depth = (index: number): number => parts[index]!.on === undefined ? 0 : 1 + depth(parts[index]!.on)
  const lines = parts.flatMap(({ title, seat, added, kind, on }, index) => kind === 'firmware' || kind === 'cpu' || on === undefined && title === 'Board' || on !== undefined && parts[on]!.title === 'Board' ? []
    : `${'  '.repeat(depth(index))}${seat === undefined ? '' : `${seat} `}${title}${added === undefined ? '' : ' +'}`)
  assert.deepEqual(lines, expected, inside)
}

test('the machine itself', () => {
  const { name, title, hypervisor, arch, machine } = board("<domain type='kvm'><name> web </name><title>Web server</title><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>")
  assert.deepEqual({ name, title, hypervisor, arch, machine }, { name: 'web', title: 'Web server', hypervisor: 'kvm', arch: 'x86_64', machine: 'q35' })
  assert.deepEqual(board(''), { kind: 'machine', name: '', parts: [], cells: [], boot: [], more: 0 })
})

test('CPU, memory, firmware', () => {
  checkParts('<vcpu>4</vcpu>', 'cpu: 4 vCPUs')
  checkParts("<vcpu current='1'>1</vcpu><cpu mode='host-passthrough'><topology sockets='1' dies='1' cores='4' threads='2'/></cpu>", 'cpu: 1 vCPU (host-passthrough, 1 socket × 4 cores × 2 threads)')
  checkParts("<cpu><model>Skylake</model><topology sockets='2' cores='2' threads='1'/></cpu>", 'cpu: 4 vCPUs (Skylake, 2 sockets × 2 cores × 1 thread)')
  checkParts("<memory unit='GiB'>4</memory>", 'memory: 4 GiB')
  checkParts('<memory>1572864</memory>', 'memory: 1.5 GiB')
  checkParts('<memory>lots</memory>', 'memory: lots')
  checkParts("<memory unit='MiB'>512</memory><memoryBacking><hugepages><page size='2' unit='M'/></hugepages><access mode='shared'/></memoryBacking>", 'memory: 512 MiB (2 MiB pages, shared)')
  checkParts("<cpu><numa><cell memory='1' unit='GiB'/><cell memory='1' unit='GiB'/></numa></cpu>", 'cpu: CPU', 'memory: 2 GiB', 'cell: NUMA cell 0 (1 GiB)', 'cell: NUMA cell 1 (1 GiB)')
  checkParts("<os firmware='efi'><boot dev='cdrom'/><boot dev='hd'/></os>", 'firmware: UEFI')
  checkParts("<os firmware='efi'><firmware><feature name='secure-boot' enabled='yes'/></firmware></os>", 'firmware: UEFI (Secure Boot)')
  checkParts('<os><kernel>/boot/vmlinuz</kernel></os>', 'firmware: Direct kernel boot (/boot/vmlinuz)')
  checkParts("<os/><devices><interface type='network'><boot order='2'/></interface><disk><target dev='vda'/><boot order='1'/></disk></devices>", 'firmware: BIOS', 'network: Network card', 'disk: vda (no source)')
})

test('the other devices', () => {
  checkDevices("<disk type='file'><driver type='qcow2'/><source file='/a'/><target dev='vda' bus='virtio'/></disk>", 'disk: vda (qcow2 on virtio)')
  checkDevices("<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>", 'cdrom: sda (CD-ROM on sata, empty)')
  checkDevices('<disk', 'disk: Disk (no source)')
  checkDevices("<interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/><model type='virtio'/></interface>", 'network: Network card (virtio, 52:54:00:00:00:01)')
  checkDevices("<filesystem type='mount'><driver type='virtiofs'/><source dir='/srv'/><target dir='share'/></filesystem>", 'filesystem: share (virtiofs, /srv)')
  checkDevices("<video><model type='virtio'><acceleration accel3d='yes'/></model></video>", 'video: Video card (virtio, 3D)')
  checkDevices("<input type='tablet' bus='usb'/><sound model='ich9'/>", 'pointer: Tablet (usb)', 'sound: Sound card (ich9)')
  checkDevices("<controller type='usb' index='0' model='qemu-xhci'/>", 'controller: USB controller 0 (qemu-xhci)')
  checkDevices("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>", 'tpm: TPM (2.0, tpm-crb)')
  checkDevices("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>", 'serial: org.qemu.guest_agent.0 (channel, unix)')
  checkDevices("<memballoon model='none'/><panic model='isa'/><constructor/>", 'other: No memory balloon', 'other: Panic (isa)', 'other: Constructor')
})

const leads: readonly (readonly [device: string, kind: string, name: string, note?: string])[] = [
  ["<disk type='file'><source file='/var/images/a.qcow2'/></disk>", 'image', 'a.qcow2', '/var/images'],
  ["<disk type='file'><source file='/i/a.qcow2'/><backingStore type='file'><source file='/i/base.qcow2'/></backingStore></disk>", 'image', 'a.qcow2', '/i, over base.qcow2'],
  ["<disk type='volume'><source pool='default' volume='a.img'/></disk>", 'volume', 'a.img', 'pool default'],
  ["<disk type='network'><source protocol='rbd' name='pool/image'><host name='a'/><host name='b'/></source></disk>", 'remote', 'pool/image', 'rbd at a, b'],
  ["<interface type='network'><source network='default' portgroup='web'/></interface>", 'network', 'default', 'virtual network, port group web'],
  ["<interface type='bridge'><source bridge='br0'/></interface>", 'bridge', 'br0', 'bridge'],
  ["<interface type='direct'><source dev='eth0' mode='bridge'/></interface>", 'interface', 'eth0', 'macvtap, bridge'],
  ["<interface type='user'><backend type='passt'/></interface>", 'user', 'passt', 'through the host'],
  ["<graphics type='vnc' port='-1' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>", 'screen', '127.0.0.1', 'port chosen at start'],
  ["<graphics type='spice' port='5900'/>", 'screen', 'this host:5900', 'listens here'],
  ["<hostdev type='pci' managed='yes'><source><address domain='0' bus='0x1a' slot='0x02' function='0x3'/></source></hostdev>", 'host-device', '0000:1a:02.3', 'taken at start'],
  ["<hostdev type='usb'><source><vendor id='0x046d'/><product id='0xc534'/></source></hostdev>", 'host-device', '046d:c534', 'of the host'],
  ["<serial type='tcp'><source host='127.0.0.1' service='4555'/></serial>", 'stream', '127.0.0.1:4555'],
]
for (const [device, kind, name, note] of leads) {
  test(`what it leads to: ${kind} ${name}`, () => {
    const lead = board(`<domain><devices>${device}</devices></domain>`).parts.find(({ lead }) => lead)?.lead
    assert.deepEqual([lead?.kind, lead?.name, lead?.note], [kind, name, note])
  })
}

test('vCPUs by socket, core and NUMA cell, with their host CPUs', () => {
  const { processor, cells } = board(`<domain><vcpu current='3'>4</vcpu><iothreads>2</iothreads><cputune><vcpupin vcpu='1' cpuset='7'/><iothreadpin iothread='2' cpuset='0'/><emulatorpin cpuset='1'/></cputune>
    <cpu><topology sockets='2' cores='1' threads='2'/><numa><cell id='0' cpus='0-1' memory='1' unit='GiB'/><cell id='1' cpus='2,3' memory='1' unit='GiB'/></numa></cpu></domain>`)
  assert.deepEqual(processor!.vcpus.map(({ socket, core, cell, online, pin }) => [socket, core, cell, online, pin]), [[0, 0, 0, true, undefined], [0, 0, 0, true, '7'], [1, 1, 1, true, undefined], [1, 1, 1, false, undefined]])
  assert.deepEqual([processor!.iothreads, processor!.emulator], [[{ id: 1 }, { id: 2, pin: '0' }], '1'])
  assert.deepEqual(cells.map(({ id, memory, cpus }) => [id, memory, cpus]), [[0, '1 GiB', '0-1'], [1, '1 GiB', '2,3']])
  const many = board('<domain><vcpu>99999</vcpu></domain>').processor!
  assert.deepEqual([many.vcpus.length, many.more], [512, 99_487])
})

test('memory modules, and slots for more', () => {
  const { memory, parts } = board("<domain><maxMemory slots='4'>9</maxMemory><memory>1</memory><devices><memory model='dimm'><target><size unit='MiB'>512</size></target></memory></devices></domain>")
  assert.deepEqual([memory!.modules.map(index => titleOf(parts[index]!)), memory!.free], [['module: 512 MiB (dimm)'], 3])
})

test('boot order: by number, or the first of each kind', () => {
  const order = (text: string): readonly string[] => { const { boot, parts } = board(`<domain>${text}</domain>`); return boot.map(one => typeof one === 'number' ? parts[one]!.title : one) }
  assert.deepEqual(order("<devices><interface type='network'><model type='e1000'/><boot order='2'/></interface><disk><target dev='vda'/><boot order='1'/></disk></devices>"), ['vda', 'Network card'])
  assert.deepEqual(order("<os><boot dev='cdrom'/><boot dev='hd'/><boot dev='network'/></os><devices><disk><target dev='vda'/></disk><disk device='cdrom'><target dev='sda'/></disk></devices>"), ['sda', 'vda', 'network'])
  assert.deepEqual(order("<os><type machine='q35'/><boot dev='hd'/></os><devices><disk><target dev='vda' bus='virtio'/></disk><disk><target dev='sda' bus='sata'/></disk></devices>"), ['vda'])
})

test('a machine without <vcpu> has one of libvirt\'s', () => {
  const { parts, processor } = board('<domain><os><type>hvm</type></os></domain>')
  assert.deepEqual([parts[processor!.part]!.title, parts[processor!.part]!.added !== undefined, processor!.vcpus.length], ['1 vCPU', true, 1])
  assert.equal(board('<domain><name>a</name></domain>').processor, undefined)
})

test('on PCI Express each device has a port, conventional ones a bridge, the chipset its own', () => {
  checkTree('q35', "<disk><target dev='vda' bus='virtio'/></disk><interface type='user'><model type='e1000'/></interface><graphics type='vnc'/>",
    'PCI Express +', '  01.0 Video card +', '    VNC', '  1f.2 SATA controller 0 +', '  pcie-root-port +', '    USB controller 0 +', '  pcie-root-port +', '    vda', '  pcie-root-port +', '    pcie-to-pci-bridge +', '      Network card')
})

test('written ports are used first; addresses decide where they are written', () => {
  checkTree('q35', `<controller type='pci' index='0' model='pcie-root'/><controller type='pci' index='1' model='pcie-root-port'><address type='pci' slot='2' function='1'/></controller><controller type='pci' index='2' model='pcie-root-port'/>
    <controller type='usb' model='none'/><disk><target dev='vda' bus='virtio'/><address type='pci' bus='2' slot='0'/></disk><rng model='virtio'/>`,
  'PCI Express', '  02.1 pcie-root-port', '    Random numbers', '  1f.2 SATA controller 0 +', '  pcie-root-port', '    00.0 vda')
})

test('on conventional PCI all sits on the root', () => {
  checkTree('pc', "<disk><target dev='hda' bus='ide'/></disk><disk><target dev='sda' bus='scsi'/></disk><channel type='unix'><target type='virtio' name='a'/></channel>",
    'PCI +', '  01.1 IDE controller 0 +', '    unit 0 hda', '  01.2 USB controller 0 +', '  SCSI controller 0 +', '    unit 0 sda', '  virtio-serial controller 0 +', '    a')
})

test('bridges that name each other do not go round', () => {
  const { parts } = board("<domain type='kvm'><os><type machine='pc'/></os><devices><controller type='pci' index='1' model='pci-bridge'><address type='pci' bus='2' slot='1'/></controller><controller type='pci' index='2' model='pci-bridge'><address type='pci' bus='1' slot='1'/></controller></devices></domain>")
  parts.forEach(({ on }, index) => assert.ok(on === undefined || on < index))
  assert.equal(parts.filter(({ kind }) => kind === 'bridge').length, 2)
})

test('a part knows where it stands, and where a click goes', () => {
  const text = "<domain><vcpu>2</vcpu><cputune><vcpupin vcpu='0' cpuset='1'/></cputune><devices><disk><target dev='vda'/></disk><disk/></devices></domain>"
  const { parts } = board(text)
  const at = parts.filter(({ added }) => added === undefined).map(({ spans, at }) => [spans.map(({ start, end }) => text.slice(start, end)).join(), text.slice(at.start, at.end)])
  assert.deepEqual(at, [["<vcpu>2</vcpu>,<cputune><vcpupin vcpu='0' cpuset='1'/></cputune>", '2'], ["<disk><target dev='vda'/></disk>", 'vda'], ['<disk/>', 'disk']])
  const place = text.indexOf('vda')
  assert.equal(parts[partAt(board(text), { start: place, end: place + 3 })!]!.title, 'vda')
  assert.equal(partAt(board(text), { start: 1, end: 4 }), null)
})

test('a thousand devices do not make a thousand parts, and half-typed text makes some', () => {
  const many = board(`<domain><devices>${'<disk/>'.repeat(1000)}</devices></domain>`)
  assert.deepEqual([many.parts.filter(({ kind }) => kind === 'disk').length, many.more], [500, 500])
  const whole = "<domain type='kvm'><name>a</name><memory unit='MiB'>64</memory><os><type machine='q35'/></os><devices><disk type='file'><source file='/a'/><target dev='vda'/><address type='pci' bus='7' slot='0'/></disk></devices></domain>"
  for (let end = 0; end <= whole.length; end++) board(whole.slice(0, end))
})
