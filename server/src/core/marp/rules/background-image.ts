// `backgroundImage` is CSS: a bare file name is nothing to it, and `url(` has to be closed.
import { mending, type Finding, type Rule } from './rule'

export const backgroundImage: Rule = {
  code: 'marp/background-image',
  what: 'A `backgroundImage` that is no image to CSS.',
  level: 'warning',
  docs: { why: 'Marp hands the value over to CSS, which takes `url(…)`, a gradient or `none`. With anything else the slide has no image.', mend: 'Write `url(photo.jpg)`.', by: 'marpit, markdown/directives/apply.js; CSS Images' },
  check: deck => deck.uses.flatMap(({ entry: { key, value, valueSpan }, heeded }): readonly Finding[] => {
    if (!heeded || !/^_?backgroundImage$/.test(key) || typeof value !== 'string') return []
    const text = value.trim()
    if (/^url\((?:"[^"]*|'[^']*|[^)"']*)$/i.test(text)) return [{ span: valueSpan, message: '`url(` is not closed, so the slide has no image: write `)` at its end.' }]
    const bareName = /^(?:[\w./~%-]+(?: [\w./~%-]+)*\.(?:png|jpe?g|gif|svg|webp|avif|bmp)|https?:\/\/[^\s()]+)$/i.test(text)
    if (bareName) return [{ span: valueSpan, message: `A bare ${/^https?:/i.test(text) ? 'address' : 'file name'} is no image to CSS: write \`url(${text})\`.`, ...mending('Put `url()` around it', text.includes(' ') ? `url("${text}")` : `url(${text})`) }]
    if (/^!\[[^\]]*\]\((.*)\)$/.test(text)) return [{ span: valueSpan, message: 'This directive takes CSS, not Markdown: write `url(…)`.', ...mending('Change to `url()`', `url(${/\((.*)\)$/.exec(text)?.[1] ?? ''})`) }]
    return []
  }),
}
