// Markdown of an entry of the docs: the sentences first, then facts, then the link. Hover and completion both set it.
import type { Entry } from './docs/index'

/** What is said of the thing itself. */
export function sentences(entry: Entry | null): readonly string[] {
  if (!entry) return []
  return entry.trap === undefined ? [entry.text] : [entry.text, `⚠ ${entry.trap}`]
}

/** Default, unit, range and version, one fact each. */
export function statedIn(entry: Entry | null): readonly string[] {
  if (!entry) return []
  const facts: readonly (readonly [string, string | undefined])[] = [['Default', entry.default], ['Unit', entry.unit], ['Range', entry.range], ['Since', entry.since && `libvirt ${entry.since}`]]
  return facts.filter(([, fact]) => fact !== undefined).map(([label, fact]) => `**${label}:** ${fact}`)
}

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
