// Selectors that match nothing on a slide: `body` and `html` are outside of it; `:root` in a scoped style never matches.
import type { Span } from '../../model'
import { bare } from '../theme-css'
import { mending, type Finding, type Rule } from './rule'

export const styleSelector: Rule = {
  code: 'marp/style-selector',
  what: 'A selector that matches nothing on a slide.',
  level: 'warning',
  docs: { why: 'Marp puts the slide before each selector, so that `body` and `html` are looked for inside of it. In a scoped style `:root` is looked for there too.', mend: 'Write `section`, which is the slide itself.', by: 'marpit, postcss/root/replace.js and postcss/section_size.js' },
  check: ({ styles }) => styles.flatMap(({ css, span, scoped }) => {
    const plain = bare(css)
    return [...plain.matchAll(/(^|[{},;])(\s*)(body|html|:root)(?=\s*[{,])/g)].filter(([, , , selector]) => scoped || selector !== ':root').map(({ index, 1: sign = '', 2: gap = '', 3: selector = '' }): Finding => ({
      span: at(span.start + index + sign.length + gap.length, selector), message: `\`${selector}\` matches nothing on a slide: write \`section\`, which is the slide itself.`, ...mending('Change to `section`', 'section'),
    }))
  }),
}

const at = (start: number, text: string): Span => ({ start, end: start + text.length })
