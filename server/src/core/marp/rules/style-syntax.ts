// CSS that cannot be read: Marp drops all CSS of the deck for it, not only this piece; of a scoped style only that.
import { cssFault } from '../css-syntax'
import type { Finding, Rule } from './rule'

export const styleSyntax: Rule = {
  code: 'marp/style-syntax',
  what: 'CSS with a brace, quote or comment that is not closed.',
  level: 'error',
  docs: { why: 'One such slip in the directive `style` or in a `<style>` makes Marp drop the CSS of the whole deck, without a word. A scoped style is dropped alone.', mend: 'Close what is open.', by: 'postcss; marpit, theme_set.js' },
  check: deck => deck.styles.flatMap(({ css, span, scoped, closed }): readonly Finding[] => {
    const fault = closed ? cssFault(css) : null
    if (!fault) return []
    const start = span.start + fault.offset
    return [{ span: { start, end: start + fault.length }, message: `In this CSS ${fault.message}, so Marp drops ${scoped ? 'this style' : 'all CSS of the deck that is not scoped'}: close it, or remove what is too much.` }]
  }),
}
