// Plugs everything together: written controllers and devices, those that libvirt adds, each into the bus that it hangs on.
import type { Part } from '../../board'
import type { Span } from '../../model'
import type { Element } from '../../xml/tree'
import { videoOf } from '../defaults'
import { childOf, childrenOf, valueOf } from '../read'
import { numberOf, type Machine } from '../rules/machine'
import { boardsWithPanic, boardsWithoutBalloon, boardsWithSata, chipsetPlace, defaultModel, defaultUsb, reasons } from './chipset'
import { devicePart } from './devices'
import { draft, plug, type Draft } from './draft'
import { homeOf, type ControllerBus, type Home } from './home'
import { added, pciOf } from './pci'
import { wholeNumber } from './part'

interface Placed {
  readonly draft: Draft
  readonly element: Element | null
  readonly home: Home
  /** Names by which the chipset may know a place for it. */
  readonly names: readonly string[]
}

/** The roots of what hangs on what. `devices`: those that are to be drawn; memory modules are none of them. */
export function plugged(machine: Machine, devices: readonly Element[]): readonly Draft[] {
  const cause = (machine.top('devices') ?? machine.root).nameSpan
  const pci = pciOf(machine, cause)
  const roots = new Map<string, Draft>()
  const controllers = new Map<string, Draft>()
  const hubs = new Map<string, Draft>()
  const waiting: Placed[] = []

  const rootFor = (bus: string): Draft => {
    const [title, detail] = rootNames[bus] ?? (machine.qemu ? ['Board', 'no bus of its own'] : ['Devices', undefined])
    const known = roots.get(title) ?? draft(added('bus', title, detail, reasons.root, cause))
    roots.set(title, known)
    return known
  }

  const settle = ({ draft: one, home, names }: Placed): void => {
    switch (home.bus) {
      case 'pci': {
        const place = home.place ?? freeInChipset(names)
        if (place) pci.put(one, place)
        else pci.find(one, home.need)
        return
      }
      case 'usb': case 'scsi': case 'sata': case 'ide': case 'fdc': case 'virtio-serial': case 'ccid': case 'nvme': {
        const hub = home.bus === 'usb' ? hubs.get(`${home.controller} ${home.seat?.slice(0, home.seat.lastIndexOf('.')) ?? ''}`) : undefined
        plug(one, hub && hub !== one ? hub : controllerFor(home.bus, home.controller) ?? rootFor('board'), home.seat, numberOf(/\d+$/.exec(home.seat ?? '')?.[0]) ?? Infinity)
        return
      }
      default: plug(one, rootFor(home.bus), home.seat)
    }
  }

  const inUse = new Set<string>()
  const freeInChipset = (names: readonly string[]): ReturnType<typeof chipsetPlace> => {
    const place = chipsetPlace(machine.board, names)
    const key = place && `${place.slot}.${place.function}`
    if (!place || inUse.has(key!)) return null
    inUse.add(key!)
    return place
  }

  /** Null where there is none and libvirt adds none. */
  const controllerFor = (type: ControllerBus, index: number): Draft | null => {
    const known = controllers.get(`${type} ${index}`)
    if (known) return known
    if (type === 'usb' || type === 'nvme' || !machine.qemu || index > 255) return controllers.get(`${type} 0`) ?? null
    return addController(type, index, type === 'virtio-serial' ? reasons.channels : type === 'ccid' ? reasons.smartcards : reasons.disks)
  }

  const addController = (type: ControllerBus, index: number, reason: string): Draft => {
    const model = defaultModel(type, machine.board)
    const one = draft(added('controller', `${controllerNames[type]} controller ${index}`, model, reason, cause))
    controllers.set(`${type} ${index}`, one)
    settle({ draft: one, element: null, home: addedHome(type, model, machine), names: index === 0 ? [`controller/${model ?? type}`, `controller/${type}`] : [] })
    return one
  }

  // What has a place of its own is put first: libvirt looks for the others among what is left.
  for (const { element, type, model, index } of indexed(machine)) {
    const part = devices.includes(element) ? devicePart(element) : null
    if (!part || type === 'pci') continue
    const one = draft(valueOf(element, 'index') === undefined ? { ...part, title: `${part.title} ${index}` } : part)
    if (!controllers.has(`${type} ${index}`)) controllers.set(`${type} ${index}`, one)
    waiting.push({ draft: one, element, home: homeOf(element, machine), names: [`controller/${model ?? type}`, ...model === undefined || type === 'ide' || type === 'sata' ? [`controller/${type}`] : []] })
  }
  const displays: Draft[] = []
  const later: { readonly draft: Draft, readonly on: () => Draft }[] = []
  let video: Draft | undefined
  const serials: Draft[] = []
  const sounds: { readonly draft: Draft, readonly audio: string | undefined }[] = []
  for (const element of devices) {
    if (element.name === 'controller' || isModule(element)) continue
    const part = devicePart(element)
    if (!part) continue
    const order = wholeNumber(valueOf(childOf(element, 'boot'), 'order'))
    const one = draft(order ? { ...part, boot: order } : part)
    if (element.name === 'graphics') displays.push(one)
    else if (element.name === 'audio') later.push({ draft: one, on: () => sounds.find(({ audio }) => audio === valueOf(element, 'id'))?.draft ?? sounds[0]?.draft ?? rootFor('board') })
    else if (element.name === 'console' && isSerialAgain(element, machine)) later.push({ draft: one, on: () => serials[0] ?? rootFor('board') })
    else waiting.push({ draft: one, element, home: homeOf(element, machine), names: element.name === 'video' ? video || valueOf(childOf(element, 'model'), 'type') === 'virtio' ? [] : ['video'] : element.name === 'sound' ? [`sound/${valueOf(element, 'model') ?? ''}`] : [] })
    if (element.name === 'video') video ??= one
    if (element.name === 'serial') serials.push(one)
    if (element.name === 'sound') sounds.push({ draft: one, audio: valueOf(childOf(element, 'audio'), 'id') })
    if (element.name === 'hub') hubs.set(`${valueOf(childOf(element, 'address'), 'bus') ?? '0'} port ${valueOf(childOf(element, 'address'), 'port') ?? ''}`, one)
  }

  const placed = ({ home }: Placed): boolean => home.bus === 'pci' && home.place !== null
  for (const one of waiting.filter(placed)) {
    settle(one)
    if (one.home.bus === 'pci' && one.home.place?.bus === 0) inUse.add(`${one.home.place.slot}.${one.home.place.function}`)
  }
  const hasUsb = machine.controllers().some(({ type }) => type === 'usb')
  if (machine.qemu && machine.board !== null) {
    if (boardsWithSata.has(machine.board)) controllerFor('sata', 0)
    if (!hasUsb && defaultUsb[machine.board] !== undefined) addController('usb', 0, reasons.usb)
  }
  const last = waiting.filter(one => !placed(one))
  for (const one of [...last.filter(({ element }) => element?.name === 'controller'), ...last.filter(({ element }) => element?.name !== 'controller')]) settle(one)
  if (machine.qemu && machine.board !== null) {
    const balloon = machine.of('memballoon').length === 0 && !boardsWithoutBalloon.has(machine.board)
    if (balloon) settle(ghost('other', 'Memory balloon', 'virtio', reasons.balloon, machine.family === 's390' ? { bus: 'ccw' } : port, cause))
    if (machine.of('graphics').length > 0 && machine.of('video').length === 0) {
      const model = videoOf(machine.family, machine.board)
      const one = ghost('video', 'Video card', model ?? 'cirrus or vga', reasons.video, { bus: 'pci', place: null, need: model === 'virtio' ? 'port' : 'slot' }, machine.of('graphics')[0]!.nameSpan, model === 'virtio' ? [] : ['video'])
      if (machine.family !== 's390') settle(one)
      else plug(one.draft, rootFor('ccw'))
      video = one.draft
    }
    if (boardsWithPanic.has(machine.board) && machine.of('panic').length === 0) settle(ghost('other', 'Panic', undefined, reasons.panic, { bus: 'board' }, cause))
    if (machine.family === 'x86') {
      for (const type of ['mouse', 'keyboard'] as const) {
        const there = machine.of('input').some(input => valueOf(input, 'type') === type && ['ps2', undefined].includes(valueOf(input, 'bus')))
        if (!there) settle(ghost(type === 'mouse' ? 'pointer' : 'keyboard', type === 'mouse' ? 'Mouse' : 'Keyboard', 'ps2', reasons.input, { bus: 'board' }, cause))
      }
    }
  }
  for (const display of displays) plug(display, video ?? rootFor('board'))
  for (const { draft: one, on } of later) plug(one, on())

  const isPci = pci.root.children.length > 0 || pci.root.part.spans.length > 0
  return [...isPci ? [pci.root] : [], ...roots.values()]
}

