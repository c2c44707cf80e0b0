// A comment without `-->` at the start of a line: the rest of the deck is in it, and no slide follows.
import type { Finding, Rule } from './rule'

export const commentUnclosed: Rule = {
  code: 'marp/comment-unclosed',
  what: 'A comment without its `-->`, which swallows the rest of the deck.',
  level: 'error',
  docs: { why: 'A comment that begins a line ends at `-->`. Without it everything below is a part of the comment, slides as well.', mend: 'Write `-->` where it ends.', by: 'marpit, markdown/comment.js' },
  check: ({ slides, source }) => slides.tokens.flatMap((token): readonly Finding[] => {
    if (token.type !== 'marp_comment' || !token.map || token.markup.indexOf('-->', 4) >= 0) return []
    const start = source.text.indexOf('<!--', source.lineStart(token.map[0]))
    // In a list or a quote it ends with that.
    if (start < 0 || token.map[1] < source.lines.length - 1) return []
    return [{ span: source.span(start, start + 4), message: 'This comment is not closed and swallows the rest of the deck: write `-->` where it ends.' }]
  }),
}
