// The language of Marp decks. Wiring only.
import { foreign, type Language } from '../service'

export const marp: Language = {
  id: 'marp',
  editorIds: ['markdown'],
  extensions: ['.md'],
  open: async () => foreign,
}
