// "Did you mean …": the name of a list that comes closest to the one that was typed.
// A slip of case or of `-` for `_` counts little; a missing, extra, wrong or swapped letter counts one edit.

/** The closest candidate, or undefined when none is close; the name itself is never an answer. */
export const closestName = (typed: string, candidates: Iterable<string>): string | undefined => {
  let best: string | undefined
  let limit = allowance(typed)
  let bestPrefix = -1
  for (const candidate of candidates) {
    if (candidate === typed) continue
    const cost = distance(typed, candidate, limit)
    // A single letter that differs says nothing when half of the name is gone with it (`io` is not `id`).
    if (cost > limit || cost * 2 >= edit * Math.max(typed.length, candidate.length)) continue
    const prefix = commonPrefix(typed, candidate)
    if (best !== undefined && cost === limit && prefix <= bestPrefix) continue
    best = candidate
    limit = cost
    bestPrefix = prefix
  }
  return best
}

/** The same for many texts: each is looked for once, and after so many comparisons nothing is close any more. */
export const closestAmong = (candidates: readonly string[], most = 500_000): ((typed: string) => string | undefined) => {
  const known = new Map<string, string | undefined>()
  return typed => {
    if (!known.has(typed) && known.size * candidates.length < most) known.set(typed, closestName(typed, candidates))
    return known.get(typed)
  }
}

const edit = 10
const slip = 1

/** One edit for up to five letters, then one more for every three. */
const allowance = (typed: string): number => edit * Math.max(1, Math.floor(typed.length / 3)) + edit / 2

/** Damerau's distance (optimal string alignment) in tenths of an edit; more than `bound` once it cannot stay within. */
const distance = (a: string, b: string, bound: number): number => {
  if (Math.abs(a.length - b.length) * edit > bound) return bound + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j * edit)
  for (let i = 1; i <= a.length; i++) {
    const row = [i * edit]
    let smallest = i * edit
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (previous[j] ?? 0) + edit,
        (row[j - 1] ?? 0) + edit,
        (previous[j - 1] ?? 0) + exchange(a[i - 1] ?? '', b[j - 1] ?? ''),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + edit)
      row.push(cost)
      if (cost < smallest) smallest = cost
    }
    if (smallest > bound) return bound + 1
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}

const exchange = (a: string, b: string): number => {
  if (a === b) return 0
  if (a.toLowerCase() === b.toLowerCase()) return slip
  return (a === '-' || a === '_') && (b === '-' || b === '_') ? slip : edit
}

const commonPrefix = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}
