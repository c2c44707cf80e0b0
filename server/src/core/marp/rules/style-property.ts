// A property that CSS does not have, and that is close to one: browsers pass it over in silence.
import { closestAmong } from '../../text/names'
import { mending, type Finding, type Rule } from './rule'

export const styleProperty: Rule = {
  code: 'marp/style-property',
  what: 'A CSS property that is close to one that there is.',
  level: 'warning',
  docs: { why: 'Browsers pass over a declaration whose property they do not know. As some know more than others, only those are told of that look like a slip.', mend: 'Write the property as CSS has it.', by: 'the browser; the list of vscode-css-languageservice' },
  check: ({ css, styles }) => {
    if (!css) return []
    const closest = closestAmong(css.properties, 100_000)
    return styles.filter(({ closed }) => closed).slice(0, mostStyles).flatMap(style => css.unknownProperties(style).flatMap((span): readonly Finding[] => {
      const name = style.css.slice(span.start - style.span.start, span.end - style.span.start)
      const meant = closest(name)
      return meant === undefined ? [] : [{ span, message: `CSS has no property \`${name}\`: did you mean \`${meant}\`?`, ...mending(`Change to \`${meant}\``, meant) }]
    }))
  },
}

/** No talk has more that differ. */
const mostStyles = 500
