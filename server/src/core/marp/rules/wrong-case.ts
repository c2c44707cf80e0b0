// A directive in the wrong case: `backgroundcolor` is nothing to Marp, whose names are case-sensitive.
import { directives } from '../directives'
import { replaceFix, textIn, type Rule } from './rule'
import { isMeant } from './unknown-directive'

export const wrongCase: Rule = {
  code: 'marp/wrong-case',
  what: 'A directive in the wrong case.',
  level: 'warning',
  docs: {
    why: 'Names are case-sensitive: `backgroundcolor` is an unknown key.',
    mend: 'Write the name as Marp does.',
    by: 'marpit, markdown/directives/parse.js',
  },
  check: deck => deck.uses.flatMap(use => {
    const { key, keySpan } = use.entry
    const directive = byLowerCase.get(key.replace(/^_/, '').toLowerCase())
    if (!directive || directive.name === 'marp') return []
    const name = key.startsWith('_') && directive.scope === 'local' ? `_${directive.name}` : directive.name
    if (name === key || name.length !== key.length) return []
    // `Title:` may be another tool's; `Color:` in a note begins a sentence.
    if (directive.provider === 'Marp CLI' || (!isMeant(use) && !/[A-Z]/.test(directive.name))) return []
    return [{ span: keySpan, message: `Marp’s names are case-sensitive, so it ignores \`${key}\`: write \`${name}\`.`, data: { name } }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}

const byLowerCase = new Map(directives.map(directive => [directive.name.toLowerCase(), directive]))
