// The devices of a machine in words: one function a kind of device.
import type { Part, PartKind } from '../../board'
import type { Element } from '../../xml/tree'
import { childOf, textOf, textSpanOf, valueOf, valueSpanOf } from '../read'
import { bytesOf, humanBytes } from '../sizes'
import { diskLead, folderLead, hostLead, hostPlace, networkLead, screenLead, streamLead } from './leads'
import { capital, part, type Described } from './part'

/** Null for what is no part of the picture, such as the path of the emulator. */
export function devicePart(device: Element): Part | null {
  if (device.name === 'emulator' || device.name === '') return null
  const describe = Object.hasOwn(kinds, device.name) ? kinds[device.name] : undefined
  const described = describe?.(device) ?? other(device)
  return part(device, described)
}

const kinds: Readonly<Record<string, (device: Element) => Described>> = {
  'disk': disk,
  'filesystem': filesystem,
  'interface': networkCard,
  'graphics': graphics,
  'video': video,
  'input': device => ({ kind: ['mouse', 'tablet'].includes(valueOf(device, 'type') ?? '') ? 'pointer' : 'keyboard', title: capital(valueOf(device, 'type') ?? 'input'), detail: [valueOf(device, 'bus')], facts: [['Bus', valueOf(device, 'bus')], ['Model', valueOf(device, 'model')]], at: valueSpanOf(device, 'type') }),
  'sound': device => ({ kind: 'sound', title: 'Sound card', detail: [valueOf(device, 'model')], facts: [['Model', valueOf(device, 'model')], ['Codec', valueOf(childOf(device, 'codec'), 'type')]], at: valueSpanOf(device, 'model') }),
  'audio': device => ({ kind: 'sound', title: `Audio ${valueOf(device, 'id') ?? ''}`.trim(), detail: [valueOf(device, 'type')], facts: [['Backend', valueOf(device, 'type')]], at: valueSpanOf(device, 'type') }),
  'hostdev': hostDevice,
  'redirdev': device => ({ kind: 'host-device', title: 'USB redirection', detail: [valueOf(device, 'type')], facts: [['From', valueOf(device, 'type')], ['Bus', valueOf(device, 'bus')]] }),
  'controller': controller,
  'tpm': device => ({ kind: 'tpm', title: 'TPM', detail: [valueOf(childOf(device, 'backend'), 'version'), valueOf(device, 'model')], facts: [['Model', valueOf(device, 'model')], ['Backend', valueOf(childOf(device, 'backend'), 'type')], ['Version', valueOf(childOf(device, 'backend'), 'version')]] }),
  'rng': device => ({ kind: 'other', title: 'Random numbers', detail: [textOf(childOf(device, 'backend')) ?? valueOf(childOf(device, 'backend'), 'model')], facts: [['Model', valueOf(device, 'model')], ['Backend', valueOf(childOf(device, 'backend'), 'model')], ['Source', textOf(childOf(device, 'backend'))]] }),
  'watchdog': device => ({ kind: 'other', title: 'Watchdog', detail: [valueOf(device, 'model'), valueOf(device, 'action')], facts: [['Model', valueOf(device, 'model')], ['Action', valueOf(device, 'action') ?? 'reset']] }),
  'memballoon': device => ({ kind: 'other', title: valueOf(device, 'model') === 'none' ? 'No memory balloon' : 'Memory balloon', detail: [valueOf(device, 'model') === 'none' ? undefined : valueOf(device, 'model')], facts: [['Model', valueOf(device, 'model')]] }),
  'serial': line('Serial port'),
  'console': line('Console'),
  'parallel': line('Parallel port'),
  'channel': line('Channel'),
  'memory': memoryModule,
  'vsock': device => ({ kind: 'other', title: 'Host sockets', detail: [valueOf(childOf(device, 'cid'), 'address') ?? (valueOf(childOf(device, 'cid'), 'auto') === 'yes' ? 'number chosen at start' : undefined)], facts: [['Number', valueOf(childOf(device, 'cid'), 'address')]] }),
  'iommu': device => ({ kind: 'other', title: 'IOMMU', detail: [valueOf(device, 'model')], facts: [['Model', valueOf(device, 'model')]] }),
  'shmem': device => ({ kind: 'other', title: 'Shared memory', detail: [valueOf(device, 'name')], facts: [['Name', valueOf(device, 'name')], ['Model', valueOf(childOf(device, 'model'), 'type')]] }),
}

function other(device: Element): Described {
  return {
    kind: 'other', title: capital(device.name), detail: [valueOf(device, 'model') ?? valueOf(device, 'type')],
    facts: [['Type', valueOf(device, 'type')], ['Model', valueOf(device, 'model')], ['Name', valueOf(device, 'name')]],
  }
}

const diskKinds: Readonly<Record<string, PartKind>> = { 'CD-ROM': 'cdrom', 'floppy': 'floppy' }

