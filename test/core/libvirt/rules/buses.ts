// Rules about controllers, addresses and iothreads, a row each.
import { disk, machine, top, type Row } from './support'

const pci = (bus: number, slot: number, fn = 0): string => `<address type='pci' domain='0x0000' bus='0x0${bus}' slot='0x${slot.toString(16).padStart(2, '0')}' function='0x${fn}'/>`
const balloon = (address: string): string => `<memballoon model='virtio'>${address}</memballoon>`
const watchdog = (address: string): string => `<watchdog model='i6300esb'>${address}</watchdog>`
const controller = (attributes: string, inner = ''): string => `<controller ${attributes}>${inner}</controller>`
const pc = { machine: 'pc' }
const input = (port: string, bus = 0): string => `<input type='tablet' bus='usb'><address type='usb' bus='${bus}' port='${port}'/></input>`
const xhci = "<controller type='usb' index='0' model='qemu-xhci'/>"

export const buses: readonly Row[] = [
  ['usb-disabled', 'input', machine("<input type='tablet' bus='usb'/><memballoon model='none'/>", { machine: 'isapc' }), machine("<input type='mouse' bus='ps2'/><memballoon model='none'/>", { machine: 'isapc' })],
  ['pci-none', 'isapc', machine('', { machine: 'isapc' }), machine("<memballoon model='none'/>", { machine: 'isapc' })],
  ['pci-none', 'microvm', machine("<memballoon model='none'/>", { machine: 'microvm' }), machine("<controller type='usb' model='none'/><memballoon model='none'/>", { machine: 'microvm' })],
  ['pci-none', 'disk', machine("<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/></disk><memballoon model='none'/>", { machine: 'isapc' }), machine("<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/><address type='virtio-mmio'/></disk><memballoon model='none'/>", { machine: 'isapc' })],
  ['pci-none', 'graphics', machine("<graphics type='vnc'/><memballoon model='none'/>", { machine: 'isapc' }), machine("<graphics type='vnc'/><controller type='pci' index='0' model='pci-root'/>", { machine: 'isapc' })],
  ['controller-duplicate-index', '1', machine(controller("type='scsi' index='1' model='virtio-scsi'") + controller("type='scsi' index='1' model='virtio-scsi'")), machine(controller("type='scsi' index='0' model='virtio-scsi'") + controller("type='scsi' index='1' model='virtio-scsi'"))],
  ['ide-controller-machine', 'ide', machine(disk("dev='hda' bus='ide'")), machine(disk("dev='hda' bus='ide'"), pc)],
  ['controller-iothread-model', 'iothread', machine(controller("type='virtio-serial' index='0'", "<driver iothread='1'/>"), { top: '<iothreads>1</iothreads>' }), machine(controller("type='scsi' index='0' model='virtio-scsi'", "<driver iothread='1'/>"), { top: '<iothreads>1</iothreads>' })],
  ['controller-scsi-option', 'queues', machine(controller("type='scsi' index='0' model='lsilogic'", "<driver queues='4'/>")), machine(controller("type='scsi' index='0' model='virtio-scsi'", "<driver queues='4'/>"))],
  ['controller-model-removed', 'buslogic', machine(controller("type='scsi' index='0' model='buslogic'")), machine(controller("type='scsi' index='0' model='lsilogic'"))],
  ['pci-address-duplicate', '0x05', machine(balloon(pci(0, 5)) + watchdog(pci(0, 5)), pc), machine(balloon(pci(0, 5)) + watchdog(pci(0, 6)), pc)],
  ['pci-slot-for-controller', '0x02', machine(controller("type='pci' index='1' model='pcie-root-port'") + balloon(pci(1, 2))), machine(controller("type='pci' index='1' model='pcie-root-port'") + balloon(pci(1, 0)))],
  ['pci-connect-type', '0x01', machine(controller("type='pci' index='1' model='pcie-expander-bus'") + balloon(pci(1, 0))), machine(controller("type='pci' index='1' model='pcie-root-port'") + balloon(pci(1, 0)))],
  ['pci-controller-order', '0x02', machine(controller("type='pci' index='1' model='pci-bridge'", pci(2, 1)) + controller("type='pci' index='2' model='pci-bridge'", pci(0, 4)), pc), machine(controller("type='pci' index='1' model='pci-bridge'", pci(0, 3)), pc)],
  ['pci-chipset-address', '0x05', machine(controller("type='sata' index='0'", pci(0, 5))), machine(controller("type='sata' index='0'", pci(0, 31, 2)))],
  ['pci-root-model', 'pci-root', machine(controller("type='pci' index='0' model='pci-root'")), machine(controller("type='pci' index='0' model='pcie-root'"))],
  ['pci-root-index-address', 'address', machine(controller("type='pci' index='0' model='pcie-root'", pci(0, 1))), machine(controller("type='pci' index='0' model='pcie-root'"))],
  ['pci-controller-range', '256', machine(controller("type='pci' index='256' model='pcie-root-port'")), machine(controller("type='pci' index='1' model='pcie-root-port'"))],
  ['pci-expander-machine', 'pci-expander-bus', machine(controller("type='pci' index='1' model='pci-expander-bus'")), machine(controller("type='pci' index='1' model='pci-expander-bus'"), pc)],
  ['pci-controller-numa-node', '3', machine(controller("type='pci' index='1' model='pcie-expander-bus'", '<target><node>3</node></target>')), machine(controller("type='pci' index='1' model='pcie-expander-bus'", '<target><node>0</node></target>'), { top: "<cpu><numa><cell id='0' cpus='0-3' memory='1048576' unit='KiB'/></numa></cpu>" })],
  ['pci-root-port-too-many', 'pcie-root-port', machine(controller("type='pci' model='pcie-root-port'").repeat(241)), machine(controller("type='pci' model='pcie-root-port'").repeat(9))],
  ['pci-controller-option', 'chassisNr', machine(controller("type='pci' index='1' model='pcie-root-port'", "<target chassisNr='1'/>")), machine(controller("type='pci' index='1' model='pcie-root-port'", "<target chassis='1' port='0x10'/>"))],
  ['usb-disabled', 'input', machine("<controller type='usb' model='none'/><input type='tablet' bus='usb'/>"), machine("<controller type='usb' model='none'/><input type='tablet' bus='virtio'/>")],
  ['usb-address-bus', '3', machine(xhci + input('1', 3)), machine(xhci + input('1'))],
  ['usb-address-duplicate', '1', machine(xhci + input('1') + input('1')), machine(xhci + input('1') + input('2'))],
  ['usb-address-port', '9', machine(xhci + input('9')), machine(xhci + "<hub type='usb'><address type='usb' bus='0' port='1'/></hub>" + input('1.8'))],
  ['usb-xhci-ports', '16', machine("<controller type='usb' index='0' model='qemu-xhci' ports='16'/>"), machine("<controller type='usb' index='0' model='qemu-xhci' ports='15'/>")],
  ['usb-companion-master', 'ich9-uhci3', machine("<controller type='usb' index='0' model='qemu-xhci'/><controller type='usb' model='ich9-uhci3'/>"), machine("<controller type='usb' index='0' model='ich9-ehci1'/><controller type='usb' model='ich9-uhci3'/>")],
  ['usb-companion-master', 'ich9-uhci1', machine("<controller type='usb' index='0' model='ich9-uhci1'/>"), machine("<controller type='usb' index='0' model='ich9-ehci1'/><controller type='usb' index='0' model='ich9-uhci1'/>")],
  ['virtio-serial-port', '2', machine(`<channel type='unix'><target type='virtio' name='a'/><address type='virtio-serial' controller='0' bus='0' port='2'/></channel>`.repeat(2)), machine(`<channel type='unix'><target type='virtio' name='a'/><address type='virtio-serial' controller='0' bus='0' port='2'/></channel>`)],
  ['ccw-spapr-zpci-duplicate', '0x0001', machine(`<memballoon model='virtio'><address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/></memballoon><rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/></rng>`, { arch: 's390x', machine: 's390-ccw-virtio' }), machine(`<memballoon model='virtio'><address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/></memballoon>`, { arch: 's390x', machine: 's390-ccw-virtio' })],
  ['address-arch', 'ccw', machine(balloon("<address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>")), machine(balloon("<address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>"), { arch: 's390x', machine: 's390-ccw-virtio' })],
  ['address-option', 'unassigned', machine(balloon("<address type='unassigned'/>")), machine("<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='6' slot='2' function='0'/></source><address type='unassigned'/></hostdev>")],
  ['alias-duplicate', 'ua-a', machine(disk("dev='vda' bus='virtio'", "<alias name='ua-a'/>") + disk("dev='vdb' bus='virtio'", "<alias name='ua-a'/>")), machine(disk("dev='vda' bus='virtio'", "<alias name='ua-a'/>") + disk("dev='vdb' bus='virtio'", "<alias name='ua-b'/>"))],
  ['iothread-duplicate', '1', top("<iothreadids><iothread id='1'/><iothread id='1'/></iothreadids>"), top("<iothreadids><iothread id='1'/><iothread id='2'/></iothreadids>")],
  ['iothread-undefined', '2', machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' iothread='2'/>"), { top: '<iothreads>1</iothreads>' }), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' iothread='2'/>"), { top: '<iothreads>2</iothreads>' })],
  ['iothread-disk-bus', 'iothread', machine(disk("dev='sda' bus='sata'", "<driver name='qemu' iothread='1'/>"), { top: '<iothreads>1</iothreads>' }), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu' iothread='1'/>"), { top: '<iothreads>1</iothreads>' })],
  ['iothread-mapping', '1', machine(disk("dev='vda' bus='virtio'", "<driver name='qemu'><iothreads><iothread id='1'/><iothread id='1'/></iothreads></driver>"), { top: '<iothreads>1</iothreads>' }), machine(disk("dev='vda' bus='virtio'", "<driver name='qemu'><iothreads><iothread id='1'/></iothreads></driver>"), { top: '<iothreads>1</iothreads>' })],
  ['iothread-pool', '4', top("<iothreadids><iothread id='1' thread_pool_min='4' thread_pool_max='2'/></iothreadids>"), top("<iothreadids><iothread id='1' thread_pool_min='2' thread_pool_max='4'/></iothreadids>")],
]