const rootNames: Readonly<Record<string, readonly [title: string, detail: string]>> = {
  'ccw': ['Channels', 'CCW'], 'spapr-vio': ['spapr-vio', 'virtual I/O of POWER'], 'virtio-mmio': ['virtio-mmio', 'in memory'],
}

const controllerNames: Readonly<Record<ControllerBus, string>> = {
  'usb': 'USB', 'scsi': 'SCSI', 'sata': 'SATA', 'ide': 'IDE', 'fdc': 'Floppy', 'virtio-serial': 'virtio-serial', 'ccid': 'Smart card', 'nvme': 'NVMe',
}

const port: Home = { bus: 'pci', place: null, need: 'port' }

const ghost = (kind: Part['kind'], title: string, detail: string | undefined, reason: string, home: Home, at: Span, names: readonly string[] = []): Placed =>
  ({ draft: draft(added(kind, title, detail, reason, at)), element: null, home, names })

function addedHome(type: ControllerBus, model: string | undefined, machine: Machine): Home {
  if (type === 'fdc') return { bus: 'board' }
  if (type === 'ccid') return { bus: 'usb', controller: 0 }
  if (model === 'ibmvscsi') return { bus: 'spapr-vio' }
  if (machine.family === 's390') return { bus: 'ccw' }
  return { bus: 'pci', place: null, need: type === 'virtio-serial' || model === 'qemu-xhci' || model === 'virtio-scsi' ? 'port' : 'slot' }
}

/** virDomainAssignControllerIndexes: those without an index get the next free one of their type. */
function indexed(machine: Machine): readonly { readonly element: Element, readonly type: string, readonly model: string | undefined, readonly index: number }[] {
  const taken = new Set(machine.controllers().map(({ type, index }) => `${type} ${index ?? ''}`))
  return machine.controllers().map(({ element, type, model, index }) => {
    let at = index ?? 0
    if (index === null) while (taken.has(`${type} ${at}`)) at++
    taken.add(`${type} ${at}`)
    return { element, type, model, index: at }
  })
}

/** A module takes a slot of memory, not one of a bus; those that speak virtio sit on PCI. */
export const isModule = (element: Element): boolean => element.name === 'memory' && !valueOf(element, 'model')?.startsWith('virtio')

/** virDomainDefAddConsoleCompat: the first console is the first serial port once more. */
const isSerialAgain = (element: Element, machine: Machine): boolean =>
  machine.of('console')[0] === element && machine.of('serial').length > 0 && ['serial', undefined].includes(valueOf(childrenOf(element, 'target')[0], 'type'))
