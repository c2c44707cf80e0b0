// The processor: its vCPUs by socket, die and core, the NUMA cell of each, and where on the host it may run.
import type { Part, Processor, Thread, Vcpu } from '../../board'
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, textSpanOf, valueOf } from '../read'
import { numbersIn, type Machine } from '../rules/machine'
import { reasons } from './chipset'
import { count, part, wholeNumber } from './part'
import { added } from './pci'

/** More than these are counted, not drawn. */
export const drawnVcpus = 512

export function processorPart({ root: domain, at }: Machine): Part | null {
  const vcpu = childOf(domain, 'vcpu')
  const cpu = childOf(domain, 'cpu')
  const element = vcpu ?? cpu
  // virDomainVcpuParse. A domain without `<os>` is one that has only begun.
  if (!element) return at('os') ? added('cpu', count(1, 'vCPU'), null, reasons.vcpu, domain.nameSpan) : null
  const tune = childOf(domain, 'cputune')
  const topology = childOf(cpu, 'topology')
  const number = vcpusOf(vcpu, topology)
  const current = valueOf(vcpu, 'current')
  const model = textOf(childOf(cpu, 'model'))
  const mode = valueOf(cpu, 'mode')
  const features = childrenOf(cpu, 'feature').map(feature => `${sign(valueOf(feature, 'policy'))}${valueOf(feature, 'name') ?? '?'}`)
  const cells = childrenOf(childOf(cpu, 'numa'), 'cell').length
  const threads = wholeNumber(textOf(childOf(domain, 'iothreads')))
  return part(element, {
    kind: 'cpu',
    title: number === undefined ? 'CPU' : count(number, 'vCPU'),
    detail: [current !== undefined && current !== String(number) ? `${current} at start` : undefined, model ?? (mode && mode !== 'custom' ? mode : undefined), topology && arrangement(topology)],
    facts: [
      ['vCPUs', number === undefined ? undefined : current ? `${current} of ${number} at start` : String(number)],
      ['Mode', mode], ['Model', model],
      ['Topology', topology && arrangement(topology)],
      ['Runs on host CPUs', valueOf(vcpu, 'cpuset')],
      ['Pinned', pinsInWords(tune)],
      ['Emulator runs on', valueOf(childOf(tune, 'emulatorpin'), 'cpuset')],
      ['I/O threads', threads ? String(threads) : undefined],
      ['Shares', textOf(childOf(tune, 'shares'))],
      ['Features', features.length ? features.join(' ') : undefined],
      ['NUMA cells', cells ? String(cells) : undefined],
    ],
    at: textSpanOf(vcpu),
  }, ['vcpus', 'cpu', 'cputune', 'iothreads', 'iothreadids'].map(name => childOf(domain, name)).filter(other => other !== element))
}

export function processorOf(machine: Machine, index: number): Processor {
  const domain = machine.root
  const vcpu = childOf(domain, 'vcpu')
  const topology = childOf(domain, 'cpu', 'topology')
  const tune = childOf(domain, 'cputune')
  const number = vcpusOf(vcpu, topology) ?? 1
  const pins = pinsOf(tune, 'vcpupin', 'vcpu')
  const emulator = valueOf(childOf(tune, 'emulatorpin'), 'cpuset')
  return {
    part: index,
    vcpus: vcpusIn(machine, Math.min(number, drawnVcpus), topology, pins),
    more: Math.max(0, number - drawnVcpus),
    iothreads: threadsOf(domain, pinsOf(tune, 'iothreadpin', 'iothread')),
    ...emulator !== undefined && { emulator },
  }
}

