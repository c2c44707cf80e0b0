// A global directive that is set again: the deck has one value only, and the last one wins, wherever it stands.
import { directiveNamed } from '../directives'
import type { Rule } from './rule'
import type { Use } from '../uses'

export const overloadingGlobalDirective: Rule = {
  code: 'marp/overloading-global-directive',
  what: 'A global directive that is set again: only the last one holds.',
  level: 'warning',
  docs: {
    why: 'A global directive holds for the whole deck, and the last one wins, wherever it stands: also one on the last slide.',
    mend: 'Keep one of them.',
    by: 'marpit, markdown/directives/parse.js; Marp for VS Code, overloading-global-directive',
  },
  check: deck => {
    const last = new Map<string, Use>()
    const uses = deck.uses.filter(({ entry, heeded }) => heeded && directiveNamed(entry.key)?.scope === 'global' && entry.key !== 'marp')
    for (const use of uses) last.set(use.entry.key, use)
    return uses.flatMap(use => {
      const { key, keySpan, valueSpan } = use.entry
      const winner = last.get(key)
      // Twice in one block is a broken block, and reported as that.
      if (!winner || winner === use || (winner.where === 'front-matter' && use.where === 'front-matter')) return []
      return [{
        span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
        message: `\`${key}\` holds for the whole deck and is set again further down, where the last one wins: keep one of them.`,
        related: [{ span: winner.entry.keySpan, message: `\`${key}\` is set here last` }],
      }]
    })
  },
}
