// The sheet at the top of the picture: processor with its vCPUs and NUMA cells, memory with its modules, firmware and boot order.
import type { Cell, Vcpu } from '../board'
import { chips, stick } from './chips'
import { frame, group, rect, type Pen } from './group'
import { partIcon } from './icons'
import { fit, round, widthOf, words, wrapped } from './text'

export interface Drawn {
  readonly svg: string
  readonly height: number
}

/** One block of the sheet: as wide as it likes to be, and drawn once it is known how wide and high it gets. */
interface Block {
  readonly wanted: number
  heightAt(width: number): number
  draw(x: number, y: number, w: number, h: number): string
}

const pad = 14
const gap = 14

/** Blocks in rows, each as wide as there is room. */
export function sheetOf(pen: Pen, x: number, y: number, width: number): Drawn {
  const inner = width - 2 * pad
  const rows: Block[][] = []
  let room = 0
  for (const block of blocksOf(pen, inner)) {
    const wanted = Math.min(block.wanted, inner)
    if (rows.length && room >= wanted + gap) {
      rows.at(-1)!.push(block)
      room -= wanted + gap
    } else {
      rows.push([block])
      room = inner - wanted
    }
  }
  if (rows.length === 0) return { svg: `${rect('sheet', x, y, width, 56, 14)}${words(x + width / 2, y + 33, 'An empty board: nothing is plugged in yet.', { look: 'faint', anchor: 'middle' })}`, height: 56 }
  let svg = ''
  let at = y + pad
  for (const row of rows) {
    const spare = (inner - gap * (row.length - 1) - row.reduce((total, { wanted }) => total + Math.min(wanted, inner), 0)) / row.length
    const widths = row.map(({ wanted }) => Math.min(wanted, inner) + spare)
    const height = Math.max(...row.map((block, index) => block.heightAt(widths[index]!)))
    let left = x + pad
    row.forEach((block, index) => {
      svg += block.draw(left, at, widths[index]!, height)
      left += widths[index]! + gap
    })
    at += height + gap
  }
  const height = at - gap + pad - y
  return { svg: rect('sheet', x, y, width, height, 14) + dots(x, y, width, height) + svg, height }
}

/** A fine raster, as on a board for trying things out. */
const dots = (x: number, y: number, w: number, h: number): string =>
  `<pattern id="vd-dots" width="14" height="14" patternUnits="userSpaceOnUse" x="${round(x)}" y="${round(y)}"><circle class="dot" cx="7" cy="7" r="1.1"/></pattern><rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="14" fill="url(#vd-dots)"/>`

function blocksOf(pen: Pen, inner: number): readonly Block[] {
  const { processor, memory, firmware } = pen.board
  const first = processor && processorBlock(pen, inner)
  const others = [...memory ? [memoryBlock(pen)] : [], ...firmware === undefined ? [] : [firmwareBlock(pen, firmware)]]
  const both = others.reduce((total, { wanted }) => total + wanted + gap, 0)
  // Where the processor leaves room for one column, the two others share it.
  const stack = first && others.length > 1 && first.wanted + both > inner && first.wanted + gap + others[0]!.wanted <= inner
  return [...first ? [first] : [], ...stack ? [stacked(others)] : others]
}

const stacked = (blocks: readonly Block[]): Block => ({
  wanted: Math.max(...blocks.map(({ wanted }) => wanted)),
  heightAt: width => blocks.reduce((total, block) => total + block.heightAt(width) + gap, -gap),
  draw: (x, y, w, h) => {
    let at = y
    return blocks.map((block, index) => {
      const height = index === blocks.length - 1 ? y + h - at : block.heightAt(w)
      const svg = block.draw(x, at, w, height)
      at += height + gap
      return svg
    }).join('')
  },
})

