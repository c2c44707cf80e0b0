// The language of Marp decks. Wiring only: a text that is no deck costs a look at its first lines;
// the parsers are loaded with the first deck.
import { foreign, type Language } from '../service'
import { marpLine } from './detect'

export const marp: Language = {
  id: 'marp',
  editorIds: ['markdown'],
  extensions: ['.md'],
  open: async text => marpLine(text) ? (await import('./document')).openDeck(text) : foreign,
}