const diskNames: Readonly<Record<string, string>> = { disk: 'disk', cdrom: 'CD-ROM', floppy: 'floppy', lun: 'SCSI unit' }

function disk(device: Element): Described {
  const target = childOf(device, 'target')
  const bus = valueOf(target, 'bus')
  const name = diskNames[valueOf(device, 'device') ?? 'disk'] ?? valueOf(device, 'device') ?? 'disk'
  const source = sourceOfDisk(device)
  const format = valueOf(childOf(device, 'driver'), 'type')
  const on = bus === undefined ? undefined : `on ${bus}`
  return {
    kind: diskKinds[name] ?? 'disk',
    title: valueOf(target, 'dev') ?? capital(name),
    detail: name === 'disk' ? [[format, on].filter(Boolean).join(' ') || undefined, source === undefined ? 'no source' : undefined] : [[name, on].filter(Boolean).join(' '), source === undefined ? 'empty' : undefined],
    facts: [
      ['Device', name], ['Source', source ?? (name === 'disk' ? undefined : 'empty')], ['Format', format], ['Bus', bus],
      ['Cache', valueOf(childOf(device, 'driver'), 'cache')], ['Boot order', valueOf(childOf(device, 'boot'), 'order')],
      ['Read-only', childOf(device, 'readonly') && 'yes'], ['Shared', childOf(device, 'shareable') && 'yes'], ['Serial number', textOf(childOf(device, 'serial'))],
    ],
    at: valueSpanOf(target, 'dev'),
    lead: diskLead(device),
  }
}

/** In one line, whole. */
function sourceOfDisk(device: Element): string | undefined {
  const source = childOf(device, 'source')
  const lead = diskLead(device)
  switch (lead?.kind) {
    case undefined: return undefined
    case 'volume': return `${valueOf(source, 'pool')!}/${lead.name}`
    case 'remote': return `${valueOf(source, 'protocol')!}:${valueOf(source, 'name') ?? ''}${lead.note?.includes(' at ') ? lead.note.slice(lead.note.indexOf(' at ')) : ''}`
    case 'host-device': return lead.name
    default: return ['file', 'dev', 'dir', 'path'].map(name => valueOf(source, name)).find(value => value !== undefined)
  }
}

function filesystem(device: Element): Described {
  const source = childOf(device, 'source')
  const from = valueOf(source, 'dir') ?? valueOf(source, 'file') ?? valueOf(source, 'dev') ?? valueOf(source, 'name') ?? valueOf(source, 'socket')
  const driver = valueOf(childOf(device, 'driver'), 'type') ?? (valueOf(device, 'type') === 'mount' ? '9p' : valueOf(device, 'type'))
  const target = valueOf(childOf(device, 'target'), 'dir')
  return {
    kind: 'filesystem', title: target ?? 'File system', detail: [driver, from],
    facts: [['Driver', driver], ['From', from], ['Tag', target], ['Access', valueOf(device, 'accessmode')], ['Read-only', childOf(device, 'readonly') && 'yes']],
    at: valueSpanOf(childOf(device, 'target'), 'dir'),
    lead: folderLead(device),
  }
}

function networkCard(device: Element): Described {
  const type = valueOf(device, 'type')
  const source = childOf(device, 'source')
  const key = ['network', 'bridge', 'dev', 'path', 'name', 'switchid'].find(name => valueOf(source, name) !== undefined)
  const from = key === undefined ? undefined : valueOf(source, key)
  const model = valueOf(childOf(device, 'model'), 'type')
  const mac = valueOf(childOf(device, 'mac'), 'address')
  const vlan = valueOf(childOf(device, 'vlan', 'tag'), 'id')
  return {
    kind: 'network', title: 'Network card', detail: [model, mac, vlan && `VLAN ${vlan}`, valueOf(childOf(device, 'link'), 'state') === 'down' ? 'link down' : undefined],
    facts: [
      ['Connection', type], ['Source', from], ['Model', model], ['MAC address', mac],
      ['Host device', valueOf(childOf(device, 'target'), 'dev')], ['Filter', valueOf(childOf(device, 'filterref'), 'filter')],
      ['Link', valueOf(childOf(device, 'link'), 'state')], ['VLAN', vlan], ['MTU', valueOf(childOf(device, 'mtu'), 'size')],
      ['Queues', valueOf(childOf(device, 'driver'), 'queues')], ['Boot order', valueOf(childOf(device, 'boot'), 'order')],
    ],
    at: key === undefined ? valueSpanOf(device, 'type') : valueSpanOf(source, key),
    lead: networkLead(device),
  }
}

const displays: Readonly<Record<string, string>> = { 'vnc': 'VNC', 'spice': 'SPICE', 'rdp': 'RDP', 'sdl': 'SDL window', 'egl-headless': 'OpenGL', 'dbus': 'D-Bus', 'desktop': 'Window' }

