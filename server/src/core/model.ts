// The words that the core speaks to its hosts: offsets and plain data, never trees, never LSP types.
// Offsets count UTF-16 code units from the start of the text, as JavaScript strings do.

/** A half-open piece of the text: `start` is its first offset, `end` the one behind its last. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type Level = 'error' | 'warning' | 'information' | 'hint'

/** What a person may make of a rule. */
export type RuleLevel = Level | 'off'

/** Something to say about a place. `code` is stable: `xml/…`, `schema/…`, `libvirt/…`, `marp/…`, `virtdeck/…` or `vm/…`. */
export interface Problem {
  readonly code: string
  readonly level: Level
  /** As narrow as can be: a name, a value, a stray word; never a whole element. */
  readonly span: Span
  /** What is wrong, then what to do. */
  readonly message: string
  /** Other places that the problem is about, such as the attribute that rules this one out. */
  readonly related?: readonly Related[]
  /** What a fix needs to know; its shape belongs to the code. */
  readonly data?: Readonly<Record<string, unknown>>
  /** How the editor paints it: struck through (deprecated) or faded (unnecessary). */
  readonly tag?: 'deprecated' | 'unnecessary'
}

export interface Related {
  readonly span: Span
  readonly message: string
  /** Where it is in another file; the span counts there. */
  readonly elsewhere?: { readonly file: string; readonly range: Range }
}

/** Lines and columns from zero on; columns count UTF-16 code units. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

/** What a document says that another may say too, or that another has to say. */
export interface Fact {
  /** As a person calls it: `network`, `domain`, `mac`, `image`, `file`. */
  readonly kind: string
  readonly value: string
  readonly role: 'defines' | 'uses'
  readonly span: Span
  readonly range: Range
  /** What it is said of. */
  readonly of: Subject
}

/** One definition; its file may hold several. */
export interface Subject {
  readonly kind: string
  readonly name?: string
  readonly uuid?: string
  /** Which of libvirt's drivers it is for; several names of one are the same. */
  readonly driver?: string
}

export interface Edit {
  readonly span: Span
  readonly text: string
}

/** How a document is to be formatted. */
export interface FormatOptions {
  /** What one level is indented by. */
  readonly indent: string
  /** Only lines that begin in here, and tags that stand in here, are formatted. */
  readonly within?: Span
  /** Whether the last line gets a line end, and whether empty lines behind it are taken away. */
  readonly lastLine?: { readonly end?: boolean; readonly trim?: boolean }
}

/** A place that defines an id or uses one. Ids are the same when kind and value are. */
export interface Id {
  /** As a person calls it: `iothread`, `controller`, `network`. */
  readonly kind: string
  /** With its scope before a NUL where it has one, and as other places write it too: `0x02` is `2`. */
  readonly value: string
  readonly role: 'defines' | 'uses'
  readonly span: Span
  /** The place holds the id and nothing else; a range such as `1-3` holds several. */
  readonly exact: boolean
  /** Other documents may define it or use it. */
  readonly across: boolean
}

/** A few words to be shown behind a place, which are not in the text. */
export interface Hint {
  readonly offset: number
  readonly text: string
  readonly kind: 'size' | 'default'
  /** Markdown. */
  readonly tooltip?: string
}

/** A piece of the text to be painted in its own way. */
export interface Token {
  readonly span: Span
  readonly kind: 'discriminator' | 'definition' | 'use' | 'path'
}

/** A place that belongs to the one asked about: `write` defines an id, `read` uses it. */
export interface Highlight {
  readonly span: Span
  readonly kind: 'text' | 'read' | 'write'
}

/** Each part from 0 to 1. */
export interface Color {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

/** A place that leads elsewhere. */
export interface Link {
  readonly span: Span
  readonly to:
    | { readonly kind: 'page'; readonly url: string }
    /** A path from the document's folder on. */
    | { readonly kind: 'beside'; readonly path: string }
    /** An absolute path on some host; whether it is there, only the editor's host can tell. */
    | { readonly kind: 'file'; readonly path: string }
  readonly tooltip?: string
}

/** A repair for one problem; its edits never overlap. */
export interface Fix {
  readonly title: string
  readonly edits: readonly Edit[]
  /** The one that a person would nearly always want. */
  readonly preferred?: boolean
}

/** A device that may be added to a machine. */
export interface Addition {
  readonly name: string
  /** The first sentence of its docs. */
  readonly detail?: string
  readonly offset: number
  /** In snippet syntax, with the line break before it; indented by what the line of the offset is indented by. */
  readonly snippet: string
}

/** A change that a person may ask for, though nothing is wrong; its edits never overlap. */
export interface Refactoring {
  readonly title: string
  readonly kind: 'rewrite'
  readonly edits: readonly Edit[]
}

export type SuggestionKind = 'element' | 'attribute' | 'value' | 'text' | 'closing-tag' | 'directive' | 'theme' | 'color' | 'file' | 'property' | 'selector' | 'variable' | 'device'

/** One completion: `insert` takes the place of `replace`. */
export interface Suggestion {
  readonly label: string
  readonly kind: SuggestionKind
  /** One line beside the label. */
  readonly detail?: string
  /** Markdown, for the side panel. */
  readonly documentation?: string
  /** What its language can tell of it when asked (`Language.tell`); where there is one, `documentation` comes only then. */
  readonly about?: string
  readonly replace: Span
  readonly insert: string
  /** `insert` is in snippet syntax (`$1`, `${1:text}`, `$0`). */
  readonly snippet?: boolean
  /** Further edits elsewhere, such as the name in the closing tag. */
  readonly also?: readonly Edit[]
  /** Orders the list; the label where absent. */
  readonly sort?: string
  /** What typed text is matched against; the label where absent. */
  readonly filter?: string
  /** Ask for completion again once this one is accepted: its value comes next. */
  readonly again?: boolean
  readonly deprecated?: boolean
}

/** Markdown about the thing at a place. */
export interface Hover {
  readonly span: Span
  readonly markdown: string
}

export type OutlineKind = 'document' | 'group' | 'device' | 'property' | 'slide' | 'heading'

export interface OutlineItem {
  readonly name: string
  readonly detail?: string
  readonly kind: OutlineKind
  readonly span: Span
  /** The part to select; inside `span`. */
  readonly nameSpan: Span
  readonly children: readonly OutlineItem[]
}

export interface Fold {
  readonly span: Span
  readonly kind?: 'comment' | 'region'
}

/** The libvirt that a document is for, and the one whose schemas judge it. */
export interface Target {
  /** `12.8.0`; `host` where an installed libvirt does not tell its version. */
  readonly version: string
  /** The same, but where we have no schemas of that version: then the nearest that we have. */
  readonly judge: string
  /** As it was asked for: `latest`, `host` or a version. */
  readonly asked: string
  readonly from: 'setting' | 'configuration' | 'comment'
  /** The place of the version in the comment. */
  readonly span?: Span
  /** The folder of the installed schemas that judge. */
  readonly folder?: string
  /** Why `judge` is not what was asked for; `lacking` when the host has not got it. */
  readonly note?: string
  readonly lacking?: boolean
}

/** What the preview of a deck draws; each slide knows its place in the text. A domain's is its board (board.ts). */
export type Summary = DeckSummary

export interface DeckSummary {
  readonly kind: 'deck'
  readonly title?: string
  readonly slides: readonly SlideSummary[]
}

export interface SlideSummary {
  /** From its ruler or heading to the next slide. */
  readonly span: Span
  readonly title?: string
  readonly notes: readonly string[]
}
