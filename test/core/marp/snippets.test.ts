// The snippets for decks: each, put into a deck as it stands, is right in our eyes and draws a slide in Marp's.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { marpSlides, ourSlides } from './oracle'
import { checkProblems } from './support'

interface Snippet {
  readonly prefix: string | readonly string[]
  readonly description: string
  readonly body: readonly string[]
}

const snippets = JSON.parse(readFileSync('snippets/marp.json', 'utf8')) as Readonly<Record<string, Snippet>>

/** The text that is there before anybody presses Tab: the first choice, the default, nothing. */
const expanded = ({ body }: Snippet): string => body.join('\n')
  .replace(/\$\{\d+\|([^,|]+)[^}]*\|\}/g, '$1')
  .replace(/\$\{\d+:([^}]*)\}/g, '$1')
  .replace(/(?<!\\)\$\d/g, '')
  .replaceAll('\\$', '$')

test('snippets make decks without problems', async () => {
  const prefixes = new Set<string>()
  for (const [name, snippet] of Object.entries(snippets)) {
    const text = expanded(snippet)
    assert.doesNotMatch(text, /\$\{|\|\}/, name)
    const deck = text.startsWith('---') ? text
      : text.startsWith('style:') ? `---\nmarp: true\n${text.trimEnd()}\n---\n\n# A\n`
        : `---\nmarp: true\n${text.includes('$$') ? 'math: katex\n' : ''}---\n\n# A\n\n${text}\n`
    await checkProblems(deck, [])
    assert.deepEqual(ourSlides(deck), marpSlides(deck), name)
    for (const prefix of [snippet.prefix].flat()) {
      assert.ok(!prefixes.has(prefix), prefix)
      prefixes.add(prefix)
    }
  }
})
