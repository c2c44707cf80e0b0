// The list of rules, and what they find in a deck, in the order of the text.
import type { Problem } from '../../model'
import type { Deck } from '../deck'
import type { Rule } from './rule'

export const rules: readonly Rule[] = []

export const problemsOf = (deck: Deck): readonly Problem[] =>
  rules.flatMap(rule => rule.check(deck).map((finding): Problem => ({ code: rule.code, level: rule.level, ...finding })))
    .sort((a, b) => a.span.start - b.span.start)
