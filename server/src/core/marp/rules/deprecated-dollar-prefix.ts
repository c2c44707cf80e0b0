// `$theme` and its like: a prefix of Marp's early days, ignored since marp-core 0.15.1.
import { dollarNames } from '../directives'
import { replaceFix, type Rule } from './rule'

export const deprecatedDollarPrefix: Rule = {
  code: 'marp/deprecated-dollar-prefix',
  what: 'A directive with `$`, which Marp has ignored since marp-core 0.15.1.',
  level: 'error',
  docs: {
    why: '`$theme` and its like are of Marp’s first days. They have been unknown keys since Marp Core 0.15.1, and the line does nothing.',
    mend: 'Take the `$` away.',
    by: 'marp-core 0.15.1; Marp for VS Code, deprecated-dollar-prefix',
  },
  check: deck => deck.uses.filter(({ entry }) => entry.key.startsWith('$') && dollarNames.includes(entry.key.slice(1))).map(({ entry: { key, keySpan } }) => ({
    span: keySpan,
    message: `The \`$\` prefix is obsolete and Marp ignores the line: write \`${key.slice(1)}\`.`,
    tag: 'deprecated' as const,
  })),
  fix: ({ span }, { text }) => {
    const name = text.slice(span.start, span.end).replace('$', '')
    return [replaceFix(`Change to \`${name}\``, span, name)]
  },
}
