// Prose: devices of the host in the guest, and those redirected from a client.
import { under } from './entry'

const onOff = { on: 'switched on', off: 'switched off' }

export const hostdev = under('domain/devices/hostdev', 'formatdomain.html#usb-pci-scsi-devices', {
  '': { text: 'A device of the host that is given to the guest.', trap: 'Each host device once. PCI devices need the IOMMU (VT-d, AMD-Vi) to be on.' },
  '@mode': { text: 'How it is given.', values: { subsystem: 'as a PCI, USB, SCSI or mediated device', capabilities: 'to a container: a block device, character device or interface' } },
  '@type': {
    text: 'What it is.',
    values: { pci: 'a PCI function, by VFIO', usb: 'a USB device, by ids or by bus and number', scsi: 'one SCSI unit', scsi_host: 'all units of a host adapter (since 2.5.0)', mdev: 'a mediated device, as a vGPU (since 3.2.0)', storage: 'a block device (LXC)', misc: 'a character device (LXC)', net: 'a network interface (LXC)' },
  },
  '@managed': { text: 'Whether libvirt takes the device from its host driver at start and gives it back later.', default: '`no`', trap: 'Without `yes` you must run `virsh nodedev-detach` yourself. Means something for PCI only.' },
  '@model': { text: 'The interface of a mediated device, or the flavour of a vhost adapter.', values: { 'vfio-pci': 'a PCI device', 'vfio-ccw': 'a channel device of s390', 'vfio-ap': 'a crypto card of s390' } },
  '@display': { text: 'Shows the screen of a vGPU.', default: '`off`', since: '4.6.0', values: onOff, trap: 'Needs a `<graphics>`.' },
  '@ramfb': { text: 'A frame buffer for the time before the vGPU\'s driver is loaded.', default: '`off`', since: '5.10.0', values: onOff, trap: 'One device only, with `display=\'on\'`.' },
  '@rawio': { text: 'Lets the guest send raw SCSI commands.', since: '1.2.9', trap: 'SCSI only.' },
  '@sgio': { text: 'Whether SCSI commands are filtered; no longer supported.', since: '1.0.6' },
  'source': { text: 'Which device of the host.' },
  'source@startupPolicy': { text: 'What to do when a USB device is missing at start.', default: '`mandatory`', since: '1.0.0', values: { mandatory: 'fail', requisite: 'fail at boot, drop it on migration', optional: 'start without it' } },
  'source@guestReset': { text: 'Whether the guest may reset a USB device.', since: '8.6.0', values: { off: 'never', uninitialized: 'only before it is set up', on: 'whenever it asks' } },
  'source@writeFiltering': { text: 'Whether Xen filters writes to the PCI configuration.', since: '6.8.0 (Xen)' },
  'source@protocol': { text: 'How a SCSI unit or adapter is reached.', values: { adapter: 'through an adapter of the host', iscsi: 'over the network (since 1.2.8)', vhost: 'vhost-scsi' } },
  'source@wwpn': 'The vhost-scsi target: `naa.` and 16 hexadecimal digits.',
  'source/vendor': 'The USB vendor.',
  'source/vendor@id': { text: 'The vendor id, such as `0x046d`; `lsusb` shows it in front of the colon.', trap: 'Hexadecimal needs `0x` in front.' },
  'source/product': 'The USB product.',
  'source/product@id': { text: 'The product id; `lsusb` shows it behind the colon.', trap: 'Two equal devices cannot be told apart by ids: use `<address bus=… device=…/>`.' },
  'source/adapter@name': 'The adapter, as `scsi_host2`.',
  'source/address': 'Where the device is on the host: PCI numbers as `lspci -D` shows them, or USB bus and device.',
  'source/address@domain': { text: 'The PCI domain, mostly `0x0000`.' },
  'source/address@bus': { text: 'The PCI or USB bus. `lspci` shows `BB:SS.F`: this is BB.', trap: 'PCI numbers are hexadecimal: write `0x1a`, not `1a`.' },
  'source/address@slot': 'The PCI slot: SS in what `lspci` shows.',
  'source/address@function': 'The PCI function: F in what `lspci` shows.',
  'source/address@device': { text: 'The USB device number.', trap: 'It changes when the device is plugged in anew.' },
  'source/address@uuid': 'The UUID of the mediated device.',
  'source/address@target': 'The SCSI target.',
  'source/address@unit': 'The SCSI unit.',
  'source/block': { text: 'The block device for a container.', at: 'block-character-devices' },
  'source/char': { text: 'The character device for a container.', at: 'block-character-devices' },
  'source/interface': { text: 'The network interface for a container.', at: 'block-character-devices' },
  'driver': { text: 'The host driver that holds the device for the guest.' },
  'driver@name': { text: 'The kind of assignment; libvirt knows by itself.', values: { vfio: 'VFIO', kvm: 'old KVM assignment, gone', xen: 'Xen' } },
  'driver@model': { text: 'A VFIO driver of its own for this device.', since: '10.0.0' },
  'rom': { text: 'The boot ROM of the device.', since: '0.9.7' },
  'rom@bar': { text: 'Whether the guest sees the ROM.', values: onOff },
  'rom@file': { text: 'A file to show as the ROM.', since: '0.9.10' },
  'rom@enabled': { text: 'With `no` there is no ROM at all.', since: '4.3.0' },
  'readonly': { text: 'The guest cannot write; SCSI only.', since: '1.0.6' },
  'shareable': { text: 'Several machines may use it; SCSI only.', since: '1.0.6' },
})

export const redirdev = under('domain/devices/redirdev', 'formatdomain.html#redirected-devices', {
  '': { text: 'A socket in which the viewer can plug a USB device from where the person sits.', since: '0.9.5 (KVM)' },
  '@bus': 'The bus, always `usb`.',
  '@type': { text: 'How the viewer is reached.', values: { spicevmc: 'through the SPICE display', tcp: 'over TCP' }, trap: '`spicevmc` needs a `<graphics type=\'spice\'>`.' },
})
