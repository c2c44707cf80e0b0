// What the build makes of the YAML in this folder: a tree of paths whose leaves are numbers, and the texts by number.

/** Markdown throughout; one or two sentences each. */
export interface Entry {
  readonly text: string
  readonly default?: string
  /** The unit of the number, or how units are named. */
  readonly unit?: string
  readonly range?: string
  /** The libvirt version that brought it, with the hypervisor where that matters. */
  readonly since?: string
  /** The hypervisors or kinds of devices without which it means nothing. */
  readonly needs?: string
  /** What people fall into. */
  readonly trap?: string
  /** A phrase for each value that deserves one, the usual ones first. */
  readonly values?: Readonly<Record<string, string>>
  /** The section of libvirt's own page. */
  readonly link: string
}

/** The longer text on why somebody would want a thing. */
export interface Card {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly link: string
}

/**
 * A place in a path. `/name` leads on, `/name[type=pci]` only where the element says so, `/*` from any element. `''` and
 * `@name` are the numbers of the element's own entry and of an attribute's; `=` and `=@name` the path that is read where
 * this one says nothing; `#` and `#@name` the number of a card.
 */
export interface Node {
  readonly [key: string]: Node | number | string
}

export interface Index {
  readonly tree: Node
  /** The values that an entry explains, in its order; or the name of a set of them. */
  readonly words: Readonly<Record<string, readonly string[] | string>>
  readonly sets: Readonly<Record<string, readonly string[]>>
}

export interface Texts {
  readonly entries: readonly CompiledEntry[]
  readonly links: readonly string[]
  readonly sets: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly cards: readonly Card[]
}

export type CompiledEntry = Omit<Entry, 'values' | 'link'> & {
  readonly values?: Readonly<Record<string, string>> | string
  /** Which of the links. */
  readonly link: number
}

export interface Sources {
  readonly entries: readonly Source[]
  readonly cards: readonly { readonly file: string, readonly name: string, readonly paths: readonly string[] }[]
  /** What each file is about. */
  readonly titles: Readonly<Record<string, string>>
}

/** An entry as it is written: the paths that its key stands for, and the number that it got; null where it only says `same`. */
export interface Source {
  readonly file: string
  readonly line: number
  readonly key: string
  readonly keys: readonly string[]
  readonly id: number | null
  readonly same?: string
}
