// A domain as the rules see it: its tree with an index over the devices, and what libvirt fills in. Built once for each,
// each part when it is first asked for; nothing in it can be changed.
import type { Element } from '../../xml/tree'
import { childElements } from '../../xml/walk'
import { archFamilies, boardOf, busOfTarget, driveOfIndex, familyOfMachine, readDiskName, type ArchFamily, type Board, type DriveAddress } from '../defaults'
import { once as kept, type Once } from '../once'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { bytesOf } from '../sizes'
import { definitionFrom, type Definition } from './definition'

export interface Machine extends Definition {
  /** `kvm`, `qemu`, `xen`, …; as it is written. */
  readonly type: string | undefined
  readonly qemu: boolean
  readonly arch: string | undefined
  /** Null when neither the architecture nor the machine type tells it. */
  readonly family: ArchFamily | null
  readonly machine: string | undefined
  readonly board: Board | null
  /** The first child of the root of that name. */
  top(name: string): Element | undefined
  /** The element that the names lead to, from the root on. */
  at(...names: readonly string[]): Element | undefined
  readonly devices: readonly Element[]
  /** The devices with an element of that name. */
  of(name: string): readonly Element[]
  disks(): readonly Disk[]
  controllers(): readonly Controller[]
  /** The state of a feature; null when it is not written. */
  feature(name: string): 'on' | 'off' | null
  /** `<cell>`s of `<cpu><numa>`, in order. */
  cells(): readonly Element[]
  /** The maximum of vCPUs; null when it is not a number. */
  vcpus(): number | null
  /** `<memory>` in bytes. */
  memory(): number | null
  /** What rules share: made when it is first asked for, and kept under its name. */
  kept<T>(name: string, make: () => T): T
}

export interface Disk {
  readonly element: Element
  readonly target: Element | undefined
  readonly source: Element | undefined
  readonly driver: Element | undefined
  readonly type: string
  readonly device: string
  readonly name: string | undefined
  /** As written, or as libvirt takes it from the name. */
  readonly bus: string
  readonly busWritten: boolean
  readonly format: string | undefined
  readonly address: Element | undefined
  readonly addressType: string | undefined
  /** Where it sits, written or implied by the name. */
  readonly drive: DriveAddress | null
  /** A cdrom is read-only whatever is written. */
  readonly readonly: boolean
  readonly empty: boolean
}

export interface Controller {
  readonly element: Element
  readonly type: string
  readonly model: string | undefined
  /** Null when libvirt chooses it. */
  readonly index: number | null
}

export function machineFrom(root: Element, once: Once = kept): Machine {
  const container = childOf(root, 'devices')
  const devices = container ? childElements(container) : []
  const osType = childOf(root, 'os', 'type')
  const type = valueOf(root, 'type')
  const arch = valueOf(osType, 'arch')
  const machine = valueOf(osType, 'machine')
  const family = arch === undefined ? familyOfMachine(machine) : archFamilies[arch] ?? (/^\w+$/.test(arch) ? 'other' : null)
  const byName = new Map<string, Element[]>()
  for (const device of devices) {
    const there = byName.get(device.name)
    if (there) there.push(device)
    else byName.set(device.name, [device])
  }
  const tops = new Map<string, Element>()
  for (const child of childElements(root)) if (!tops.has(child.name)) tops.set(child.name, child)
  const shared = new Map<string, () => unknown>()
  const of = (name: string): readonly Element[] => byName.get(name) ?? none
  return {
    ...definitionFrom(root, once), type, arch, family, machine, devices, of,
    qemu: type === 'kvm' || type === 'qemu' || type === 'hvf',
    board: boardOf(machine, family),
    top: name => tops.get(name),
    at: (name, ...inner) => inner.length ? childOf(tops.get(name!), ...inner) : tops.get(name!),
    disks: once(() => of('disk').map(element => new DiskElement(element))),
    controllers: once(() => of('controller').map(controllerFrom)),
    feature: name => {
      const element = childOf(tops.get('features'), name)
      return element ? valueOf(element, 'state') === 'off' ? 'off' : 'on' : null
    },
    cells: once(() => childrenOf(childOf(tops.get('cpu'), 'numa'), 'cell')),
    vcpus: once(() => {
      const vcpu = tops.get('vcpu')
      return vcpu ? numberOf(textOf(vcpu)) : 1
    }),
    memory: once(() => amountOf(tops.get('memory'))),
    kept: <T>(name: string, make: () => T): T => {
      const there = shared.get(name) ?? once(make)
      shared.set(name, there)
      return there() as T
    },
  }
}

