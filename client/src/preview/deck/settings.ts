// What a deck is rendered with, beside its text: which Marp, which themes, which HTML.

/** `4.4` is marp-core 4.4.0, which Marp CLI 4 and Marp for VS Code bring along; `5` is 5.0.2, `5-plugins` the same with KaTeX and Mermaid. */
export type DeckEngine = '5' | '5-plugins' | '4.4'

export interface DeckSettings {
  /** As `markdown.marp.html`: Marp's list of harmless elements, every element, or none. */
  readonly html: 'default' | 'all' | 'off'
  /** Style sheets of the person's own, each with `@theme`. */
  readonly themes: readonly ThemeFile[]
}

export interface ThemeFile {
  readonly name: string
  readonly css: string
}

export const plainDeck: DeckSettings = { html: 'default', themes: [] }

/** The bundle of an engine, beside the extension's own. */
export const deckFile = (engine: DeckEngine): string => `deck${engine === '5' ? '' : engine === '4.4' ? '-4' : '-plugins'}.js`
