// A global directive that is set again: the deck has one value only, and the last one wins, wherever it stands.
import { directiveNamed } from '../directives'
import type { Rule } from './rule'
import type { Use } from '../uses'

export const repeatedGlobal: Rule = {
  code: 'marp/repeated-global',
  what: 'A global directive that is set again: only the last one holds.',
  level: 'warning',
  check: deck => {
    const last = new Map<string, Use>()
    const uses = deck.uses.filter(({ entry, heeded }) => heeded && directiveNamed(entry.key)?.scope === 'global' && entry.key !== 'marp')
    for (const use of uses) last.set(use.entry.key, use)
    return uses.flatMap(use => {
      const { key, keySpan } = use.entry
      const winner = last.get(key)
      // Twice in one block is a broken block, and reported as that.
      if (!winner || winner === use || (winner.where === 'front-matter' && use.where === 'front-matter')) return []
      return [{
        span: keySpan,
        message: `\`${key}\` holds for the whole deck and is set again further down, where the last one wins: keep one of them.`,
        related: [{ span: winner.entry.keySpan, message: `\`${key}\` is set here last` }],
      }]
    })
  },
}
