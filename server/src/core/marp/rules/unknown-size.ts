// A size that the deck's theme does not define has no effect, and hides one that was set before.
import { closestName } from '../../text/names'
import { fallbackTheme, themeNamed } from '../themes'
import { isWritten } from '../yaml'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Rule } from './rule'

export const unknownSize: Rule = {
  code: 'marp/unknown-size',
  what: 'A slide size that the theme does not define.',
  level: 'warning',
  docs: {
    why: 'A name that the theme does not define has no effect, and it hides a good one that was set before.',
    mend: 'Write one of the theme’s sizes.',
    by: 'marp-core, size.ts; Marp for VS Code, unknown-size',
  },
  check: deck => {
    const uses = deck.uses.filter(({ heeded }) => heeded)
    if (!uses.some(({ entry }) => entry.key === 'size')) return []
    const named = uses.map(({ entry }) => entry).filter(({ key, value }) => key === 'theme' && typeof value === 'string' && value !== '').at(-1)?.value
    const known = themeNamed(typeof named === 'string' ? named : fallbackTheme, deck.themes)
    // A theme of one's own has sizes of its own, unless it is sure that there is none of the name.
    const theme = known ?? (deck.marp.themesKnown ? themeNamed(fallbackTheme) : undefined)
    if (!theme || deck.marp.ownEngine) return []
    const names = theme.sizes.map(({ name }) => name)
    // The last one counts; of the others it is told that they do not.
    return uses.filter(({ entry }) => entry.key === 'size' && isWritten(entry)).slice(-1).flatMap(({ entry }) => {
      const { key, value, keySpan, valueSpan } = entry
      if (key !== 'size' || typeof value !== 'string' || names.includes(value) || hasTrailingComment(entry)) return []
      if (value === '') return [{ span: { start: keySpan.start, end: valueSpan.end }, message: `A size has a name, and an empty one has no effect: write ${names.map(each => `\`${each}\``).join(' or ')}, or remove the line.` }]
      const name = closestName(value, names) ?? names.find(each => each.replace(/\D/g, '') === value.replace(/\D/g, ''))
      return [{
        span: { start: keySpan.start, end: valueSpan.end },
        message: `The theme \`${theme.name}\` has no size \`${value}\`, so it has no effect: ${name ? `did you mean \`${name}\`?` : `use ${names.map(each => `\`${each}\``).join(' or ')}.`}`,
        data: { names: name ? [name] : names, start: valueSpan.start },
      }]
    })
  },
  fix: problem => {
    const names = problem.data?.['names']
    const list = Array.isArray(names) ? names.filter(name => typeof name === 'string') : [textIn(problem, 'name') ?? ''].filter(Boolean)
    return list.map(name => ({ ...replaceFix(`Change to \`${name}\``, { start: Number(problem.data?.['start'] ?? problem.span.start), end: problem.span.end }, name), preferred: list.length === 1 }))
  },
}
