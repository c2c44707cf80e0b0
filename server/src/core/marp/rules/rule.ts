// What a rule is: one mistake that Marp passes over in silence, how to find it, and how to mend it.
import type { Fix, Level, Problem, Span } from '../../model'
import type { Deck } from '../deck'
import type { ThemeSheet } from '../theme-sheet'

export interface Rule {
  /** `marp/…`; never renamed. */
  readonly code: string
  /** What is wrong, in one line. */
  readonly what: string
  readonly level: Level
  readonly docs: RuleDocs
  check(deck: Deck): readonly Finding[]
  fix?(problem: Problem, deck: Deck): readonly Fix[]
}

/** The same about a theme's file; its fixes are plain ones. */
export interface ThemeRule extends Omit<Rule, 'check' | 'fix'> {
  check(sheet: ThemeSheet): readonly Finding[]
}

/** What `virtdeck explain` tells of it; Markdown. */
export interface RuleDocs {
  readonly why: string
  readonly mend: string
  /** Where it is written that Marp does so. */
  readonly by: string
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

/** The data of a finding with one plain fix: `fixes.ts` makes it. */
export const mending = (title: string, text: string, span?: Span): { readonly data: Readonly<Record<string, unknown>> } => ({ data: { mend: { title, text, ...span } } })

/** A fix that replaces one piece of text. */
export const replaceFix = (title: string, span: Span, text: string): Fix => ({ title, edits: [{ span, text }], preferred: true })

/** The text of `data[name]`; rules write it, fixes read it, and between them it may have been to the editor and back. */
export const textIn = (problem: Problem, name: string): string | undefined => {
  const value = problem.data?.[name]
  return typeof value === 'string' ? value : undefined
}
