// Text or an image right above `---`: to Markdown the dashes underline a heading, so that no slide begins there.
import { marpLine } from '../detect'
import type { Finding, Rule } from './rule'

export const setextTrap: Rule = {
  code: 'marp/setext-trap',
  what: 'A `---` right below text, which makes a heading of it instead of a new slide.',
  level: 'warning',
  docs: {
    why: 'A line of dashes directly under a paragraph is the underline of a heading (setext). The slide goes on, and the text is large.',
    mend: 'Put an empty line before `---`. Where a heading is meant, write `## …`.',
    by: 'CommonMark, setext headings',
  },
  // Of front matter that is not the first thing it is told elsewhere.
  check: ({ slides, source, text, frontMatter }) => !frontMatter && marpLine(text) ? [] : slides.tokens.flatMap((token, index): readonly Finding[] => {
    if (token.type !== 'heading_open' || token.markup !== '-' || !token.map || token.level !== 0) return []
    const line = token.map[1] - 1
    const dashes = source.line(line)
    // A longer or shorter underline is drawn under a heading by hand; three dashes are how decks part slides.
    if (!/^ {0,3}---[ \t]*$/.test(dashes)) return []
    const content = slides.tokens[index + 1]?.content ?? ''
    const alone = !content.includes('\n') && !/!\[|^[-*+>]|<!--/.test(content)
    const before = token.map[0] === 0 || source.line(token.map[0] - 1).trim() === ''
    // One short line with emptiness around it is a title that is written so.
    const title = alone && before && content.length <= 60 && !/[.!?:;,]$/.test(content)
    const start = source.lineStart(line) + dashes.indexOf('-')
    const at = source.place(source.lineStart(line))
    return [{
      span: source.span(start, start + 3), level: title ? 'hint' : 'warning',
      message: `No slide begins here: right below ${content.includes('![') ? 'an image' : 'text'} these dashes make a heading of it. Put an empty line before them.`,
      data: { mend: { title: 'Insert an empty line', text: source.raw.includes('\r\n') ? '\r\n' : '\n', start: at, end: at } },
    }]
  }),
}
