// `math` takes the name of a library, in lower case; Marp ignores other words.
import { closestName } from '../../text/names'
import { hasTrailingComment } from './trailing-comment'
import { replaceFix, textIn, type Finding, type Rule } from './rule'

export const badMath: Rule = {
  code: 'marp/bad-math',
  what: '`math` names no library that Marp has.',
  level: 'warning',
  docs: {
    why: 'The names are `mathjax` and `katex`, in small letters. Another word is ignored, and formulas look as the tool that draws the deck has it.',
    mend: 'Write `mathjax` or `katex`.',
    by: 'marp-core, math.ts',
  },
  check: deck => deck.uses.flatMap(({ entry, heeded }): readonly Finding[] => {
    const { key, value, valueSpan } = entry
    if (key !== 'math' || !heeded || typeof value !== 'string' || value === '' || libraries.includes(value) || hasTrailingComment(entry)) return []
    const name = closestName(value, libraries)
    return [{
      span: valueSpan,
      message: `Marp ignores \`${value}\`: \`math\` takes \`mathjax\` or \`katex\`${name ? `; did you mean \`${name}\`?` : '.'}`,
      data: { names: name ? [name] : libraries },
    }]
  }),
  fix: problem => {
    const names = problem.data?.['names']
    const list = Array.isArray(names) ? names.filter(name => typeof name === 'string') : [textIn(problem, 'name') ?? ''].filter(Boolean)
    return list.map(name => ({ ...replaceFix(`Change to \`${name}\``, problem.span, name), preferred: list.length === 1 }))
  },
}

const libraries: readonly string[] = ['mathjax', 'katex']
