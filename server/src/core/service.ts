// What a language offers to its hosts (the language server and the linter). A third language is one more of these.
import type { Fix, Fold, Hover, OutlineItem, Problem, Span, Suggestion, Summary, Target } from './model'

/** What a user may set; the host reads it, the core only receives it. */
export interface Settings {
  readonly libvirt: {
    /** The libvirt that documents are for: `latest`, `host` or a version such as `12.8.0`. A comment in a document wins over it. */
    readonly version: string
    /** The folder whose schemas `host` means; where empty, those of the libvirt that is installed. */
    readonly schemas: string
  }
}

export const defaultSettings: Settings = { libvirt: { version: 'latest', schemas: '' } }

/** What may stand for a libvirt: in the setting, on the command line, in a document's comment. */
export const isVersion = (text: string): boolean => text === 'latest' || text === 'host' || /^\d+\.\d+\.\d+$/.test(text)

/** Finds the schemas of an installed libvirt. It is the rim's, since it reads disks; a browser has none. */
export interface Installed {
  /** In that folder, or where libvirt usually puts them when it is empty; a text says why there are none. */
  find(folder: string): Promise<InstalledSchemas | string>
}

export interface InstalledSchemas {
  readonly folder: string
  /** Null when nothing there tells it. */
  readonly version: string | null
  /** Another one once a file has been added, removed or changed. */
  readonly state: string
  /** The texts of the files by their names. */
  read(): Promise<Readonly<Record<string, string>>>
  /** What was kept of this state under that name; null when nothing was, or it has come to harm. */
  recall(name: string): Promise<string | null>
  keep(name: string, text: string): Promise<void>
}

export interface Language {
  readonly id: 'libvirt' | 'marp'
  /** Editor language ids and file extensions (with dot) whose documents may be of this language. */
  readonly editorIds: readonly string[]
  readonly extensions: readonly string[]
  /** The values to offer for `Settings.libvirt.version`, where the language heeds it; the default is one of them. */
  readonly versions?: readonly string[]
  /**
   * Reads a document. Never fails, whatever the text holds. It is a promise because the knowledge that a
   * kind needs (its grammar) is loaded when the first document of that kind is opened.
   */
  open(text: string, settings: Settings, installed?: Installed): Promise<Document>
  /** What there is to say of a suggestion by its `about`; null when that is another language's. The docs are loaded for it. */
  tell?(about: string): Promise<Told | null>
  /** What the docs say of a path such as `devices/disk/driver@cache`, for somebody without a document. */
  explain?(path: string): Promise<Answer>
}

/** What a suggestion lacks until somebody looks at it. */
export type Told = Pick<Suggestion, 'detail' | 'documentation'>

export interface Answer {
  /** The likeliest of what the path may mean; null when it means nothing here. */
  readonly found: Explanation | null
  /** Other paths that it may mean, or those that it was to be where nothing was found. */
  readonly others: readonly string[]
  /** What is wrong with the path, where it is nearly one. */
  readonly why?: string
}

/** All that is known of one thing; texts are Markdown. */
export interface Explanation {
  /** The whole path, by which it is found again. */
  readonly path: string
  /** What it is, such as "`cache` of `<driver>`". */
  readonly title: string
  readonly text: readonly string[]
  /** Label and text, such as default and unit. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly lists: readonly ExplainedList[]
  readonly link?: string
  readonly card?: { readonly name: string, readonly title: string, readonly text: string }
}

/** Values, attributes or elements, with a line on each. */
export interface ExplainedList {
  readonly label: string
  readonly items: readonly { readonly name: string, readonly note?: string, readonly brief: string }[]
  /** Others in words. */
  readonly rest?: string
}

/** A document as it stood when it was opened; a change opens it anew. Every answer is plain data. */
export interface Document {
  /** `domain`, `network`, …, `marp`; null for what is not ours: then every answer below is empty. */
  readonly kind: string | null
  /** The libvirt that judged it, where one did. */
  readonly target?: Target
  problems(): readonly Problem[]
  complete(offset: number): readonly Suggestion[]
  hover(offset: number): Hover | null
  outline(): readonly OutlineItem[]
  folds(): readonly Fold[]
  fixes(problem: Problem): readonly Fix[]
  summary(): Summary | null
  /** The place that a refusal in libvirt's words is most likely about; null when the words name nothing here. */
  blame(answer: string): Span | null
}

/** A document that is not ours. */
export const foreign: Document = {
  kind: null,
  problems: () => [],
  complete: () => [],
  hover: () => null,
  outline: () => [],
  folds: () => [],
  fixes: () => [],
  summary: () => null,
  blame: () => null,
}
