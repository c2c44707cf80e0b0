// Prose: consoles, serial and parallel ports, channels. They share most of their attributes.
import { under, type Entries } from './entry'

const page = 'formatdomain.html#consoles-serial-parallel-channel-devices'
const onOff = { on: 'switched on', off: 'switched off' }

const backends = {
  'pty': 'a pseudo terminal: `virsh console` connects to it', 'unix': 'a UNIX socket', 'tcp': 'a TCP connection, client or server', 'udp': 'UDP packets', 'file': 'written to a file', 'pipe': 'a named pipe',
  'dev': 'a device of the host', 'null': 'nowhere', 'stdio': 'QEMU\'s own input and output', 'vc': 'a text screen in the display', 'spicevmc': 'the SPICE display', 'spiceport': 'a named SPICE channel (since 1.2.2)',
  'qemu-vdagent': 'QEMU\'s own agent for the clipboard (since 8.4.0)', 'dbus': 'D-Bus', 'nmdm': 'a null modem of FreeBSD (since 1.2.4)',
}

/** The host's side, which is the same for all of them. */
const hostSide = (device: string): Entries => under(`domain/devices/${device}`, page, {
  '@type': { text: 'Where the data goes on the host.', at: 'host-interface', values: backends },
  'source': { text: 'The file, socket or address on the host.', at: 'host-interface' },
  'source@path': { text: 'The file, device or socket.', at: 'host-interface', trap: 'Needed for `file`, `dev`, `pipe`; for `unix` libvirt makes up one for channels.' },
  'source@mode': { text: 'Which end of a socket this is.', at: 'host-interface', values: { bind: 'listens', connect: 'connects' } },
  'source@host': { text: 'The host name or address.', at: 'host-interface' },
  'source@service': { text: 'The port.', at: 'host-interface' },
  'source@channel': { text: 'The name of the SPICE channel.', since: '1.2.2', at: 'host-interface' },
  'source@append': { text: 'Whether the file is kept at restart.', default: '`off`', since: '1.3.1', values: onOff, at: 'host-interface' },
  'source@tls': { text: 'Encrypts a TCP connection.', since: '2.4.0', at: 'host-interface' },
  'source/reconnect': { text: 'Whether to connect again after the connection is lost.', since: '3.7.0', trap: 'Only with `mode=\'connect\'`.', at: 'host-interface' },
  'source/reconnect@enabled': { text: 'Switches it.', at: 'host-interface' },
  'source/reconnect@timeout': { text: 'How long to wait between tries.', unit: 'seconds', at: 'host-interface', trap: 'Not 0.' },
  'protocol@type': { text: 'What is spoken over TCP.', default: '`raw`', values: { raw: 'bytes', telnet: 'telnet', telnets: 'telnet over TLS', tls: 'TLS' }, at: 'host-interface' },
  'log': { text: 'Writes everything to a file besides.', since: '1.3.3' },
  'log@file': { text: 'The file.', since: '1.3.3' },
  'log@append': { text: 'Whether the file is kept at restart.', since: '1.3.3', values: onOff },
})

export const chardev: Entries = {
  ...hostSide('serial'), ...hostSide('console'), ...hostSide('parallel'), ...hostSide('channel'),
  ...under('domain/devices', page, {
    ...Object.fromEntries(['serial', 'console', 'parallel'].map(device => [`${device}@tty`, { text: 'The terminal of a running machine. Written by libvirt.', at: 'host-interface' }])),
    'serial': { text: 'A serial port. The first one is the guest\'s console as well.', at: 'guest-interface' },
    'serial/target': { text: 'The port as the guest sees it.', at: 'guest-interface' },
    'serial/target@port': { text: 'Its number.', range: '0 or more', at: 'guest-interface' },
    'serial/target@type': { text: 'What it hangs on.', since: '1.0.2', at: 'guest-interface', values: { 'isa-serial': 'ISA, on x86: `ttyS0`', 'usb-serial': 'USB', 'pci-serial': 'PCI', 'spapr-vio-serial': 'pSeries', 'system-serial': 'the board\'s own, on ARM and RISC-V', 'sclp-serial': 's390', 'isa-debug': 'for firmware messages on x86 (since 8.1.0)' } },
    'serial/target/model@name': { text: 'The very chip. libvirt chooses it.', since: '3.10.0', at: 'guest-interface' },
    'console': { text: 'A text console. With target `serial` it is another name for the first serial port; with `virtio` a device of its own.', at: 'guest-interface', trap: 'Only one console may have the target `serial`.' },
    'console/target': { text: 'The console as the guest sees it.', at: 'guest-interface' },
    'console/target@type': { text: 'What it is.', at: 'guest-interface', values: { serial: 'the first serial port', virtio: 'a paravirtual console: `hvc0` (since 0.8.3)', xen: 'Xen\'s', lxc: 'a container\'s', sclp: 's390, old form', sclplm: 's390, old form' } },
    'console/target@port': { text: 'Its number.', at: 'guest-interface' },
    'parallel': { text: 'A parallel port.', at: 'guest-interface' },
    'parallel/target@port': { text: 'Its number.', at: 'guest-interface' },
    'channel': { text: 'A private line between a program on the host and one in the guest, such as the guest agent.', at: 'guest-interface' },
    'channel/target': { text: 'The end in the guest.', at: 'guest-interface' },
    'channel/target@type': { text: 'The kind of line.', at: 'guest-interface', values: { virtio: 'a named virtio port', guestfwd: 'a TCP address inside the guest\'s network', xen: 'a Xen console (since 2.3.0)' } },
    'channel/target@name': { text: 'The name of the port, by which the program in the guest finds it.', at: 'guest-interface', values: { 'org.qemu.guest_agent.0': 'the QEMU guest agent', 'com.redhat.spice.0': 'the SPICE agent', 'org.spice-space.webdav.0': 'SPICE folder sharing', 'org.libguestfs.channel.0': 'libguestfs' }, trap: 'The guest sees it as `/dev/virtio-ports/NAME`; agents look for exactly these names.' },
    'channel/target@state': { text: 'Whether something in the guest is listening. Written by libvirt.', since: '1.2.11', at: 'guest-interface' },
    'channel/target@address': { text: 'The address that the guest connects to, for `guestfwd`.', at: 'guest-interface' },
    'channel/target@port': { text: 'The port that the guest connects to, for `guestfwd`.', at: 'guest-interface' },
    'channel/source/clipboard@copypaste': { text: 'Whether the clipboard is shared.', default: '`no`', since: '8.4.0', at: 'guest-interface' },
  }),
}
