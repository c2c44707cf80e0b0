// Where everything stands that hangs on a bus: each part gets a band of its own, as high as all that hangs on it, so that
// nothing ever overlaps; in a narrow picture each gets a row, indented.
import { hierarchy, partition, type HierarchyRectangularNode } from 'd3-hierarchy'
import type { Board } from '../board'
import { round, widthOf } from './text'

export interface Box {
  readonly part: number
  readonly look: 'root' | 'port' | 'bridge' | 'card'
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Wire {
  readonly d: string
  readonly seat?: { readonly x: number, readonly y: number, readonly text: string }
  /** The part that it leads to is added by libvirt. */
  readonly added: boolean
}

export interface Layout {
  readonly boxes: readonly Box[]
  readonly wires: readonly Wire[]
  readonly right: number
  readonly bottom: number
}

interface Node {
  /** Several where free ports stand in one strip. */
  readonly parts: readonly number[]
  readonly children: readonly Node[]
  readonly seat?: string
  readonly added: boolean
  readonly look: Box['look']
  readonly w: number
  readonly h: number
}

const gap = { row: 8, port: 6 }

/** `added`: whether to show what libvirt adds. `narrow`: a width to keep to. */
export function treeOf(board: Board, root: number, { x, y, added, narrow }: { readonly x: number, readonly y: number, readonly added: boolean, readonly narrow: number | null }): Layout {
  const node = nodeOf(board, childrenOf(board), root, added, narrow !== null)
  return narrow === null ? wide(node, x, y) : indented(node, x, y, narrow)
}

export const childrenOf = (board: Board): ReadonlyMap<number, readonly number[]> => {
  const known = hung.get(board)
  if (known) return known
  const children = new Map<number, number[]>()
  board.parts.forEach(({ on }, index) => {
    if (on === undefined) return
    const there = children.get(on)
    if (there) there.push(index)
    else children.set(on, [index])
  })
  hung.set(board, children)
  return children
}

const hung = new WeakMap<Board, ReadonlyMap<number, readonly number[]>>()

/** What is not shown leaves its place to what hangs on it. Free ports stand together in strips. */
function nodeOf(board: Board, children: ReadonlyMap<number, readonly number[]>, index: number, added: boolean, narrow: boolean): Node {
  const part = board.parts[index]!
  const shown = (at: number): readonly number[] => (children.get(at) ?? []).flatMap(child => !added && board.parts[child]!.added !== undefined ? shown(child) : [child])
  const below = shown(index)
  const isFree = (at: number): boolean => isPort(board, at) && shown(at).length === 0
  const free = below.filter(isFree)
  const strips = Array.from({ length: Math.ceil(free.length / portsInStrip) }, (_, at): Node => {
    const parts = free.slice(at * portsInStrip, (at + 1) * portsInStrip)
    return { parts, children: [], added: parts.every(one => board.parts[one]!.added !== undefined), look: 'port', w: parts.length * (port.w + gap.port) - gap.port, h: port.h, ...parts.length === 1 && seatOf(board, parts[0]!) }
  })
  const look = part.on === undefined ? 'root' : isPort(board, index) ? 'port' : part.kind === 'bridge' ? 'bridge' : 'card'
  return {
    parts: [index], look, added: part.added !== undefined, ...!(part.on !== undefined && !added && board.parts[part.on]!.added !== undefined && part.on !== root(board, index)) && seatOf(board, index),
    w: look === 'port' ? port.w : look === 'bridge' ? 148 : look === 'root' ? 0 : 200, h: look === 'port' ? port.h : look === 'root' ? 26 : look === 'bridge' ? 34 : narrow && part.lead ? 60 : 42,
    children: [...below.filter(at => !isFree(at)).map(at => nodeOf(board, children, at, added, narrow)), ...strips],
  }
}

const root = (board: Board, index: number): number => {
  let at = index
  for (let on = board.parts[at]!.on; on !== undefined; on = board.parts[at]!.on) at = on
  return at
}

const seatOf = (board: Board, index: number): { readonly seat?: string } => {
  const { seat } = board.parts[index]!
  return seat === undefined ? {} : { seat }
}

const port = { w: 50, h: 22 }
const portsInStrip = 8

export const isPort = (board: Board, index: number): boolean => board.parts[index]!.kind === 'bridge' && ['pcie-root-port', 'pcie-switch-downstream-port'].includes(board.parts[index]!.title)

/** Side by side: what hangs on a part stands to its right, the first of it beside it. */
function wide(node: Node, left: number, top: number): Layout {
  const tree = hierarchy(node, ({ children }) => [...children])
  // A part is at least as high as itself: what its children lack is its own share.
  const heights = new Map<object, number>()
  tree.eachAfter(one => heights.set(one, Math.max(one.data.h + gap.row, sum(one.children?.map(child => heights.get(child)!) ?? []))))
  const share = new Map(tree.descendants().map(one => [one.data, heights.get(one)! - sum(one.children?.map(child => heights.get(child)!) ?? [])] as const))
  const placed = partition<Node>().size([heights.get(tree)!, 1])(tree.sum(data => share.get(data) ?? 0))
  const boxes: Box[] = []
  const wires: Wire[] = []
  let right = left
  const put = (one: HierarchyRectangularNode<Node>, x: number, y: number): void => {
    const { data } = one
    data.parts.forEach((part, at) => boxes.push({ part, look: data.look, x: x + at * (port.w + gap.port), y, w: data.parts.length > 1 ? port.w : data.w, h: data.h }))
    right = Math.max(right, x + data.w)
    const isRoot = data.look === 'root'
    const from = isRoot ? x + 10 : x + data.w
    const seats = Math.max(0, ...(one.children ?? []).map(child => child.data.seat === undefined ? 0 : widthOf(child.data.seat, 9.5, true)))
    const reach = Math.max(isRoot ? 26 : 30, seats + (isRoot ? 14 : 26))
    const trunk = isRoot ? from : from + 10
    for (const child of one.children ?? []) {
      const childY = top + node.h + gap.row + child.x0
      const to = { x: from + reach, y: childY }
      const middle = childY + child.data.h / 2
      const start = isRoot ? y + data.h : y + data.h / 2
      const d = isRoot || Math.abs(middle - start) > 0.5
        ? `${isRoot ? `M${trunk} ${round(start)}` : `M${round(from)} ${round(start)}H${round(trunk)}`}V${round(middle)}H${round(to.x)}` : `M${round(from)} ${round(start)}H${round(to.x)}`
      wires.push({ d, added: child.data.added, ...child.data.seat !== undefined && { seat: { x: trunk + 6, y: middle - 4, text: child.data.seat } } })
      put(child, to.x, childY)
    }
  }
  // Where a child is lower than its parent, both stand on one line.
  const centred = (one: HierarchyRectangularNode<Node>): void => {
    for (const child of one.children ?? []) centred(child)
    const first = one.children?.[0]
    if (!first || one.data.look === 'root') return
    const ownMiddle = one.data.h / 2
    const childMiddle = first.x0 - one.x0 + first.data.h / 2
    if (childMiddle > ownMiddle) one.x0 += childMiddle - ownMiddle
    else if (childMiddle < ownMiddle) first.x0 += ownMiddle - childMiddle
  }
  centred(placed)
  put(placed, left, top)
  return { boxes, wires, right, bottom: Math.max(top + node.h, ...boxes.map(({ y, h }) => y + h)) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** One below the other. */
function indented(node: Node, left: number, top: number, width: number): Layout {
  const boxes: Box[] = []
  const wires: Wire[] = []
  let y = top
  const put = (one: Node, x: number): void => {
    const only = one.look === 'port' && one.parts.length === 1 && one.children.length === 1 ? one.children[0]! : null
    if (only && width - x > 230) {
      // A port and what sits in it share a row.
      const middle = y + only.h / 2
      boxes.push({ part: one.parts[0]!, look: 'port', x, y: middle - port.h / 2, w: port.w, h: port.h })
      wires.push({ d: `M${round(x + port.w)} ${round(middle)}H${round(x + port.w + 14)}`, added: only.added })
      put(only, x + port.w + 14)
      return
    }
    const isRoot = one.look === 'root'
    const own = y
    const w = isRoot ? 0 : one.look === 'port' ? port.w : Math.min(width - x, 420)
    const perRow = Math.max(1, Math.floor((width - x + gap.port) / (port.w + gap.port)))
    one.parts.forEach((part, at) => boxes.push({ part, look: one.look, x: x + at % perRow * (port.w + gap.port), y: y + Math.floor(at / perRow) * (port.h + gap.port), w, h: one.h }))
    y += one.h + gap.row + (Math.ceil(one.parts.length / perRow) - 1) * (port.h + gap.port)
    const trunk = x + 10
    for (const child of one.children) {
      const seated = child.seat !== undefined ? Math.max(20, widthOf(child.seat, 9.5, true) + 16) : 24
      const childX = Math.min(x + (isRoot ? seated : Math.max(24, seated)), width - 150)
      const first = child.look === 'port' && child.parts.length === 1 && child.children.length === 1 && width - childX > 230 ? child.children[0]! : child
      const middle = y + (first.parts.length > 1 ? port.h : first.h) / 2
      wires.push({ d: `M${round(trunk)} ${round(own + one.h)}V${round(middle)}H${round(childX)}`, added: child.added, ...child.seat !== undefined && { seat: { x: trunk + 4, y: middle - 4, text: child.seat } } })
      put(child, childX)
    }
  }
  put(node, left)
  return { boxes, wires, right: width, bottom: y }
}
