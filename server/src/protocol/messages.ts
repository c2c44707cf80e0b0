// The contract between client and server: each message of ours, who sends it, and why.
import type { Board, PartDifference, PartProblem } from '../core/board'
import type { Emulation, HostAnswers, HostListed, HostNamed } from '../core/host'
import type { Addition, Fix, Level, Span, Summary, Target } from '../core/model'

/** Zero-based, UTF-16, as in LSP. */
export interface Position { readonly line: number; readonly character: number }
export interface Range { readonly start: Position; readonly end: Position }

/** The client asks what the preview of a deck shall draw, from the unsaved text that the server holds. */
export const summaryRequest = 'virtdeck/summary'
export interface SummaryParams { readonly uri: string }
/** `version` is the document's version that was read; null when the document is not open or has no summary. */
export type SummaryResult = { readonly version: number; readonly kind: string; readonly summary: Summary } | null

/** The client asks what to change so that a slide stands where another is; both count from 0. */
export const moveSlideRequest = 'virtdeck/moveSlide'
export interface MoveSlideParams { readonly uri: string; readonly from: number; readonly to: number }
/** Null where it cannot go there. `version` is the document's that was read. */
export type MoveSlideResult = { readonly version: number; readonly edits: readonly { readonly range: Range; readonly newText: string }[] } | null

/** The client asks with what a deck is to be rendered: what the editor's settings for Marp and Marp CLI's configuration say. Read anew each time. */
export const deckSettingsRequest = 'virtdeck/deckSettings'
export interface DeckSettingsParams { readonly uri: string }
export interface DeckSettings {
  /** Marp's list of harmless elements, every element, none, or a list of one's own: elements with what each attribute may be. */
  readonly html: 'default' | 'all' | 'off' | Readonly<Record<string, unknown>>
  /** What typesets formulas where the deck does not say. */
  readonly math: 'mathjax' | 'katex' | 'off'
  /** The theme of all decks here, whatever they say. */
  readonly theme?: string
  /** Style sheets of the person's own, each with `@theme`. */
  readonly themes: readonly { readonly name: string; readonly css: string }[]
}
export interface DeckSettingsResult {
  readonly settings: DeckSettings
  /** The paths of the files that it was read from, for who wants to know when they change. */
  readonly files: readonly string[]
  /** Themes that were to be registered and could not be read. */
  readonly lost: readonly string[]
  /** The path of Marp CLI's configuration, where there is one. */
  readonly configuration?: string
}

/** The client asks what machine a domain describes, to draw it. */
export const boardRequest = 'virtdeck/board'
export interface BoardParams { readonly uri: string }
/** Null when the document is not open or describes no machine. */
export type BoardResult = {
  readonly version: number
  readonly board: Board
  /** The line of each part, counted from 1. */
  readonly lines: readonly number[]
  readonly problems: readonly PartProblem[]
  /** What mends each of them, in the same order. */
  readonly fixes: readonly (readonly Fix[])[]
} | null

/** The client asks for the text of a deck with pictures in the place of the machines that it shows, to render it. */
export const picturedRequest = 'virtdeck/pictured'
/** `text` is the deck as it is to be rendered; `uri` says where it stands. It need not be open. */
export interface PicturedParams { readonly uri: string; readonly text: string }
/** As many lines as before; the URIs are of the files that it names as machines, read or not. */
export interface PicturedResult { readonly text: string; readonly files: readonly string[] }

/** The client asks what the machine that runs has otherwise than the document; both texts are libvirt's own prints. */
export const differencesRequest = 'virtdeck/differences'
export interface DifferencesParams { readonly uri: string; readonly mine: string; readonly running: string }
/** `part`: of the board of that version; null where the text has no part for it. */
export type DifferencesResult = { readonly version: number; readonly differs: readonly PartDifference[] } | null

/** The client asks where a refusal in libvirt's words belongs in the document. */
export const blameRequest = 'virtdeck/blame'
export interface BlameParams { readonly uri: string; readonly answer: string }
/** The best matching place; null when the words name nothing in the document. */
export type BlameResult = Range | null

/** The client asks for all problems of a document as it stands now (it lints before it defines). */
export const problemsRequest = 'virtdeck/problems'
export interface ProblemsParams { readonly uri: string }
export interface ProblemsResult { readonly kind: string | null; readonly errors: number; readonly warnings: number; readonly first?: { readonly message: string; readonly range: Range }; readonly all: readonly TextProblem[] }
export interface TextProblem { readonly code: string; readonly level: Level; readonly message: string; readonly range: Range; /** What would mend it. */ readonly fixes: readonly string[] }

