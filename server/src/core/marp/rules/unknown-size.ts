// A size that the deck's theme does not define has no effect, and hides one that was set before.
import { closestName } from '../../text/names'
import { fallbackTheme, themeNamed } from '../themes'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Rule } from './rule'

export const unknownSize: Rule = {
  code: 'marp/unknown-size',
  what: 'A slide size that the theme does not define.',
  level: 'warning',
  check: deck => {
    const uses = deck.uses.filter(({ heeded }) => heeded)
    if (!uses.some(({ entry }) => entry.key === 'size')) return []
    const named = uses.map(({ entry }) => entry).filter(({ key, value }) => key === 'theme' && typeof value === 'string' && value !== '').at(-1)?.value
    const theme = themeNamed(typeof named === 'string' ? named : fallbackTheme)
    // A theme of one's own has sizes of its own.
    if (!theme) return []
    const names = theme.sizes.map(({ name }) => name)
    return uses.flatMap(({ entry }) => {
      const { key, value, valueSpan } = entry
      if (key !== 'size' || typeof value !== 'string' || value === '' || names.includes(value) || hasTrailingComment(entry)) return []
      const name = closestName(value, names) ?? names.find(each => each.replace(/\D/g, '') === value.replace(/\D/g, ''))
      return [{
        span: valueSpan,
        message: `The theme \`${theme.name}\` has no size \`${value}\`, so it has no effect: ${name ? `did you mean \`${name}\`?` : `use ${names.map(each => `\`${each}\``).join(' or ')}.`}`,
        data: { names: name ? [name] : names },
      }]
    })
  },
  fix: problem => {
    const names = problem.data?.['names']
    const list = Array.isArray(names) ? names.filter(name => typeof name === 'string') : [textIn(problem, 'name') ?? ''].filter(Boolean)
    return list.map(name => ({ ...replaceFix(`Change to \`${name}\``, problem.span, name), preferred: list.length === 1 }))
  },
}
