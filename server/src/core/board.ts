// A machine as a board with everything that is plugged in: plain data for whoever draws it or writes about it.
// A part is known by its index in `parts`; what libvirt will add is a part too, and says so.
import type { Level, Span } from './model'

export interface Board {
  readonly kind: 'machine'
  readonly name: string
  readonly title?: string
  /** The hypervisor, as in `<domain type='kvm'>`. */
  readonly hypervisor?: string
  readonly arch?: string
  /** The machine type, as in `<type machine='q35'>`. */
  readonly machine?: string
  readonly parts: readonly Part[]
  readonly processor?: Processor
  readonly memory?: Memory
  readonly cells: readonly Cell[]
  /** Index of the firmware among the parts. */
  readonly firmware?: number
  /** What it boots from, in that order: parts, or words for what is none. */
  readonly boot: readonly (number | string)[]
  /** More devices than are in `parts`. */
  readonly more: number
}

export type PartKind =
  | 'cpu' | 'memory' | 'module' | 'cell' | 'firmware' | 'bus' | 'bridge' | 'controller'
  | 'disk' | 'cdrom' | 'floppy' | 'filesystem' | 'network' | 'video' | 'display' | 'keyboard' | 'pointer' | 'sound' | 'host-device' | 'serial' | 'tpm' | 'other'

export interface Part {
  readonly kind: PartKind
  /** Short, what a person would call it: `vda`, `4 vCPUs`, `default`. */
  readonly title: string
  /** One line more: `qcow2 on virtio`. */
  readonly detail?: string
  /** Label and value, for who asks more and for screen readers. */
  readonly facts: readonly Fact[]
  /** Where it stands in the text; nowhere for what libvirt adds. */
  readonly spans: readonly Span[]
  /** Where a click puts the caret: for what libvirt adds, at what asks for it. */
  readonly at: Span
  /** Why libvirt adds it. */
  readonly added?: string
  /** The part that it is plugged into; it stands before this one. */
  readonly on?: number
  /** Its place there: `02.0`, `port 1`. */
  readonly seat?: string
  /** As `<boot order>` counts. */
  readonly boot?: number
  /** What it leads to outside of the machine. */
  readonly lead?: Lead
}

export type Fact = readonly [label: string, value: string]

export interface Lead {
  readonly kind: 'image' | 'block' | 'volume' | 'remote' | 'folder' | 'network' | 'bridge' | 'interface' | 'user' | 'host-device' | 'screen' | 'stream'
  readonly name: string
  readonly note?: string
  /** Several parts may lead to the same. */
  readonly shared: boolean
}

export interface Processor {
  readonly part: number
  /** The first of them, in order. */
  readonly vcpus: readonly Vcpu[]
  /** How many more there are. */
  readonly more: number
  readonly iothreads: readonly Thread[]
  readonly emulator?: string
}

export interface Vcpu {
  readonly id: number
  readonly socket: number
  readonly die: number
  readonly core: number
  readonly cell: number | null
  readonly online: boolean
  /** Host CPUs that it may run on, as written. */
  readonly pin?: string
}

export interface Thread {
  readonly id: number
  readonly pin?: string
}

export interface Memory {
  readonly part: number
  /** Modules among the parts. */
  readonly modules: readonly number[]
  /** Free slots for more modules. */
  readonly free: number
}

export interface Cell {
  readonly part: number
  readonly id: number
  readonly memory?: string
  /** The vCPUs, as written. */
  readonly cpus?: string
}

/** Something that is wrong with a part; with the machine as a whole where it is in none. */
export interface PartProblem {
  readonly part: number | null
  readonly level: Level
  readonly code: string
  readonly message: string
  readonly span: Span
  /** Titles of its fixes. */
  readonly fixes: readonly string[]
}

/** Something that the machine that runs has otherwise. */
export interface Difference {
  /** In the text; null for what only the running machine has. */
  readonly span: Span | null
  /** A sentence without its full stop; what stands between backticks is code. */
  readonly what: string
}

/** The same, by the part of a board. */
export interface PartDifference {
  readonly part: number | null
  readonly what: string
}

/** The innermost part around a place, by its index; null where it is in none. */
export function partAt({ parts }: Board, { start, end }: Span): number | null {
  let found: number | null = null
  let size = Infinity
  parts.forEach(({ spans }, index) => {
    for (const span of spans) {
      if (start < span.start || end > span.end || span.end - span.start > size) continue
      found = index
      size = span.end - span.start
    }
  })
  return found
}
