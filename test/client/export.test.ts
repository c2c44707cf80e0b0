// Export: what Marp CLI is told, what its refusals say, and the file that marp-core alone gives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cliArguments, exportFormats, reasonIn } from '../../client/src/export/formats'
import { deckHtml } from '../../client/src/export/html'
import { patched } from '../../client/src/preview/deck/patch'
import { deckRenderer } from '../../client/src/preview/deck/render'
import { plainDeck } from '../../client/src/preview/deck/settings'
import { builtMarp } from './parts'

const job = { cli: '/w/marp-cli.js', deck: '/w/-a deck.md', output: '/w/out', themes: [], html: 'default' as const }
const format = (label: string) => exportFormats.find(each => each.label === label)!

const rows: readonly (readonly [label: string, more: object, args: readonly string[]])[] = [
  ['HTML', {}, ['/w/marp-cli.js', '--no-stdin', '--output', '/w/out', '--', '/w/-a deck.md']],
  ['PDF with notes', {}, ['/w/marp-cli.js', '--no-stdin', '--pdf', '--pdf-notes', '--allow-local-files', '--output', '/w/out', '--', '/w/-a deck.md']],
  ['PNG of each slide', { html: 'all' }, ['/w/marp-cli.js', '--no-stdin', '--images', 'png', '--allow-local-files', '--html', '--output', '/w/out', '--', '/w/-a deck.md']],
  ['Notes', { themes: ['/w/a b.css'], config: '/w/.marprc.yml' }, ['/w/marp-cli.js', '--no-stdin', '--notes', '--config-file', '/w/.marprc.yml', '--theme-set', '/w/a b.css', '--output', '/w/out', '--', '/w/-a deck.md']],
]
for (const [label, more, args] of rows) {
  test(`${label} ${JSON.stringify(more)}`, () => assert.deepEqual(cliArguments({ ...job, ...more, format: format(label) }), args))
}

test('why Marp CLI failed is its last error', () => {
  assert.equal(reasonIn('\u001b[36m[  INFO ]\u001b[0m Converting 1 markdown...\n[ ERROR ] No suitable browser found.\n'), 'No suitable browser found.')
  assert.equal(reasonIn('segmentation fault\n'), 'segmentation fault')
})

test('one HTML file holds all slides, its style and the script that fits headings, and no style of the deck ends it early', () => {
  const text = '---\nmarp: true\n---\n# A & B\n\n---\n\n<style>p::before { content: "</sty\\le>" }</style>\n\n## Two\n'
  const answer = deckRenderer(builtMarp)({ key: 'x', text, settings: { ...plainDeck, alone: true }, whole: true })
  assert.ok(answer.ok)
  const html = deckHtml(patched(null, answer.patch), 'A & B')
  assert.match(html, /<title>A &amp; B<\/title>/)
  assert.equal(html.match(/<svg data-marpit-svg/g)?.length, 2)
  assert.match(html, /<script/)
  assert.equal(html.replace(/<script[\s\S]*?<\/script>/g, '').match(/<\/style>/g)?.length, 1)
})
