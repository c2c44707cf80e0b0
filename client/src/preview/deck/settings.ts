// What a deck is rendered with, beside its text: which Marp, which themes, which HTML, what typesets formulas.
import type { DeckSettings as Told } from '../../../../server/src/protocol/messages'

/** The newest marp-core, or the one that Marp CLI and Marp for VS Code still bundle. */
export type DeckCore = '5' | '4.4'

export interface DeckSettings extends Pick<Told, 'html' | 'math' | 'theme' | 'themes'> {
  readonly core: DeckCore
  /** It stands alone, in a file: with Marp's own script that fits headings, and the fonts of formulas from where Marp has them. */
  readonly alone?: boolean
}

export const plainDeck: DeckSettings = { core: '5', html: 'default', math: 'mathjax', themes: [] }
