// What a host has, as data: the answers of virsh as they come over the wire, and what a language reads in them. Nobody here asks a host.

/** Which machines a question of the host's abilities is about; what is left out, the host chooses. */
export interface Emulation {
  /** The `type` of a domain. */
  readonly virttype?: string
  readonly arch?: string
  readonly machine?: string
  /** A path. */
  readonly emulator?: string
}

/** What the host said when it was asked, in libvirt's XML where it has some. */
export interface HostAnswers {
  /** Its URI, by which messages call it. */
  readonly connection: string
  /** `virsh capabilities`. */
  readonly capabilities?: string
  /** `virsh domcapabilities`, by what it was asked for. */
  readonly domains: readonly { readonly asked: Emulation; readonly xml: string }[]
  readonly named: readonly HostNamed[]
  /** The kinds of which all are there: of these alone it is known what the host lacks. */
  readonly listed: readonly HostListed[]
  /** `virsh nodedev-dumpxml` and `virsh iface-dumpxml`, one each. */
  readonly devices: readonly string[]
}

export type HostListed = HostNamed['kind'] | 'device'

/** Something that documents name. The words are those of the ids that documents define. */
export interface HostNamed {
  readonly kind: 'network' | 'pool' | 'volume' | 'filter' | 'secret' | 'secret by usage'
  readonly value: string
  /** What a person knows it by, beside that: what a secret is for, that a network is inactive. */
  readonly note?: string
  /** Of a volume. */
  readonly pool?: string
}

/** The same, read. */
export interface HostFacts {
  readonly connection: string
  /** Its own architecture, which a domain has that names none. */
  readonly arch?: string
  /** By architecture; empty where the host did not tell. */
  readonly guests: readonly GuestFacts[]
  readonly domains: readonly DomainFacts[]
  readonly named: readonly HostNamed[]
  readonly listed: ReadonlySet<HostListed>
  readonly devices: readonly HostDevice[]
  /** Network interfaces, and which of them are bridges. */
  readonly interfaces: readonly { readonly name: string; readonly bridge: boolean }[]
}

export interface GuestFacts {
  readonly arch: string
  readonly osType: string
  readonly emulator?: string
  /** The types that a domain may have. */
  readonly virttypes: readonly string[]
  readonly machines: readonly { readonly name: string; /** What an alias stands for. */ readonly canonical?: string; readonly deprecated: boolean }[]
}

export interface DomainFacts {
  readonly asked: Emulation
  readonly emulator?: string
  readonly virttype?: string
  readonly arch?: string
  readonly machine?: string
  /** Paths of firmware that the host has. */
  readonly loaders: readonly string[]
  readonly cpuModels: readonly { readonly name: string; readonly usable: 'yes' | 'no' | 'unknown'; readonly deprecated: boolean; readonly vendor?: string }[]
  /** Features that the host's own CPU has. */
  readonly cpuFeatures: readonly string[]
  /** What the host can do, by element and enumeration: `video/modelType`. */
  readonly enums: Readonly<Record<string, readonly string[]>>
}

export type HostDevice = PciDevice | UsbDevice | ScsiDevice | MediatedDevice

interface Described {
  /** As a person calls it. */
  readonly title: string
  /** libvirt's name of it, such as `pci_0000_01_00_0`. */
  readonly node: string
  readonly driver?: string
  readonly iommuGroup?: { readonly number: string; /** Others in it, as `0000:01:00.1`. */ readonly others: readonly string[] }
}

export interface PciDevice extends Described {
  readonly bus: 'pci'
  readonly address: { readonly domain: number; readonly bus: number; readonly slot: number; readonly function: number }
  /** Of its class and subclass, such as `0x0200`. */
  readonly class: number | null
}

export interface UsbDevice extends Described {
  readonly bus: 'usb'
  readonly address: { readonly bus: number; readonly device: number }
  /** As `0x1d6b`. */
  readonly vendor: string
  readonly product: string
}

export interface ScsiDevice extends Described {
  readonly bus: 'scsi'
  readonly address: { readonly host: number; readonly bus: number; readonly target: number; readonly unit: number }
}

export interface MediatedDevice extends Described {
  readonly bus: 'mdev'
  readonly uuid: string
}
