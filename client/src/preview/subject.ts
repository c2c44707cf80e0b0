// What a preview shows: the panel knows how to live, a subject knows what to draw.
import type { Disposable, TextDocument, Uri } from 'vscode'
import type { Fix, Span } from '../../../server/src/core/model'
import type { FromPage, ToPage } from './messages'

export interface Subject {
  readonly id: 'vm' | 'deck' | 'presenter' | 'outline'
  readonly viewType: string
  title(name: string): string
  /**
   * Draws the text as it stands. A string says why there is nothing to draw: the last picture stays, with that note.
   * `stale` when the document has moved on meanwhile: another drawing is on its way.
   * Where it is not to be whole, what takes long may be left for the next one.
   */
  draw(document: TextDocument, whole: boolean): Promise<Drawing | Excuse | string | 'stale'>
  /** It draws at each key, and the whole once the keys rest. */
  readonly eager?: boolean
  /** The message that leads from one that the page has to this one. */
  since?(last: Drawing['message'], now: Drawing['message']): ToPage
  /** A word above the picture about what of the text it cannot show; asked anew when the diagnostics change. */
  remark?(uri: Uri): string | null
  /** What goes on beside the text, such as a machine that runs. */
  beside?(uri: Uri, post: (message: ToPage) => void): Beside
  /** What only its page asks for. */
  heard?(message: FromPage, uri: Uri, drawing: Drawing): Promise<void>
}

/** Lives as long as its panel does. */
export interface Beside extends Disposable {
  /** Whether anybody sees the panel. */
  look(seen: boolean): void
  drawn(drawing: Drawing): void
  /** The page is a new one, and has heard of nothing. */
  again(): void
}

/** Why there is nothing to draw, and the line, from zero, that is to blame. */
export interface Excuse {
  readonly excuse: string
  readonly line?: number
}

export interface Drawing {
  readonly message: Extract<ToPage, { version: number }>
  /** The drawn things in their order: where each stands, and where a click on it leads. */
  readonly items: readonly DrawnItem[]
  /** Folders whose pictures the page may show, beside the document's own. */
  readonly folders: readonly Uri[]
  /** What mends each of the problems that are shown. */
  readonly fixes?: readonly (readonly Fix[])[]
  /** There is more to draw: ask again at once. */
  readonly more?: boolean
  /** What to say above it. */
  readonly remark?: string
}

export interface DrawnItem {
  readonly spans: readonly Span[]
  readonly target: Span
}

/** The innermost item around the offset: of the pieces of text that hold it, the shortest one's. */
export function itemAt(items: readonly DrawnItem[], offset: number): number | null {
  let found: { readonly index: number, readonly span: Span } | null = null
  items.forEach(({ spans }, index) => {
    for (const span of spans) {
      if (offset < span.start || offset > span.end) continue
      // At a border the later one wins: the caret stands before its first character.
      if (!found || span.end - span.start <= found.span.end - found.span.start || found.span.end === offset) found = { index, span }
    }
  })
  return (found as { readonly index: number } | null)?.index ?? null
}
