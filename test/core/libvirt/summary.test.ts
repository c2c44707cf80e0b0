// What the preview is told of a domain: its parts in people's words, however little is typed yet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { machineOf } from '../../../server/src/core/libvirt/summary'
import { parse } from '../../../server/src/core/xml/parse'

/** One line a part: its kind, title and detail. */
function checkParts(inside: string, ...expected: readonly string[]): void {
  const { parts } = machineOf(parse(`<domain>${inside}</domain>`))
  assert.deepEqual(parts.map(({ kind, title, detail }) => `${kind}: ${title}${detail === undefined ? '' : ` (${detail})`}`), expected, inside)
}

const checkDevices = (inside: string, ...expected: readonly string[]): void => checkParts(`<devices>${inside}</devices>`, ...expected)

test('the machine itself', () => {
  const { name, title, hypervisor, arch, machine } = machineOf(parse("<domain type='kvm'><name> web </name><title>Web server</title><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>"))
  assert.deepEqual({ name, title, hypervisor, arch, machine }, { name: 'web', title: 'Web server', hypervisor: 'kvm', arch: 'x86_64', machine: 'q35' })
  assert.deepEqual(machineOf(parse('')), { kind: 'machine', name: '', parts: [] })
})

test('CPU, memory, firmware', () => {
  checkParts('<vcpu>4</vcpu>', 'cpu: 4 vCPUs')
  checkParts("<vcpu current='1'>1</vcpu><cpu mode='host-passthrough'><topology sockets='1' dies='1' cores='4' threads='2'/></cpu>", 'cpu: 1 vCPU (host-passthrough, 1 socket × 4 cores × 2 threads)')
  checkParts("<cpu><model>Skylake</model><topology sockets='2' cores='2' threads='1'/></cpu>", 'cpu: 4 vCPUs (Skylake, 2 sockets × 2 cores × 1 thread)')
  checkParts("<memory unit='GiB'>4</memory>", 'memory: 4 GiB')
  checkParts('<memory>1572864</memory>', 'memory: 1.5 GiB')
  checkParts('<memory>lots</memory>', 'memory: lots')
  checkParts("<memory unit='MiB'>512</memory><memoryBacking><hugepages><page size='2' unit='M'/></hugepages><access mode='shared'/></memoryBacking>", 'memory: 512 MiB (2 MiB pages, shared)')
  checkParts("<cpu><numa><cell memory='1' unit='GiB'/><cell memory='1' unit='GiB'/></numa></cpu>", 'cpu: CPU', 'memory: 2 GiB')
  checkParts("<os firmware='efi'><boot dev='cdrom'/><boot dev='hd'/></os>", 'firmware: UEFI (boots CD-ROM, disk)')
  checkParts("<os firmware='efi'><firmware><feature name='secure-boot' enabled='yes'/></firmware></os>", 'firmware: UEFI (Secure Boot)')
  checkParts('<os><kernel>/boot/vmlinuz</kernel></os>', 'firmware: Direct kernel boot')
  checkParts("<os/><devices><interface type='network'><boot order='2'/></interface><disk><target dev='vda'/><boot order='1'/></disk></devices>", 'firmware: BIOS (boots vda, network)', 'network: network', 'disk: vda (no source)')
})

test('disks', () => {
  checkDevices("<disk type='file'><driver type='qcow2'/><source file='/a'/><target dev='vda' bus='virtio'/></disk>", 'disk: vda (qcow2 on virtio)')
  checkDevices("<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>", 'disk: sda (CD-ROM on sata, empty)')
  checkDevices("<disk type='volume'><source pool='default' volume='a.img'/><target dev='vdb'/></disk>", 'disk: vdb')
  checkDevices('<disk', 'disk: Disk (no source)')
  const [network] = machineOf(parse("<domain><devices><disk type='network'><source protocol='rbd' name='pool/image'><host name='a'/><host name='b'/></source></disk></devices></domain>")).parts
  assert.deepEqual(network?.facts.find(([label]) => label === 'Source'), ['Source', 'rbd:pool/image at a, b'])
})

test('the other devices', () => {
  checkDevices("<interface type='network'><source network='default'/><model type='virtio'/></interface>", 'network: default (virtio, by network)')
  checkDevices("<interface type='bridge'><source bridge='br0'/></interface>", 'network: br0 (by bridge)')
  checkDevices("<interface type='user'><backend type='passt'/></interface>", 'network: passt (by user)')
  checkDevices("<filesystem type='mount'><driver type='virtiofs'/><source dir='/srv'/><target dir='share'/></filesystem>", 'filesystem: share (virtiofs, /srv)')
  checkDevices("<graphics type='vnc' port='-1' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>", 'display: VNC (127.0.0.1)')
  checkDevices("<graphics type='spice' port='5900'/>", 'display: SPICE (port 5900)')
  checkDevices("<video><model type='virtio'><acceleration accel3d='yes'/></model></video>", 'display: virtio (video card, 3D)')
  checkDevices("<input type='tablet' bus='usb'/><sound model='ich9'/>", 'input: Tablet (usb)', 'sound: ich9 (sound card)')
  checkDevices("<hostdev type='pci'><source><address domain='0' bus='0x1a' slot='0x02' function='0x3'/></source></hostdev>", 'host-device: 0000:1a:02.3 (PCI device of the host)')
  checkDevices("<hostdev type='usb'><source><vendor id='0x046d'/><product id='0xc534'/></source></hostdev>", 'host-device: 046d:c534 (USB device of the host)')
  checkDevices("<controller type='usb' index='0' model='qemu-xhci'/>", 'controller: USB controller 0 (qemu-xhci)')
  checkDevices("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>", 'other: TPM (2.0, tpm-crb)')
  checkDevices("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>", 'other: org.qemu.guest_agent.0 (channel, unix)')
  checkDevices("<memballoon model='none'/><panic model='isa'/><constructor/>", 'other: No memory balloon', 'other: Panic (isa)', 'other: Constructor')
})

test('a part knows where it stands, and where a click goes', () => {
  const text = "<domain><vcpu>2</vcpu><devices><disk><target dev='vda'/></disk><disk/></devices></domain>"
  const at = machineOf(parse(text)).parts.map(({ span, nameSpan }) => [text.slice(span.start, span.end), text.slice(nameSpan.start, nameSpan.end)])
  assert.deepEqual(at, [['<vcpu>2</vcpu>', '2'], ["<disk><target dev='vda'/></disk>", 'vda'], ['<disk/>', 'disk']])
})

test('a thousand devices do not make a thousand parts, and half-typed text makes some', () => {
  assert.equal(machineOf(parse(`<domain><devices>${'<disk/>'.repeat(1000)}</devices></domain>`)).parts.length, 500)
  const whole = "<domain type='kvm'><name>a</name><memory unit='MiB'>64</memory><devices><disk type='file'><source file='/a'/><target dev='vda'/></disk></devices></domain>"
  for (let end = 0; end <= whole.length; end++) machineOf(parse(whole.slice(0, end)))
})
