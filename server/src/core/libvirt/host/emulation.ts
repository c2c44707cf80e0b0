// Which machine a document asks the host for, and what the host said of just that one.
import type { DomainFacts, Emulation, GuestFacts, HostFacts } from '../../host'
import type { XmlDocument } from '../../xml/tree'
import { rootOf } from '../../xml/walk'
import { holdsPlaceholder } from '../placeholders'
import { childOf, textOf, valueOf } from '../read'

/** Null where the document is no domain, or a template is yet to say it. */
export function emulationOf(document: XmlDocument): Emulation | null {
  const root = rootOf(document)
  if (root?.name !== 'domain') return null
  const type = childOf(root, 'os', 'type')
  const said = { virttype: valueOf(root, 'type'), arch: valueOf(type, 'arch'), machine: valueOf(type, 'machine'), emulator: textOf(childOf(root, 'devices', 'emulator')) }
  const given = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.some(([, value]) => holdsPlaceholder(value)) ? null : Object.fromEntries(given)
}

/** What the host can do for exactly this machine; null where it was not asked, or did not know it. */
export const exactly = ({ domains }: HostFacts, wanted: Emulation): DomainFacts | null =>
  domains.find(({ asked }) => keys.every(key => asked[key] === wanted[key])) ?? null

/** The same, or what it can do for the machine that is nearest: what is offered may be a little off. */
export function nearly(host: HostFacts, wanted: Emulation | null): DomainFacts | null {
  const alike = ({ asked, arch, virttype }: DomainFacts): number => wanted === null ? 0
    : keys.filter(key => asked[key] === wanted[key]).length + (wanted.arch === undefined || arch === wanted.arch ? 8 : 0) + (wanted.virttype === virttype ? 4 : 0)
  const [best] = [...host.domains].sort((one, other) => alike(other) - alike(one))
  return best && (wanted?.arch === undefined || best.arch === wanted.arch) ? best : null
}

const keys = ['virttype', 'arch', 'machine', 'emulator'] as const

/** What the host runs of an architecture, its own where none is given. */
export const guestsFor = ({ guests, arch: own }: HostFacts, { arch = own }: Emulation): readonly GuestFacts[] => guests.filter(guest => guest.arch === arch)
