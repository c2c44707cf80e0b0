// A code block without its end: it takes in the rulers behind it, so that the rest of the deck is code on one slide.
import type { Finding, Rule } from './rule'

export const fenceUnclosed: Rule = {
  code: 'marp/fence-unclosed',
  what: 'A fenced code block without an end, which swallows slides.',
  level: 'warning',
  docs: { why: 'A fence closes at a line of as many of its signs, with nothing behind them. Without one, `---` and everything else up to the end is code.', mend: 'Close it by a line of the same signs.', by: 'CommonMark, fenced code blocks' },
  check: ({ slides, source }) => slides.tokens.flatMap((token): readonly Finding[] => {
    if (token.type !== 'fence' || !token.map || token.level !== 0) return []
    const [first, behind] = token.map
    const last = source.line(behind - 1).trim()
    const closed = behind - 1 > first && last.startsWith(token.markup) && last.replaceAll(token.markup.charAt(0), '') === ''
    if (closed || !/^ {0,3}(?:---|\*\*\*|___)[ \t]*$/m.test(token.content)) return []
    const start = source.lineStart(first) + source.line(first).indexOf(token.markup)
    return [{ span: source.span(start, start + token.markup.length), message: `This code block is not closed and swallows the slides that follow: end it by a line \`${token.markup}\`.` }]
  }),
}