function processorBlock(pen: Pen, inner: number): Block {
  const { board } = pen
  const processor = board.processor!
  const part = board.parts[processor.part]!
  const cells = board.cells.filter(({ id }) => processor.vcpus.some(({ cell }) => cell === id) || processor.vcpus.length < 512)
  const inCells = cells.length > 0
  const loose = inCells ? processor.vcpus.filter(({ cell }) => cell === null) : processor.vcpus
  const drawn = loose.length ? chips(loose, inCells ? inner - 60 : inner - 28) : null
  const beside = drawn !== null && !inCells && drawn.w < 190
  const head = [part.title, ...part.detail?.split(', ') ?? []]
  const notes = [
    processor.more ? `and ${processor.more} more` : '',
    processor.emulator === undefined ? '' : `emulator on host CPU ${processor.emulator}`,
    processor.iothreads.length ? `I/O ${processor.iothreads.length === 1 ? 'thread' : 'threads'} ${processor.iothreads.map(({ id, pin }) => pin === undefined ? id : `${id} on ${pin}`).join(', ')}` : '',
    processor.vcpus.some(({ pin }) => pin !== undefined) ? 'below each vCPU: its host CPUs' : '',
  ].filter(Boolean)
  const cellBlocks = cells.map(cell => cellBlock(pen, cell, processor.vcpus.filter(({ cell: id }) => id === cell.id), inner - 28))
  const flow = (width: number): { readonly rows: readonly (readonly ReturnType<typeof cellBlock>[])[], readonly height: number } => {
    const rows: ReturnType<typeof cellBlock>[][] = []
    let room = 0
    for (const one of cellBlocks) {
      if (rows.length && room >= one.w + 10) rows.at(-1)!.push(one)
      else { rows.push([one]); room = width - 28 + 10 }
      room -= one.w + 10
    }
    return { rows, height: rows.reduce((total, row) => total + Math.max(...row.map(({ h }) => h)) + 10, 0) }
  }
  const textWidth = (width: number): number => width - 28 - (beside ? drawn.w + 14 : 34)
  const lines = (width: number): number => wrapped(head.slice(1).join(' · '), textWidth(width), 12, 3).length + notes.length
  const wanted = inCells ? Math.min(inner, cellBlocks.reduce((total, { w }) => total + w + 10, 18)) : Math.max(beside ? drawn.w + 190 : (drawn?.w ?? 0) + 28, 250)
  const textHeight = (width: number): number => 22 + lines(width) * 16
  return {
    wanted,
    heightAt: width => 28 + (beside ? Math.max(drawn.h, textHeight(width)) : Math.max(30, textHeight(width)) + (drawn ? drawn.h + 10 : 0)) + (inCells ? flow(width).height : 0),
    draw: (x, y, w, h) => {
      const left = beside ? x + 14 + drawn.w + 14 : x + 48
      const top = beside ? y + Math.max(14, (h - textHeight(w)) / 2 + 2) : y + 14
      const faint = [...wrapped(head.slice(1).join(' · '), textWidth(w), 12, 3), ...notes.map(note => fit(note, textWidth(w), 12))]
      let inside = frame(x, y, w, h, 10)
      inside += words(left, top + 14, fit(part.title, textWidth(w), 16), { size: 16, look: 'strong' })
      faint.forEach((line, at) => { inside += words(left, top + 32 + at * 16, line, { size: 12, look: 'faint' }) })
      if (!beside) inside += partIcon('cpu', x + 12, y + 12, 26)
      const below = top + Math.max(30, textHeight(w))
      if (drawn) inside += drawn.at(x + 14, beside ? y + 14 + Math.max(0, (h - 28 - drawn.h) / 2) : below)
      let svg = group(pen, processor.part, inside, 'block sheeted', { x: x + w - 4, y: y + 4 })
      let cellY = below + (drawn && !beside ? drawn.h + 10 : 0)
      for (const row of flow(w).rows) {
        let cellX = x + 14
        const height = Math.max(...row.map(one => one.h))
        for (const one of row) {
          svg += one.draw(cellX, cellY, height)
          cellX += one.w + 10
        }
        cellY += height + 10
      }
      return svg
    },
  }
}

function cellBlock(pen: Pen, cell: Cell, vcpus: readonly Vcpu[], most: number): { readonly w: number, readonly h: number, draw(x: number, y: number, h: number): string } {
  const part = pen.board.parts[cell.part]!
  const drawn = vcpus.length ? chips(vcpus, Math.min(most - 24, 420)) : null
  const detail = part.detail ?? ''
  const w = Math.min(most, Math.max(168, (drawn?.w ?? 0) + 24, Math.min(260, widthOf(detail, 11) + 24)))
  return {
    w, h: 44 + (drawn ? drawn.h + 8 : 0) + (cell.memory === undefined ? 0 : 30),
    draw: (x, y, h) => {
      let inside = frame(x, y, w, h, 8) + words(x + 12, y + 19, part.title, { size: 12.5, look: 'strong' }) + words(x + 12, y + 34, fit(detail, w - 24, 11), { size: 11, look: 'faint' })
      if (drawn) inside += drawn.at(x + 12, y + 44)
      if (cell.memory !== undefined) inside += stick(x + 12, y + h - 34, Math.min(96, w - 24), 24)
      return group(pen, cell.part, inside, 'cell sheeted', { x: x + w - 4, y: y + 4 })
    },
  }
}

const drawnModules = 16

