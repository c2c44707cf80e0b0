// Memory: how much, what it is made of on the host, the NUMA cells that share it, and slots for more.
import type { Cell, Part } from '../../board'
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, textSpanOf, valueOf, valueSpanOf } from '../read'
import type { Machine } from '../rules/machine'
import { bytesOf, humanBytes } from '../sizes'
import { part, wholeNumber } from './part'
import { cellId } from './processor'

export function memoryPart({ root: domain }: Machine): Part | null {
  const memory = childOf(domain, 'memory') ?? childOf(domain, 'currentMemory') ?? childOf(domain, 'cpu', 'numa')
  if (!memory) return null
  const cells = childrenOf(childOf(domain, 'cpu', 'numa'), 'cell')
  const sizes = cells.map(cell => bytesOf(valueOf(cell, 'memory') ?? '', valueOf(cell, 'unit')))
  const sum = sizes.length && sizes.every(size => size !== null) ? sizes.reduce((total, size) => total + size, 0) : null
  const total = sizeIn(childOf(domain, 'memory')) ?? (sum === null ? undefined : humanBytes(sum))
  const current = sizeIn(childOf(domain, 'currentMemory'))
  const backing = childOf(domain, 'memoryBacking')
  const source = valueOf(childOf(backing, 'source'), 'type')
  const pages = childrenOf(childOf(backing, 'hugepages'), 'page').map(humanPage)
  const huge = pages.length ? pages.join(', ') : childOf(backing, 'hugepages') ? 'huge pages' : undefined
  const shared = valueOf(childOf(backing, 'access'), 'mode') === 'shared' ? 'shared' : undefined
  const locked = childOf(backing, 'locked') && 'locked'
  const maximum = childOf(domain, 'maxMemory')
  const tune = childOf(domain, 'numatune', 'memory')
  return part(memory, {
    kind: 'memory',
    title: total ?? current ?? 'Memory',
    detail: [current !== undefined && current !== total ? `${current} at start` : undefined, huge, source, shared, locked],
    facts: [
      ['Memory', total],
      ['At start', current === total ? undefined : current],
      ['Can grow to', sizeIn(maximum)], ['Slots', valueOf(maximum, 'slots')],
      ['Backed by', source], ['Pages', huge], ['Access', valueOf(childOf(backing, 'access'), 'mode')],
      ['Locked', locked && 'yes'], ['Merged with equal pages', childOf(backing, 'nosharepages') && 'no'],
      ['From host nodes', valueOf(tune, 'nodeset') && [valueOf(tune, 'nodeset'), valueOf(tune, 'mode')].filter(Boolean).join(', ')],
      ['NUMA cells', cells.length ? sizes.map(size => size === null ? '?' : humanBytes(size)).join(' + ') : undefined],
    ],
    at: textSpanOf(memory),
  }, [...['memory', 'currentMemory', 'maxMemory', 'memoryBacking', 'memtune', 'numatune'].map(name => childOf(domain, name))].filter(other => other !== memory))
}

/** One part a cell, and what a drawing wants to know of it beside. */
export function cellsOf(machine: Machine): readonly { readonly part: Part, readonly cell: Omit<Cell, 'part'> }[] {
  const { root: domain } = machine
  return machine.cells().map((element, at) => {
    const id = cellId(element, at)
    const bytes = bytesOf(valueOf(element, 'memory') ?? '', valueOf(element, 'unit'))
    const memory = bytes === null ? valueOf(element, 'memory') : humanBytes(bytes)
    const cpus = valueOf(element, 'cpus')
    const node = childrenOf(childOf(domain, 'numatune'), 'memnode').find(one => valueOf(one, 'cellid') === String(id))
    const host = valueOf(node, 'nodeset')
    const access = valueOf(element, 'memAccess')
    return {
      part: part(element, {
        kind: 'cell', title: `NUMA cell ${id}`, detail: [memory, host === undefined ? undefined : `host node ${host}`, access],
        facts: [
          ['vCPUs', cpus], ['Memory', memory], ['Host nodes', host && [host, valueOf(node, 'mode')].filter(Boolean).join(', ')], ['Access', access], ['Discarded at stop', valueOf(element, 'discard')],
          ['Distances', distances(element)],
        ],
        at: valueSpanOf(element, 'cpus') ?? valueSpanOf(element, 'memory'),
      }, [node]),
      cell: { id, ...memory !== undefined && { memory }, ...cpus !== undefined && { cpus } },
    }
  })
}

const distances = (cell: Element): string | undefined =>
  childrenOf(childOf(cell, 'distances'), 'sibling').map(one => `${valueOf(one, 'value') ?? '?'} to ${valueOf(one, 'id') ?? '?'}`).join(', ') || undefined

/** Slots that no module is in: as many as `<maxMemory>` says less the modules that take one. */
export const freeSlots = ({ root }: Machine, modules: number): number =>
  Math.max(0, (wholeNumber(valueOf(childOf(root, 'maxMemory'), 'slots')) ?? 0) - modules)

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
