// Emoji by their shortcodes: offered where a colon begins a word, and shown at a hover.
import emojis from 'markdown-it-emoji/lib/data/full.mjs'
import type { Hover, Suggestion } from '../model'
import type { Deck } from './deck'

export const completeEmoji = (deck: Deck, offset: number): readonly Suggestion[] => {
  const typed = /(?:^|[\s(*_])(:[\w+-]*)$/.exec(deck.text.slice(Math.max(0, offset - 50), offset))?.[1]
  if (typed === undefined || isElsewhere(deck, offset)) return []
  const rest = /^[\w+-]*:?/.exec(deck.text.slice(offset, offset + 50))?.[0].length ?? 0
  return Object.entries(emojis).map(([name, sign]) => ({ label: `:${name}:`, kind: 'value', detail: sign, insert: `:${name}:`, replace: { start: offset - typed.length, end: offset + rest } }))
}

export const hoverEmoji = (deck: Deck, offset: number): Hover | null => {
  const from = Math.max(0, offset - 50)
  const found = [...deck.text.slice(from, offset + 50).matchAll(/(?<![\w:]):([\w+-]+):(?![\w:])/g)].find(({ index, 0: whole }) => from + index <= offset && offset <= from + index + whole.length)
  const sign = found && Object.hasOwn(emojis, found[1] ?? '') ? emojis[found[1] ?? ''] : undefined
  if (!found || sign === undefined || isElsewhere(deck, offset)) return null
  return { span: { start: from + found.index, end: from + found.index + found[0].length }, markdown: `${sign} is what Marp shows for \`${found[0]}\`.` }
}

/** In front matter, a comment, a style or code. */
const isElsewhere = ({ frontMatter, slides, styles, text }: Deck, offset: number): boolean => {
  const holds = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset < end
  return (frontMatter !== null && offset <= frontMatter.span.end) || slides.code.some(holds) || styles.some(({ whole }) => holds(whole))
    || text.lastIndexOf('<!--', offset) > text.lastIndexOf('-->', offset) || (/[^\n]*$/.exec(text.slice(0, offset))?.[0].split('`').length ?? 1) % 2 === 0
}
