// `marp: true` that is almost right: Marp for VS Code looks for exactly this line and takes the file as plain Markdown else.
// From marp-vscode's front matter test (utils.ts, 3.6).
import { marpLine } from '../detect'
import { replaceFix, type Rule } from './rule'

export const notADeck: Rule = {
  code: 'marp/not-a-deck',
  what: 'A `marp: true` that is only nearly right.',
  level: 'warning',
  docs: {
    why: 'Marp for VS Code looks for exactly `marp: true`, with nothing behind it, and takes the file as plain Markdown else. Marp CLI draws it all the same.',
    mend: 'Write `marp: true`.',
    by: 'Marp for VS Code, 3.6, utils.ts',
  },
  check: ({ text }) => {
    const line = marpLine(text)
    if (!line || /^marp\s*: +true$/.test(text.slice(line.span.start, line.span.end))) return []
    return [{ span: line.span, message: 'Marp for VS Code takes a file as a deck only when this line is exactly `marp: true`, with nothing behind it.' }]
  },
  fix: ({ span }) => [replaceFix('Write `marp: true`', span, 'marp: true')],
}
