// Formulas in a deck that does not say what typesets them: the tool that draws it decides, and tools differ.
// As Marp for VS Code's rule of the same name; what a formula is, marp-core's math plugin says (after Pandoc).
import { formulasOf } from '../formulas'
import type { Rule } from './rule'

export const defineMathGlobalDirective: Rule = {
  code: 'marp/define-math-global-directive',
  what: 'Formulas in a deck that does not say what typesets them.',
  level: 'warning',
  docs: {
    why: 'Which library draws `$…$` is up to the tool and its settings, and MathJax and KaTeX differ in looks and in what they know.',
    mend: 'Say it in the front matter: `math: mathjax` or `math: katex`.',
    by: 'marp-core, math.ts; Marp for VS Code, define-math-global-directive',
  },
  check: deck => {
    const { frontMatter, marp } = deck
    if (!frontMatter || frontMatter.closed === 'never' || marp.math === 'off' || deck.uses.some(({ entry, heeded }) => heeded && entry.key === 'math')) return []
    const [first] = formulasOf(deck)
    return first ? [{ span: first, message: 'The deck does not say what typesets its formulas, so tools may draw them differently: add `math: mathjax` or `math: katex` to the front matter.' }] : []
  },
  fix: (_problem, { frontMatter, source, marp }) => {
    if (!frontMatter) return []
    const at = source.place(source.lineStart(frontMatter.endLine - 1))
    const library = marp.math === 'off' ? 'mathjax' : marp.math
    return [{ title: `Define \`math: ${library}\` in the front matter`, preferred: true, edits: [{ span: { start: at, end: at }, text: `math: ${library}${source.raw.includes('\r\n') ? '\r\n' : '\n'}` }] }]
  },
}
