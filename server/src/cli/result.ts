// What the linter knows of a file when it is done with it: plain data, for the formats.
import type { Fix, Level, Problem, Target } from '../core/model'

export interface Result {
  /** As it was named or found, with the separators of this machine; `-` is standard input. */
  readonly path: string
  /** Empty where nothing is said of it. */
  readonly text: string
  /** Null when the file is not ours; then it has no problems. */
  readonly kind: string | null
  /** The libvirt that judged it, where one did. */
  readonly target?: Target
  /** In the order of their places. */
  readonly problems: readonly Problem[]
  /** The repairs of each problem, where the format wants them. */
  readonly fixes?: readonly (readonly Fix[])[]
  /** What its plain fixes leave, where they were to be taken; what they mend is no longer a problem. */
  readonly mended?: Mended
  /** Why it could not be read; then it is not ours. */
  readonly failure?: string
}

export interface Mended {
  readonly before: string
  readonly after: string
  /** In the encoding of the file. */
  readonly bytes: Uint8Array
}

/** Standard input among the paths. */
export const standardInput = '-'

export interface Counts extends Record<Level, number> {
  readonly files: number
  /** Neither libvirt XML nor decks. */
  readonly foreign: number
  readonly mended: number
}

export function countsOf(results: readonly Result[]): Counts {
  const counts = { files: 0, foreign: 0, mended: 0, error: 0, warning: 0, information: 0, hint: 0 }
  for (const { kind, problems, failure, mended } of results) {
    if (failure !== undefined) continue
    counts.files++
    if (kind === null) counts.foreign++
    if (mended) counts.mended++
    for (const { level } of problems) counts[level]++
  }
  return counts
}
