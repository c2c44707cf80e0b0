// An opened deck: each question of the hosts goes to the feature that answers it.
import { unedited, type Document, type MarpSettings } from '../service'
import { colorTexts } from './colors'
import { colorsIn } from './colored'
import { complete } from './completion'
import { loadCss } from './css'
import { deckOf } from './deck'
import { filesOf, linksOf, lostFile, suits } from './files'
import { fixesFor } from './fixes'
import { folds } from './folding'
import { hoverAt } from './hover'
import { shownAt } from './machine-marks'
import { deckIds } from './names'
import { numbers } from './numbers'
import { folderAt } from './paths'
import { remarksOf } from './remarks'
import { problemsOf } from './rules/index'
import { slideEdits, slideMoved } from './slide-edits'
import { summaryOf } from './summary'
import { outline } from './symbols'

export const openDeck = async (text: string, marp?: MarpSettings, hints = true): Promise<Document> => {
  const deck = deckOf(text, marp, mayHaveStyle.test(text) ? await loadCss() : null)
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
    files: () => filesOf(deck),
    lost: lostFile,
    suits,
    machine: offset => shownAt(deck.machines, offset),
    links: () => linksOf(deck),
    colors: () => colorsIn(deck),
    colorTexts,
    wants: offset => ({ kinds: [], ...folderAt(deck, offset) }),
    facts: () => [],
    hints: within => hints ? numbers(deck, within) : [],
    ...deckIds(deck),
    refactorings: span => slideEdits(deck, span),
    slideMoved: (from, to) => slideMoved(deck, from, to),
  }
}

const mayHaveStyle = /^[ \t>-]*<style\b|^\s*["']?_?style["']?\s*:\s*\S/im
