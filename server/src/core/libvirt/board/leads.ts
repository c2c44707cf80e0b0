// What a device leads to outside of the machine: an image, a network, a device of the host, a screen, a stream of bytes.
import type { Lead } from '../../board'
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, valueOf } from '../read'

/** The image, block device or remote volume of a disk; undefined when it has none, as an empty CD-ROM drive. */
export function diskLead(disk: Element): Lead | undefined {
  const source = childOf(disk, 'source')
  const pool = valueOf(source, 'pool')
  const protocol = valueOf(source, 'protocol')
  const behind = baseOf(disk)
  if (pool !== undefined) return { kind: 'volume', name: valueOf(source, 'volume') ?? '?', note: `pool ${pool}`, shared: false }
  if (protocol !== undefined) {
    const hosts = childrenOf(source, 'host').map(host => valueOf(host, 'name') ?? valueOf(host, 'socket')).filter(host => host !== undefined)
    return { kind: 'remote', name: valueOf(source, 'name') ?? protocol, note: [protocol, hosts.join(', ')].filter(Boolean).join(' at '), shared: false }
  }
  const address = childOf(source, 'address')
  const file = valueOf(source, 'file')
  if (file !== undefined) return { kind: 'image', ...pathWords(file, behind), shared: false }
  const folder = valueOf(source, 'dir')
  if (folder !== undefined) return { kind: 'folder', ...pathWords(folder), shared: false }
  const block = valueOf(source, 'dev') ?? valueOf(source, 'path')
  if (block !== undefined) return { kind: 'block', ...pathWords(block), shared: false }
  return address ? { kind: 'host-device', name: pciAddress(address), note: 'NVMe of the host', shared: false } : undefined
}

/** The image that the first one is written over, as far as the document says it. */
function baseOf(disk: Element): string | undefined {
  const file = valueOf(childOf(disk, 'backingStore', 'source'), 'file')
  return file === undefined ? undefined : `over ${pathWords(file).name}`
}

function pathWords(path: string, behind?: string): { readonly name: string, readonly note?: string } {
  const cut = path.replace(/\/+$/, '').lastIndexOf('/')
  const [folder, name] = cut > 0 ? [path.slice(0, cut), path.slice(cut + 1)] : ['', path]
  const note = [folder, behind].filter(Boolean).join(', ')
  return { name, ...note ? { note } : {} }
}

export function folderLead(filesystem: Element): Lead | undefined {
  const source = childOf(filesystem, 'source')
  const from = ['dir', 'file', 'dev', 'name', 'socket', 'pool'].map(name => valueOf(source, name)).find(value => value !== undefined)
  return from === undefined ? undefined : { kind: 'folder', ...pathWords(from), shared: false }
}

/** virDomainNetType, with what each calls its other end. */
const netSources: Readonly<Record<string, readonly [attribute: string, kind: Lead['kind']]>> = {
  network: ['network', 'network'], bridge: ['bridge', 'bridge'], direct: ['dev', 'interface'], internal: ['name', 'network'], vdpa: ['dev', 'interface'],
  vds: ['switchid', 'bridge'], null: ['', 'user'], ethernet: ['', 'interface'],
}

export function networkLead(card: Element): Lead | undefined {
  const type = valueOf(card, 'type')
  const source = childOf(card, 'source')
  if (type === undefined || type === 'null') return undefined
  if (type === 'user') return { kind: 'user', name: valueOf(childOf(card, 'backend'), 'type') ?? 'user mode', note: 'through the host', shared: false }
  if (type === 'hostdev') {
    const address = childOf(source, 'address')
    return { kind: 'host-device', name: address ? pciAddress(address) : 'network card', note: 'of the host', shared: false }
  }
  const [attribute, kind] = netSources[type] ?? ['', 'interface']
  const name = valueOf(source, attribute) ?? (attribute === '' ? [valueOf(source, 'path'), [valueOf(source, 'address'), valueOf(source, 'port')].filter(Boolean).join(':'), valueOf(childOf(card, 'target'), 'dev')].find(Boolean) : undefined)
  const mode = valueOf(source, 'mode')
  const group = valueOf(source, 'portgroup')
  const note = [type === 'direct' ? `macvtap${mode ? `, ${mode}` : ''}` : type === 'network' ? 'virtual network' : type, group && `port group ${group}`].filter(Boolean).join(', ')
  return name === undefined ? undefined : { kind, name, note, shared: kind === 'network' || kind === 'bridge' || type === 'direct' }
}

/** Where a serial port, a console or a channel is to be seen; undefined where libvirt picks a pty and nothing is known of it. */
export function streamLead(device: Element): Lead | undefined {
  const source = childOf(device, 'source')
  const host = [valueOf(source, 'host'), valueOf(source, 'service')].filter(Boolean).join(':')
  const name = valueOf(source, 'path') ?? (host || valueOf(source, 'channel'))
  return name === undefined || name === '' ? undefined : { kind: 'stream', ...pathWords(name), shared: false }
}

/** What a display listens at. */
export function screenLead(graphics: Element): Lead | undefined {
  const type = valueOf(graphics, 'type') ?? ''
  const listen = childOf(graphics, 'listen')
  if (valueOf(listen, 'type') === 'none' || !['vnc', 'spice', 'rdp'].includes(type)) return undefined
  const socket = valueOf(listen, 'socket') ?? valueOf(graphics, 'socket')
  if (socket !== undefined) return { kind: 'screen', ...pathWords(socket), shared: false }
  const place = valueOf(listen, 'address') ?? valueOf(graphics, 'listen') ?? valueOf(listen, 'network')
  const port = valueOf(graphics, 'port')
  const fixed = port !== undefined && port !== '-1' && valueOf(graphics, 'autoport') !== 'yes'
  return { kind: 'screen', name: [place ?? 'this host', fixed ? port : undefined].filter(Boolean).join(':'), note: fixed ? 'listens here' : 'port chosen at start', shared: false }
}

/** By type: where on the host the device is. */
export function hostLead(device: Element): Lead | undefined {
  const name = hostPlace(device)
  const managed = valueOf(device, 'managed')
  return name === undefined ? undefined : { kind: 'host-device', name, note: managed === 'yes' ? 'taken at start' : managed === 'no' ? 'taken by hand' : 'of the host', shared: false }
}

export function hostPlace(device: Element): string | undefined {
  const type = valueOf(device, 'type')
  const source = childOf(device, 'source')
  const address = childOf(source, 'address')
  const ids = [valueOf(childOf(source, 'vendor'), 'id'), valueOf(childOf(source, 'product'), 'id')]
  if (ids[0] !== undefined) return ids.map(id => id?.replace(/^0x/, '') ?? '?').join(':')
  if (type === 'usb' && address) return `bus ${valueOf(address, 'bus') ?? '?'} device ${valueOf(address, 'device') ?? '?'}`
  if (type === 'pci' && address) return pciAddress(address)
  return valueOf(address, 'uuid') ?? valueOf(childOf(source, 'adapter'), 'name') ?? valueOf(source, 'wwpn') ?? textOf(childrenOf(source)[0])
}

export function pciAddress(address: Element): string {
  const digits = (name: string, width: number): string => (valueOf(address, name) ?? '0').replace(/^0x/i, '').padStart(width, '0')
  return `${digits('domain', 4)}:${digits('bus', 2)}:${digits('slot', 2)}.${digits('function', 1)}`
}
