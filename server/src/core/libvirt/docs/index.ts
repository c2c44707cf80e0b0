// The prose by path. The tree of paths is read when a completion first needs the order of values, the texts when a hover or
// a resolve first needs words: a document is opened, judged and closed without either.
import * as compiled from './compiled'
import type { Card, Entry, Index, Texts } from './format'
import { lookupIn, type Lookup, type Step } from './lookup'

export type { Card, Entry } from './format'
export type { Step } from './lookup'

/** The number of what is said of a path (element names from the root), or of an attribute there; null for nothing. */
export const entryAt = (path: readonly Step[], attribute?: string): number | null => lookup().entryAt(path, attribute)

/** The values that an entry explains, the usual ones first. */
export const wordsOf = (entry: number | null): readonly string[] => lookup().wordsOf(entry)

export function proseOf(path: readonly Step[], attribute?: string): Entry | null {
  const entry = entryAt(path, attribute)
  return entry === null ? null : entryOf(entry)
}

export function entryOf(number: number): Entry | null {
  const { entries, links, sets } = texts()
  const entry = entries[number]
  if (!entry) return null
  const { values, link, ...rest } = entry
  const phrases = typeof values === 'string' ? sets[values] : values
  return { ...rest, ...(phrases && { values: phrases }), link: `https://libvirt.org/${links[link] ?? ''}` }
}

/** The longer text that hangs on a path. */
export function cardOf(path: readonly Step[], attribute?: string): Card | null {
  const card = lookup().cardAt(path, attribute)
  return card === null ? null : texts().cards[card] ?? null
}

export const cards = (): readonly Card[] => texts().cards

export const lookup = (): Lookup => found ??= lookupIn(compiled.index() satisfies Index)
let found: Lookup | undefined

const texts = (): Texts => read ??= compiled.texts()
let read: Texts | undefined
