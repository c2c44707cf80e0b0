// An opened deck: each question of the hosts goes to the feature that answers it.
import { unedited, type Document, type MarpSettings } from '../service'
import { colorTexts } from './colors'
import { colorsIn } from './colored'
import { complete, folderAt } from './completion'
import { deckOf } from './deck'
import { filesOf, linksOf, lostFile } from './files'
import { fixesFor } from './fixes'
import { folds } from './folding'
import { hoverAt } from './hover'
import { numbers } from './numbers'
import { remarksOf } from './remarks'
import { problemsOf } from './rules/index'
import { slideEdits } from './slide-edits'
import { summaryOf } from './summary'
import { outline } from './symbols'

export const openDeck = (text: string, marp?: MarpSettings, hints = true): Document => {
  const deck = deckOf(text, marp)
  return {
    ...unedited,
    kind: 'marp',
    problems: () => problemsOf(deck),
    complete: (offset, around) => complete(deck, offset, around),
    hover: offset => hoverAt(deck, offset),
    outline: () => outline(deck),
    folds: () => folds(deck),
    fixes: problem => fixesFor(deck, problem),
    summary: () => summaryOf(deck),
    board: async () => null,
    differences: async () => [],
    blame: () => null,
    remarks: () => remarksOf(deck),
    files: () => filesOf(deck).map(({ path, span }) => ({ path, span })),
    lost: lostFile,
    links: () => linksOf(deck),
    colors: () => colorsIn(deck),
    colorTexts,
    wants: offset => ({ kinds: [], ...folderAt(deck, offset) }),
    facts: () => [],
    hints: within => hints ? numbers(deck, within) : [],
    refactorings: span => slideEdits(deck, span),
  }
}
