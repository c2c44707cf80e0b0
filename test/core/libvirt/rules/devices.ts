// Rules about the other devices, a row each.
import { machine, type Row } from './support'

const video = (attributes: string, inner = '', address = ''): string => `<video><model ${attributes}>${inner}</model>${address}</video>`
const nic = (type: string, source: string, inner = ''): string => `<interface type='${type}'>${source}${inner}</interface>`
const bridge = (inner: string): string => nic('bridge', "<source bridge='br0'/>", inner)
const vhostUser = (inner: string): string => nic('vhostuser', "<source type='unix' path='/a' mode='client'/>", inner)
const pciDevice = "<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='6' slot='2' function='0'/></source></hostdev>"
const mdev = (uuid: string, more = ''): string => `<hostdev mode='subsystem' type='mdev' model='vfio-pci'${more}><source><address uuid='${uuid}'/></source></hostdev>`
const fs = (inner: string, attributes = ''): string => `<filesystem type='mount'${attributes}><driver type='virtiofs'/><source dir='/a'/>${inner}</filesystem>`
const shared = { top: "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>" }
const pc = { machine: 'pc' }

export const devices: readonly Row[] = [
  ['video-primary', 'vga', machine(video("type='virtio'") + video("type='vga'")), machine(video("type='vga'") + video("type='virtio'"))],
  ['video-none-exclusive', 'none', machine(video("type='virtio'") + video("type='none'")), machine(video("type='none'"))],
  ['video-option-type', '2', machine(video("type='vga' heads='2'")), machine(video("type='virtio' heads='2'"))],
  ['graphics-egl-headless', 'sdl', machine("<graphics type='egl-headless'/><graphics type='sdl'/>"), machine("<graphics type='egl-headless'/><graphics type='vnc'/>")],
  ['graphics-duplicate', 'vnc', machine("<graphics type='vnc'/><graphics type='vnc'/>"), machine("<graphics type='vnc'/><graphics type='spice'/>")],
  ['graphics-listen', '127.0.0.1', machine("<graphics type='vnc' listen='127.0.0.1'><listen type='address' address='0.0.0.0'/></graphics>"), machine("<graphics type='vnc' listen='0.0.0.0'><listen type='address' address='0.0.0.0'/></graphics>")],
  ['graphics-vnc-password', 'much-too-long', machine("<graphics type='vnc' passwd='much-too-long'/>"), machine("<graphics type='vnc' passwd='short'/>")],
  ['spice-needed', 'spicevmc', machine("<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>"), machine("<graphics type='spice'/><channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>")],
  ['audio-id', '2', machine("<sound model='ich9'><audio id='2'/></sound><audio id='1' type='none'/>"), machine("<sound model='ich9'><audio id='1'/></sound><audio id='1' type='none'/>")],
  ['audio-settings', 'yes', machine("<audio id='1' type='none'><input fixedSettings='yes'/></audio>"), machine("<audio id='1' type='none'><input mixingEngine='yes' fixedSettings='yes'/></audio>")],
  ['sound-model', 'ich7', machine("<sound model='ich7'/>"), machine("<sound model='ich9'/>")],
  ['input-bus', 'ps2', machine("<input type='tablet' bus='ps2'/>"), machine("<input type='mouse' bus='ps2'/>")],
  ['char-source', 'source', machine("<serial type='tcp'><source mode='connect' service='1'/></serial>"), machine("<serial type='tcp'><source mode='connect' host='a' service='1'/></serial>")],
  ['audio-id', '1', machine("<graphics type='dbus' p2p='yes'><audio id='1'/></graphics>"), machine("<graphics type='dbus' p2p='yes'><audio id='1'/></graphics><audio id='1' type='dbus'/>")],
  ['audio-id', '1', machine("<graphics type='vnc'/><graphics type='dbus' p2p='yes'><audio id='1'/></graphics>"), machine("<graphics type='vnc'><audio id='1'/></graphics>")],
  ['audio-id', '1', machine("<audio id='1' type='none'/>".repeat(2)), machine("<audio id='1' type='none'/><audio id='2' type='none'/>")],
  ['audio-id', '2', machine("<sound model='ich9'><audio id='2'/></sound>"), machine("<sound model='ich9'><audio id='1'/></sound>")],
  ['audio-id', '1', machine("<graphics type='sdl'/><sound model='ich9'><audio id='1'/></sound>"), machine("<graphics type='spice'/><sound model='ich9'><audio id='1'/></sound>")],
  ['serial-target', 'pci', machine("<console type='pty'><address type='pci'/></console>"), machine("<console type='pty'><address type='isa'/></console>")],
  ['serial-target', 'spapr-vio', machine("<console type='pty'><target type='serial'/><address type='spapr-vio'/></console>", pc), machine("<serial type='pty'/><console type='pty'><address type='spapr-vio'/></console>", pc)],
  ['serial-target', 'spapr-vio-serial', machine("<serial type='pty'><target type='spapr-vio-serial'/></serial>"), machine("<serial type='pty'><target type='isa-serial'/></serial>")],
  ['console-serial', 'serial', machine("<serial type='pty'/><console type='pty'><target type='serial'/></console><console type='pty'><target type='serial'/></console>"), machine("<serial type='pty'/><console type='pty'><target type='serial'/></console><console type='pty'><target type='virtio'/></console>")],
  ['smartcard', 'smartcard', machine("<smartcard mode='host'/><smartcard mode='host'/>"), machine("<smartcard mode='host'/>")],
  ['interface-mac-duplicate', '52:54:00:00:00:01', machine(bridge("<mac address='52:54:00:00:00:01'/>").repeat(2)), machine(bridge("<mac address='52:54:00:00:00:01'/>"))],
  ['interface-option-type', 'filterref', machine(nic('user', '', "<filterref filter='clean-traffic'/>")), machine(bridge("<filterref filter='clean-traffic'/>"))],
  ['interface-vhostuser-model', 'vhostuser', `<!-- virtdeck: libvirt=9.0.0 -->${machine(vhostUser(''), shared)}`, machine(vhostUser(''), shared)],
  ['interface-vhostuser-model', 'vhostuser', `<!-- virtdeck: libvirt=9.0.0 -->${machine(vhostUser(''), shared)}`, `<!-- virtdeck: libvirt=9.0.0 -->${machine(vhostUser("<model type='virtio'/>"), shared)}`],
  ['interface-virtio-option', '300', machine(bridge("<model type='virtio'/><driver rx_queue_size='300'/>")), machine(bridge("<model type='virtio'/><driver rx_queue_size='256'/>"))],
  ['interface-teaming', 'e1000', machine(bridge("<model type='e1000'/><teaming type='persistent'/>")), machine(bridge("<model type='virtio'/><teaming type='persistent'/>"))],
  ['interface-guest-ip', 'ip', machine(bridge("<ip family='ipv4' address='10.0.0.2' prefix='24'/>")), machine(nic('user', '', "<ip family='ipv4' address='10.0.0.2' prefix='24'/>"))],
  ['hostdev-duplicate', 'source', machine(pciDevice.repeat(2)), machine(pciDevice)],
  ['hostdev-address-type', 'drive', machine(pciDevice.replace('</hostdev>', "<address type='drive' unit='1'/></hostdev>")), machine(pciDevice)],
  ['hostdev-mdev', 'on', machine(mdev('53764d0e-85a0-42b4-af5c-2046b460b1dc', " display='on'")), machine(mdev('53764d0e-85a0-42b4-af5c-2046b460b1dc', " display='off'"))],
  ['filesystem-target-duplicate', 'b', machine(fs("<target dir='b'/>").repeat(2), shared), machine(fs("<target dir='b'/>") + fs("<target dir='c'/>"), shared)],
  ['filesystem-virtiofs-readonly', 'readonly', `<!-- virtdeck: libvirt=9.0.0 -->\n${machine(fs("<target dir='b'/><readonly/>"), shared)}`, machine(fs("<target dir='b'/><readonly/>"), shared)],
  ['interface-bandwidth', 'inbound', machine(bridge("<bandwidth><inbound peak='5'/></bandwidth>")), machine(bridge("<bandwidth><inbound average='1' peak='5'/></bandwidth>"))],
  ['interface-bandwidth', 'floor', machine(bridge("<bandwidth><inbound average='1' floor='1'/></bandwidth>")), machine(nic('network', "<source network='a'/>", "<bandwidth><inbound floor='1'/></bandwidth>"))],
  ['interface-bandwidth', 'floor', machine(nic('network', "<source network='a'/>", "<bandwidth><outbound average='1' floor='1'/></bandwidth>")), machine(nic('network', "<source network='a'/>", "<bandwidth><outbound average='1'/></bandwidth>"))],
  ['interface-vlan-native', 'tagged', machine(bridge("<virtualport type='openvswitch'/><vlan trunk='yes'><tag id='1' nativeMode='untagged'/><tag id='2' nativeMode='tagged'/></vlan>")), machine(bridge("<virtualport type='openvswitch'/><vlan trunk='yes'><tag id='1' nativeMode='untagged'/><tag id='2'/></vlan>"))],
  ['interface-virtualport', 'virtualport', machine(bridge('<virtualport/>')), machine(nic('network', "<source network='a'/>", '<virtualport/>'))],
  ['interface-route', '10.2.0.1', machine(nic('ethernet', "<source><route address='10.2.0.1' prefix='16' gateway='10.1.1.2'/></source>")), machine(nic('ethernet', "<source><route address='10.2.0.0' prefix='16' gateway='10.1.1.2'/></source>"))],
  ['filesystem-virtiofs-option', 'mapped', machine(fs("<target dir='b'/>", " accessmode='mapped'"), shared), machine(fs("<target dir='b'/>", " accessmode='passthrough'"), shared)],
  ['tpm-count', 'tpm', machine("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>".repeat(2)), machine("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>")],
  ['tpm-version', '1.2', machine("<tpm model='tpm-crb'><backend type='emulator' version='1.2'/></tpm>"), machine("<tpm model='tpm-tis'><backend type='emulator' version='1.2'/></tpm>")],
  ['iommu', 'intel', machine("<iommu model='intel'/>", pc), machine("<iommu model='intel'/>")],
  ['watchdog', 'itco', machine("<watchdog model='itco'/>", pc), machine("<watchdog model='itco'/>")],
  ['watchdog', 'diag288', machine("<watchdog model='diag288'/>"), machine("<watchdog model='i6300esb'/>")],
  ['watchdog-ib700', 'ib700', machine("<watchdog model='ib700'/>"), machine("<watchdog model='ib700'/>", pc)],
  ['watchdog-ib700', 'ib700', machine("<watchdog model='ib700'/><memballoon model='none'/>", { machine: 'isapc' }), `<!-- virtdeck: libvirt=9.0.0 -->${machine("<watchdog model='ib700'/><memballoon model='none'/>", { machine: 'isapc' })}`],
  ['watchdog-ib700', 'ib700', machine("<watchdog model='ib700'/><controller type='usb' model='none'/><memballoon model='none'/>", { machine: 'microvm' }), `<!-- virtdeck: libvirt=9.0.0 -->${machine("<watchdog model='ib700'/><controller type='usb' model='none'/><memballoon model='none'/>", { machine: 'microvm' })}`],
  ['panic', 's390', machine("<panic model='s390'/>"), machine("<panic model='isa'/>")],
  ['shmem', '3', machine("<shmem name='a'><size unit='M'>3</size></shmem>"), machine("<shmem name='a'><size unit='M'>4</size></shmem>")],
  ['vsock-cid', '2', machine("<vsock model='virtio'><cid auto='no' address='2'/></vsock>"), machine("<vsock model='virtio'><cid auto='no' address='3'/></vsock>")],
  ['pstore', '100', machine("<pstore backend='acpi-erst'><path>/a</path><size unit='KiB'>100</size></pstore>"), machine("<pstore backend='acpi-erst'><path>/a</path><size unit='KiB'>64</size></pstore>")],
  ['nvram-device', 'nvram', machine("<nvram><address type='spapr-vio' reg='0x3000'/></nvram>"), machine("<nvram><address type='spapr-vio' reg='0x3000'/></nvram>", { arch: 'ppc64', machine: 'pseries' })],
  ['memballoon-model', 'xen', machine("<memballoon model='xen'/>"), machine("<memballoon model='none'/>")],
]
