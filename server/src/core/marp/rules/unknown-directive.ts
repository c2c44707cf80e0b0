// A key that is close to a directive's name: Marp ignores it. Other unknown keys are other tools' business.
// A comment is left alone unless it reads like directives: most of them are notes to the speaker.
import { closestName } from '../../text/names'
import { directiveOfKey, directives } from '../directives'
import { replaceFix, textIn, type Rule } from './rule'
import type { Use } from '../uses'

export const unknownDirective: Rule = {
  code: 'marp/unknown-directive',
  what: 'A key that is close to the name of a directive.',
  level: 'warning',
  docs: {
    why: 'Marp ignores keys that it does not know. Other tools keep keys in front matter, so this is only said where a name is close to a directive’s.',
    mend: 'Write the directive’s name.',
    by: 'marpit, markdown/directives/parse.js',
  },
  check: deck => deck.uses.flatMap(use => {
    const { key, keySpan } = use.entry
    if (directiveOfKey(key) || others.has(key) || key.startsWith('$') || !isMeant(use)) return []
    const name = closestName(key, candidates)
    if (!name || name.toLowerCase() === key.toLowerCase() || directiveOfKey(key.slice(1))) return []
    return [{ span: keySpan, message: `Marp knows no directive \`${key}\` and ignores it: did you mean \`${name}\`?`, data: { name } }]
  }),
  fix: problem => {
    const name = textIn(problem, 'name')
    return name ? [replaceFix(`Change to \`${name}\``, problem.span, name)] : []
  },
}

const candidates: readonly string[] = directives.filter(({ name }) => name !== 'marp')
  .flatMap(({ name, scope }) => scope === 'local' ? [name, `_${name}`] : [name])

/** Keys that other tools read from front matter, and that are a letter or two from ours. */
const others: ReadonlySet<string> = new Set(['authors', 'images', 'urls', 'keyword', 'titles', 'descriptions', 'layout', 'slug', 'page', 'date', 'lead', 'sizes', 'themes', 'styles'])

export const isMeant = ({ where, heeded, entry }: Use): boolean =>
  where === 'front-matter' || heeded || entry.key.startsWith('_') || /[a-z][A-Z]/.test(entry.key)
