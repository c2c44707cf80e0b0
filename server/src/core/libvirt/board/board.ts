// A domain as a board: its parts in words that people use, each with its place in the text and what it is plugged into.
import type { Board, Cell, Part } from '../../board'
import type { XmlDocument } from '../../xml/tree'
import { rootOf } from '../../xml/walk'
import { textOf, valueOf } from '../read'
import { machineFrom } from '../rules/machine'
import { devicePart } from './devices'
import { flattened } from './draft'
import { bootOf, firmwarePart } from './firmware'
import { cellsOf, freeSlots, memoryPart } from './memory'
import { defined } from './part'
import { isModule, plugged } from './plug'
import { processorOf, processorPart } from './processor'

/** More than anybody's machine has; a picture of more would help nobody. */
const enough = 500

/** Reads whatever is there already: a domain that is still being typed is a board too. */
export function boardOf(document: XmlDocument): Board {
  const root = rootOf(document)
  if (!root) return { kind: 'machine', name: '', parts: [], cells: [], boot: [], more: 0 }
  const machine = machineFrom(root)
  const type = machine.at('os', 'type')
  const parts: Part[] = []
  const add = (part: Part | null): number | undefined => part ? parts.push(part) - 1 : undefined
  const processor = add(processorPart(machine))
  const memory = add(memoryPart(machine))
  const cells = cellsOf(machine).slice(0, enough).map(({ part, cell }): Cell => ({ part: add(part)!, ...cell }))
  const firmware = add(firmwarePart(machine))
  const devices = machine.devices.filter(({ name }) => name !== '' && name !== 'emulator').slice(0, enough)
  const modules = devices.filter(isModule).map(module => add(devicePart(module))!)
  parts.push(...flattened(plugged(machine, devices), parts.length))
  return {
    kind: 'machine',
    name: textOf(machine.top('name')) ?? '',
    ...defined({ title: textOf(machine.top('title')), hypervisor: valueOf(root, 'type'), arch: valueOf(type, 'arch'), machine: valueOf(type, 'machine') }),
    parts,
    ...processor !== undefined && { processor: processorOf(machine, processor) },
    ...(memory !== undefined || modules.length > 0) && { memory: { part: memory ?? modules[0]!, modules, free: freeSlots(machine, modules.length) } },
    cells,
    ...firmware !== undefined && { firmware },
    boot: bootOf(machine, parts),
    more: Math.max(0, machine.devices.length - enough),
  }
}
