// What the prose about one element or attribute consists of, and the way in which the files beside this one are written.
// The sentences are ours; the facts come from the format pages of libvirt.org that each entry links to.

/** Markdown throughout; one or two sentences each. */
export interface Entry {
  readonly text: string
  readonly default?: string
  /** The unit of the number, or how units are named. */
  readonly unit?: string
  readonly range?: string
  /** The libvirt version that brought it, with the hypervisor where that matters. */
  readonly since?: string
  /** What people fall into. */
  readonly trap?: string
  /** A phrase for each value that deserves one. */
  readonly values?: Readonly<Record<string, string>>
  /** The section of libvirt's own page. */
  readonly link: string
}

/** Keyed by path: `domain/devices/disk/driver@cache`. A segment `*` stands for any one element. */
export type Entries = Readonly<Record<string, Entry>>

/** An entry as it is written: the text alone, or with its facts; `at` names another section than the file's. */
type Written = string | (Omit<Entry, 'link'> & { readonly at?: string })

const site = 'https://libvirt.org/'

/** Entries below `base`: '' is the element itself, `@name` its attribute, anything else a path under it. */
export function under(base: string, section: string, written: Readonly<Record<string, Written>>): Entries {
  return Object.fromEntries(Object.entries(written).map(([key, entry]) => {
    const { at, ...facts } = typeof entry === 'string' ? { text: entry, at: undefined } : entry
    const path = key === '' || key.startsWith('@') ? base + key : `${base}/${key}`
    return [path, { ...facts, link: site + page(at ?? section, section) }]
  }))
}

/** A section may be written as `anchor` where the file's own section names the page. */
const page = (at: string, section: string): string => at.includes('#') ? at : `${section.split('#')[0]}#${at}`
