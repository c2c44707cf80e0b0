// What a language offers to its hosts (the language server and the linter). A third language is one more of these.
import type { Board, Difference } from './board'
import type { Emulation, HostAnswers, HostFacts } from './host'
import type {
  Addition, Color, Edit, Fact, Fix, Fold, FormatOptions, Highlight, Hint, Hover, Id, Level, Link, OutlineItem, Problem, Refactoring, Span, Suggestion, Summary, Target, Token,
} from './model'
import type { Lines } from './text/lines'

/** What a user may set; the host reads it, the core only receives it. */
export interface Settings {
  readonly libvirt: {
    /** The libvirt that documents are for: `latest`, `host` or a version such as `12.8.0`. A comment in a document wins over it. */
    readonly version: string
    /** The project's own file says so, not the editor. */
    readonly decided?: true
    /** The folder whose schemas `host` means; where empty, those of the libvirt that is installed. */
    readonly schemas: string
    /** The `type` that domains are to have, such as `kvm`. */
    readonly hypervisor?: string
  }
  readonly format: {
    /** Formatting also puts the children of each element into the order in which libvirt prints them. */
    readonly order: boolean
  }
  /** What is shown between the words: nothing, sizes in human units, or also what is left out. */
  readonly hints: 'off' | 'sizes' | 'all'
  /** How decks are drawn here; left out, as Marp does unasked. */
  readonly marp?: MarpSettings
}

export interface MarpSettings {
  /** `beside`: another extension tells of what it knows already, and completes directives. */
  readonly mode: 'full' | 'beside' | 'off'
  /** What typesets formulas where the deck does not say. */
  readonly math: 'mathjax' | 'katex' | 'off'
  /** Which HTML reaches the slides: what Marp Core allows, all, or none; undefined where nobody says. */
  readonly html?: 'default' | 'all' | 'off'
  /** The CSS of the themes that are registered beside Marp's own. */
  readonly themes: readonly string[]
  /** These are all: somebody said so, and each could be read. */
  readonly themesKnown: boolean
  /** The deck is drawn by an engine of its own, which may know other directives and another Markdown. */
  readonly ownEngine: boolean
  /** The document itself is registered as a theme; it is then none of `themes`. */
  readonly isTheme?: true
}

export const defaultMarp: MarpSettings = { mode: 'full', math: 'mathjax', themes: [], themesKnown: false, ownEngine: false }

export const defaultSettings: Settings = { libvirt: { version: 'latest', schemas: '' }, format: { order: false }, hints: 'sizes' }

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
  /** Reads an example in a document of another language; it may leave out what a whole document needs. */
  excerpt?(text: string, settings: Settings, installed?: Installed): Promise<Document>
  /** What there is to say of a suggestion by its `about`; null when that is another language's. The docs are loaded for it. */
  tell?(about: string): Promise<Told | null>
  /** What the docs say of a path such as `devices/disk/driver@cache`, for somebody without a document. */
  explain?(path: string): Promise<Answer>
  /** Every code that its problems may bear. */
  rules(): Promise<readonly RuleInfo[]>
  /** What documents say about each other, once all are known. */
  across?(files: readonly FileFacts[]): Promise<Across>
  /** What a host has, from what it said. */
  host?(answers: HostAnswers): Promise<HostFacts>
}

/** What one file says (`Document.facts`). */
export interface FileFacts {
  /** Its URI or its path, with slashes. */
  readonly file: string
  readonly facts: readonly Fact[]
}

export interface Across {
  /** What is wrong with a file beside the others; it need not be among them as it stands. Of what a host is known to have, it has the say. */
  problems(own: FileFacts, host?: HostFacts): readonly Problem[]
  /** About a file that a fact of the kind `file` names, and that is not there. */
  missing(fact: Fact): Problem
}

/** What is known of a code, for those who list, explain and configure them. */
export interface RuleInfo {
  readonly code: string
  /** What is wrong, in one line; Markdown, as the other texts. */
  readonly title: string
  /** As it is where nobody says otherwise; a single problem may be less. */
  readonly level: Level
  /** It takes more than its document to find it: the others of the workspace, or a host. */
  readonly across?: true | 'host'
  readonly docs?: { readonly why: string; readonly mend: string; /** Who enforces it. */ readonly by: string; readonly since?: string; readonly until?: string }
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
  readonly card?: { readonly name: string, readonly title: string, readonly text: string, readonly link: string }
}

/** Values, attributes or elements, with a line on each. */
export interface ExplainedList {
  readonly label: string
  readonly items: readonly { readonly name: string, readonly note?: string, readonly brief: string }[]
  /** Others in words. */
  readonly rest?: string
}

/** What only a host can tell of a place where completion is asked. */
export interface Wanted {
  /** The kinds of ids whose definitions in other documents may stand there. */
  readonly kinds: readonly string[]
  /** The folder whose files may stand there, as it is typed: absolute, or relative to the document (then it may be empty). */
  readonly folder?: string
}

/** What lies around a document, as far as it was wanted and its host can see it. */
export interface Surroundings {
  readonly defined: readonly DefinedElsewhere[]
  readonly files: readonly FileEntry[]
  /** What the host has that the document is for, where that is known. */
  readonly host?: HostFacts
  /** From 0 to below 1, as `Math.random` gives it: for what is to be new, such as a MAC address. */
  random(): number
}

export interface DefinedElsewhere {
  readonly kind: string
  readonly value: string
  /** The file as a person calls it: its path in the workspace. */
  readonly where: string
}

export interface FileEntry {
  readonly name: string
  /** Absolute, as libvirt wants it. */
  readonly path: string
  readonly folder: boolean
}

/** For somebody without a host: nothing is around, and what is new is always the same. */
export const nothingAround: Surroundings = { defined: [], files: [], random: () => 0.5 }

