// What the preview shows is what marp-core renders with the same settings: of every deck at hand, and after each of many edits,
// whole at once and quick as while somebody types.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Marp } from '@marp-team/marp-core'
import { Marp as FullMarp } from '@marp-team/marp-core/full'
import { Marp as Marp4 } from 'marp-core-4'
import { engineOf, type Picture } from '../../client/src/preview/deck/engine'
import { patchOf, patched } from '../../client/src/preview/deck/patch'
import { deckRenderer, marpWith } from '../../client/src/preview/deck/render'
import { plainDeck, type DeckSettings } from '../../client/src/preview/deck/settings'
import { ourOptions } from '../../client/src/preview/deck/marp'
import { needsOf } from '../../client/src/preview/deck/parts'
import { builtMarp } from './parts'

/** As anybody may ask marp-core. */
const marp = new Marp(ourOptions(plainDeck))
const theirs = (text: string) => {
  const { html, css, comments } = luckily(() => marp.render(text, { htmlAsArray: true }))
  return { ...plain({ slides: html, css }), comments }
}

/** At a broken scoped style marp-core throws with one in fifty of the names that it draws at random, and with the others does not. */
const luckily = <T>(work: () => T): T => {
  for (let left = 3; left > 0; left--) {
    try {
      return work()
    } catch {
      // Drawn anew.
    }
  }
  return work()
}

/** Scoped styles have random names in marp-core: by the order in which they come. */
const plain = ({ slides, css }: Pick<Picture, 'slides' | 'css'>): { readonly html: readonly string[]; readonly css: string } => {
  const names = [...new Set([...slides.join('').matchAll(/data-marpit-scope-(\w+)/g)].map(match => match[1]!))]
  const named = (text: string): string => names.reduce((left, name, index) => left.replaceAll(name, `scope${index}`), text)
  return { html: slides.map(named), css: named(css) }
}

/** Marp throws where `paginate` is a map; then ours has to as well, and goes on afterwards. */
const throws = (text: string, ours: () => unknown): boolean => {
  try {
    theirs(text)
    return false
  } catch {
    assert.throws(ours)
    return true
  }
}

const equal = (picture: Picture, text: string, what: string): void => {
  const { html, css, comments } = theirs(text)
  const ours = plain(picture)
  assert.deepEqual(ours.html, html, what)
  assert.equal(ours.css, css, what)
  assert.deepEqual(picture.notes, comments, what)
  assert.equal(picture.lines.length, html.length, what)
}

const fine = (): ReturnType<typeof engineOf> => engineOf(marpWith(builtMarp, plainDeck).marp)

const everything = `---
marp: true
theme: gaia
paginate: true
header: '**Head** <!-- told -->'
headingDivider: 2
style: |
  h2 { color: red }
---

# One <!-- fit -->

![bg left:40% blur](a.png) ![w:200](b.png)

<!-- _class: lead -->

## Two

* a
* b [link]

<style scoped>h2 { color: blue } @keyframes x { from { top: 0 } }</style>

---

> quote
> ## Three

| a | b |
|---|---|
| 1 <!-- color: green --> | 2 |

Setext
---

\`\`\`js
---
const x = 1
\`\`\`

<!--
footer: Foot
-->

***

## Two

[link]: https://example.org

- list

  ## In a list

---

<style>p { color: teal }</style>

the end :tada:
`

const decks: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync('examples').filter(file => file.endsWith('.md')).map(file => [file, readFileSync(`examples/${file}`, 'utf8')] as const),
  ['everything', everything],
  ['everything, with CRLF', everything.replace(/\n/g, '\r\n')],
  ['no front matter', everything.slice(everything.indexOf('# One'))],
  ['nothing', ''],
]

for (const [name, text] of decks) test(`${name} is rendered as marp-core does`, () => {
  const engine = fine()
  if (!throws(text, () => engine.whole(text))) equal(engine.whole(text), text, name)
})

