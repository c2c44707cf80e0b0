// What the extension and the pages inside the webviews say to each other, both directions.

export type ToPage =
  /** The picture of a machine: HTML of our own making, every word of the document escaped in it. */
  | { readonly type: 'machine'; readonly version: number; readonly html: string }
  /** The slides as Marp rendered them, and their style; the page lets nothing of them run. */
  | { readonly type: 'deck'; readonly version: number; readonly css: string; readonly slides: readonly SlidePicture[]; readonly remoteImages: boolean }
  /** Something to say above the picture, which stays as it is; null takes it away. */
  | { readonly type: 'note'; readonly text: string | null }
  /** The part or slide where the caret stands; null when it stands in none. */
  | { readonly type: 'caret'; readonly index: number | null }

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
  /** The user wants to see the setting about remote images. */
  | { readonly type: 'remote-images' }

/** What a page keeps for a restart. */
export interface PageState {
  readonly uri: string
}
