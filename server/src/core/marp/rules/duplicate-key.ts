// The same key twice in one front matter: YAML forbids it, so Marp drops the whole block.
import type { Rule } from './rule'

export const duplicateKey: Rule = {
  code: 'marp/duplicate-key',
  what: 'A key that stands twice in the front matter: Marp drops the whole block.',
  level: 'error',
  docs: {
    why: 'YAML forbids a key that stands twice. Marp then drops the whole block, and tells nobody.',
    mend: 'Remove one of the lines.',
    by: 'js-yaml; marpit, markdown/directives/yaml.js',
  },
  check: ({ frontMatter, text }) => {
    const first = new Map<string, { readonly start: number; readonly end: number }>()
    return (frontMatter?.entries ?? []).flatMap(({ key, keySpan }) => {
      const before = first.get(key)
      if (!before) {
        first.set(key, keySpan)
        return []
      }
      return [{
        span: keySpan,
        message: `\`${key}\` is set twice: remove one line. Until then Marp drops every directive of this front matter, without a word.`,
        related: [{ span: before, message: `\`${text.slice(before.start, before.end)}\` is set here first` }],
      }]
    })
  },
  fix: ({ span }, deck) => {
    const entry = deck.frontMatter?.entries.find(({ keySpan }) => keySpan.start === span.start)
    if (!entry) return []
    const line = deck.source.lineAt(deck.source.at(entry.keySpan.start))
    const last = deck.source.lineAt(deck.source.at(entry.valueSpan.end))
    const lines = { start: deck.source.place(deck.source.lineStart(line)), end: deck.source.place(deck.source.lineStart(last + 1)) }
    return [{ title: `Remove this \`${entry.key}\``, edits: [{ span: lines, text: '' }] }]
  },
}
