// CSS that cannot be read: Marp drops all CSS of the deck for it, not only this piece; of a scoped style only that.
import type { Problem, Span } from '../../model'
import type { Css, CssFault } from '../css'
import type { Rule } from './rule'

export const styleSyntax: Rule = {
  code: 'marp/style-syntax',
  what: 'CSS that PostCSS, Marp’s reader, cannot read: something is not closed, a colon or a semicolon is missing.',
  level: 'error',
  docs: { why: 'One such slip in the directive `style` or in a `<style>` makes Marp drop the CSS of the whole deck, without a word. A scoped style is dropped alone. At a selector with a heading that cannot be read, Marp throws.', mend: 'Close what is open, write what is missing. A comment is `/* … */`: CSS knows no `//`.', by: 'postcss; marpit, theme_set.js; marp-core, custom-elements' },
  check: deck => deck.styles.filter(({ closed }) => closed).flatMap(({ css, span, scoped }) => syntaxOf(deck.css, css, span, `so Marp drops ${scoped ? 'this style' : 'all CSS of the deck that is not scoped'}`)),
}

/** Of a piece of CSS in its text; `then` says what Marp does at it. */
export const syntaxOf = (reader: Css | null, css: string, span: Span, then: string): readonly Problem[] => {
  const fault = template.test(css) ? null : reader?.fault(css)
  if (!fault) return []
  const { message, offset, length } = told(css, fault)
  const start = span.start + offset
  return [{ code: styleSyntax.code, level: styleSyntax.level, span: { start, end: start + length }, message: `${message}, ${fault.reason === 'Selector' ? 'Marp stops at it and shows no slide at all' : then}.` }]
}

/** What a tool will fill in. */
const template = /\{\{|\{%|<%|\$\{/

type Told = Pick<CssFault, 'offset' | 'length'> & { readonly message: string }

const told = (css: string, { reason, offset, length }: CssFault): Told => {
  const here = { offset, length }
  const word = css.slice(offset, offset + length)
  if (reason.startsWith('Unknown word')) {
    return css.slice(offset - 3, offset).includes('//') || /\/\/[^\n]*$/.test(css.slice(0, offset))
      ? { offset: css.lastIndexOf('//', offset), length: 2, message: 'CSS has no comments with `//`: write `/* … */`. As it is this cannot be read' }
      : { ...here, message: `\`${word}\` is no declaration, which is a property, a colon and a value: correct it. As it is this CSS cannot be read` }
  }
  switch (reason) {
    case 'Selector': return /^\s*\/\//.test(word)
      ? { ...here, length: 2, message: 'CSS has no comments with `//`: write `/* … */`. This belongs to the selector below' }
      : { ...here, message: 'This is no selector' }
    case 'Missed semicolon': return { ...here, message: 'A semicolon is missing here: this CSS cannot be read' }
    case 'Double colon': return { ...here, message: 'A declaration has one colon: this CSS cannot be read' }
    case 'At-rule without name': return { ...here, message: 'A rule with `@` needs a name: this CSS cannot be read' }
    case 'Unclosed comment': return { ...here, length: 2, message: 'This comment has no `*/`' }
    case 'Unclosed string': return { ...here, message: 'This quote is not closed' }
    case 'Unclosed bracket': return { ...here, length: 1, message: 'This bracket is not closed' }
    case 'Unclosed block': return { offset: Math.max(offset, css.indexOf('{', offset)), length: 1, message: 'This `{` is not closed' }
    case 'Unexpected }': return { ...here, message: 'This `}` closes nothing' }
    default: return { ...here, message: `This CSS cannot be read (${reason})` }
  }
}
