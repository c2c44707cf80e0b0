// A colour that CSS does not know: nobody checks it, and the theme's stays.
import { closestName } from '../../text/names'
import { colorNames, colorOf, isColorWord } from '../colors'
import { hasTrailingComment } from './trailing-comment'
import { mending, type Finding, type Rule } from './rule'

export const badColor: Rule = {
  code: 'marp/bad-color',
  what: 'A colour that CSS does not know.',
  level: 'warning',
  docs: { why: 'Marp hands `color` and `backgroundColor` over to CSS unseen. What CSS does not know is dropped, and what stands behind a `;` as well.', mend: 'Write a name, `#rgb`, `#rrggbb`, `rgb()`, `hsl()` or another colour of CSS.', by: 'marpit, markdown/directives/apply.js; CSS Color' },
  check: deck => deck.uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (!heeded || !/^_?(?:color|backgroundColor)$/.test(key) || typeof value !== 'string' || value.trim() === '' || hasTrailingComment(entry)) return []
    if (/[{}$<]/.test(value) || colorOf(value) || isColorWord(value)) return []
    const [first = '', ...more] = value.split(';').map(part => part.trim())
    if (more.length && (colorOf(first) || isColorWord(first))) return more.every(part => part === '') ? [{ span: valueSpan, level: 'hint', message: `The \`;\` is not needed: write \`${first}\`.`, ...mending(`Change to \`${first}\``, first) }]
      : [{ span: valueSpan, message: `\`${key}\` takes one colour, and Marp cuts the rest off at the \`;\`: put other CSS into \`style\`.` }]
    if (/^[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(value)) return [{ span: valueSpan, message: `CSS knows no colour \`${value}\`: did you mean \`#${value}\`?`, ...mending(`Change to \`#${value}\``, `"#${value}"`) }]
    const name = /^[a-z ]+$/i.test(value) ? closestName(value.toLowerCase().replaceAll(' ', ''), colorNames) : undefined
    if (name === undefined && /\(/.test(value)) return /\($|\([^)]*$/.test(value) ? [{ span: valueSpan, message: `\`${value}\` is not closed: write \`)\` at its end.`, ...mending('Close it', `${value})`) }] : []
    return [{ span: valueSpan, message: `CSS knows no colour \`${value}\`, so the theme’s stays${name ? `: did you mean \`${name}\`?` : ': write a name, `#rrggbb`, `rgb()` or `hsl()`.'}`, ...name && mending(`Change to \`${name}\``, name) }]
  }),
}