/** A document as it stood when it was opened; a change opens it anew. Every answer is plain data. */
export interface Document extends Editing {
  /** `domain`, `network`, …, `marp`; null for what is not ours: then every answer below is empty. */
  readonly kind: string | null
  /** The libvirt that judged it, where one did. */
  readonly target?: Target
  problems(): readonly Problem[]
  /** What completion would know more with there; absent where a language never wants anything. */
  wants?(offset: number): Wanted
  complete(offset: number, around?: Surroundings): readonly Suggestion[]
  hover(offset: number, host?: HostFacts): Hover | null
  outline(): readonly OutlineItem[]
  folds(): readonly Fold[]
  fixes(problem: Problem): readonly Fix[]
  summary(): Summary | null
  /** The edits that bring a slide to the place of another, both counted from 0; null where that cannot be. */
  slideMoved?(from: number, to: number): readonly Edit[] | null
  /** The machine that it describes, put together when somebody wants to see it; null where it describes none. */
  board(): Promise<Board | null>
  /** What the machine that runs has otherwise; both as libvirt prints definitions: this document, and the live one as if it was defined. */
  differences(mine: string, running: string): Promise<readonly Difference[]>
  /** The place that a refusal in libvirt's words is most likely about; null when the words name nothing here. */
  blame(answer: string): Span | null
  remarks(): Remarks
  /** Files that it needs beside itself; absent where a language names none. */
  files?(): readonly NamedFile[]
  /** What is to be said of one that is not there as it is written. */
  lost?(file: NamedFile, found: LostFile): Problem
  /** Whether a text is what such a file is to hold. */
  suits?(file: NamedFile, text: string): boolean
  /** The machine that is shown at a place of a deck. */
  machine?(offset: number): ShownMachine | null
  /** Colours at their places. */
  colors?(): readonly { readonly span: Span; readonly color: Color }[]
  /** How a colour may be written. */
  colorTexts?(color: Color): readonly string[]
  /** What it asks for that a host lacks; absent where a language is for no host. */
  lacking?(host: HostFacts): readonly Problem[]
  /** The machine that a host would be asked about; null where there is none, absent as above. */
  emulation?(): Emulation | null
  /** What other documents may bear on; `lines` are those of its text. */
  facts(lines: Lines): readonly Fact[]
}

/** A file that a document names. */
export interface NamedFile {
  /** From the document's folder on, with slashes. */
  readonly path: string
  readonly span: Span
  /** What is to be in it; an image where nothing is said. */
  readonly holds?: 'machine'
}

/** By the path of its file, or by its XML. */
export interface ShownMachine {
  readonly span: Span
  readonly path?: string
  readonly xml?: string
}

/** What somebody found who looked for a file: nothing, something that it is not to hold, or one of the same letters in another case. */
export type LostFile = { readonly kind: 'missing' | 'other' } | { readonly kind: 'case'; readonly name: string }

/** Where comments stand, and where another may be put. */
export interface Remarks {
  /** With what opens and closes them; in order. */
  readonly comments: readonly Span[]
  /** Where that begins which a place is a part of, such as its tag; a comment may stand before it. Null where none may. */
  before(offset: number): Remark | null
  /** For a comment about the whole document; null where none may stand. */
  readonly top: Remark | null
}

export interface Remark {
  readonly offset: number
  /** `<!-- … -->`, or a line that begins with `#`. */
  readonly style: 'markup' | 'hash'
}

/** What moves and changes a document, and what helps to find one's way in it. */
export interface Editing {
  /** In order; they never overlap. */
  format(options: FormatOptions): readonly Edit[]
  /** What to change once a character was typed; `offset` is right behind it, and what is inserted there goes behind the caret. */
  typed(offset: number, character: string, indent: string): readonly Edit[]
  /** Places that hold the same word and are to be typed in at once. */
  linked(offset: number): readonly Span[]
  /** What a growing selection takes in, from the inside out. */
  selections(offset: number): readonly Span[]
  /** The other tag of a pair, the other uses of an id. */
  highlights(offset: number): readonly Highlight[]
  links(): readonly Link[]
  /** Within a span, as far as the settings want them. */
  hints(within: Span): readonly Hint[]
  /** In document order; they neither overlap nor span lines. */
  tokens(): readonly Token[]
  /** In document order. */
  ids(): readonly Id[]
  /** Those whose place holds the offset, the one that it is most likely about first. */
  idsAt(offset: number): readonly Id[]
  /** What may be changed at a place, or about what is selected. */
  refactorings(span: Span, random?: () => number): readonly Refactoring[]
  /** The devices that may be added; null when there is nothing to add to. */
  additions(): readonly Addition[] | null
  /** The edits that give an id another name in this document, or why it cannot have it. */
  rename(id: Pick<Id, 'kind' | 'value'>, name: string): readonly Edit[] | string
}

/** Of a document that is not edited here. */
export const unedited: Editing = {
  format: () => [],
  typed: () => [],
  linked: () => [],
  selections: () => [],
  highlights: () => [],
  links: () => [],
  hints: () => [],
  tokens: () => [],
  ids: () => [],
  idsAt: () => [],
  refactorings: () => [],
  additions: () => null,
  rename: () => [],
}

export const unremarked: Remarks = { comments: [], before: () => null, top: null }

/** A document that is not ours. */
export const foreign: Document = {
  ...unedited,
  kind: null,
  problems: () => [],
  complete: () => [],
  hover: () => null,
  outline: () => [],
  folds: () => [],
  fixes: () => [],
  summary: () => null,
  board: async () => null,
  differences: async () => [],
  blame: () => null,
  remarks: () => unremarked,
  facts: () => [],
}
