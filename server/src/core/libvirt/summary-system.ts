// The parts of a machine that are no devices: CPU, memory, firmware and boot order.
import type { MachinePart } from '../model'
import type { Element } from '../xml/tree'
import { childOf, childrenOf, textOf, textSpanOf, valueOf, valueSpanOf } from './read'
import { bytesOf, humanBytes } from './sizes'
import { count, part } from './summary-part'

export function systemParts(domain: Element): readonly MachinePart[] {
  return [cpuPart(domain), memoryPart(domain), firmwarePart(domain)].filter(found => found !== null)
}

function cpuPart(domain: Element): MachinePart | null {
  const vcpu = childOf(domain, 'vcpu')
  const cpu = childOf(domain, 'cpu')
  const element = vcpu ?? cpu
  if (!element) return null
  const topology = childOf(cpu, 'topology')
  const number = wholeNumber(textOf(vcpu)) ?? productOf(topology)
  const current = valueOf(vcpu, 'current')
  const model = textOf(childOf(cpu, 'model'))
  const mode = valueOf(cpu, 'mode')
  const features = childrenOf(cpu, 'feature').map(feature => `${sign(valueOf(feature, 'policy'))}${valueOf(feature, 'name') ?? '?'}`)
  const cells = childrenOf(childOf(cpu, 'numa'), 'cell').length
  return part(element, {
    kind: 'cpu',
    title: number === undefined ? 'CPU' : count(number, 'vCPU'),
    detail: [model ?? (mode && mode !== 'custom' ? mode : undefined), topology && arrangement(topology)],
    facts: [
      ['vCPUs', number === undefined ? undefined : current ? `${current} of ${number} at start` : String(number)],
      ['Mode', mode], ['Model', model],
      ['Topology', topology && arrangement(topology)],
      ['Runs on host CPUs', valueOf(vcpu, 'cpuset')],
      ['Features', features.length ? features.join(' ') : undefined],
      ['NUMA cells', cells ? String(cells) : undefined],
    ],
    at: textSpanOf(vcpu),
  })
}

const sign = (policy: string | undefined): string => policy === 'disable' || policy === 'forbid' ? '−' : policy === 'optional' ? '?' : '+'

const levels = ['sockets', 'dies', 'clusters', 'cores', 'threads'] as const

const ones: Readonly<Record<string, string>> = { sockets: 'socket', dies: 'die', clusters: 'cluster', cores: 'core', threads: 'thread' }

const arrangement = (topology: Element): string =>
  levels.map(level => [level, wholeNumber(valueOf(topology, level))] as const)
    .filter(([level, number]) => number !== undefined && (number !== 1 || (level !== 'dies' && level !== 'clusters')))
    .map(([level, number]) => count(number!, ones[level]!, level)).join(' × ')

function productOf(topology: Element | undefined): number | undefined {
  return topology && levels.reduce((product, level) => product * (wholeNumber(valueOf(topology, level)) ?? 1), 1)
}

const wholeNumber = (text: string | undefined): number | undefined => text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

function memoryPart(domain: Element): MachinePart | null {
  const memory = childOf(domain, 'memory') ?? childOf(domain, 'currentMemory') ?? childOf(domain, 'cpu', 'numa')
  if (!memory) return null
  const cells = childrenOf(childOf(domain, 'cpu', 'numa'), 'cell')
  const sizes = cells.map(cell => bytesOf(valueOf(cell, 'memory') ?? '', valueOf(cell, 'unit')))
  const sum = sizes.length && sizes.every(size => size !== null) ? sizes.reduce((total, size) => total + size, 0) : null
  const total = sizeIn(childOf(domain, 'memory')) ?? (sum === null ? undefined : humanBytes(sum))
  const current = sizeIn(childOf(domain, 'currentMemory'))
  const backing = childOf(domain, 'memoryBacking')
  const page = childOf(backing, 'hugepages', 'page')
  const huge = page ? humanPage(page) : childOf(backing, 'hugepages') ? 'huge pages' : undefined
  const shared = valueOf(childOf(backing, 'access'), 'mode') === 'shared' ? 'shared' : undefined
  const maximum = childOf(domain, 'maxMemory')
  return part(memory, {
    kind: 'memory',
    title: total ?? current ?? 'Memory',
    detail: [huge, shared],
    facts: [
      ['Memory', total],
      ['At start', current === total ? undefined : current],
      ['Can grow to', sizeIn(maximum)], ['Slots', valueOf(maximum, 'slots')],
      ['Backed by', valueOf(childOf(backing, 'source'), 'type')], ['Pages', huge], ['Access', valueOf(childOf(backing, 'access'), 'mode')],
      ['Locked', childOf(backing, 'locked') && 'yes'],
      ['NUMA cells', cells.length ? sizes.map(size => size === null ? '?' : humanBytes(size)).join(' + ') : undefined],
    ],
    at: textSpanOf(memory),
  })
}

