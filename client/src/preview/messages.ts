// What the extension and the pages inside the webviews say to each other, both directions.
import type { Board, PartDifference, PartProblem } from '../../../server/src/core/board'

export type ToPage =
  /** A machine as plain data: the page draws it, for it knows how much room there is. */
  | { readonly type: 'machine'; readonly version: number; readonly board: Board; readonly lines: readonly number[]; readonly problems: readonly PartProblem[] }
  /** The machine of that name on the host; null where there is none, or nobody may ask. */
  | { readonly type: 'running'; readonly running: Running | null }
  /** What its screen shows, as a `data:` address; null where it shows nothing. */
  | { readonly type: 'screen'; readonly picture: string | null }
  /** The slides as Marp rendered them, and their style; the page lets nothing of them run. */
  | { readonly type: 'deck'; readonly version: number; readonly css: string; readonly slides: readonly SlidePicture[]; readonly remoteImages: boolean }
  /** The slides that differ from the last message's; null where the style is the same. */
  | { readonly type: 'slides'; readonly version: number; readonly total: number; readonly css: string | null; readonly changed: readonly (readonly [index: number, slide: SlidePicture])[] }
  /** Pictures that slides show have changed on disk. */
  | { readonly type: 'refresh' }
  /** How to show the slides. */
  | { readonly type: 'mode'; readonly mode: DeckMode }
  /** Another page of the same deck has gone to a slide, and shows so many of its fragments. */
  | { readonly type: 'go'; readonly index: number; readonly step: number }
  /** Something to say above the picture, which stays as it is; null takes it away. */
  | { readonly type: 'note'; readonly text: string | null; readonly line?: number }
  /** The part or slide where the caret stands; null when it stands in none. */
  | { readonly type: 'caret'; readonly index: number | null }

/** What a host tells of the machine of this name. */
export interface Running {
  readonly connection: string
  /** In libvirt's word: `running`, `paused`, `shut off`. */
  readonly state: string
  /** What the one that runs has otherwise than that version of the text; absent where nobody could compare them. */
  readonly compared?: { readonly version: number; readonly differs: readonly PartDifference[] }
}

/** All slides below each other, as a grid, one at a time, or one alone as in a talk. */
export type DeckMode = 'scroll' | 'grid' | 'one' | 'present'

export interface SlidePicture {
  readonly html: string
  readonly title: string
  /** The speaker's notes. */
  readonly notes: readonly string[]
}

export type FromPage =
  /** The page can be drawn on. `uri` is kept by it, so that the preview comes back after a restart. */
  | { readonly type: 'ready' }
  /** That version is on the screen. */
  | { readonly type: 'drawn'; readonly version: number }
  /** The user wants to see the text of that part or slide. */
  | { readonly type: 'reveal'; readonly index: number }
  /** The user wants a problem mended: its index, and that of the fix. */
  | { readonly type: 'fix'; readonly problem: number; readonly fix: number }
  /** The user wants the picture as a file: its text, or its bytes in base64. */
  | { readonly type: 'export'; readonly format: 'svg' | 'png'; readonly data: string }
  /** The user wants the machine as text in the clipboard. */
  | { readonly type: 'copy'; readonly what: 'Mermaid' | 'Markdown'; readonly text: string }
  /** The user wants to see the line that the note is about. */
  | { readonly type: 'line'; readonly line: number }
  /** That slide is in front now, with so many of its fragments. */
  | { readonly type: 'at'; readonly index: number; readonly step: number; readonly mode: DeckMode }
  /** The talk begins or ends. */
  | { readonly type: 'present'; readonly on: boolean }
  /** The user wants a slide to stand where another is. */
  | { readonly type: 'move'; readonly from: number; readonly to: number }
  /** The user wants the speaker's view. */
  | { readonly type: 'presenter' }
  /** The user wants to see the setting about remote images. */
  | { readonly type: 'remote-images' }

/** What a page keeps for a restart. */
export interface PageState {
  readonly uri: string
  readonly mode?: DeckMode
}
