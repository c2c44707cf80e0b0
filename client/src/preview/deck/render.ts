// A deck as Marp renders it. This file runs in a thread of its own, which starts with the first preview of a deck; it keeps an engine
// for each deck and answers with what has changed since its last answer.
import type { Marp } from '@marp-team/marp-core'
import { engineOf, type Engine, type Picture } from './engine'
import type { MarpMaker } from './marp'
import { needsOf, type PluginName } from './parts'
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

/** A first look at a long deck is a look at its beginning. */
const firstLook = 6_000
/** So many decks are remembered. */
const most = 6

export function deckRenderer(make: MarpMaker): (request: DeckRequest) => DeckAnswer {
  const decks = new Map<string, Deck>()

  const deckFor = ({ key, text, settings }: DeckRequest): Deck => {
    const known = decks.get(key)
    decks.delete(key)
    const wanted = JSON.stringify(settings)
    const same = known?.settings === wanted
    // What was needed once is kept: the next key may bring it back.
    const needs = [...new Set([...same ? known.needs : [], ...needsOf(text, settings)])]
    const { marp, remarks } = same && needs.length === known.needs.length ? { marp: null, remarks: known.remarks } : marpWith(make, settings, inOrder(needs))
    const deck = { settings: wanted, needs, remarks, engine: marp ? engineOf(marp) : known!.engine, sent: known?.sent ?? null }
    decks.set(key, deck)
    for (const old of [...decks.keys()].slice(0, -most)) decks.delete(old)
    return deck
  }

  return request => {
    const { text, settings, whole } = request
    try {
      const deck = deckFor(request)
      const look = deck.sent || whole ? null : beginningOf(text)
      const shown = themed(look ?? text, settings)
      const picture = look !== null || whole ? deck.engine.whole(shown) : deck.engine.quick(shown)
      const patch = patchOf(deck.sent, picture)
      deck.sent = picture
      return { ok: true, patch, more: look !== null, remarks: deck.remarks }
    } catch (error) {
      return { ok: false, ...reasonOf(text, error) }
    }
  }
}

interface Deck {
  readonly settings: string
  readonly needs: readonly PluginName[]
  readonly remarks: readonly string[]
  readonly engine: Engine
  /** What the other side knows of it. */
  sent: Picture | null
}

/** As marp-core's own `full` has them: the first library for formulas is the one unless somebody says. */
const inOrder = (needs: readonly PluginName[]): readonly PluginName[] => (['mathjax', 'katex', 'shiki', 'mermaid'] as const).filter(name => needs.includes(name))

/** A theme that the configuration decides goes before the deck's own, by the way that Marp CLI has for it: a comment at the end. */
const themed = (text: string, { theme }: DeckSettings): string => theme === undefined ? text : `${text}\n<!-- theme: ${JSON.stringify(theme)} -->`

export const marpWith = (make: MarpMaker, settings: DeckSettings, needs: readonly PluginName[] = []): { readonly marp: Marp; readonly remarks: readonly string[] } => {
  const marp = make(settings, needs)
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
