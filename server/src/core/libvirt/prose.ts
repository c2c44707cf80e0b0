// Markdown of an entry of the docs: the sentences first, then facts, then the link. Hover and completion both set it.
import { lines, meaningOf, paragraphs, sentences, stated, statements as factsOf } from '../docs/markdown'
import type { Told } from '../service'
import { entryOf, type Card, type Entry } from './docs/index'

export { lines, meaningOf, paragraphs, sentences }

export const statements = (entry: Entry | null): readonly (readonly [label: string, fact: string])[] => factsOf(entry, 'libvirt ')

export const statedIn = (entry: Entry | null): readonly string[] => stated(statements(entry))

export function linkOf(entry: Entry | null): readonly string[] {
  return entry ? [`[libvirt.org: ${/([\w-]+)\.html/.exec(entry.link)?.[1] ?? 'documentation'}](${entry.link})`] : []
}

/** For the panel beside a completion. */
export function panelOf(entry: Entry | null): string | undefined {
  return entry ? paragraphs([...sentences(entry), lines(statedIn(entry)), ...linkOf(entry)]) : undefined
}

/** The longer text under a rule, whole: it needs neither a command nor a click, and so works in any editor. */
export function beneath(card: Card | null): readonly string[] {
  return card ? ['---', `**[${card.title}](${card.link})**`, card.text] : []
}

/** The way to it from a value: the card stands below the name, where there is room. */
export function advice(card: Card | null, name: string): readonly string[] {
  return card ? [`**Advice:** hover over \`${name}\` (${card.title})`] : []
}

/** What a suggestion carries until somebody looks at it: `libvirt:12=none`, the number of the entry and the value. */
export const aboutOf = (entry: number | null, value?: string): { readonly about?: string } =>
  entry === null ? {} : { about: `libvirt:${entry}${value === undefined ? '' : `=${value}`}` }

/** What there is to say of it then. */
export function tell(about: string): Told | null {
  const [, number, value] = /^libvirt:(\d+)(?:=([\s\S]*))?$/.exec(about) ?? []
  if (number === undefined) return null
  const entry = entryOf(Number(number))
  const documentation = panelOf(entry)
  const meaning = value === undefined ? undefined : meaningOf(entry, value)
  return { ...(documentation !== undefined && { documentation }), ...(meaning !== undefined && { detail: meaning.replaceAll('`', '') }) }
}
