// The prose of one language by path. The tree of paths is read when a completion first needs the order of values, the texts
// when a hover or a resolve first needs words: a document is opened, judged and closed without either.
import type { Card, Entry, Index, Sources, Texts } from './format'
import { lookupIn, type Lookup, type Step } from './lookup'

/** What the build makes of a folder of docs; each function parses its part anew. */
export interface Compiled {
  readonly index: () => Index
  readonly texts: () => Texts
  /** Where each entry stands, for the tests and the coverage; never shipped. */
  readonly sources: () => Sources
}

export interface Prose {
  readonly lookup: () => Lookup
  /** The number of what is said of a path (element names from the root), or of an attribute there; null for nothing. */
  readonly entryAt: (path: readonly Step[], attribute?: string) => number | null
  /** The values that an entry explains, the usual ones first. */
  readonly wordsOf: (entry: number | null) => readonly string[]
  readonly proseOf: (path: readonly Step[], attribute?: string) => Entry | null
  readonly entryOf: (number: number) => Entry | null
  /** The longer text that hangs on a path. */
  readonly cardOf: (path: readonly Step[], attribute?: string) => Card | null
  readonly cards: () => readonly Card[]
}

/** `site` is what links begin with that do not say it themselves. */
export function proseIn(compiled: Pick<Compiled, 'index' | 'texts'>, site: string): Prose {
  let found: Lookup | undefined
  let read: Texts | undefined
  const lookup = (): Lookup => found ??= lookupIn(compiled.index())
  const texts = (): Texts => read ??= compiled.texts()

  function entryOf(number: number): Entry | null {
    const { entries, links, sets } = texts()
    const entry = entries[number]
    if (!entry) return null
    const { values, link, ...rest } = entry
    const phrases = typeof values === 'string' ? sets[values] : values
    return { ...rest, ...(phrases && { values: phrases }), link: addressOf(links[link] ?? '') }
  }

  const addressOf = (link: string): string => /^https?:/.test(link) ? link : `${site}${link}`
  const withAddress = (card: Card): Card => ({ ...card, link: addressOf(card.link) })

  const entryAt = (path: readonly Step[], attribute?: string): number | null => lookup().entryAt(path, attribute)

  return {
    lookup, entryAt, entryOf,
    wordsOf: entry => lookup().wordsOf(entry),
    proseOf: (path, attribute) => {
      const entry = entryAt(path, attribute)
      return entry === null ? null : entryOf(entry)
    },
    cardOf: (path, attribute) => {
      const card = lookup().cardAt(path, attribute)
      const found = card === null ? undefined : texts().cards[card]
      return found ? withAddress(found) : null
    },
    cards: () => texts().cards.map(withAddress),
  }
}