/** The client asks what a code, or a path such as `devices/disk/driver@cache`, means. */
export const explainRequest = 'virtdeck/explain'
export interface ExplainParams { readonly topic: string }
/** Markdown; `found` is false where the text only says what may have been meant. */
export interface ExplainResult { readonly found: boolean; readonly text: string }

/** The client asks for the problems of a piece of any text, such as a `<disk>` in a script: it is read as a document of its own. */
export const checkRequest = 'virtdeck/check'
/** `uri` is that of the text around, for its settings; it need not be open. */
export interface CheckParams { readonly uri: string; readonly text: string }
/** Places count UTF-16 units from the piece's beginning. Kind null: the piece is not libvirt's. */
export interface CheckResult {
  readonly kind: string | null
  readonly problems: readonly { readonly code: string; readonly level: Level; readonly message: string; readonly span: Span }[]
}

/** The client asks what may be added to the devices of a domain, and where. */
export const additionsRequest = 'virtdeck/additions'
export interface AdditionsParams { readonly uri: string }
/** Null when the document has no devices to add to. `version` is the document's that was read. */
export type AdditionsResult = { readonly version: number; readonly additions: readonly (Omit<Addition, 'offset'> & { readonly position: Position })[] } | null

/** What another extension of the same editor does already, for any XML or (`marp`) for decks. */
export type Left = 'closing-tags' | 'linked-editing' | 'formatting' | 'folding' | 'marp'

/** The client asks what its active document is, and which libvirt it is for (menus, status bar). */
export const factsRequest = 'virtdeck/facts'
export interface FactsParams { readonly uri: string }
export interface FactsResult {
  /** Null for what is not ours, and for what is not open. */
  readonly kind: string | null
  readonly libvirt?: TargetFacts
  /** The machine of a domain, as a host would be asked about it. */
  readonly emulation?: Emulation
}
export interface TargetFacts extends Omit<Target, 'span'> {
  /** The version in the document's comment, where that decides. */
  readonly range?: Range
  /** The URI of the project's file, where that decides. */
  readonly configuration?: string
  /** What to offer instead; any other version will do too. */
  readonly versions: readonly string[]
}

/** The server asks for the text of a file that only the client can see (in a browser, on a remote); null where there is none. */
export const readRequest = 'virtdeck/read'
export interface ReadParams { readonly uri: string }
export type ReadResult = string | null

/** The client asks that these files be linted, told and kept up to date; all of them anew. An empty list clears. */
export const lintRequest = 'virtdeck/lintWorkspace'
export interface LintParams {
  readonly uris: readonly string[]
  /** Globs of files that are not to be looked at when they appear later. */
  readonly exclude: readonly string[]
}
/** How many of them were ours, and how many problems they have; undefined parts where it was cancelled. */
export interface LintResult { readonly files: number; readonly problems: number; readonly errors: number; readonly cancelled: boolean }

/** The server tells how far it has come. */
export const lintedNotification = 'virtdeck/linted'
export interface LintedParams { readonly done: number; readonly of: number }

/** The client tells what the chosen host has, in the host's own words; null once that is not known, or may not be so any more. */
export const hostNotification = 'virtdeck/host'
export type HostParams = HostAnswers | null
export type { Emulation, HostAnswers, HostListed, HostNamed }

/** The client tells that the person trusts the workspace now, where `trusted` was false at the start. */
export const trustedNotification = 'virtdeck/trusted'

/** What a client may pass as `initializationOptions`; each part may be left out. */
export interface StartOptions {
  /** What would stand under `virtdeck` in the editor's settings, for a client that answers no `workspace/configuration`. */
  readonly settings?: unknown
  /**
   * The editor's command that asks for completion again, run after a suggestion whose value comes next.
   * VS Code's is `editor.action.triggerSuggest`. Left out: no suggestion carries a command.
   */
  readonly suggestCommand?: string
  /** Whether the person trusts the workspace: else completion looks into no folder. Left out: yes, for editors that know no trust. */
  readonly trusted?: boolean
  /** What is left to another extension, so that nothing appears twice. */
  readonly leaves?: readonly Left[]
  /** It answers `virtdeck/read`. */
  readonly reads?: boolean
}
