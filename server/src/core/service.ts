// What a language offers to its hosts (the language server and the linter). A third language is one more of these.
import type { Fix, Fold, Hover, OutlineItem, Problem, Span, Suggestion, Summary } from './model'

/** What a user may set; the host reads it, the core only receives it. */
export interface Settings {
  readonly libvirt: {
    /** The libvirt whose schemas judge the document: `latest` or a version such as `12.8.0`. */
    readonly version: string
  }
}

export const defaultSettings: Settings = { libvirt: { version: 'latest' } }

export interface Language {
  readonly id: 'libvirt' | 'marp'
  /** Editor language ids and file extensions (with dot) whose documents may be of this language. */
  readonly editorIds: readonly string[]
  readonly extensions: readonly string[]
  /** The values that `Settings.libvirt.version` may have, where the language heeds it; the default is one of them. */
  readonly versions?: readonly string[]
  /**
   * Reads a document. Never fails, whatever the text holds. It is a promise because the knowledge that a
   * kind needs (its grammar) is loaded when the first document of that kind is opened.
   */
  open(text: string, settings: Settings): Promise<Document>
  /** What there is to say of a suggestion by its `about`; null when that is another language's. The docs are loaded for it. */
  tell?(about: string): Promise<Told | null>
}

/** What a suggestion lacks until somebody looks at it. */
export type Told = Pick<Suggestion, 'detail' | 'documentation'>

/** A document as it stood when it was opened; a change opens it anew. Every answer is plain data. */
export interface Document {
  /** `domain`, `network`, …, `marp`; null for what is not ours: then every answer below is empty. */
  readonly kind: string | null
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
