// A tag that Marp does not let through: it is shown as text, `<iframe …>` and all.
import type { Finding, Rule } from './rule'

export const htmlTag: Rule = {
  code: 'marp/html-tag',
  what: 'HTML that Marp shows as text.',
  level: 'information',
  docs: { why: 'Marp Core lets some seventy tags through and shows others as text: `script`, `iframe`, `svg`, `button`, elements of one’s own. With `html: true` (Marp CLI) or `markdown.marp.html` (VS Code) all pass.', mend: 'Use Markdown or an allowed tag, or switch HTML on where the deck is drawn.', by: 'marp-core, html/allowlist.ts' },
  check: ({ slides, source, marp }) => {
    if (marp.html === 'all' || marp.ownEngine) return []
    const told = new Set<string>()
    return slides.tokens.flatMap((token): readonly Finding[] => {
      if (token.type !== 'html_block' || !token.map) return []
      const found = /^<(script|iframe|svg|button|object|embed|form|input|canvas|font|marquee)\b/i.exec(token.content.trimStart())
      const name = found?.[1]?.toLowerCase()
      // Once for each: who switches HTML on need not be told at every place.
      if (name === undefined || told.has(name)) return []
      told.add(name)
      const start = source.lineStart(token.map[0]) + source.line(token.map[0]).indexOf('<')
      return [{ span: source.span(start, start + name.length + 1), level: marp.html === undefined ? 'hint' : 'information', message: `Marp shows \`<${name}>\` as text unless HTML is switched on where the deck is drawn (\`html\` of Marp CLI, \`markdown.marp.html\` in VS Code).` }]
    })
  },
}
