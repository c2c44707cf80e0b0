// Finds the prose for an element or attribute by its path. Loaded with the grammar, when the first document is opened.
import { chardev } from './chardev'
import { clock } from './clock'
import { anyDevice, controller } from './controller'
import { cpu, cputune, vcpu } from './cpu'
import { devices, qemu } from './devices'
import { disk } from './disk'
import type { Entries, Entry } from './entry'
import { features } from './features'
import { filesystem } from './filesystem'
import { general } from './general'
import { graphics, input, video } from './graphics'
import { hostdev, redirdev } from './hostdev'
import { network } from './interface'
import { memory } from './memory'
import { virtualNetwork } from './network'
import { idmap, os } from './os'
import { sound } from './sound'
import { storage } from './storage'

export type { Entry } from './entry'

export const entries: Entries = {
  ...general, ...os, ...idmap, ...vcpu, ...cpu, ...cputune, ...memory, ...features, ...clock, ...devices, ...disk, ...filesystem, ...network,
  ...graphics, ...video, ...input, ...hostdev, ...redirdev, ...controller, ...anyDevice, ...chardev, ...sound, ...qemu, ...virtualNetwork, ...storage,
}

/**
 * The prose for `path`, a list of element names from the root, and perhaps an attribute. Keys begin at a root, which
 * keeps the `<source>` of a disk from speaking for that of an interface.
 */
export function proseOf(path: readonly string[], attribute?: string): Entry | null {
  const names = unnested(fromRoot(path.map(localName)), attribute !== undefined)
  const found = entries[key(names, attribute)] ?? (names.length > 3 ? entries[key([...names.slice(0, 2), '*', ...names.slice(3)], attribute)] : undefined)
  return found ?? null
}

const key = (names: readonly string[], attribute?: string): string => names.join('/') + (attribute === undefined ? '' : `@${attribute}`)

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** A domain may lie inside a snapshot or checkpoint, and a CPU or SMBIOS description may stand alone. */
function fromRoot(names: readonly string[]): readonly string[] {
  const root = names[0] ?? ''
  if (root === 'cpu' || root === 'sysinfo') return ['domain', ...names]
  if (root !== 'domainsnapshot' && root !== 'domaincheckpoint') return names
  const domain = names.findIndex(name => name === 'domain' || name === 'inactiveDomain')
  return domain < 0 ? names : ['domain', ...names.slice(domain + 1)]
}

/** An image below another is described like the disk's own: what hangs under its source is the same. */
function unnested(names: readonly string[], attribute: boolean): readonly string[] {
  const nest = names.findIndex(name => name === 'backingStore' || name === 'mirror')
  if (nest < 0 || names[nest - 1] !== 'disk') return names
  const source = names.lastIndexOf('source')
  if (source > nest && (attribute || source < names.length - 1)) return [...names.slice(0, nest), ...names.slice(source)]
  const last = names.lastIndexOf('backingStore')
  return last > nest && last < names.length - 1 ? [...names.slice(0, nest), ...names.slice(last)] : names
}
