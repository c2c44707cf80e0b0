// Mending a text: the plain fixes of all its problems at once, again and again, until nothing is left that has one.
import type { Fix, Problem } from '../core/model'
import type { Document } from '../core/service'
import { applied, together } from '../core/text/edits'

/** A text as it was judged. */
export interface Judged {
  readonly text: string
  readonly document: Document
  readonly problems: readonly Problem[]
  readonly fixesOf: (problem: Problem) => readonly Fix[]
}

/** The last text that was better than the one before, as `judge` sees it; the same where there is nothing to mend. */
export async function mended(judged: Judged, judge: (text: string) => Promise<Judged | null>): Promise<Judged> {
  const seen = new Set([judged.text])
  let best = judged
  for (let round = 0; round < mostRounds; round++) {
    const text = applied(best.text, together(plainFixes(best)).edits)
    // Two fixes that undo each other would go on for ever.
    if (seen.has(text)) return best
    seen.add(text)
    const next = await judge(text)
    if (!next || errorsIn(next) > errorsIn(best)) return best
    best = next
  }
  return best
}

/** What one fix uncovers another mends; ten rounds are what ESLint takes too. */
const mostRounds = 10

/** Finding a fix is a look at the whole document: a text with more problems needs more rounds. */
const mostProblems = 1000

const plainFixes = ({ problems, fixesOf }: Judged): readonly Fix[] =>
  problems.slice(0, mostProblems).flatMap(problem => fixesOf(problem).find(({ preferred }) => preferred) ?? [])

const errorsIn = ({ problems }: Judged): number => problems.filter(({ level }) => level === 'error').length
