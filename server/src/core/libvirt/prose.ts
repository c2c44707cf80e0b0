// Markdown of an entry of the docs: the sentences first, then facts, then the link. Hover and completion both set it.
import type { Told } from '../service'
import { entryOf, type Card, type Entry } from './docs/index'

/** What is said of the thing itself. */
export function sentences(entry: Entry | null): readonly string[] {
  if (!entry) return []
  return entry.trap === undefined ? [entry.text] : [entry.text, `⚠ ${entry.trap}`]
}

/** Default, unit, range, version and what it needs, one fact each. */
export function statements(entry: Entry | null): readonly (readonly [label: string, fact: string])[] {
  const facts = [['Default', entry?.default], ['Unit', entry?.unit], ['Range', entry?.range], ['Since', entry?.since && `libvirt ${entry.since}`], ['Works with', entry?.needs]] as const
  return facts.flatMap(([label, fact]) => fact === undefined ? [] : [[label, fact] as const])
}

export const statedIn = (entry: Entry | null): readonly string[] => statements(entry).map(([label, fact]) => `**${label}:** ${fact}`)

export function linkOf(entry: Entry | null): readonly string[] {
  return entry ? [`[libvirt.org: ${/([\w-]+)\.html/.exec(entry.link)?.[1] ?? 'documentation'}](${entry.link})`] : []
}

export function meaningOf(entry: Entry | null, value: string): string | undefined {
  return entry?.values && Object.hasOwn(entry.values, value) ? entry.values[value] : undefined
}

/** Facts stand on lines of their own within one paragraph. */
export const lines = (facts: readonly string[]): string => facts.join('  \n')

export const paragraphs = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n')

/** For the panel beside a completion. */
export function panelOf(entry: Entry | null): string | undefined {
  return entry ? paragraphs([...sentences(entry), lines(statedIn(entry)), ...linkOf(entry)]) : undefined
}

/** The longer text under a rule: so much of it as a hover holds. */
export function beneath(card: Card | null): readonly string[] {
  return card ? ['---', `**${card.title}**`, card.text] : []
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
