// Rules about disks, a row each.
import { disk, machine, type Row } from './support'

const qcow2 = "<driver name='qemu' type='qcow2'/>"
const network = (protocol: string, inner = '', attributes = ''): string => `<disk type='network'><source protocol='${protocol}' name='iqn.a/1'${attributes}>${inner}</source><target dev='vda' bus='virtio'/></disk>`
const host = "<host name='a'/>"

export const disks: readonly Row[] = [
  ['disk-target-duplicate', 'vda', machine(disk("dev='vda' bus='virtio'") + disk("dev='vda' bus='virtio'")), machine(disk("dev='vda' bus='virtio'") + disk("dev='vdb' bus='virtio'"))],
  ['disk-target-name', 'sdA', machine(disk("dev='sdA' bus='scsi'")), machine(disk("dev='sda' bus='scsi'"))],
  ['disk-target-partition', 'vdb1', machine(disk("dev='vdb1' bus='virtio'")), machine(disk("dev='vdb' bus='virtio'"))],
  ['disk-source-missing', 'disk', machine(disk("dev='vda' bus='virtio'", '', "type='file'", '')), machine(disk("dev='sda' bus='sata'", '', "type='file' device='cdrom'", ''))],
  ['disk-usb-empty', 'usb', machine(disk("dev='sda' bus='usb'", '', "type='file' device='cdrom'", '')), machine(disk("dev='sda' bus='usb'", '', "type='file' device='cdrom'"))],
  ['disk-lun-source', 'lun', machine(disk("dev='sda' bus='scsi'", '', "type='network' device='lun'", `<source protocol='nbd'>${host}</source>`)), machine(disk("dev='sda' bus='scsi'", '', "type='block' device='lun'", "<source dev='/dev/sdb'/>"))],
  ['disk-lun-format', 'qcow2', machine(disk("dev='sda' bus='scsi'", qcow2, "type='block' device='lun'", "<source dev='/dev/sdb'/>")), machine(disk("dev='sda' bus='scsi'", "<driver name='qemu' type='raw'/>", "type='block' device='lun'", "<source dev='/dev/sdb'/>"))],
  ['disk-lun-bus', 'sata', machine(disk("dev='sda' bus='sata'", '', "type='block' device='lun'", "<source dev='/dev/sdb'/>")), machine(disk("dev='sda' bus='scsi'", '', "type='block' device='lun'", "<source dev='/dev/sdb'/>"))],
  ['disk-sgio-unfiltered', 'unfiltered', machine(disk("dev='sda' bus='scsi'", '', "type='block' device='lun' sgio='unfiltered'", "<source dev='/dev/sdb'/>")), machine(disk("dev='sda' bus='scsi'", '', "type='block' device='lun' sgio='filtered'", "<source dev='/dev/sdb'/>"))],
  ['disk-address-type', 'pci', machine(disk("dev='sda' bus='sata'", "<address type='pci' bus='1'/>")), machine(disk("dev='sda' bus='sata'", "<address type='drive' unit='3'/>"))],
  ['drive-address-duplicate', '0', machine(disk("dev='sda' bus='sata'") + disk("dev='sdb' bus='sata'", "<address type='drive' controller='0' bus='0' unit='0'/>")), machine(disk("dev='sda' bus='sata'") + disk("dev='sdb' bus='sata'", "<address type='drive' unit='1'/>"))],
  ['drive-address-range', '2', machine("<controller type='scsi' index='0' model='lsilogic'/>" + disk("dev='sda' bus='scsi'", "<address type='drive' controller='0' bus='0' target='2' unit='0'/>")), machine("<controller type='scsi' index='0' model='lsilogic'/><controller type='scsi' index='1' model='virtio-scsi'/>" + disk("dev='sda' bus='scsi'", "<address type='drive' controller='1' bus='0' target='2' unit='0'/>"))],
  ['drive-address-range', '1', machine(disk("dev='sda' bus='sata'", "<address type='drive' bus='1' unit='0'/>")), machine(disk("dev='sda' bus='sata'", "<address type='drive' controller='1' bus='0' unit='0'/>"))],
  ['disk-cdrom-bus', 'virtio', machine(disk("dev='vda' bus='virtio'", '', "type='file' device='cdrom'")), machine(disk("dev='sda' bus='sata'", '', "type='file' device='cdrom'"))],
  ['disk-floppy-bus', 'sata', machine(disk("dev='fda' bus='sata'", '', "type='file' device='floppy'")), machine(disk("dev='fda' bus='fdc'", '', "type='file' device='floppy'"))],
  ['disk-readonly-bus', 'readonly', machine(disk("dev='sda' bus='sata'", '<readonly/>')), machine(disk("dev='vda' bus='virtio'", '<readonly/>'))],
  ['disk-virtio-only-option', 'queues', machine(disk("dev='sda' bus='sata'", "<driver name='qemu' queues='4'/>")), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' queues='4'/>"))],
  ['disk-io-native-cache', 'native', machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' io='native' cache='writeback'/>")), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' io='native' cache='none'/>"))],
  ['disk-shareable-format', 'qcow2', machine(disk("dev='vda' bus='virtio'", `${qcow2}<shareable/>`)), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' type='raw'/><shareable/>"))],
  ['disk-format-unsupported', 'iso', machine(disk("dev='sda' bus='sata'", "<driver name='qemu' type='iso'/>", "type='file' device='cdrom'")), machine(disk("dev='sda' bus='sata'", "<driver name='qemu' type='raw'/>", "type='file' device='cdrom'"))],
  ['disk-encryption', 'vmdk', machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' type='vmdk'/>", "type='file'", "<source file='/a'><encryption format='luks'><secret type='passphrase' usage='a'/></encryption></source>")), machine(disk("dev='vda' bus='virtio'", qcow2, "type='file'", "<source file='/a'><encryption format='luks'><secret type='passphrase' usage='a'/></encryption></source>"))],
  ['disk-auth-twice', 'auth', machine(network('iscsi', `${host}<auth username='a'><secret type='iscsi' usage='b'/></auth>`).replace('<source', "<auth username='a'><secret type='iscsi' usage='b'/></auth><source")), machine(network('iscsi', `${host}<auth username='a'><secret type='iscsi' usage='b'/></auth>`))],
  ['disk-auth-protocol', 'ceph', machine(network('iscsi', `${host}<auth username='a'><secret type='ceph' usage='b'/></auth>`)), machine(network('iscsi', `${host}<auth username='a'><secret type='iscsi' usage='b'/></auth>`))],
  ['disk-protocol-removed', 'sheepdog', machine(network('sheepdog', host)), machine(network('rbd', host))],
  ['disk-vendor-product', 'vendor', machine(disk("dev='vda' bus='virtio'", '<vendor>short</vendor>')), machine(disk("dev='sda' bus='scsi'", '<vendor>short</vendor>'))],
  ['disk-wwn-bus', 'wwn', machine(disk("dev='vda' bus='virtio'", '<wwn>5000c50015ea71ad</wwn>')), machine(disk("dev='sda' bus='scsi'", '<wwn>5000c50015ea71ad</wwn>'))],
  ['disk-removable-tray-startup', 'removable', machine(disk("dev='sda' bus='sata' removable='on'")), machine(disk("dev='sda' bus='usb' removable='on'"))],
  ['disk-copy-on-read', 'copy_on_read', machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' type='qcow2' copy_on_read='on'/><readonly/>")), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' type='qcow2' copy_on_read='on'/>"))],
  ['disk-transient', 'transient', machine(disk("dev='vda' bus='virtio'", '<transient/><readonly/>')), machine(disk("dev='vda' bus='virtio'", '<transient/>'))],
  ['disk-iotune-group', 'g', machine(disk("dev='vda' bus='virtio'", '<iotune><total_bytes_sec>10</total_bytes_sec><group_name>g</group_name></iotune>') + disk("dev='vdb' bus='virtio'", '<iotune><total_bytes_sec>20</total_bytes_sec><group_name>g</group_name></iotune>')), machine(disk("dev='vda' bus='virtio'", '<iotune><total_bytes_sec>10</total_bytes_sec><group_name>g</group_name></iotune>'))],
  ['throttle-filter', 'h', machine(disk("dev='vda' bus='virtio'", "<throttlefilters><throttlefilter group='h'/></throttlefilters>"), { top: '<throttlegroups><throttlegroup><group_name>g</group_name><total_bytes_sec>10</total_bytes_sec></throttlegroup></throttlegroups>' }), machine(disk("dev='vda' bus='virtio'", "<throttlefilters><throttlefilter group='g'/></throttlefilters>"), { top: '<throttlegroups><throttlegroup><group_name>g</group_name><total_bytes_sec>10</total_bytes_sec></throttlegroup></throttlegroups>' })],
  ['throttle-group-duplicate', 'g', machine('', { top: '<throttlegroups><throttlegroup><group_name>g</group_name></throttlegroup><throttlegroup><group_name>g</group_name></throttlegroup></throttlegroups>' }), machine('', { top: '<throttlegroups><throttlegroup><group_name>g</group_name></throttlegroup></throttlegroups>' })],
  ['disk-vhostuser-option', 'serial', machine(disk("dev='vda' bus='virtio'", '<serial>a</serial>', "type='vhostuser'", "<source type='unix' path='/a'/>"), { top: "<memoryBacking><access mode='shared'/></memoryBacking>" }), machine(disk("dev='vda' bus='virtio'", '', "type='vhostuser'", "<source type='unix' path='/a'/>"), { top: "<memoryBacking><access mode='shared'/></memoryBacking>" })],
  ['disk-geometry', 'rotation_rate', machine(disk("dev='vda' bus='virtio' rotation_rate='7200'")), machine(disk("dev='sda' bus='sata' rotation_rate='7200'"))],
  ['disk-driver-name', 'phy', machine(disk("dev='vda' bus='virtio'", "<driver name='phy'/>")), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu'/>"))],
]
