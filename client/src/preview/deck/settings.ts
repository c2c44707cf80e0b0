// What a deck is rendered with, beside its text: which Marp, which themes, which HTML.

/** Which marp-core renders: 5.0.2, without plugins. Another one would have a bundle and a thread of its own. */
export type DeckEngine = '5'

export interface DeckSettings {
  /** As `markdown.marp.html`: Marp's list of harmless elements, every element, or none. */
  readonly html: 'default' | 'all' | 'off'
  /** Style sheets of the person's own, each with `@theme`. */
  readonly themes: readonly ThemeFile[]
  /** It stands alone, in a file: with Marp's own script that fits headings. */
  readonly alone?: boolean
}

export interface ThemeFile {
  readonly name: string
  readonly css: string
}

export const plainDeck: DeckSettings = { html: 'default', themes: [] }

/** The bundle of an engine, beside the extension's own. */
export const deckFile = (engine: DeckEngine): string => engine === '5' ? 'deck.js' : engine