/** Null where it throws. */
const outcome = <T>(work: () => T): T | null => {
  try {
    return work()
  } catch {
    return null
  }
}

/** The same numbers on each run. */
const dice = (seed: number) => (below: number): number => {
  seed = (seed * 48_271 + 11) % 2_147_483_647
  return seed % below
}

/** Decks to be edited; one of the examples is wrong on purpose, so that Marp throws. */
const editable = decks.filter(([name, text]) => text !== '' && text.length < 4_000 && !name.includes('mistakes'))

const typed = ['x', ' ', '\n', '\n\n', '\n\n---\n\n', '## h\n', '*', '`', '```\n', '<!-- ', ' -->', '<!-- class: a -->\n', '- ', '\n> ', '[a]: b\n', '<style scoped>', '</style>', '![bg](c.png)\n', '|', '$', '\t', '# ']

const edited = (text: string, roll: (below: number) => number): string => {
  const at = roll(text.length + 1)
  const cut = roll(3) === 0 ? roll(30) : 0
  return text.slice(0, at) + (roll(4) === 0 ? '' : typed[roll(typed.length)]!) + text.slice(at + cut)
}

test('after each of many edits, the whole is what marp-core renders', () => {
  const roll = dice(7)
  for (const [name, start] of editable) {
    const engine = fine()
    let text = start
    for (let step = 0; step < 20; step++) {
      text = edited(text, roll)
      const expected = outcome(() => theirs(text))
      outcome(() => engine.quick(text))
      const picture = outcome(() => engine.whole(text))
      assert.equal(picture === null, expected === null, `${name}, step ${step}: only one of the two throws`)
      if (picture && expected) assert.deepEqual({ ...plain(picture), comments: picture.notes }, expected, `${name}, step ${step}`)
    }
  }
})

