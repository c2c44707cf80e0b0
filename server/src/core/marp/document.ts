// An opened deck: each question of the hosts goes to the feature that answers it.
import { unedited, type Document } from '../service'
import { complete } from './completion'
import { deckOf } from './deck'
import { fixesFor } from './fixes'
import { folds } from './folding'
import { hoverAt } from './hover'
import { remarksOf } from './remarks'
import { numbers } from './numbers'
import { problemsOf } from './rules/index'
import { slideEdits } from './slide-edits'
import { summaryOf } from './summary'
import { outline } from './symbols'

export const openDeck = (text: string, hints = true): Document => {
  const deck = deckOf(text)
  return {
    ...unedited,
    kind: 'marp',
    problems: () => problemsOf(deck),
    complete: offset => complete(deck, offset),
    hover: offset => hoverAt(deck, offset),
    outline: () => outline(deck),
    folds: () => folds(deck),
    fixes: problem => fixesFor(deck, problem),
    summary: () => summaryOf(deck),
    blame: () => null,
    remarks: () => remarksOf(deck),
    facts: () => [],
    hints: within => hints ? numbers(deck, within) : [],
    refactorings: span => slideEdits(deck, span),
  }
}
