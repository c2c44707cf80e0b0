// `---` in the lines of an HTML block: it belongs to the block, and no slide begins.
import type { Finding, Rule } from './rule'

export const rulerInHtml: Rule = {
  code: 'marp/ruler-in-html',
  what: 'A `---` right below HTML, which begins no slide.',
  level: 'warning',
  docs: { why: 'A block of HTML ends at the next empty line, and a ruler before that is a part of it.', mend: 'Put an empty line before `---`.', by: 'CommonMark, HTML blocks' },
  check: ({ slides, source }) => slides.tokens.flatMap((token): readonly Finding[] => {
    if (token.type !== 'html_block' || !token.map || /^<(?:script|pre|textarea|!|\?)/i.test(token.content.trim())) return []
    const [first, behind] = token.map
    for (let line = first + 1; line < behind; line++) {
      if (!/^ {0,3}---[ \t]*$/.test(source.line(line))) continue
      const start = source.lineStart(line) + source.line(line).indexOf('-')
      const at = source.place(source.lineStart(line))
      return [{
        span: source.span(start, start + 3), message: 'No slide begins here: these dashes belong to the HTML above them. Put an empty line before them.',
        data: { mend: { title: 'Insert an empty line', text: source.raw.includes('\r\n') ? '\r\n' : '\n', start: at, end: at } },
      }]
    }
    return []
  }),
}