/**
 * Each fact is read when it is asked for, and none is kept: who asks which values a rule looks at shall not be told all of a disk's.
 * A class, since a domain may have hundreds.
 */
class DiskElement implements Disk {
  declare readonly element: Element
  declare readonly target: Element | undefined
  declare readonly source: Element | undefined
  declare readonly driver: Element | undefined
  declare readonly address: Element | undefined

  constructor(element: Element) {
    this.element = element
    this.target = childOf(element, 'target')
    this.source = childOf(element, 'source')
    this.driver = childOf(element, 'driver')
    this.address = childOf(element, 'address')
  }

  get type(): string { return valueOf(this.element, 'type') ?? 'file' }
  get device(): string { return valueOf(this.element, 'device') ?? 'disk' }
  get name(): string | undefined { return valueOf(this.target, 'dev') }
  get bus(): string { return valueOf(this.target, 'bus') ?? busOfTarget(this.device, this.name) }
  get busWritten(): boolean { return valueOf(this.target, 'bus') !== undefined }
  get format(): string | undefined { return valueOf(this.driver, 'type') }
  get addressType(): string | undefined { return valueOf(this.address, 'type') }
  get readonly(): boolean { return this.device === 'cdrom' || childOf(this.element, 'readonly') !== undefined }
  get empty(): boolean { return isEmpty(this.type, this.source) }

  get drive(): DriveAddress | null {
    const { addressType, name } = this
    if (addressType === 'drive') return driveFrom(this.address!)
    const read = addressType !== undefined || name === undefined ? null : readDiskName(name)
    return read ? driveOfIndex(this.bus, read.index) : null
  }
}

/** virStorageSourceIsEmpty. */
function isEmpty(type: string, source: Element | undefined): boolean {
  switch (type) {
    case 'file': return valueOf(source, 'file') === undefined && valueOf(source, 'fdgroup') === undefined
    case 'block': return valueOf(source, 'dev') === undefined
    case 'dir': return valueOf(source, 'dir') === undefined
    case 'network': return valueOf(source, 'protocol') === undefined
    default: return false
  }
}

/** virDomainDeviceDriveAddressParseXML; null when a number is not one. */
export function driveFrom(address: Element): DriveAddress | null {
  const [controller, bus, target, unit] = ['controller', 'bus', 'target', 'unit'].map(name => numberOf(valueOf(address, name) ?? '0'))
  return controller == null || bus == null || target == null || unit == null ? null : { controller, bus, target, unit }
}

function controllerFrom(element: Element): Controller {
  return { element, type: valueOf(element, 'type') ?? '', model: valueOf(element, 'model'), index: numberOf(valueOf(element, 'index')) }
}

/** A whole number as libvirt reads it with base 0 (`0x1f`, `31`, `037`) or base 10; null when it is none. */
export function numberOf(text: string | undefined, base: 0 | 10 = 10): number | null {
  if (text === undefined) return null
  if (/^(?:0|[1-9]\d*)$/.test(text)) return Number(text)
  if (base === 10) return /^\d+$/.test(text) ? Number(text) : null
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number.parseInt(text, 16)
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null
}

/** The bytes that an element with a `unit` means (KiB where none is written); null when it is not understood. */
export const amountOf = (element: Element | undefined): number | null => element ? bytesOf(textOf(element) ?? '', valueOf(element, 'unit') ?? 'KiB') : null

/** The numbers of a set such as `0-3,^2,5` (virBitmapParse); null when it is not one. */
export function numbersIn(text: string | undefined): ReadonlySet<number> | null {
  if (text === undefined) return null
  const found = new Set<number>()
  for (const part of text.split(',')) {
    const [, not, from, to] = /^\s*(\^)?(\d+)(?:-(\d+))?\s*$/.exec(part) ?? []
    if (from === undefined || (not && to !== undefined)) return null
    const last = Number(to ?? from)
    if (last < Number(from) || last > mostNumbers) return null
    for (let number = Number(from); number <= last; number++) {
      if (not) found.delete(number)
      else found.add(number)
    }
  }
  return found
}

/** VIR_DOMAIN_CPUMASK_LEN. */
const mostNumbers = 16_384

const none: readonly Element[] = []
