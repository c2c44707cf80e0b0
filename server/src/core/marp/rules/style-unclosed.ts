// A `<style>` without `</style>`: the rest of the deck is in it.
import type { Rule } from './rule'

export const styleUnclosed: Rule = {
  code: 'marp/style-unclosed',
  what: 'A `<style>` without its end, which swallows the rest of the deck.',
  level: 'error',
  docs: { why: 'A `<style>` that begins a line takes everything up to `</style>`: slides as well, where that is missing.', mend: 'Write `</style>` where it ends.', by: 'marpit, markdown/style/parse.js' },
  check: ({ styles }) => styles.filter(({ closed }) => !closed).map(({ whole }) => ({ span: { start: whole.start, end: whole.start + '<style'.length }, message: 'This style is not closed and swallows what follows: write `</style>` where it ends.' })),
}