const humanPage = (page: Element): string => {
  const bytes = bytesOf(valueOf(page, 'size') ?? '', valueOf(page, 'unit'))
  return bytes === null ? 'huge pages' : `${humanBytes(bytes)} pages`
}

/** The size that an element holds, for people; as typed when it is no number. */
function sizeIn(element: Element | undefined): string | undefined {
  const text = textOf(element)
  if (text === undefined) return undefined
  const bytes = bytesOf(text, valueOf(element, 'unit'))
  return bytes === null ? text : humanBytes(bytes)
}

const bootNames: Readonly<Record<string, string>> = { hd: 'disk', cdrom: 'CD-ROM', network: 'network', fd: 'floppy' }

function firmwarePart(domain: Element): MachinePart | null {
  const os = childOf(domain, 'os')
  if (!os) return null
  const loader = childOf(os, 'loader')
  const kernel = textOf(childOf(os, 'kernel'))
  const firmware = valueOf(os, 'firmware')
  const uefi = firmware === 'efi' || valueOf(loader, 'type') === 'pflash'
  const features = childrenOf(childOf(os, 'firmware'), 'feature')
  const secure = valueOf(loader, 'secure') ?? valueOf(features.find(feature => valueOf(feature, 'name') === 'secure-boot'), 'enabled')
  const init = textOf(childOf(os, 'init'))
  const order = bootOrder(domain, os)
  return part(os, {
    kind: 'firmware',
    title: init !== undefined ? 'Container' : uefi ? 'UEFI' : kernel !== undefined ? 'Direct kernel boot' : 'BIOS',
    detail: [init, secure === 'yes' ? 'Secure Boot' : undefined, order && `boots ${order}`],
    facts: [
      ['Loader', textOf(loader)], ['Variables', textOf(childOf(os, 'nvram'))], ['Secure Boot', secure],
      ['Boot order', order], ['Boot menu', valueOf(childOf(os, 'bootmenu'), 'enable')],
      ['Kernel', kernel], ['Initial RAM disk', textOf(childOf(os, 'initrd'))], ['Command line', textOf(childOf(os, 'cmdline'))],
    ],
    at: valueSpanOf(os, 'firmware'),
  })
}

/** By kind of device in `<os>`, or by the numbers that devices carry. */
function bootOrder(domain: Element, os: Element): string | undefined {
  const kinds = childrenOf(os, 'boot').map(boot => valueOf(boot, 'dev')).filter(dev => dev !== undefined).map(dev => bootNames[dev] ?? dev)
  if (kinds.length) return kinds.join(', ')
  const numbered = childrenOf(childOf(domain, 'devices'))
    .map(device => ({ order: Number(valueOf(childOf(device, 'boot'), 'order') ?? NaN), name: valueOf(childOf(device, 'target'), 'dev') ?? device.name }))
    .filter(({ order }) => order > 0).sort((a, b) => a.order - b.order)
  return numbered.length ? numbered.map(({ name }) => name === 'interface' ? 'network' : name).join(', ') : undefined
}
