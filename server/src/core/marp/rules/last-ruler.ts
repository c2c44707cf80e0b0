// A ruler at the very end: it begins one more slide, with nothing on it.
import { mending, type Finding, type Rule } from './rule'

export const lastRuler: Rule = {
  code: 'marp/last-ruler',
  what: 'A ruler at the end of the deck, which makes an empty slide.',
  level: 'hint',
  docs: { why: 'A ruler begins a slide, even when nothing follows. The deck ends with an empty page.', mend: 'Remove it.', by: 'marpit, markdown/slide.js' },
  check: ({ slides, source }) => {
    const last = slides.tokens.at(-1)
    if (last?.type !== 'hr' || !last.map || last.level !== 0 || slides.slides.length < 3) return []
    const start = source.lineStart(last.map[0])
    const line = source.line(last.map[0])
    const from = source.text.slice(0, start).trimEnd().length
    return [{ span: source.span(start + line.length - line.trimStart().length, start + line.trimEnd().length), message: 'Behind this ruler is one more slide, with nothing on it: remove the ruler.', tag: 'unnecessary', ...mending('Remove the ruler', '', source.span(from, source.lineStart(last.map[0]) + line.length)) } satisfies Finding]
  },
}
