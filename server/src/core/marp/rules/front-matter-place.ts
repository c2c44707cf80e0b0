// A front matter that is not the very first thing of the file: to Marp its dashes are a ruler and its lines a heading.
// markdown-it-front-matter looks at the first character and nowhere else.
import { marpLine } from '../detect'
import type { Rule } from './rule'

export const frontMatterPlace: Rule = {
  code: 'marp/front-matter-place',
  what: 'A front matter that does not begin the file.',
  level: 'error',
  docs: {
    why: 'Front matter is looked for at the very first character. A blank, an empty line or a byte order mark before it makes its dashes a ruler and its lines a slide.',
    mend: 'Remove what stands before the dashes.',
    by: 'markdown-it-front-matter',
  },
  check: ({ text }) => {
    const lead = marpLine(text)?.lead ?? 0
    if (lead === 0) return []
    const before = text.slice(0, lead)
    const what = /[\r\n]/.test(before) ? 'empty line' : before.includes('\uFEFF') ? 'byte order mark' : 'blank'
    return [{
      span: { start: lead, end: lead + 3 },
      message: `Marp reads front matter only from the very first character of the file: remove the ${what} before it. As it is, its lines become a slide.`,
    }]
  },
  fix: ({ span }) => [{ title: 'Remove what stands before the front matter', edits: [{ span: { start: 0, end: span.start }, text: '' }], preferred: true }],
}
