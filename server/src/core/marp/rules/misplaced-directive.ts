// `marp: true` in a comment: it is looked for in front matter only; to Marp the comment is a note.
import { directiveNamed } from '../directives'
import type { Rule } from './rule'

export const misplacedDirective: Rule = {
  code: 'marp/misplaced-directive',
  what: '`marp` in a comment, where it means nothing.',
  level: 'warning',
  docs: {
    why: 'Whether a file is a deck is decided by its front matter alone; in a comment, `marp: true` is a note for the speaker.',
    mend: 'Move it into the front matter, or remove it.',
    by: 'Marp for VS Code',
  },
  check: deck => deck.uses.flatMap(({ entry: { key, keySpan, value }, where, heeded }) => {
    if (where !== 'comment' || !directiveNamed(key)?.frontMatterOnly || (!heeded && value !== 'true')) return []
    return [{ span: keySpan, message: `\`${key}\` has no meaning in a comment: it belongs into the front matter.` }]
  }),
}
