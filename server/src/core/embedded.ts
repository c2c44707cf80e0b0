// Documents inside a document: an example of one language in a text of another, such as a fence in Markdown. The inner one is
// read with everything around it blanked out, so that its places are those of the whole text and nothing has to be translated.
import type { Edit, Span } from './model'
import { foreign, type Document, type Language, type Remarks } from './service'

/** The pieces of a text that may be of another language; in order, none inside another. */
export type Finder = (text: string) => Promise<readonly Span[]>

/** The outer language, with the inner one at home in the pieces that the finder finds. */
export function embedding(outer: Language, find: Finder, inner: Language): Language {
  return {
    ...outer,
    open: async (text, settings, installed) => {
      const [document, pieces] = await Promise.all([outer.open(text, settings, installed), find(text)])
      const excerpt = inner.excerpt ?? inner.open
      const opened = await Promise.all(pieces.slice(0, mostPieces).map(async span => ({ span, document: await excerpt(alone(text, span), settings, installed) })))
      const ours = opened.filter(piece => piece.document.kind !== null)
      return ours.length ? joined(text, document, ours) : document
    },
  }
}

/** A text with more examples than anybody reads is not worth a tree for each. */
const mostPieces = 100

/** All else is blank, line by line; so is an XML declaration, which would have to stand at the very beginning. */
function alone(text: string, { start, end }: Span): string {
  const blank = (piece: string): string => piece.replace(/[^\r\n]/g, ' ')
  return blank(text.slice(0, start)) + text.slice(start, end).replace(/^\s*<\?xml[^>]*\?>/, blank) + blank(text.slice(end))
}

interface Piece {
  readonly span: Span
  readonly document: Document
}

/** Lists are of all of them; a question about a place goes to the one that the place is in. */
function joined(text: string, outer: Document, pieces: readonly Piece[]): Document {
  const all = [outer, ...pieces.map(({ document }) => document)]
  const at = (offset: number): Document => pieces.find(({ span }) => span.start <= offset && offset <= span.end)?.document ?? outer
  const every = <T>(ask: (document: Document) => readonly T[]): readonly T[] => all.flatMap(ask)
  return {
    ...foreign,
    kind: outer.kind ?? 'markdown',
    ...pieces[0]?.document.target && { target: pieces[0].document.target },
    problems: () => [...every(document => document.problems())].sort((a, b) => a.span.start - b.span.start),
    wants: offset => at(offset).wants?.(offset) ?? { kinds: [] },
    complete: (offset, around) => at(offset).complete(offset, around),
    hover: (offset, host) => at(offset).hover(offset, host),
    outline: () => outer.outline(),
    folds: () => every(document => document.folds()),
    fixes: problem => at(problem.span.start).fixes(problem),
    summary: () => outer.summary(),
    board: () => outer.board(),
    differences: (mine, running) => outer.differences(mine, running),
    blame: answer => outer.blame(answer),
    // Only within the pieces: outside of them the blanks are the outer document's words. Where those indent a piece, it stays as it is.
    format: options => pieces.filter(({ span }) => !/[ \t]/.test(text[span.start] ?? '')).flatMap(({ span, document }) => {
      const within = options.within ? overlap(span, options.within) : span
      return within ? document.format({ indent: options.indent, within }).filter(edit => edit.span.start >= span.start && edit.span.end <= span.end) : []
    }),
    typed: (offset, character, indent) => at(offset).typed(offset, character, indent),
    linked: offset => at(offset).linked(offset),
    selections: offset => at(offset).selections(offset),
    highlights: offset => at(offset).highlights(offset),
    ...outer.files && { files: () => outer.files?.() ?? [] },
    ...outer.lost && { lost: outer.lost },
    ...outer.suits && { suits: outer.suits },
    ...outer.machine && { machine: outer.machine },
    ...outer.colors && { colors: () => outer.colors?.() ?? [] },
    ...outer.colorTexts && { colorTexts: outer.colorTexts },
    links: () => every(document => document.links()),
    hints: within => every(document => document.hints(within)),
    tokens: () => [...every(document => document.tokens())].sort((a, b) => a.span.start - b.span.start),
    ids: () => every(document => document.ids()),
    idsAt: offset => at(offset).idsAt(offset),
    rename: (id, name) => {
      const renamed = all.map(document => document.rename(id, name))
      return renamed.find(edits => typeof edits === 'string') ?? renamed.flatMap(edits => edits as readonly Edit[])
    },
    refactorings: (span, random) => at(span.start).refactorings(span, random),
    remarks: () => {
      const around = outer.kind === null ? plainRemarks(text, pieces) : outer.remarks()
      return {
        comments: [around, ...pieces.map(({ document }) => document.remarks())].flatMap(({ comments }) => comments).sort((a, b) => a.start - b.start),
        before: offset => (pieces.find(({ span }) => span.start <= offset && offset <= span.end)?.document.remarks() ?? around).before(offset),
        top: around.top,
      }
    },
  }
}

/** Of a text that is nobody's: its comments begin a line, outside of the pieces; the first place is behind front matter. */
function plainRemarks(text: string, pieces: readonly Piece[]): Remarks {
  const found = [...text.matchAll(/^ {0,3}<!--[\s\S]*?-->/gm)].map(({ index, 0: whole }) => ({ start: index, end: index + whole.length }))
  return {
    comments: found.filter(comment => !pieces.some(({ span }) => overlap(span, comment))),
    before: () => null,
    top: { offset: /^---\r?\n[\s\S]*?\n---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0, style: 'markup' },
  }
}

function overlap(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}
