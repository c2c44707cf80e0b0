// `<!-- fit -->` that fits nothing: it works in a heading only, and in small letters.
import { mending, type Finding, type Rule } from './rule'

export const fitComment: Rule = {
  code: 'marp/fit-comment',
  what: 'A `<!-- fit -->` that has no effect.',
  level: 'warning',
  docs: { why: 'A heading is fitted to the slide by exactly `<!-- fit -->` inside it. Elsewhere, or in capitals, it is a note for the speaker.', mend: 'Write `# <!-- fit --> Title`.', by: 'marp-core, auto-scaling/fitting-header.ts' },
  check: ({ slides }) => slides.slides.flatMap(({ comments }) => comments.flatMap((comment): readonly Finding[] => {
    if (comment.kind !== 'note' || !/^fit$/i.test(comment.text) || slides.fits.has(comment)) return []
    if (slides.inHeading.has(comment)) return [{ span: comment.content, message: `Marp reads \`fit\` in small letters only, so \`${comment.text}\` is a note: write \`fit\`.`, ...mending('Change to `fit`', 'fit') }]
    return [{ span: comment.span, message: '`<!-- fit -->` works inside a heading only and is a note here: write `# <!-- fit --> Title`.' }]
  })),
}
