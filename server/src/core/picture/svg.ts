// A board as a drawing: a header, the sheet with what makes the machine, the trees of what is plugged in, and what that leads to
// on the host. Pure: the same text in a preview, a slide, a file. Every word of the document is escaped in it.
import type { Board, Lead, PartDifference, PartProblem } from '../board'
import { badge, frame, group, hueOf, rect, type Hue, type Pen } from './group'
import { leadIcon, partIcon } from './icons'
import { bootNumber, sheetOf } from './sheet'
import { standaloneStyle } from './style'
import { escape, fit, round, widthOf, words } from './text'
import { treeOf, type Box, type Layout } from './tree'

export interface PictureOptions {
  /** In pixels; the picture is wider where it has to be, and its parts are stacked where it is narrow. */
  readonly width: number
  /** Whether to show what libvirt adds. */
  readonly added: boolean
  /** The colours of a picture that stands alone; `page` leaves them, and the style, to the page. */
  readonly theme: 'page' | 'auto' | 'light' | 'dark'
  readonly problems?: readonly PartProblem[]
  /** What the machine that runs has otherwise. */
  readonly differs?: readonly PartDifference[]
  /** Counted from 1, of a part. */
  readonly lineOf?: (part: number) => number
}

export interface Picture {
  readonly svg: string
  /** The same in layers, for who draws what is seen, and again what differs, alone: the ground, then bands of parts from top to bottom. */
  readonly layers: readonly Layer[]
  readonly width: number
  readonly height: number
}

export interface Layer {
  readonly top: number
  readonly height: number
  /** Elements, each whole. */
  readonly pieces: readonly string[]
}

/** Narrower than this, things stand below one another. */
const narrowest = 620
const margin = 16

