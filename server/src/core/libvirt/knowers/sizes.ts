// Amounts of memory and storage: sizes that people give, in the unit that is written, and the units themselves.
import { valueOf } from '../read'
import { amountOf } from '../rules/machine'
import { bytesIn, humanBytes } from '../sizes'
import type { Asked, Knower, Known } from './knower'

const GiB = 1024 ** 3

const memory = [0.5, 1, 2, 4, 8, 16, 32, 64].map(size => size * GiB)
const storage = [10, 20, 50, 100, 200, 500, 1024].map(size => size * GiB)
const pages = [64 / 1024 / 1024, 2 / 1024, 1].map(size => size * GiB)
const small = [1, 4, 16, 32, 64].map(size => size * GiB / 1024)

export const sizes: readonly Knower[] = [
  { at: ['domain/memory', 'domain/maxMemory', 'domain/devices/memory/target/size', 'domain/devices/memory/target/requested', 'domain/cpu/numa/cell@memory'], know: asked => plausible(asked, memory) },
  {
    at: ['domain/currentMemory'],
    know: asked => {
      const all = amountOf(asked.machine?.top('memory'))
      return [...all === null ? [] : plausible(asked, [all], 'as much as <memory>, '), ...plausible(asked, memory.filter(size => all === null || size < all))]
    },
  },
  { at: ['volume/capacity', 'volume/allocation'], know: asked => plausible(asked, storage, '', 'bytes') },
  { at: ['domain/memoryBacking/hugepages/page@size', 'domain/memtune/hard_limit', 'domain/memtune/soft_limit', 'domain/memtune/swap_hard_limit'], know: asked => plausible(asked, asked.attribute ? pages : memory) },
  { at: ['domain/devices/shmem/size'], know: asked => plausible(asked, small, '', 'bytes') },
  { at: ['**/memory@unit', '**/currentMemory@unit', '**/maxMemory@unit', '**/size@unit', '**/capacity@unit', '**/allocation@unit', '**/cell@unit', '**/page@unit', '**/hard_limit@unit', '**/soft_limit@unit', '**/swap_hard_limit@unit', '**/requested@unit', '**/block@unit'], know: units },
]

/** Those that are whole numbers in the unit; without one it is in KiB, or as `standard` says. */
function plausible({ element }: Asked, all: readonly number[], before = '', standard = 'KiB'): readonly Known[] {
  const unit = valueOf(element, 'unit') ?? standard
  const factor = bytesIn(unit)
  return factor === null ? [] : all.flatMap((bytes): readonly Known[] => Number.isInteger(bytes / factor) ? [{ value: String(bytes / factor), detail: before + humanBytes(bytes) }] : [])
}

function units(): readonly Known[] {
  return ['MiB', 'GiB', 'KiB', 'TiB', 'MB', 'GB', 'bytes'].map(unit => ({ value: unit, detail: unit === 'bytes' ? 'single bytes' : `${bytesIn(unit)!.toLocaleString('en')} bytes` }))
}
