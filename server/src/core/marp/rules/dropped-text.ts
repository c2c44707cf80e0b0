// Text behind a comment or a `</style>` that began a line: Marp drops it.
import type { Finding, Rule } from './rule'

export const droppedText: Rule = {
  code: 'marp/dropped-text',
  what: 'Text behind a comment or a style, on its last line, which Marp drops.',
  level: 'warning',
  docs: {
    why: 'A comment or `<style>` that begins a line takes that whole line. What follows on the line, even a second comment with directives, reaches no slide.',
    mend: 'Put it on a line of its own.',
    by: 'marpit, markdown/comment.js and markdown/style/parse.js',
  },
  check: ({ slides, source }) => slides.tokens.flatMap((token): readonly Finding[] => {
    if ((token.type !== 'marp_comment' && token.type !== 'marp_style') || !token.map) return []
    const closing = token.type === 'marp_comment' ? '-->' : '</style>'
    const line = token.map[1] - 1
    const text = source.line(line)
    const from = token.map[0] === line ? Math.max(text.indexOf(token.type === 'marp_comment' ? '<!--' : '<style'), 0) + 4 : 0
    const close = text.toLowerCase().indexOf(closing, from)
    const rest = close < 0 ? '' : text.slice(close + closing.length)
    if (rest.trim() === '') return []
    const start = source.lineStart(line) + close + closing.length + rest.length - rest.trimStart().length
    const at = source.place(source.lineStart(line) + close + closing.length)
    return [{
      span: source.span(start, start + rest.trim().length), message: `Marp drops what stands behind \`${closing}\` on this line: put it on a line of its own.`,
      data: { mend: { title: 'Move it to the next line', text: source.raw.includes('\r\n') ? '\r\n' : '\n', start: at, end: source.place(start) } },
    }]
  }),
}
