// `math` where formulas are switched off for all decks: it does nothing. As Marp for VS Code's rule of the same name.
import type { Rule } from './rule'

export const ignoredMathGlobalDirective: Rule = {
  code: 'marp/ignored-math-global-directive',
  what: '`math` where formulas are switched off.',
  level: 'information',
  docs: {
    why: 'A setting (`markdown.marp.mathTypesetting`, or `math` of Marp CLI’s configuration) switches formulas off, and the deck cannot switch them on again.',
    mend: 'Remove the line, or change the setting.',
    by: 'marp-core, math.ts; Marp for VS Code, ignored-math-global-directive',
  },
  check: ({ uses, marp }) => marp.math !== 'off' ? [] : uses.filter(({ entry, heeded }) => heeded && entry.key === 'math').slice(-1)
    .map(({ entry }) => ({ span: entry.keySpan, message: '`math` has no effect, since a setting switches formulas off: remove it, or change the setting.' })),
}
