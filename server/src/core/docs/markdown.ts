// An entry of the docs as Markdown: the sentences first, then facts. Hovers, completion and the terminal all set it.
import type { Entry } from './format'

/** What is said of the thing itself. */
export function sentences(entry: Entry | null): readonly string[] {
  if (!entry) return []
  return entry.trap === undefined ? [entry.text] : [entry.text, `⚠ ${entry.trap}`]
}

/** Default, unit, range, version and what it needs, one fact each; `product` is whose version that is, where the entry does not say it. */
export function statements(entry: Entry | null, product = ''): readonly (readonly [label: string, fact: string])[] {
  const facts = [['Default', entry?.default], ['Unit', entry?.unit], ['Range', entry?.range], ['Since', entry?.since && product + entry.since], ['Works with', entry?.needs]] as const
  return facts.flatMap(([label, fact]) => fact === undefined ? [] : [[label, fact] as const])
}

export const stated = (facts: readonly (readonly [label: string, fact: string])[]): readonly string[] => facts.map(([label, fact]) => `**${label}:** ${fact}`)

export function meaningOf(entry: Entry | null, value: string): string | undefined {
  return entry?.values && Object.hasOwn(entry.values, value) ? entry.values[value] : undefined
}

/** Facts stand on lines of their own within one paragraph. */
export const lines = (facts: readonly string[]): string => facts.join('  \n')

export const paragraphs = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n')

/** Up to the first full stop that ends a sentence; what stands in backticks does not count. */
export function firstSentence(text: string): string {
  const flat = text.replace(/\s+/g, ' ')
  const [end] = [...flat.replace(/`[^`]*`/g, code => 'x'.repeat(code.length)).matchAll(/[.!?](?= [A-Z`\d]| x|$)/g)]
  return end ? flat.slice(0, end.index + 1) : flat
}
