// Chance that can be repeated: the same number gives the same choices, on every machine.

export interface Random {
  /** At least 0, less than 1. */
  readonly next: () => number
  readonly below: (count: number) => number
  readonly chance: (part: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  readonly shuffled: <T>(list: readonly T[]) => T[]
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = state + 0x6D2B79F5 | 0
    let mixed = Math.imul(state ^ state >>> 15, 1 | state)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next, below,
    chance: part => next() < part,
    pick: list => list[below(list.length)]!,
    shuffled: list => {
      const left = [...list]
      for (let at = left.length - 1; at > 0; at--) {
        const other = below(at + 1)
        const moved = left[at]!
        left[at] = left[other]!
        left[other] = moved
      }
      return left
    },
  }
}

/** A number for a text, to split files into halves that stay the same (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811C9DC5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return hash >>> 0
}
