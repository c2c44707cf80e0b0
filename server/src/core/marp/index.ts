// The language of Marp decks. Wiring only: a text that is no deck costs a look at its first lines;
// the parsers are loaded with the first deck.
import { foreign, type Language } from '../service'
import type { Span } from '../model'
import { marpLine } from './detect'

export const marp: Language = {
  id: 'marp',
  editorIds: ['markdown'],
  extensions: ['.md'],
  open: async (text, { marp, hints }) => marpLine(text) ? (await import('./document')).openDeck(text, marp, hints !== 'off') : foreign,
  tell: async about => about.startsWith('css:') ? (await (await import('./css')).loadCss()).tell(about.slice(4)) : (await import('./describe')).tell(about),
  explain: async path => (await import('./explain')).explain(path),
  rules: async () => (await import('./rules/index')).ruleInfos,
}

/** The pieces of a Markdown text, deck or not, that are XML. Most texts have none, which a look at the lines' beginnings tells. */
export const xmlIn = async (text: string): Promise<readonly Span[]> =>
  /^(?: {0,3}(?:```|~~~)[ \t]*(?:xml|libvirt|vm)| {4,}<|\t[ \t]*<)/im.test(text) ? (await import('./code')).xmlIn(text) : []
