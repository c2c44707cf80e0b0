// A note beside nothing but a background, or alone in a heading: Marp sweeps such a line away, and the note with it.
import type { Rule } from './rule'

export const noteLost: Rule = {
  code: 'marp/note-lost',
  what: 'A note on a line of which nothing is to be seen, which Marp loses.',
  level: 'information',
  docs: { why: 'A line with only backgrounds and comments is taken out of the slide before notes are gathered. Directives in it still work.', mend: 'Put the note on a line of its own.', by: 'marpit, markdown/sweep.js and markdown/collect.js' },
  check: ({ slides }) => slides.lostNotes.map(({ span }) => ({ span, message: 'Marp loses this note, since nothing else on its line is to be seen: put it on a line of its own, with empty lines around.' })),
}
