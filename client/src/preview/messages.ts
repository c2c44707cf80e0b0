// What the extension and the pages inside the webviews say to each other, both directions.

export type ToPage =
  /** The picture of a machine: HTML of our own making, every word of the document escaped in it. */
  | { readonly type: 'machine'; readonly version: number; readonly html: string }
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
  /** The user wants to see the line that the note is about. */
  | { readonly type: 'line'; readonly line: number }
  /** That slide is in front now, with so many of its fragments. */
  | { readonly type: 'at'; readonly index: number; readonly step: number; readonly mode: DeckMode }
  /** The talk begins or ends. */
  | { readonly type: 'present'; readonly on: boolean }
  /** The user wants the speaker's view. */
  | { readonly type: 'presenter' }
  /** The user wants to see the setting about remote images. */
  | { readonly type: 'remote-images' }

/** What a page keeps for a restart. */
export interface PageState {
  readonly uri: string
  readonly mode?: DeckMode
}
