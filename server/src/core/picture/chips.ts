// Silicon: sockets with their cores and threads, sticks of memory.
import type { Vcpu } from '../board'
import { rect } from './group'
import { fit, round, words } from './text'

interface Chips {
  readonly w: number
  readonly h: number
  at(x: number, y: number): string
}

/** One package a socket; the threads of a core touch, the dies of a socket keep apart. */
export function chips(vcpus: readonly Vcpu[], most: number): Chips {
  const pinned = vcpus.some(({ pin }) => pin !== undefined)
  const [size, numbered] = vcpus.length <= 16 ? [26, true] : vcpus.length <= 64 ? [22, true] : vcpus.length <= 128 ? [14, false] : [9, false]
  const tile = { w: pinned && numbered ? Math.max(size, 30) : size, h: pinned && numbered ? size + 8 : size }
  const sockets = grouped(vcpus, ({ socket }) => socket).map(ofSocket => socketOf(ofSocket, tile, numbered, most - 24))
  const places: { readonly x: number, readonly y: number }[] = []
  let x = 0
  let y = 0
  let right = 0
  let rowHeight = 0
  for (const { w, h } of sockets) {
    if (x && x + w > most) {
      x = 0
      y += rowHeight + 8
      rowHeight = 0
    }
    places.push({ x, y })
    x += w + 8
    right = Math.max(right, x - 8)
    rowHeight = Math.max(rowHeight, h)
  }
  return { w: right, h: y + rowHeight, at: (left, top) => sockets.map((socket, at) => socket.at(left + places[at]!.x, top + places[at]!.y)).join('') }
}

function socketOf(vcpus: readonly Vcpu[], tile: { readonly w: number, readonly h: number }, numbered: boolean, most: number): Chips {
  const cores = grouped(vcpus, ({ core }) => core)
  const threads = Math.max(...cores.map(({ length }) => length))
  const coreWidth = threads * tile.w + (threads - 1)
  const gap = tile.w > 12 ? 4 : 2
  const across = Math.max(1, Math.min(Math.floor((most + gap) / (coreWidth + gap)), Math.ceil(Math.sqrt(cores.length * 1.6 / threads))))
  const dies = grouped(cores, ([first]) => first!.die)
  let y = 0
  const placed = dies.flatMap((ofDie, die) => {
    if (die) y += 5
    const at = ofDie.map((core, index) => ({ core, x: index % across * (coreWidth + gap), y: y + Math.floor(index / across) * (tile.h + gap) }))
    y += Math.ceil(ofDie.length / across) * (tile.h + gap)
    return at
  })
  const w = Math.min(across, Math.max(...dies.map(({ length }) => length))) * (coreWidth + gap) - gap + 24
  const h = y - gap + 24
  return {
    w, h,
    at: (left, top) => `<rect class="pins" x="${round(left + 2.500)}" y="${round(top + 2.500)}" width="${round(w - 5)}" height="${round(h - 5)}"/>${rect('die', left + 4, top + 4, w - 8, h - 8, 5)}`
      + placed.map(({ core, x, y }) => core.map((vcpu, thread) => coreTile(vcpu, left + 12 + x + thread * (tile.w + 1), top + 12 + y, tile, numbered)).join('')).join(''),
  }
}

function coreTile({ id, online, pin }: Vcpu, x: number, y: number, { w, h }: { readonly w: number, readonly h: number }, numbered: boolean): string {
  const off = online ? '' : ' off'
  const shape = rect(`core${off}`, x, y, w, h, w > 12 ? 3 : 1.500)
  if (!numbered) return shape
  return shape + words(x + w / 2, y + (pin === undefined ? h / 2 + 4 : h / 2 - 1), String(id), { size: id > 99 ? 9 : 11, look: `number${off}`, anchor: 'middle' })
    + (pin === undefined ? '' : words(x + w / 2, y + h - 4, fit(pin, w - 2, 8), { size: 8, look: `number${off}`, anchor: 'middle' }))
}

/** In the order in which they come. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => number): readonly (readonly T[])[] {
  const groups = new Map<number, T[]>()
  for (const item of items) {
    const there = groups.get(keyOf(item))
    if (there) there.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

/** With its chips, the contacts below and the notch in them. */
export function stick(x: number, y: number, w: number, h: number): string {
  const chip = { w: Math.max(4, (w - 8) / 6 - 3), h: h * 0.42 }
  return rect('stick', x, y, w, h - 3, 2.500)
    + Array.from({ length: 6 }, (_, at) => rect('chip', x + 5 + at * ((w - 8) / 6), y + h * 0.16, chip.w, chip.h, 1)).join('')
    + `<path class="contacts" d="M${round(x + 4)} ${round(y + h - 3.500)}H${round(x + w * 0.58)}M${round(x + w * 0.64)} ${round(y + h - 3.500)}H${round(x + w - 4)}"/>`
}