export function pictureOf(machine: Board, { width: asked, added, theme, problems = [], differs = [], lineOf }: PictureOptions): Picture {
  const live = theme === 'page'
  const board = added ? machine : withoutAddedProcessor(machine)
  const pen: Pen = { board, problems, differs, live, ...lineOf && { lineOf } }
  const own = Math.max(300, Math.round(asked))
  const wide = own < narrowest ? null : treesOf(board, added, null)
  // A wide tree may make the picture a little wider than asked, and is shrunk then; not to where nobody can read it.
  const trees = wide && wide.width <= own * 1.22 ? wide : treesOf(board, added, own - margin)
  const width = Math.ceil(Math.max(own, trees.width))
  const head = header(pen, width)
  const sheet = sheetOf(pen, margin, head.height, width - 2 * margin)
  const top = head.height + sheet.height + 22
  const height = Math.ceil(top + trees.height + (board.more > 0 ? 20 : 0) + margin)
  const body = bodyOf(pen, trees, top, width)
  const layers = [{ top: 0, height, pieces: [`<g>${head.svg}</g>`, `<g>${sheet.svg}</g>`, ...body.ground] }, ...bandsOf(body.placed)]
  const name = `The machine ${board.name || 'without a name'}`
  return {
    width, height, layers,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" class="virtdeck-machine" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${live ? 'group' : 'img'}" aria-label="${escape(name)}">`
      + (live ? '' : `<title>${escape(name)}</title><style>${standaloneStyle('.virtdeck-machine', theme)}</style>${rect('paper', 0, 0, width, height, 0)}`)
      + layers.map(({ pieces }) => pieces.join('')).join('') + '</svg>',
  }
}

const withoutAddedProcessor = ({ processor, ...others }: Board): Board => processor === undefined || others.parts[processor.part]!.added !== undefined ? others : { ...others, processor }

function header({ board, problems }: Pen, width: number): { readonly svg: string, readonly height: number } {
  const badges = [board.hypervisor, board.arch, board.machine].filter(word => word !== undefined).map(word => fit(word, 170, 11.500))
  const total = badges.reduce((sum, word) => sum + widthOf(word, 11.500) + 26, 0)
  const below = total > width / 2
  const room = width - 2 * margin - (below ? 0 : total) - 30
  let svg = words(margin, 38, fit(board.name || 'no name yet', room, 22), { size: 22, look: board.name ? 'strong' : 'faint' })
  let height = 52
  const loose = problems.filter(({ part }) => part === null)
  if (loose.length) svg += badge(loose, margin + Math.min(room, widthOf(board.name || 'no name yet', 22)) + 18, 30)
  if (board.title !== undefined) {
    svg += words(margin, 58, fit(board.title, room, 13), { look: 'faint' })
    height = 70
  }
  let x = below ? margin : width - margin - total + 6
  const y = below ? height - 2 : 20
  for (const word of badges) {
    const w = widthOf(word, 11.500) + 20
    svg += rect('pill', x, y, w, 22, 11) + words(x + w / 2, y + 15, word, { size: 11.500, anchor: 'middle' })
    x += w + 6
  }
  return { svg, height: below && badges.length ? height + 32 : height }
}

interface Trees {
  readonly layouts: readonly { readonly root: number, readonly layout: Layout }[]
  readonly narrow: boolean
  readonly width: number
  /** Where what lies outside of the machine stands; null where it is told in the cards. */
  readonly leadX: number | null
  readonly lanes: number
  readonly height: number
}

const lead = { w: 184, h: 36 }

/** All trees below one another, at 0. */
function treesOf(board: Board, added: boolean, narrow: number | null): Trees {
  const layouts: Trees['layouts'][number][] = []
  let y = 0
  board.parts.forEach(({ kind, on }, root) => {
    if (kind !== 'bus' || on !== undefined) return
    const layout = treeOf(board, root, { x: margin, y, added, narrow })
    if (layout.boxes.length < 2 && board.parts[root]!.added !== undefined) return
    layouts.push({ root, layout })
    y = layout.bottom + 20
  })
  const leading = layouts.some(({ layout }) => layout.boxes.some(({ part }) => board.parts[part]!.lead))
  const shared = new Map<string, number>()
  for (const { lead } of board.parts) if (lead?.shared) shared.set(keyOf(lead), (shared.get(keyOf(lead)) ?? 0) + 1)
  const lanes = [...shared.values()].filter(users => users > 1).length
  const right = Math.max(0, ...layouts.map(({ layout }) => layout.right))
  const leadX = narrow === null && leading ? right + 34 + lanes * 8 : null
  return { layouts, narrow: narrow !== null, width: narrow ?? (leadX === null ? right : leadX + lead.w) + margin, leadX, lanes, height: y }
}

const keyOf = ({ kind, name }: Lead): string => `${kind} ${name}`

/** A part, or what one leads to. */
interface Placed {
  readonly y: number
  readonly h: number
  readonly svg: string
}

/** As high as a part of a screen. */
const bandHeight = 480
/** A badge and a frame that is marked reach beyond their part. */
const overhang = 12

/** What begins in a band belongs to it. */
function bandsOf(placed: readonly Placed[]): readonly Layer[] {
  const bands = new Map<number, Placed[]>()
  for (const one of placed) {
    const at = Math.floor(one.y / bandHeight)
    const there = bands.get(at)
    if (there) there.push(one)
    else bands.set(at, [one])
  }
  return [...bands].sort(([a], [b]) => a - b).map(([, ones]) => {
    const top = Math.floor(Math.min(...ones.map(({ y }) => y))) - overhang
    return { top, height: Math.ceil(Math.max(...ones.map(({ y, h }) => y + h))) + overhang - top, pieces: ones.map(({ svg }) => svg) }
  })
}

/** The wires on the ground; then each part, and what it leads to. */
function bodyOf(pen: Pen, { layouts, narrow, leadX, height }: Trees, top: number, width: number): { readonly ground: readonly string[], readonly placed: readonly Placed[] } {
  const { board } = pen
  // In a wide picture they stand at its edge, and what leads to them is long.
  const x = leadX === null ? null : Math.max(leadX, width - margin - lead.w)
  const wires = layouts.flatMap(({ layout }) => layout.wires)
  const boxes = layouts.flatMap(({ layout }) => layout.boxes).map(box => ({ ...box, y: box.y + top }))
  const wire = (look: string, added: boolean): string => {
    const d = wires.filter(one => one.added === added).map(one => one.d).join('')
    return d && `<path class="${look}" d="${d}"/>`
  }
  const seats = wires.flatMap(({ seat }) => seat ? [words(seat.x, seat.y, seat.text, { size: 9.500, look: 'seat' })] : []).join('')
  const outside = x === null ? { traces: '', nodes: [] } : leads(pen, boxes, x)
  return {
    ground: [
      `<g transform="translate(0 ${round(top)})">${wire('wire', false)}${wire('wire wanted', true)}${seats}</g>`, `<g>${outside.traces}</g>`,
      ...board.more > 0 ? [words(margin, top + height + 10, `and ${board.more} more devices`, { look: 'faint' })] : [],
    ],
    placed: [...boxes.map(box => ({ y: box.y, h: box.h, svg: drawBox(pen, box, narrow) })), ...outside.nodes],
  }
}

/** What the parts lead to: one drawing each, or one for all that lead to the same. */
function leads(pen: Pen, boxes: readonly Box[], x: number): { readonly traces: string, readonly nodes: readonly Placed[] } {
  const { board } = pen
  const known = new Map<string, { readonly y: number, users: number, readonly lane: number }>()
  const users = new Map<string, number>()
  for (const { part } of boxes) {
    const { lead } = board.parts[part]!
    if (lead?.shared) users.set(keyOf(lead), (users.get(keyOf(lead)) ?? 0) + 1)
  }
  let lanes = 0
  let traces = ''
  const nodes: Placed[] = []
  for (const { part, x: left, y, w, h } of boxes) {
    const own = board.parts[part]!.lead
    if (!own) continue
    const hue = hueOfLead[own.kind]
    const middle = y + h / 2
    const from = left + w
    const there = own.shared ? known.get(keyOf(own)) : undefined
    if (there) {
      const lane = x - 12 - there.lane * 8
      traces += `<path class="trace ${hue}" d="M${round(from)} ${round(middle)}H${round(lane)}V${round(there.y)}"/>`
      continue
    }
    const several = own.shared && users.get(keyOf(own))! > 1
    known.set(keyOf(own), { y: middle, users: 1, lane: several ? lanes++ : 0 })
    traces += `<path class="trace ${hue}" d="M${round(from)} ${round(middle)}H${round(x)}"/>`
    const top = middle - lead.h / 2
    nodes.push({ y: top, h: lead.h, svg: `<g class="lead ${hue}">${frame(x, top, lead.w, lead.h, lead.h / 2)}${leadIcon(own.kind, x + 12, top + 9, 18)}`
      + words(x + 38, own.note === undefined ? middle + 4 : middle - 1.500, fit(own.name, lead.w - 50, 12), { size: 12, look: 'strong' })
      + (own.note === undefined ? '' : words(x + 38, middle + 11.500, fit(own.note, lead.w - 52, 10), { size: 10, look: 'faint' })) + '</g>' })
  }
  return { traces, nodes }
}

const hueOfLead: Readonly<Record<Lead['kind'], Hue>> = {
  image: 'storage', block: 'storage', volume: 'storage', remote: 'storage', folder: 'storage', network: 'network', bridge: 'network', interface: 'network', user: 'network', 'host-device': 'host', screen: 'display', stream: 'other',
}

function drawBox(pen: Pen, { part: index, look, x, y, w, h }: Box, narrow: boolean): string {
  const { board } = pen
  const part = board.parts[index]!
  const corner = { x: x + w - 3, y: y + 3 }
  switch (look) {
    case 'root': {
      const width = 40 + widthOf(part.title, 13) * 1.06 + (part.detail === undefined ? 0 : widthOf(part.detail, 11) + 10)
      const inside = frame(x, y, width, h, 13) + partIcon(part.kind, x + 9, y + 5, 16) + words(x + 32, y + 17.500, part.title, { look: 'strong' })
        + (part.detail === undefined ? '' : words(x + 40 + widthOf(part.title, 13) * 1.06, y + 17, part.detail, { size: 11, look: 'faint' }))
      return group(pen, index, inside, 'root', { x: x + width - 3, y: y + 3 })
    }
    case 'port':
      return group(pen, index, frame(x, y, w, h, 4) + `<path class="wire" d="M${round(x + 6)} ${round(y + h - 4)}H${round(x + w - 6)}"/>` + words(x + w / 2, y + 13.500, /bus \d+/.exec(part.detail ?? '')?.[0] ?? 'port', { size: 10.500, anchor: 'middle' }), 'port', corner)
    case 'bridge':
      return group(pen, index, frame(x, y, w, h, 5) + words(x + 10, y + 14.500, fit(part.title, w - 16, 11.500), { size: 11.500 }) + words(x + 10, y + 27, fit(part.detail ?? '', w - 16, 10), { size: 10, look: 'faint' }), 'bridge', corner)
    case 'card': {
      const boots = board.boot.indexOf(index) + 1
      const room = w - 46 - (boots ? 22 : 0)
      const line = part.lead?.note !== undefined && narrow ? `${part.lead.name} (${part.lead.note})` : part.lead?.name
      const inside = frame(x, y, w, h, 6) + rect('accent', x, y + 6, 3, h - 12, 1.500) + partIcon(part.kind, x + 11, y + 10, 22)
        + words(x + 42, part.detail === undefined ? y + 26 : y + 18, fit(part.title, room, 13), { look: 'strong' })
        + (part.detail === undefined ? '' : words(x + 42, y + 33, fit(part.detail, room, 11), { size: 11, look: 'faint' }))
        + (h > 50 && line !== undefined ? `<g class="${hueOfLead[part.lead!.kind]}">${leadIcon(part.lead!.kind, x + 42, y + 39, 14)}</g>${words(x + 61, y + 50, fit(line, w - 70, 11), { size: 11 })}` : '')
        + (boots ? bootNumber(x + w - 16, y + 21, boots) : '')
      return group(pen, index, inside, `card ${hueOf[part.kind]}`, corner)
    }
  }
}
