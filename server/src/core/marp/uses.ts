// Every key with its value wherever directives may stand, in the order of the text: what most rules walk.
import type { Comment } from './comments'
import type { FrontMatter } from './front-matter'
import type { Slides } from './slides'
import type { Entry } from './yaml'

export interface Use {
  readonly entry: Entry
  readonly where: 'front-matter' | 'comment'
  readonly comment?: Comment
  /** Marp takes the block as directives; a comment that it takes as a note may still be meant as some. */
  readonly heeded: boolean
}

/** Marp reads it as a directive. */
export const isUsed = ({ heeded }: Use): boolean => heeded

export const usesIn = (frontMatter: FrontMatter | null, { slides }: Slides): readonly Use[] => {
  const uses: Use[] = (frontMatter?.entries ?? []).map(entry => ({ entry, where: 'front-matter', heeded: true }))
  for (const { comments } of slides) {
    for (const comment of comments) {
      for (const entry of comment.entries) uses.push({ entry, where: 'comment', comment, heeded: comment.kind === 'directives' })
    }
  }
  return uses
}
