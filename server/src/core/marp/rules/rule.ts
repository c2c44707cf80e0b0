// What a rule is: one mistake that Marp passes over in silence, how to find it, and how to mend it.
import type { Fix, Level, Problem, Span } from '../../model'
import type { Deck } from '../deck'
import type { Comment } from '../comments'
import type { Entry } from '../yaml'

export interface Rule {
  /** `marp/…`; never renamed. */
  readonly code: string
  readonly level: Level
  check(deck: Deck): readonly Finding[]
  fix?(problem: Problem, deck: Deck): readonly Fix[]
}

/** A problem without what the rule already says. */
export interface Finding {
  readonly span: Span
  readonly message: string
  readonly level?: Level
  readonly data?: Readonly<Record<string, unknown>>
  readonly related?: Problem['related']
  readonly tag?: Problem['tag']
}

/** A key with its value wherever directives may stand. */
export interface Use {
  readonly entry: Entry
  readonly where: 'front-matter' | 'comment'
  readonly comment?: Comment
  /** Marp takes the block as directives; a comment that it takes as a note may still be meant as some. */
  readonly heeded: boolean
}

export const usesOf = (deck: Deck): readonly Use[] => [
  ...(deck.frontMatter?.entries ?? []).map((entry): Use => ({ entry, where: 'front-matter', heeded: true })),
  ...deck.slides.slides.flatMap(slide => slide.comments).flatMap(comment =>
    comment.entries.map((entry): Use => ({ entry, where: 'comment', comment, heeded: comment.kind === 'directives' }))),
]

/** A fix that replaces one piece of text. */
export const replaceFix = (title: string, span: Span, text: string): Fix => ({ title, edits: [{ span, text }], preferred: true })

/** The text of `data[name]`; rules write it, fixes read it, and between them it may have been to the editor and back. */
export const textIn = (problem: Problem, name: string): string | undefined => {
  const value = problem.data?.[name]
  return typeof value === 'string' ? value : undefined
}
