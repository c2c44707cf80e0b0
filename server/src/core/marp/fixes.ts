// Repairs: each problem goes to the rule that reported it.
import type { Fix, Problem } from '../model'
import type { Deck } from './deck'
import { rules } from './rules/index'

export const fixesFor = (deck: Deck, problem: Problem): readonly Fix[] =>
  rules.find(rule => rule.code === problem.code)?.fix?.(problem, deck) ?? []