test('while somebody types, each slide is at once what marp-core renders, but for the ids of headings that have become alike', () => {
  const roll = dice(11)
  let quick = 0
  const withoutIds = (slides: readonly string[]): readonly string[] => slides.map(html => html.replace(/(<h\d) id="[^"]*"/g, '$1'))
  for (const [name, start] of editable) {
    const engine = fine()
    let text = start
    let last = engine.whole(text)
    for (let step = 0; step < 20; step++) {
      // Now and then an edit of any kind, else a letter within a word.
      const words = [...text.matchAll(/[a-z]{2,}/g)]
      const at = words.length ? words[roll(words.length)]!.index + 1 : 0
      text = roll(5) === 0 ? edited(text, roll) : text.slice(0, at) + 'xyz'[roll(3)]! + text.slice(at)
      if (throws(text, () => engine.quick(text))) continue
      const { html, css, comments } = theirs(text)
      const picture = engine.quick(text)
      const ours = plain(picture)
      assert.deepEqual(withoutIds(ours.html), withoutIds(html), `${name}, step ${step}`)
      assert.equal(ours.css, css, `${name}, step ${step}`)
      assert.deepEqual(picture.notes, comments)
      assert.deepEqual(patched(last, patchOf(last, picture)), picture)
      if (patchOf(last, picture).slides.length <= 1) quick++
      last = picture
    }
  }
  assert.ok(quick > 40, `${quick} edits changed one slide at most`)
})

/** What takes more than marp-core's default entry: formulas, code in colours, diagrams, elements, themes. */
const rich = `---
marp: true
---

# Formulas: $a^2 + b^2$ <!-- fit -->

$$
\\sum_{i=1}^{n} i

---

= \\frac{n(n+1)}{2}
$$

---

\`\`\`xml {1}
<disk type='file' device='disk'/>
\`\`\`

- a list
  \`\`\`js
  const x = 1 // $notAFormula
  \`\`\`

---

\`\`\`mermaid
flowchart LR
  vm[Machine] --> disk[(Disk)]
\`\`\`

<button class="x" onclick="run()">b</button> <script>run()</script>
`

const settings: Readonly<Record<string, Partial<DeckSettings>>> = {
  'marp-core 5, KaTeX': { math: 'katex' },
  'marp-core 5, no formulas': { math: 'off' },
  'marp-core 5, all HTML': { math: 'katex', html: 'all' },
  'marp-core 5, no HTML': { math: 'katex', html: 'off' },
  'marp-core 5, HTML of one’s own list': { math: 'katex', html: { button: ['class'] } },
  'marp-core 4.4, MathJax': { core: '4.4' },
  'marp-core 4.4, KaTeX': { core: '4.4', math: 'katex' },
  'marp-core 4.4, no formulas, all HTML': { core: '4.4', math: 'off', html: 'all' },
}

for (const [name, wanted] of Object.entries(settings)) test(`${name}: rendered as it does, whole and while somebody types`, () => {
  const all = { ...plainDeck, ...wanted, alone: true }
  const theirMarp = all.core === '5' ? new FullMarp(ourOptions(all)) : new Marp4(ourOptions(all) as ConstructorParameters<typeof Marp4>[0])
  const render = deckRenderer(builtMarp)
  // Shiki stops colouring after half a second, which a busy machine may need for its first words.
  theirMarp.render(rich)
  render({ key: 'first', text: rich, settings: all, whole: true })
  let picture: Picture | null = null
  for (const [text, whole] of [[rich, true], [rich.replace('Formulas', 'Formulae'), false], [rich.replace('const x = 1', 'const xy = 12'), false], [rich.replace('Machine', 'A machine'), true]] as const) {
    const answer = render({ key: name, text, settings: all, whole })
    assert.ok(answer.ok, answer.ok ? '' : answer.message)
    picture = patched(picture, answer.patch)
    const { html, css } = theirMarp.render(text, { htmlAsArray: true }) as { readonly html: string[]; readonly css: string }
    assert.deepEqual(picture.slides, html)
    assert.equal(picture.css, css)
  }
  assert.equal(picture?.slides.length, all.math === 'off' ? 4 : 3, 'a ruler within a formula divides nothing')
})

test('MathJax of marp-core 5 draws formulas, but for three alphabets whose fonts nobody can install', () => {
  const answer = deckRenderer(builtMarp)({ key: 'x', text: '$\\mathbb{R}$ $\\ce{H2O}$ $\\mathbbm{1}$ $$x', settings: plainDeck, whole: true })
  assert.ok(answer.ok)
  const html = patched(null, answer.patch).slides.join('')
  assert.ok((html.match(/<mjx-container class="MathJax" jax="SVG"/g)?.length ?? 0) >= 2, html)
})

const needs: readonly (readonly [text: string, needs: readonly string[]])[] = [
  ['# a\n\ntext `code`\n\n    indented\n\n```\nplain\n```\n', []],
  ['costs $5\n', ['mathjax']],
  ['---\nmath: katex\n---\n$x$\n', ['mathjax', 'katex']],
  ['> ~~~ js\n> x\n> ~~~\n', ['shiki']],
  ['```mermaid\n```\n', ['shiki', 'mermaid']],
]
for (const [text, expected] of needs) test(`${JSON.stringify(text)} needs ${expected.join(' and ') || 'nothing more'}`, () => {
  assert.deepEqual(needsOf(text, plainDeck), expected)
  assert.deepEqual(needsOf(text, { ...plainDeck, core: '4.4' }), [])
})

test('a theme that the configuration decides goes before the deck’s own', () => {
  const answer = deckRenderer(builtMarp)({ key: 'x', text: '---\nmarp: true\ntheme: gaia\n---\n# a\n', settings: { ...plainDeck, theme: 'ours', themes: [{ name: 'ours.css', css: '/* @theme ours */ section { --ours: 1 }' }] }, whole: true })
  assert.ok(answer.ok)
  const { css, slides } = patched(null, answer.patch)
  assert.match(css, /--ours/)
  assert.match(slides[0]!, /data-theme="ours"/)
})
