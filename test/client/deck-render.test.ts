// Decks as Marp renders them for us, and which folders their pictures live in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { imageFolders } from '../../client/src/preview/deck/images'
import { firstLineOf } from '../../client/src/preview/deck/place'
import { patched } from '../../client/src/preview/deck/patch'
import { deckRenderer } from '../../client/src/preview/deck/render'
import { plainDeck } from '../../client/src/preview/deck/settings'
import { builtMarp } from './parts'

const renderer = deckRenderer(builtMarp)
/** Of each text as if it were a deck of its own. */
const render = (text: string) => {
  const answer = renderer({ key: text, text, settings: plainDeck, whole: true })
  return answer.ok ? { ...patched(null, answer.patch), ok: answer.ok } : answer
}

const slidesOf = (text: string): readonly string[] => {
  const deck = render(text)
  assert.ok(deck.ok, deck.ok ? '' : deck.message)
  return deck.slides
}

test('a slide is one piece of HTML; notes come beside it', () => {
  const deck = render('---\nmarp: true\n---\n# One\n\n---\n\n## Two\n\n<!-- say this -->\n')
  assert.ok(deck.ok)
  assert.equal(deck.slides.length, 2)
  assert.match(deck.slides[0]!, /^<svg[\s\S]*One<\/h1>[\s\S]*<\/svg>$/)
  assert.deepEqual(deck.notes, [[], ['say this']])
})

const hostile: readonly (readonly [what: string, markdown: string, mustNot: RegExp])[] = [
  ['a script', '<script>alert(1)</script>', /<script/],
  ['an event handler', '<img src=x onerror="alert(1)">', /onerror/],
  ['an iframe', '<iframe src="https://example.org"></iframe>', /<iframe/],
  ['a link that is a script', '[x](javascript:alert(1)) <a href="javascript:alert(1)">y</a>', /href="javascript/],
  ['an SVG with a script', '<svg onload="alert(1)"><script>alert(1)</script></svg>', /<svg onload|<script/],
  ['a form', '<form action="https://example.org"><input></form>', /<form/],
]
for (const [what, markdown, mustNot] of hostile) {
  test(`${what} comes through as text or not at all`, () => {
    assert.doesNotMatch(slidesOf(`---\nmarp: true\n---\n${markdown}\n`).join(''), mustNot)
  })
}

test('Marp brings no script and no emoji from the internet', () => {
  const [slide] = slidesOf('---\nmarp: true\n---\n# <!-- fit --> :tada: 🎉\n')
  assert.doesNotMatch(slide!, /<script|https?:\/\/(?!www\.w3\.org)/)
  assert.match(slide!, /🎉 🎉/)
})

const thrown: readonly (readonly [markdown: string, line: number])[] = [
  ['---\nmarp: true\npaginate: [a]\n---\n# x', 3],
  ['---\nmarp: true\npaginate:\n  - a\n---\n# x', 3],
  ['---\nmarp: true\n---\n# x\n\n<!-- _paginate: { a: b } -->', 6],
]
for (const [markdown, line] of thrown) {
  test(`what makes Marp throw is named: ${JSON.stringify(markdown)}`, () => {
    const deck = render(markdown)
    assert.ok(!deck.ok)
    assert.match(deck.message, new RegExp(`\`paginate\` on line ${line} has to be a word`))
  })
}

test('after a throw the next deck is rendered as ever', () => {
  render('---\nmarp: true\npaginate: [a]\n---\n# x')
  assert.equal(slidesOf('---\nmarp: true\n---\n# y').length, 1)
})

const folders: readonly (readonly [text: string, folders: readonly string[]])[] = [
  ['<img src="a.png">', ['']],
  ['<img src="img/a.png"><img src="img/b.png">', ['img']],
  ['<img src="../up/a.png">', ['../up']],
  ['<figure style="background-image:url(&quot;../x/b.jpg&quot;);">', ['../x']],
  ["section{background:url('./y/c.png')}", ['./y']],
  ['section{background:url( z/d.png )}', ['z']],
  ['<video src="v/a.mp4" poster="p/a.png">', ['v', 'p']],
  ['<img src="my%20pictures/a.png?x#y">', ['my pictures']],
  ['<img src="bad%/a.png">', ['bad%']],
  ['<img src="/srv/a.png"><img src="/b.png">', ['/srv', '/']],
  ['<img src="https://example.org/a.png"><img src="//example.org/a.png"><img src="data:image/png;base64,AA=="><a href="x/y.md">', []],
  ['section{fill:url(#gradient)}', []],
]
for (const [text, expected] of folders) {
  test(`pictures of ${text} live in ${JSON.stringify(expected)}`, () => assert.deepEqual(imageFolders([text]), expected))
}

const places: readonly (readonly [slide: string, rest: string])[] = [
  ['---\nmarp: true\n---\n\n# One\n', '# One\n'],
  ['# No front matter\n', '# No front matter\n'],
  ['---\nmarp: true\n---\n', ''],
  ['¶---\n\n## Two\n', '## Two\n'],
  ['¶  * * *\r\n\r\ntext\r\n', 'text\r\n'],
  ['¶---\n\n', '\n'],
  ['¶---', ''],
  ['¶# By heading\n', '# By heading\n'],
]
for (const [slide, rest] of places) {
  test(`a click on ${JSON.stringify(slide)} leads to ${JSON.stringify(rest)}`, () => {
    // The pilcrow stands for the slides before.
    const text = slide.replace('¶', 'before\n')
    const start = text.length - slide.replace('¶', '').length
    assert.equal(text.slice(firstLineOf(text, { start, end: text.length }).start), rest)
  })
}
