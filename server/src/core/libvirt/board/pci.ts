// The PCI tree: buses that are written, those that libvirt adds between and for them, and what sits on each.
import type { Part } from '../../board'
import type { Span } from '../../model'
import type { Element } from '../../xml/tree'
import { pciFillers, pciRootOf } from '../defaults-pci'
import { childOf, textOf, valueOf, valueSpanOf } from '../read'
import type { Machine } from '../rules/machine'
import { hex, pciControllers, pciPlace, type PciPlace } from '../rules/pci'
import { reasons } from './chipset'
import { draft, isBelow, plug, type Draft } from './draft'
import type { Need } from './home'
import { part } from './part'

export interface Pci {
  readonly root: Draft
  /** On the bus of its address; every bus that is named is there then. */
  put(device: Draft, place: PciPlace): void
  /** Where libvirt will find a place for it, once all that have one are put. */
  find(device: Draft, need: Need): void
}

/** Most buses that there are. */
const most = 256

/** `cause`: where a click on what libvirt adds leads. */
export function pciOf(machine: Machine, cause: Span): Pci {
  const written = new Map(pciControllers(machine).map(controller => [controller.at, controller] as const).reverse())
  const first = written.get(0)?.model
  const model = first === 'pci-root' || first === 'pcie-root' ? first : pciRootOf(machine.board, machine.family)
  const root = draft(first !== undefined && written.get(0) ? bus(written.get(0)!.element, 0) : added('bus', model === 'pcie-root' ? 'PCI Express' : 'PCI', model && `${model}, bus 0`, reasons.root, cause))
  const buses = new Map<number, Draft>([[0, root]])
  const models = new Map<Draft, string>(model ? [[root, model]] : [])
  const express = model === 'pcie-root'

  for (const [index, controller] of [...written].sort(([a], [b]) => a - b)) {
    if (index === 0 || index >= most) continue
    const one = draft(bus(controller.element, index))
    buses.set(index, one)
    models.set(one, controller.model ?? '')
  }
  for (const [index, controller] of written) {
    const address = childOf(controller.element, 'address')
    const place = address && valueOf(address, 'type') === 'pci' ? pciPlace(address) : null
    const one = buses.get(index)
    if (place && one && one !== root) put(one, place)
  }
  const lower = [...buses.values()].filter(one => one !== root && one.parent === null)
  for (const one of lower) plug(one, parentFor(one))

  function busAt(index: number): Draft {
    const known = buses.get(index)
    if (known) return known
    if (index >= most || model === null) return root
    const filler = machine.board === 'pseries' ? 'pci-root' : pciFillers[model]
    const one = draft(added('bridge', filler, `bus ${index}`, reasons.filler, cause))
    buses.set(index, one)
    models.set(one, filler)
    plug(one, root)
    return one
  }

  function put(device: Draft, place: PciPlace): void {
    const into = busAt(place.bus)
    const known = into !== root || model !== null || place.bus === 0
    const seat = `${known ? '' : `${hex(place.bus)}:`}${hex(place.slot)}.${place.function}`
    plug(device, isBelow(into, device) ? root : into, place.domain ? `${place.domain.toString(16).padStart(4, '0')}:${seat}` : seat, place.slot * 8 + place.function)
  }

  /** A bridge without an address: the models say where one may sit (virDomainPCIAddressBusSetModel). */
  function parentFor(one: Draft): Draft {
    const wanted = { 'pcie-switch-downstream-port': ['pcie-switch-upstream-port'], 'pci-bridge': express ? ['dmi-to-pci-bridge', 'pcie-to-pci-bridge'] : [], 'pcie-to-pci-bridge': ['pcie-root-port'], 'pcie-switch-upstream-port': ['pcie-root-port'] }[models.get(one) ?? ''] ?? []
    const found = [...models].find(([other, name]) => wanted.includes(name) && !isBelow(other, one) && (name !== 'pcie-root-port' || other.children.length === 0))
    return found?.[0] ?? root
  }

  const isPort = (one: Draft): boolean => ['pcie-root-port', 'pcie-switch-downstream-port'].includes(models.get(one) ?? '')

  function freePort(): Draft {
    const free = [...buses].sort(([a], [b]) => a - b).find(([, one]) => isPort(one) && one.children.length === 0)
    return free?.[1] ?? another('pcie-root-port', reasons.port, root)
  }

  /** One more bus, at the next free number. */
  function another(name: string, reason: string, into: Draft): Draft {
    let index = 1
    while (buses.has(index)) index++
    const one = draft(added('bridge', name, `bus ${index}`, reason, cause))
    buses.set(index, one)
    models.set(one, name)
    plug(one, into)
    return one
  }

  function slot(): Draft {
    if (!express) return conventional()
    for (const wanted of ['pcie-to-pci-bridge', 'pci-bridge', 'dmi-to-pci-bridge']) {
      const found = [...models].find(([, name]) => name === wanted)
      if (found) return found[0]
    }
    return another('pcie-to-pci-bridge', reasons.bridge, freePort())
  }

  /** The root, and when its slots are taken the next bridge that has one left (virDomainPCIAddressSetGrow adds one). */
  function conventional(): Draft {
    if (model === null) return root
    const bridges = [...buses].sort(([a], [b]) => a - b).filter(([, one]) => ['pci-root', 'pci-bridge'].includes(models.get(one) ?? ''))
    return bridges.find(([, one]) => slotsIn(one) > 0)?.[1] ?? another('pci-bridge', reasons.bridge, root)
  }

  /** How many slots are left, as far as the seats tell; the first two of an i440fx are the chipset's and the video card's. */
  function slotsIn(one: Draft): number {
    const owned = one === root && machine.board === 'i440fx' ? [1, 2] : []
    const taken = new Set([...owned, ...one.children.flatMap(({ seat }) => seat === undefined ? [] : Number.parseInt(seat, 16))])
    return 31 - taken.size - one.children.filter(({ seat }) => seat === undefined).length
  }

  return { root, put, find: (device, need) => plug(device, need === 'root' ? root : need === 'port' && express ? freePort() : slot()) }
}

const names: Readonly<Record<string, string>> = { 'pci-root': 'PCI', 'pcie-root': 'PCI Express' }

function bus(controller: Element, index: number): Part {
  const model = valueOf(controller, 'model')
  const target = childOf(controller, 'target')
  const node = textOf(childOf(target, 'node'))
  return part(controller, {
    kind: index === 0 ? 'bus' : 'bridge', title: names[model ?? ''] ?? model ?? 'PCI', detail: [index === 0 ? model : undefined, `bus ${index}`, node && `NUMA cell ${node}`],
    facts: [['Model', model], ['Bus', String(index)], ['Chassis', valueOf(target, 'chassis')], ['Port', valueOf(target, 'port')], ['Hotplug', valueOf(target, 'hotplug')], ['NUMA cell', node]],
    at: valueSpanOf(controller, 'model') ?? valueSpanOf(controller, 'type'),
  })
}

/** A part that is not in the text. */
export function added(kind: Part['kind'], title: string, detail: string | null | undefined, reason: string, at: Span): Part {
  return { kind, title, ...detail && { detail }, facts: [['Added by libvirt', reason]], spans: [], at, added: reason }
}
