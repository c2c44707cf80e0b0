// What the chosen host has: machine types, CPU models, firmware, models of devices, and whatever documents name.
import type { HostFacts, HostNamed } from '../../host'
import { emulationOf, guestsFor, nearly } from '../host/emulation'
import { pciWords } from '../host/devices'
import { supported } from '../host/supported'
import { valueOf } from '../read'
import { numberOf } from '../rules/machine'
import { hex, type Asked, type Knower, type Known } from './knower'

/** Nothing where no host is known. */
const on = (paths: readonly string[], know: (asked: Asked, host: HostFacts) => readonly Known[]): Knower =>
  ({ at: paths, know: asked => asked.around.host ? know(asked, asked.around.host) : [] })

const domainFor = ({ document }: Asked, host: HostFacts) => nearly(host, emulationOf(document))

export const host: readonly Knower[] = [
  on(['domain/os/type@machine'], ({ document }, host) => {
    const all = guestsFor(host, emulationOf(document) ?? {}).flatMap(({ machines }) => machines)
    // The aliases first, then what is newest: names of one sort end with their version.
    const rank = ({ canonical, deprecated }: typeof all[number]): number => canonical !== undefined ? 0 : deprecated ? 2 : 1
    return [...all].sort((one, other) => rank(one) - rank(other) || other.name.localeCompare(one.name, 'en', { numeric: true }))
      .map(({ name, canonical, deprecated }) => ({ value: name, detail: `${canonical === undefined ? '' : `${canonical} `}on ${host.connection}${deprecated ? ', deprecated' : ''}` }))
  }),
  on(['domain/os/type@arch'], (_, host) => host.guests.map(({ arch, virttypes }) => ({ value: arch, detail: `${virttypes.join(', ')} on ${host.connection}` }))),
  on(['domain@type'], (_, host) => [...new Set(host.guests.flatMap(({ virttypes }) => virttypes))].sort((one, other) => Number(other === 'kvm') - Number(one === 'kvm'))
    .map(value => ({ value, detail: `on ${host.connection}`, listed: true }))),
  on(['domain/cpu/model'], (asked, host) => {
    const models = domainFor(asked, host)?.cpuModels ?? []
    const rank = { yes: 0, unknown: 1, no: 2 }
    return [...models].sort((one, other) => rank[one.usable] - rank[other.usable] || Number(one.deprecated) - Number(other.deprecated)).map(({ name, usable, vendor, deprecated }) => ({
      value: name,
      detail: [usable === 'no' ? `${host.connection} lacks features of it` : usable === 'yes' ? `usable on ${host.connection}` : `on ${host.connection}`, vendor, deprecated && 'deprecated'].filter(Boolean).join(', '),
    }))
  }),
  on(['domain/cpu/feature@name'], (asked, host) => (domainFor(asked, host)?.cpuFeatures ?? []).map(value => ({ value, detail: `the CPU of ${host.connection} has it` }))),
  on(['domain/devices/emulator'], (_, host) => {
    const byPath = new Map<string, string[]>()
    for (const { emulator, arch } of host.guests) if (emulator !== undefined) byPath.set(emulator, [...byPath.get(emulator) ?? [], arch])
    return [...byPath].map(([value, archs]) => ({ value, detail: `${archs.join(', ')} on ${host.connection}` }))
  }),
  on(['domain/os/loader'], (asked, host) => (domainFor(asked, host)?.loaders ?? []).map(value => ({ value, detail: `firmware on ${host.connection}` }))),
  on(['domain/devices/interface/source@bridge'], (_, host) => host.interfaces.filter(({ bridge }) => bridge).map(({ name }) => ({ value: name, detail: `a bridge of ${host.connection}` }))),
  on(['domain/devices/interface/source@dev', 'network/forward@dev', 'network/forward/interface@dev'],
    (_, host) => host.interfaces.map(({ name, bridge }) => ({ value: name, detail: `${bridge ? 'a bridge' : 'an interface'} of ${host.connection}` }))),
  // The list of the schema, in another order: what the host can do comes first.
  ...supported.map(({ at, from }) => on([at], (asked, host) => (domainFor(asked, host)?.enums[from] ?? []).map(value => ({ value, detail: `on ${host.connection}`, listed: true })))),
  on(['domain', 'bus', 'slot', 'function'].map(name => `domain/devices/hostdev/source/address@${name}`), ({ element, attribute }, host) => {
    const parts = ['domain', 'bus', 'slot', 'function'] as const
    const own = parts.find(part => part === attribute?.name)
    const suits = (address: Readonly<Record<typeof parts[number], number>>): boolean => parts.every(part => part === own || valueOf(element, part) === undefined || numberOf(valueOf(element, part), 0) === address[part])
    return own === undefined ? [] : host.devices.flatMap(device => device.bus === 'pci' && suits(device.address)
      ? [{ value: own === 'function' ? `0x${device.address[own].toString(16)}` : hex(device.address[own], own === 'domain' ? 4 : 2), detail: `${device.title}, ${pciWords(device.address)}` }] : [])
  }),
  on(['domain/devices/hostdev/source/address@uuid'], (_, host) => host.devices.flatMap(device => device.bus === 'mdev' ? [{ value: device.uuid, detail: device.title }] : [])),
]

/** What the host has of a kind that the document names; volumes are those of the pool that stands beside. */
export function named({ element, around: { host } }: Asked, kind: string): readonly Known[] {
  const pool = kind === 'volume' ? valueOf(element, 'pool') : undefined
  return host ? host.named.filter(one => one.kind === kind && (pool === undefined || one.pool === pool)).map(one => ({ value: one.value, detail: told(one, host) })) : []
}

const told = ({ note, pool }: HostNamed, { connection }: HostFacts): string =>
  [note, `${pool === undefined ? '' : `in the pool ${pool} `}on ${connection}`].filter(Boolean).join(', ')