function graphics(device: Element): Described {
  const type = valueOf(device, 'type') ?? ''
  const listen = childOf(device, 'listen')
  const place = valueOf(listen, 'address') ?? valueOf(listen, 'socket') ?? valueOf(listen, 'network') ?? valueOf(device, 'listen')
  const port = valueOf(device, 'port')
  const fixed = port !== undefined && port !== '-1' && valueOf(device, 'autoport') !== 'yes' ? `port ${port}` : undefined
  return {
    kind: 'display', title: displays[type] ?? (type || 'Display'), detail: [valueOf(childOf(device, 'gl'), 'enable') === 'yes' ? 'OpenGL' : undefined, valueOf(device, 'passwd') === undefined ? undefined : 'with a password'],
    facts: [['Type', type || undefined], ['Port', fixed ? port : ['vnc', 'spice', 'rdp'].includes(type) ? 'chosen at start' : undefined], ['Listens at', place], ['OpenGL', valueOf(childOf(device, 'gl'), 'enable')]],
    at: valueSpanOf(device, 'type'),
    lead: screenLead(device),
  }
}

function video(device: Element): Described {
  const model = childOf(device, 'model')
  const type = valueOf(model, 'type')
  const resolution = childOf(model, 'resolution')
  return {
    kind: 'video', title: type === 'none' ? 'No video card' : 'Video card', detail: [type === 'none' ? undefined : type, valueOf(childOf(model, 'acceleration'), 'accel3d') === 'yes' ? '3D' : undefined],
    facts: [['Model', type], ['Screens', valueOf(model, 'heads')], ['Video memory', sizeOf(valueOf(model, 'vram'))], ['Resolution', resolution && `${valueOf(resolution, 'x') ?? '?'} × ${valueOf(resolution, 'y') ?? '?'}`], ['3D', valueOf(childOf(model, 'acceleration'), 'accel3d')]],
    at: valueSpanOf(model, 'type'),
  }
}

const sizeOf = (text: string | undefined, unit?: string): string | undefined => {
  const bytes = text === undefined ? null : bytesOf(text, unit)
  return bytes === null ? text : humanBytes(bytes)
}

function hostDevice(device: Element): Described {
  const type = valueOf(device, 'type')
  const which = hostPlace(device)
  return {
    kind: 'host-device', title: type === undefined ? 'Host device' : `${type.length < 5 ? type.toUpperCase() : type} of the host`, detail: [valueOf(device, 'model')],
    facts: [['Type', type], ['On the host', which], ['Managed', valueOf(device, 'managed')], ['Model', valueOf(device, 'model')], ['ROM', valueOf(childOf(device, 'rom'), 'file')], ['Boot order', valueOf(childOf(device, 'boot'), 'order')]],
    at: valueSpanOf(device, 'type'),
    lead: hostLead(device),
  }
}

const controllers: Readonly<Record<string, string>> = { 'pci': 'PCI', 'usb': 'USB', 'scsi': 'SCSI', 'sata': 'SATA', 'ide': 'IDE', 'fdc': 'Floppy', 'ccid': 'Smart card', 'virtio-serial': 'virtio-serial', 'xenbus': 'Xen', 'nvme': 'NVMe' }

function controller(device: Element): Described {
  const type = valueOf(device, 'type') ?? ''
  const index = valueOf(device, 'index')
  return {
    kind: 'controller', title: `${controllers[type] ?? type} controller${index === undefined ? '' : ` ${index}`}`.trim(), detail: [valueOf(device, 'model')],
    facts: [['Type', type || undefined], ['Model', valueOf(device, 'model')], ['Index', index], ['Ports', valueOf(device, 'ports')]],
    at: valueSpanOf(device, 'type'),
  }
}

/** Serial ports, consoles and channels. */
function line(title: string): (device: Element) => Described {
  return device => {
    const target = childOf(device, 'target')
    const name = valueOf(target, 'name')
    const source = childOf(device, 'source')
    const where = valueOf(source, 'path') ?? ([valueOf(source, 'host'), valueOf(source, 'service')].filter(Boolean).join(':') || undefined)
    return {
      kind: 'serial', title: name ?? (valueOf(target, 'port') ? `${title} ${valueOf(target, 'port')}` : title), detail: [name ? title.toLowerCase() : undefined, valueOf(device, 'type')],
      facts: [['On the host', valueOf(device, 'type')], ['Path', where], ['In the guest', valueOf(target, 'type')]],
      at: valueSpanOf(target, 'name'),
      lead: streamLead(device),
    }
  }
}

function memoryModule(device: Element): Described {
  const size = childOf(device, 'target', 'size')
  return {
    kind: 'module', title: sizeOf(textOf(size), valueOf(size, 'unit')) ?? 'Memory module', detail: [valueOf(device, 'model')],
    facts: [['Model', valueOf(device, 'model')], ['Size', sizeOf(textOf(size), valueOf(size, 'unit'))], ['NUMA cell', textOf(childOf(device, 'target', 'node'))]],
    at: textSpanOf(size),
  }
}
