// A front matter without its closing line: it swallows slides, or the whole deck, and no directive holds.
// It closes at a line of at least as many dashes as it opened with (markdown-it-front-matter).
import type { Deck } from '../deck'
import { settingsEnd } from '../front-matter'
import type { Rule } from './rule'

export const frontMatterUnclosed: Rule = {
  code: 'marp/front-matter-unclosed',
  what: 'A front matter without a closing line, which swallows slides.',
  level: 'error',
  docs: {
    why: 'A block closes at a line of at least as many dashes as it opened with. Without one it swallows slides up to the next such line, or the whole deck.',
    mend: 'Put a line `---` below the last directive.',
    by: 'markdown-it-front-matter',
  },
  check: deck => {
    const { frontMatter, source } = deck
    if (!frontMatter) return []
    const dashes = opening(deck)
    const span = { start: 0, end: dashes }
    if (frontMatter.closed === 'never') {
      const short = source.lines.slice(1).findIndex((_, index) => /^ {0,3}-{3,}\s*$/.test(source.line(index + 1)))
      return [{
        span,
        message: short >= 0
          ? `The front matter opens with ${dashes} dashes, so the ${source.line(short + 1).trim().length} of line ${short + 2} do not close it: give both lines the same number.`
          : 'The front matter is not closed: put a line `---` below its last directive. As it is, it takes in the whole deck.',
      }]
    }
    const end = settingsEnd(source, frontMatter)
    if (frontMatter.ok || end >= frontMatter.endLine - 1) return []
    return [{
      span,
      message: `The front matter is not closed before the slides begin: put a line \`---\` below its last directive. As it is, it runs to line ${frontMatter.endLine}, and Marp drops every directive of it.`,
    }]
  },
  fix: (_problem, deck) => {
    const { frontMatter, source } = deck
    if (!frontMatter) return []
    const dashes = opening(deck)
    if (frontMatter.closed === 'never' && dashes > 3 && /^ {0,3}---\s*$/m.test(source.text)) {
      return [{ title: 'Open with three dashes', edits: [{ span: { start: 3, end: dashes }, text: '' }], preferred: true }]
    }
    let line = settingsEnd(source, frontMatter)
    while (line > 1 && source.line(line - 1).trim() === '') line--
    const at = source.place(source.lineStart(line))
    const lineEnd = source.raw.includes('\r\n') ? '\r\n' : '\n'
    const needsBreak = at === source.raw.length && !/[\r\n]$/.test(source.raw)
    const fence = '-'.repeat(dashes)
    return [{ title: `Close the front matter with \`${fence}\``, edits: [{ span: { start: at, end: at }, text: `${needsBreak ? lineEnd : ''}${fence}${lineEnd}` }], preferred: true }]
  },
}

const opening = ({ text }: Deck): number => /^-+/.exec(text)?.[0].length ?? 0
