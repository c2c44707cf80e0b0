// `_` before a global directive: only local ones can be limited to a slide, so Marp ignores `_theme` and its like.
import { directiveNamed } from '../directives'
import { replaceFix, type Rule } from './rule'

export const scopedGlobal: Rule = {
  code: 'marp/scoped-global',
  what: '`_` before a global directive, which cannot be limited to a slide.',
  level: 'warning',
  docs: {
    why: 'Only local directives can be limited to one slide. `_theme` is an unknown key to Marp.',
    mend: 'Take the `_` away, or remove the line.',
    by: 'marpit, markdown/directives/parse.js',
  },
  check: deck => deck.uses.flatMap(({ entry: { key, keySpan } }) => {
    const name = key.slice(1)
    if (!key.startsWith('_') || directiveNamed(name)?.scope !== 'global') return []
    return [{ span: keySpan, message: `\`${name}\` holds for the whole deck and cannot be limited to a slide, so Marp ignores \`${key}\`: write \`${name}\`.` }]
  }),
  fix: ({ span }, { text }) => {
    const name = text.slice(span.start + 1, span.end)
    return [{ ...replaceFix(`Change to \`${name}\``, span, name), preferred: false }]
  },
}
