// A class that is close to one of the theme's, and that no CSS of the deck speaks of.
import { closestName } from '../../text/names'
import { anyClassesIn } from '../theme-css'
import { themeNamed } from '../themes'
import { isList } from '../yaml'
import { mending, type Finding, type Rule } from './rule'

export const unknownClass: Rule = {
  code: 'marp/unknown-class',
  what: 'A class that is close to one of the theme’s.',
  level: 'warning',
  docs: { why: 'A class that neither the theme nor the deck’s own CSS knows changes nothing. As classes may be for a script or for another theme, only those are told of that look like a slip.', mend: 'Write the class as the theme has it.', by: 'the theme’s CSS' },
  check: deck => {
    const { theme } = deck
    // Where a theme is named that is not known here, its classes are not either.
    if (deck.uses.some(({ entry, heeded }) => heeded && entry.key === 'theme' && entry.value !== '' && !(typeof entry.value === 'string' && themeNamed(entry.value, deck.themes)))) return []
    const own = new Set(deck.styles.flatMap(({ css }) => anyClassesIn(css)))
    return deck.uses.flatMap(({ entry: { key, value, valueSpan }, heeded }): readonly Finding[] => {
      if (!heeded || !/^_?class$/.test(key)) return []
      const names = (isList(value) ? value : [value]).flatMap(one => typeof one === 'string' ? one.split(/\s+/) : [])
      return names.flatMap((name): readonly Finding[] => {
        if (name === '' || name.includes(',') || own.has(name) || theme.classes.includes(name)) return []
        const meant = closestName(name, theme.classes)
        const at = deck.text.slice(valueSpan.start, valueSpan.end).indexOf(name)
        if (meant === undefined || at < 0) return []
        return [{ span: { start: valueSpan.start + at, end: valueSpan.start + at + name.length }, message: `Neither the theme \`${theme.name}\` nor the deck’s style has a class \`${name}\`: did you mean \`${meant}\`?`, ...mending(`Change to \`${meant}\``, meant) }]
      })
    })
  },
}