function vcpusIn(machine: Machine, drawn: number, topology: Element | undefined, pins: ReadonlyMap<number, string>): readonly Vcpu[] {
  const domain = machine.root
  const current = wholeNumber(valueOf(childOf(domain, 'vcpu'), 'current'))
  const off = new Set(childrenOf(childOf(domain, 'vcpus'), 'vcpu').filter(one => valueOf(one, 'enabled') === 'no').map(one => Number(valueOf(one, 'id'))))
  const level = (name: string): number => Math.max(1, wholeNumber(valueOf(topology, name)) ?? 1)
  // virDomainDefGetVcpusTopology: threads are counted first, then cores, clusters, dies, sockets. Without a topology nothing is said of them: one package.
  const perCore = level('threads')
  const perDie = topology ? perCore * level('cores') * level('clusters') : drawnVcpus
  const perSocket = perDie * level('dies')
  const cells = new Map<number, number>()
  machine.cells().forEach((cell, at) => { for (const id of numbersIn(valueOf(cell, 'cpus')) ?? []) cells.set(id, cellId(cell, at)) })
  return Array.from({ length: drawn }, (_, id): Vcpu => {
    const pin = pins.get(id)
    return {
      id, socket: Math.floor(id / perSocket), die: Math.floor(id / perDie), core: Math.floor(id / perCore),
      cell: cells.get(id) ?? null, online: !off.has(id) && (current === undefined || off.size > 0 || id < current), ...pin !== undefined && { pin },
    }
  })
}

/** virDomainNumaDefParseXML: without an id they are counted. */
export const cellId = (cell: Element, at: number): number => wholeNumber(valueOf(cell, 'id')) ?? at

function threadsOf(domain: Element, pins: ReadonlyMap<number, string>): readonly Thread[] {
  const named = childrenOf(childOf(domain, 'iothreadids'), 'iothread').flatMap(one => wholeNumber(valueOf(one, 'id')) ?? [])
  const number = Math.min(drawnThreads, Math.max(wholeNumber(textOf(childOf(domain, 'iothreads'))) ?? 0, named.length))
  const ids = [...named]
  for (let id = 1; ids.length < number; id++) if (!ids.includes(id)) ids.push(id)
  return ids.slice(0, number).map(id => {
    const pin = pins.get(id)
    return { id, ...pin !== undefined && { pin } }
  })
}

const drawnThreads = 32

function pinsOf(tune: Element | undefined, name: string, of: string): ReadonlyMap<number, string> {
  return new Map(childrenOf(tune, name).flatMap((pin): readonly [number, string][] => {
    const id = wholeNumber(valueOf(pin, of))
    const cpuset = valueOf(pin, 'cpuset')
    return id === undefined || cpuset === undefined ? [] : [[id, cpuset]]
  }))
}

const pinsInWords = (tune: Element | undefined): string | undefined => {
  const pins = [...pinsOf(tune, 'vcpupin', 'vcpu')].sort(([a], [b]) => a - b).map(([id, cpuset]) => `${id} to ${cpuset}`)
  return pins.length ? `${pins.slice(0, 16).join(', ')}${pins.length > 16 ? ' …' : ''}` : undefined
}

const sign = (policy: string | undefined): string => policy === 'disable' || policy === 'forbid' ? '−' : policy === 'optional' ? '?' : '+'

const levels = ['sockets', 'dies', 'clusters', 'cores', 'threads'] as const

const ones: Readonly<Record<string, string>> = { sockets: 'socket', dies: 'die', clusters: 'cluster', cores: 'core', threads: 'thread' }

const arrangement = (topology: Element): string =>
  levels.map(level => [level, wholeNumber(valueOf(topology, level))] as const)
    .filter(([level, number]) => number !== undefined && (number !== 1 || (level !== 'dies' && level !== 'clusters')))
    .map(([level, number]) => count(number!, ones[level]!, level)).join(' × ')

/** As `<vcpu>` says, else as the topology makes. */
const vcpusOf = (vcpu: Element | undefined, topology: Element | undefined): number | undefined =>
  wholeNumber(textOf(vcpu)) ?? (topology && Math.min(999_999, levels.reduce((product, level) => product * (wholeNumber(valueOf(topology, level)) ?? 1), 1)))