function memoryBlock(pen: Pen): Block {
  const { board } = pen
  const memory = board.memory!
  const part = board.parts[memory.part]!
  const own = !memory.modules.includes(memory.part)
  const modules = memory.modules.slice(0, drawnModules)
  const free = Math.min(memory.free, 8)
  const detail = part.detail ?? ''
  const each = 118
  const rows = (width: number): number => Math.ceil((modules.length + free) / Math.max(1, Math.floor((width - 20) / (each + 8))))
  const note = memory.free > free || memory.modules.length > drawnModules ? [memory.free > free ? `${memory.free - free} more free slots` : '', memory.modules.length > drawnModules ? `${memory.modules.length - drawnModules} more modules` : ''].filter(Boolean).join(', ') : ''
  const lines = (width: number): readonly string[] => [...wrapped(detail.split(', ').join(' · '), width - 28, 12, 3), ...note ? [note] : []]
  return {
    wanted: 250,
    heightAt: width => 28 + 48 + lines(width).length * 16 + (rows(width) ? rows(width) * 32 + 6 : 0),
    draw: (x, y, w, h) => {
      let inside = frame(x, y, w, h, 10) + stick(x + 14, y + 16, 112, 34) + words(x + 138, y + 38, fit(own ? part.title : 'Memory', w - 150, 16), { size: 16, look: 'strong' })
      lines(w).forEach((line, at) => { inside += words(x + 14, y + 72 + at * 16, line, { size: 12, look: 'faint' }) })
      const block = own ? group(pen, memory.part, inside, 'block sheeted', { x: x + w - 4, y: y + 4 }) : `<g class="board sheeted">${inside}</g>`
      const perRow = Math.max(1, Math.floor((w - 20) / (each + 8)))
      const top = y + 72 + lines(w).length * 16
      const place = (at: number): readonly [number, number] => [x + 14 + at % perRow * (each + 8), top + Math.floor(at / perRow) * 32]
      return block + modules.map((index, at) => {
        const [left, y] = place(at)
        return group(pen, index, frame(left, y - 2, each, 28, 5) + stick(left + 4, y + 2, 42, 19) + words(left + 52, y + 11, fit(board.parts[index]!.title, each - 56, 11), { size: 11 }) + words(left + 52, y + 22, fit(board.parts[index]!.detail ?? '', each - 56, 9), { size: 9, look: 'faint' }), 'module sheeted', { x: left + each - 2, y })
      }).join('') + Array.from({ length: free }, (_, at) => {
        const [left, y] = place(modules.length + at)
        return rect('slot', left, y - 2, each, 28, 5) + words(left + each / 2, y + 16, 'free slot', { size: 10, look: 'faint', anchor: 'middle' })
      }).join('')
    },
  }
}

function firmwareBlock(pen: Pen, index: number): Block {
  const { board } = pen
  const part = board.parts[index]!
  const boots = board.boot.slice(0, 8).map(one => typeof one === 'number' ? board.parts[one]!.kind === 'network' ? board.parts[one]!.lead?.name ?? 'network' : board.parts[one]!.title : one)
  const lines = (width: number): readonly string[] => wrapped((part.detail ?? '').split(', ').join(' · '), width - 62, 12, 2)
  const pills = (width: number): readonly { readonly x: number, readonly y: number, readonly w: number, readonly text: string, readonly at: number }[] => {
    let x = 0
    let y = 0
    return boots.map((text, at) => {
      const short = fit(text, 110, 11)
      const w = 26 + widthOf(short, 11) + 8
      if (x && x + w > width - 28) { x = 0; y += 26 }
      const pill = { x, y, w, text: short, at }
      x += w + 6
      return pill
    })
  }
  return {
    wanted: 220,
    heightAt: width => 28 + 28 + Math.max(1, lines(width).length) * 16 + (boots.length ? (pills(width).at(-1)?.y ?? 0) + 44 : 0),
    draw: (x, y, w, h) => {
      let inside = frame(x, y, w, h, 10) + partIcon('firmware', x + 13, y + 14, 30) + words(x + 54, y + 31, fit(part.title, w - 62, 16), { size: 16, look: 'strong' })
      lines(w).forEach((line, at) => { inside += words(x + 54, y + 49 + at * 16, line, { size: 12, look: 'faint' }) })
      const top = y + 50 + Math.max(1, lines(w).length) * 16
      if (boots.length) inside += words(x + 14, top + 2, 'boots from', { size: 11, look: 'faint' })
      for (const pill of pills(w)) {
        inside += rect('pill', x + 14 + pill.x, top + 10 + pill.y, pill.w, 22, 11) + bootNumber(x + 14 + pill.x + 11, top + 21 + pill.y, pill.at + 1) + words(x + 14 + pill.x + 24, top + 25 + pill.y, pill.text, { size: 11 })
      }
      return group(pen, index, inside, 'block sheeted', { x: x + w - 4, y: y + 4 })
    },
  }
}

export const bootNumber = (x: number, y: number, number: number): string => `<circle class="boot" cx="${round(x)}" cy="${round(y)}" r="7.500"/>${words(x, y + 3.500, String(number), { size: 10, look: 'boot-number', anchor: 'middle' })}`
