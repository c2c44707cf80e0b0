// `@theme`, `@size`, `@auto-scaling` in a deck: they describe a theme's file, and mean nothing here.
import { metasIn } from '../theme-css'
import type { Rule } from './rule'

export const styleMetadata: Rule = {
  code: 'marp/style-metadata',
  what: 'What describes a theme, in a deck’s own CSS.',
  level: 'information',
  docs: { why: '`/* @theme … */`, `@size` and `@auto-scaling` are read in the CSS files that themes are registered from. In a deck they are comments.', mend: 'Move the CSS to a theme’s file, or set `size` in the front matter.', by: 'marpit, theme.js' },
  check: ({ styles }) => styles.flatMap(({ css, span }) => metasIn(css).filter(({ key }) => ['theme', 'size', 'auto-scaling'].includes(key)).map(({ key, start }) => ({
    span: { start: span.start + start, end: span.start + start + key.length + 1 }, message: `\`@${key}\` describes a theme’s own file and has no effect in a deck.`,
  }))),
}
