// Hover, outline, folds and the preview's summary, and which texts are decks at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutlineItem } from '../../../server/src/core/model'
import { atCaret } from '../../support/caret'
import { open } from './support'

const checkKind = async (text: string, kind: string | null): Promise<void> =>
  assert.equal((await open(text)).kind, kind, JSON.stringify(text))

test('a deck is what its front matter calls one', async () => {
  for (const text of [
    '---\nmarp: true\n---\n', '---\nmarp: true\n...\n', '---\ntitle: x\nmarp : true\n---', '----\nmarp:  true\n----\n', '---\r\nmarp: true\r\n---\r\n', '---  \nmarp: true\n---\n', '---\nmarp: true\nmarp: false\n---\n',
    // On the way, or nearly right: a rule speaks of these.
    '---\nmarp: true', '---\nmarp: \n---\n', '---\nmarp: tr\n---\n', '---\nmarp: True\n---\n', '---\nmarp: "true"\n---\n', '---\n"marp": true\n---\n', '---\nmarp:true\n---\n', '---\nmarp: true # deck\n---\n', '\n---\nmarp: true\n---\n', '\uFEFF---\nmarp: true\n---\n',
  ]) await checkKind(text, 'marp')
  for (const text of [
    '', '\n', '# A\n', '---\n---\n', '---\ntitle: x\n---\n', '---\nmarp: false\n---\n', '---\nnested:\n  marp: true\n---\n', '---\ntitle: x\n---\nmarp: true\n', 'text\n\n---\nmarp: true\n---\n', '--- x\nmarp: true\n---\n', '***\nmarp: true\n***\n', '--\nmarp: true\n--\n', '---\nmarpit: true\n---\n', '---', '\0\x01\x02',
  ]) await checkKind(text, null)
})

test('what is no deck gets no answer', async () => {
  const document = await open('---\ntitle: x\nthme: y\n---\n\n# A\n')
  assert.deepEqual([document.problems(), document.complete(15), document.hover(5), document.outline(), document.folds(), document.summary()], [[], [], null, [], [], null])
})

const hoverAt = async (marked: string): Promise<string> => {
  const { text, offset } = atCaret(marked)
  const hover = (await open(text)).hover(offset)
  return hover ? `${text.slice(hover.span.start, hover.span.end)}: ${hover.markdown}` : ''
}

test('hover explains names and values', async () => {
  const deck = (lines: string, rest = ''): string => `---\nmarp: true\n${lines}\n---\n\n# A\n${rest}`
  assert.match(await hoverAt(deck('the‸me: gaia')), /^theme: .*theme of the deck/s)
  assert.match(await hoverAt(deck('theme: ga‸ia')), /^gaia: .*lead/s)
  assert.match(await hoverAt(deck('theme: "ga‸ia"')), /^"gaia": .*lead/s)
  assert.match(await hoverAt(deck('_pagi‸nate: hold')), /^_paginate: .*this slide only/si)
  assert.match(await hoverAt(deck('paginate: Ho‸ld')), /^Hold: .*does not count/s)
  assert.match(await hoverAt(deck('theme: gaia\nclass: a lea‸d')), /^lead: .*centred/s)
  assert.match(await hoverAt(deck('theme: gaia\nclass: [a, lea‸d]')), /^lead: .*centred/s)
  assert.match(await hoverAt(deck('size: 4‸:3')), /^4:3: .*960 × 720/s)
  assert.match(await hoverAt(deck('transition: fa‸de 1s')), /^fade: /)
  assert.match(await hoverAt(deck('$the‸me: gaia')), /obsolete/)
  assert.match(await hoverAt(deck('x: y', '\n<!-- _cla‸ss: lead -->\n')), /^_class: /)
  assert.match(await hoverAt(deck('theme: gaia', '\n> - b\n>   <!--\n>   color: red\n>   _cla‸ss: lead -->\n')), /^_class: /)
  assert.match(await hoverAt(deck('theme: gaia', '\n| a | b <!-- _class: lea‸d --> |\n|---|---|\n')), /^lead: /)
  assert.match(await hoverAt(deck('a: b', '\ngo :roc‸ket: go\n')), /^:rocket:: 🚀/)
  for (const nothing of [deck('a: b', '\n`:roc‸ket:`\n'), deck('foo‸: x'), deck('theme: no‸pe'), deck('theme: gaia', '\ntheme‸\n'), deck('header: x y‸'), deck('a: b', '\n<!-- note th‸eme: -->\n'), deck('a: b', '\n`<!-- _cla‸ss: x -->` <!-- _class: x -->\n')]) {
    assert.equal(await hoverAt(nothing), '', nothing)
  }
})

const tree = (items: readonly OutlineItem[], depth = 0): string =>
  items.map(item => `${'  '.repeat(depth)}${item.name}\n${tree(item.children, depth + 1)}`).join('')

const deck = `---
marp: true
title: The *talk*
---

# One *two* \`x\`

<!-- a note -->

## Sub

### Deep

## Other

---

text <!-- second --> text
more

---

![bg](x.png)

Setext
---

## **Three** <!-- _class: lead -->

<!--
a long

note
-->
`

test('the outline lists slides and nests their headings', async () => {
  const document = await open(deck)
  assert.equal(tree(document.outline()), 'One two x\n  Sub\n    Deep\n  Other\nSlide 2\nSetext\n  Three\n')
  const check = (items: readonly OutlineItem[], outer: { readonly start: number; readonly end: number }): void => {
    for (const { span, nameSpan, children } of items) {
      assert.ok(span.start >= outer.start && span.end <= outer.end && nameSpan.start >= span.start && nameSpan.end <= span.end)
      check(children, span)
    }
  }
  check(document.outline(), { start: 0, end: deck.length })
  assert.deepEqual(document.outline().map(({ nameSpan }) => deck.slice(nameSpan.start, nameSpan.end)), ['# One *two* `x`', '---', 'Setext\n---'])
})

test('folds: front matter, slides, long comments', async () => {
  const folds = (await open(deck)).folds().map(({ span, kind }) => `${kind ?? 'slide'} ${JSON.stringify(deck.slice(span.start, span.end).slice(0, 12))}`)
  assert.deepEqual(folds, ['region "---\\nmarp: tr"', 'slide "# One *two* "', 'slide "---\\n\\ntext <!"', 'slide "---\\n\\n![bg](x"', 'comment "<!--\\na long\\n"'])
})

test('the summary has slides, titles and notes', async () => {
  assert.deepEqual((await open(deck)).summary(), {
    kind: 'deck',
    title: 'The *talk*',
    slides: [
      { span: { start: 0, end: deck.indexOf('---\n\ntext') }, title: 'One two x', notes: ['a note'] },
      { span: { start: deck.indexOf('---\n\ntext'), end: deck.indexOf('---\n\n![') }, notes: ['second'] },
      { span: { start: deck.indexOf('---\n\n!['), end: deck.length }, title: 'Setext', notes: ['a long\n\nnote'] },
    ],
  })
})
