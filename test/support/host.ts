// A host of the tests: what virsh would say of a small server with a graphics card, a network card, a stick and a disk.
import type { HostAnswers } from '../../server/src/core/host'

const device = (name: string, parent: string, capability: string, driver?: string): string =>
  `<device><name>${name}</name><parent>${parent}</parent>${driver === undefined ? '' : `<driver><name>${driver}</name></driver>`}${capability}</device>`

const pci = (bus: number, slot: number, part: number, code: string, words: string, more = ''): string =>
  `<capability type='pci'><class>${code}</class><domain>0</domain><bus>${bus}</bus><slot>${slot}</slot><function>${part}</function>${words}${more}</capability>`

const group = `<iommuGroup number='12'><address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/><address domain='0x0000' bus='0x01' slot='0x00' function='0x1'/></iommuGroup>`

const enumerated = (name: string, values: readonly string[]): string => `<enum name='${name}'>${values.map(value => `<value>${value}</value>`).join('')}</enum>`

export const capabilities = `<capabilities><host><cpu><arch>x86_64</arch></cpu></host>
  <guest><os_type>hvm</os_type><arch name='i686'><emulator>/usr/bin/qemu-system-i386</emulator><machine>pc-i440fx-7.2</machine><domain type='qemu'/></arch></guest>
  <guest><os_type>hvm</os_type><arch name='x86_64'><emulator>/usr/bin/qemu-system-x86_64</emulator>
    <machine>pc-q35-7.2</machine><machine canonical='pc-q35-7.2'>q35</machine><machine>pc-q35-6.10</machine><machine>pc-q35-6.2</machine><machine deprecated='yes'>pc-i440fx-1.4</machine>
    <domain type='qemu'/><domain type='kvm'/></arch></guest>
</capabilities>`

export const domainCapabilities = `<domainCapabilities><path>/usr/bin/qemu-system-x86_64</path><domain>kvm</domain><machine>pc-q35-7.2</machine><arch>x86_64</arch>
  <os supported='yes'>${enumerated('firmware', [])}<loader supported='yes'><value>/usr/share/OVMF/OVMF_CODE_4M.fd</value>${enumerated('type', ['rom', 'pflash'])}</loader></os>
  <cpu>
    <mode name='host-model' supported='yes'><model>Broadwell</model><feature policy='require' name='invtsc'/><feature policy='disable' name='pni'/></mode>
    <mode name='custom' supported='yes'><model usable='no' vendor='AMD'>EPYC</model><model usable='yes' vendor='Intel'>Broadwell</model><model usable='yes' deprecated='yes' vendor='unknown'>486</model></mode>
  </cpu>
  <devices>
    <video supported='yes'>${enumerated('modelType', ['vga', 'virtio', 'none'])}</video>
    <graphics supported='yes'>${enumerated('type', ['vnc'])}</graphics>
    <tpm supported='yes'>${enumerated('model', ['tpm-crb'])}${enumerated('backendModel', ['passthrough'])}</tpm>
    <rng supported='no'>${enumerated('model', ['virtio'])}</rng>
  </devices>
</domainCapabilities>`

/** As it is for a domain of the type kvm on q35. */
export const answers: HostAnswers = {
  connection: 'qemu:///system',
  capabilities,
  domains: [{ asked: { virttype: 'kvm', arch: 'x86_64', machine: 'q35' }, xml: domainCapabilities }],
  named: [
    { kind: 'network', value: 'lan' }, { kind: 'network', value: 'old', note: 'inactive' }, { kind: 'pool', value: 'images' }, { kind: 'pool', value: 'isos' },
    { kind: 'volume', value: 'web.qcow2', pool: 'images' }, { kind: 'volume', value: 'debian.iso', pool: 'isos' }, { kind: 'filter', value: 'clean-traffic' },
    { kind: 'secret', value: '0e4a4b3c-8a0e-4a3e-9a55-0a1b2c3d4e5f', note: 'ceph client.libvirt' }, { kind: 'secret by usage', value: 'client.libvirt', note: 'ceph' },
  ],
  listed: ['network', 'pool', 'volume', 'filter', 'secret', 'secret by usage', 'device'],
  devices: [
    device('pci_0000_00_1f_0', 'computer', pci(0, 31, 0, '0x060100', "<product id='0x9d84'>LPC</product><vendor id='0x8086'>Intel Corporation</vendor>")),
    device('pci_0000_01_00_0', 'pci_0000_00_01_0', pci(1, 0, 0, '0x030000', "<product id='0x2204'>GA102 [GeForce RTX 3090]</product><vendor id='0x10de'>NVIDIA Corporation</vendor>", group), 'nouveau'),
    device('pci_0000_01_00_1', 'pci_0000_00_01_0', pci(1, 0, 1, '0x040300', "<product id='0x1aef'>GA102 HD Audio</product><vendor id='0x10de'>NVIDIA Corporation</vendor>", group), 'vfio-pci'),
    device('pci_0000_02_00_0', 'computer', pci(2, 0, 0, '0x020000', "<product id='0x15f3'/><vendor id='0x8086'>Intel Corporation</vendor>", "<iommuGroup number='13'><address domain='0x0000' bus='0x02' slot='0x00' function='0x0'/></iommuGroup>"), 'igc'),
    device('net_eth0_00_11', 'pci_0000_02_00_0', "<capability type='net'><interface>eth0</interface></capability>"),
    device('usb_1_2', 'usb_usb1', "<capability type='usb_device'><bus>1</bus><device>4</device><product id='0x5583'>Ultra Fit</product><vendor id='0x0781'>SanDisk Corp.</vendor></capability>", 'usb'),
    device('scsi_2_0_0_0', 'scsi_target2_0_0', "<capability type='scsi'><host>2</host><bus>0</bus><target>0</target><lun>0</lun><type>disk</type></capability>"),
    device('block_sda', 'scsi_2_0_0_0', "<capability type='storage'><block>/dev/sda</block><vendor>ATA</vendor><model>Samsung SSD 870</model></capability>"),
    device('mdev_b1ae4a6a_0000_4bff_8000_000000000001_0000_00_02_0', 'pci_0000_00_02_0', "<capability type='mdev'><type id='i915-GVTg_V5_4'/><uuid>b1ae4a6a-0000-4bff-8000-000000000001</uuid><iommuGroup number='14'/></capability>", 'vfio_mdev'),
    "<interface type='bridge' name='br0'/>", "<interface type='ethernet' name='eth0'/>",
  ],
}
