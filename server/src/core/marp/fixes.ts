// Repairs: each problem goes to the rule that reported it.
import type { Fix, Problem } from '../model'
import type { Deck } from './deck'
import { rules } from './rules/index'
import { replaceFix } from './rules/rule'

export const fixesFor = (deck: Deck, problem: Problem): readonly Fix[] =>
  rules.find(rule => rule.code === problem.code)?.fix?.(problem, deck) ?? mended(problem)

/** The plain fix that a problem carries along. */
export const mended = ({ data, span }: Problem): readonly Fix[] => {
  const mend = data?.['mend'] as { readonly title: string; readonly text: string; readonly start?: number; readonly end?: number } | undefined
  return typeof mend?.title === 'string' && typeof mend.text === 'string' ? [replaceFix(mend.title, { start: mend.start ?? span.start, end: mend.end ?? span.end }, mend.text)] : []
}
