// A deck as Marp renders it. This file runs in a thread of its own, which starts with the first preview of a deck; it keeps an engine
// for each deck and answers with what has changed since its last answer.
import type { Marp, MarpOptions } from '@marp-team/marp-core'
import { engineOf, type Engine, type Picture } from './engine'
import { patchOf, type Patch } from './patch'
import type { DeckSettings } from './settings'

export interface DeckRequest {
  /** Which deck it is: its URI. */
  readonly key: string
  readonly text: string
  readonly settings: DeckSettings
  /** Nothing is to be left for later. */
  readonly whole: boolean
}

export type DeckAnswer =
  | { readonly ok: true; readonly patch: Patch; /** There is more of the deck, or others may have changed: ask for the whole. */ readonly more: boolean; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly message: string; /** From zero, where it is known. */ readonly line?: number }

/** No script of Marp's (the page fits headings by itself), and emoji as letters: its pictures would come from the internet. */
export const ourOptions = ({ html, alone = false }: Pick<DeckSettings, 'html' | 'alone'>): MarpOptions => ({
  script: alone, emoji: { shortcode: true, unicode: false }, ...(html !== 'default' && { html: html === 'all' }),
})

/** A first look at a long deck is a look at its beginning. */
const firstLook = 12_000
/** So many decks are remembered. */
const most = 6

export function deckRenderer(make: (options: MarpOptions) => Marp): (request: DeckRequest) => DeckAnswer {
  const decks = new Map<string, { readonly made: string; readonly engine: Engine; readonly remarks: readonly string[]; sent: Picture | null }>()

  const deckFor = ({ key, settings }: DeckRequest) => {
    const made = JSON.stringify(settings)
    const known = decks.get(key)
    decks.delete(key)
    const { marp, remarks } = known?.made === made ? { marp: null, remarks: known.remarks } : marpWith(make, settings)
    const deck = { made, remarks, engine: marp ? engineOf(marp) : known!.engine, sent: known?.sent ?? null }
    decks.set(key, deck)
    for (const old of [...decks.keys()].slice(0, -most)) decks.delete(old)
    return deck
  }

  return request => {
    const { text, whole } = request
    try {
      const deck = deckFor(request)
      const look = deck.sent || whole ? null : beginningOf(text)
      const picture = look !== null || whole ? deck.engine.whole(look ?? text) : deck.engine.quick(text)
      const patch = patchOf(deck.sent, picture)
      deck.sent = picture
      return { ok: true, patch, more: look !== null, remarks: deck.remarks }
    } catch (error) {
      return { ok: false, ...reasonOf(text, error) }
    }
  }
}

export const marpWith = (make: (options: MarpOptions) => Marp, settings: DeckSettings): { readonly marp: Marp; readonly remarks: readonly string[] } => {
  const marp = make(ourOptions(settings))
  const remarks = settings.themes.flatMap(({ name, css }) => {
    try {
      marp.themeSet.add(css)
      return []
    } catch (error) {
      return [`The theme ${name} is not used: ${wordsOf(error)}`]
    }
  })
  return { marp, remarks }
}

const beginningOf = (text: string): string | null => {
  const end = text.slice(firstLook).search(/\n\s*\n---\s*\n/)
  return end < 0 ? null : text.slice(0, firstLook + end)
}

const wordsOf = (error: unknown): string => error instanceof Error ? error.message : String(error)

/** Marp says nothing about wrong input but falls over `paginate` that is no word; its own words would help nobody. */
const reasonOf = (text: string, error: unknown): { readonly message: string; readonly line?: number } => {
  const paginate = /^[ \t]*(?:<!--\s*)?["']?_?paginate["']?[ \t]*:(?:[ \t]*[[{]|[ \t]*$\s*(?:-[ \t]|[\w"'-]+:))/m.exec(text)
  if (!paginate) return { message: `Marp cannot render this deck: ${wordsOf(error)}` }
  const line = text.slice(0, paginate.index).split('\n').length
  return { line: line - 1, message: `Marp cannot render this deck: \`paginate\` on line ${line} has to be a word (true, false, hold or skip), not a list or a map.` }
}
