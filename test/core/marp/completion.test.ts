// Completion in front matter and comments, checked by what stands in the text once it is accepted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atCaret } from '../../support/caret'
import { applyEdits, open } from './support'

/** The labels that match what is typed, as an editor would filter them. */
const labelsAt = async (marked: string): Promise<readonly string[]> => {
  const { text, offset } = atCaret(marked)
  const suggestions = (await open(text)).complete(offset)
  for (const { replace } of suggestions) assert.ok(replace.start <= offset && offset <= replace.end, 'the replaced text holds the caret')
  return suggestions
    .filter(({ label, filter, replace }) => (filter ?? label).toLowerCase().startsWith(text.slice(replace.start, offset).trim().toLowerCase()))
    .sort((a, b) => (a.sort ?? a.label).localeCompare(b.sort ?? b.label))
    .map(({ label }) => label)
}

/** The first labels, in order. */
const checkComplete = async (marked: string, expected: readonly string[]): Promise<void> =>
  assert.deepEqual((await labelsAt(marked)).slice(0, Math.max(expected.length, 1)), expected, JSON.stringify(marked))

const checkAccept = async (marked: string, label: string, expected: string): Promise<void> => {
  const { text, offset } = atCaret(marked)
  const suggestion = (await open(text)).complete(offset).find(each => each.label === label)
  assert.ok(suggestion, `${label} is not offered in ${JSON.stringify(marked)}`)
  assert.equal(applyEdits(text, [{ span: suggestion.replace, text: suggestion.insert }, ...suggestion.also ?? []]), expected)
}

const deck = (lines: string, rest = '\n# A\n'): string => `---\nmarp: true\n${lines}\n---\n${rest}`

test('names in front matter', async () => {
  await checkComplete(deck('‸'), ['theme', 'size', 'paginate', 'header', 'footer', 'class'])
  await checkComplete(deck('th‸'), ['theme'])
  await checkComplete(deck('‸th'), ['theme', 'size'])
  await checkComplete(deck('back‸'), ['backgroundColor', 'backgroundImage', 'backgroundPosition', 'backgroundRepeat', 'backgroundSize'])
  await checkComplete(deck('_‸'), ['_paginate', '_header', '_footer', '_class'])
  await checkComplete(deck('_cl‸'), ['_class'])
  await checkComplete(deck('header: **b**\nth‸'), ['theme'])
  await checkComplete('---\nmarp: true\nth‸', ['theme'])
  await checkComplete('---\nmarp: true\nth‸\n\n# A\n\ntext\n', ['theme'])
  await checkComplete('---\nmarp: true\n\nth‸\n---\n', ['theme'])
  assert.ok((await labelsAt(deck('‸'))).includes('_backgroundColor'))
  assert.ok(!(await labelsAt(deck('theme: gaia\n‸'))).includes('theme'), 'a name that is taken is not offered')
  assert.ok((await labelsAt(deck('theme‸: gaia'))).includes('theme'), 'but the one being edited is')
})

test('nothing elsewhere', async () => {
  for (const marked of [
    deck('theme: gaia', '\n# A\n\nth‸\n'), deck('theme: gaia', '\n‸\n'), deck('  th‸'), deck('this is th‸'), deck('header: ‸'), deck('foo: ‸'), '‸---\nmarp: true\n---\n', '---‸\nmarp: true\n---\n',
    '---\nmarp: true\n---‸\n', '---\nmarp: true\n---\n‸', deck('', '\n```html\n<!-- _cl‸ -->\n```\n'), deck('', '\n<!-- a -->\n_cl‸\n'), deck('', '\n<!-- a --> _cl‸ <!-- b -->\n'), deck('', '\n<!-- say th‸ -->\n'), deck('', '\n<!‸-- -->\n'),
    '---\nmarp: false\nth‸\n---\n', '# A\n\nth‸\n', '---\ntitle: x\nth‸\n---\n',
  ]) assert.deepEqual(await labelsAt(marked), [], JSON.stringify(marked))
})

test('values in front matter', async () => {
  await checkComplete(deck('theme: ‸'), ['default', 'gaia', 'uncover'])
  await checkComplete(deck('theme: g‸'), ['gaia'])
  await checkComplete(deck('theme:‸'), ['default', 'gaia', 'uncover'])
  await checkComplete(deck('theme: "g‸"'), ['gaia'])
  await checkComplete(deck('size: ‸'), ['16:9', '4:3'])
  await checkComplete(deck('size: 4‸'), ['4:3'])
  await checkComplete(deck('paginate: ‸'), ['true', 'false', 'hold', 'skip'])
  await checkComplete(deck('_paginate: ‸'), ['true', 'false', 'hold', 'skip'])
  await checkComplete(deck('math: ‸'), ['mathjax', 'katex'])
  await checkComplete(deck('headingDivider: ‸'), ['1', '2', '3', '4', '5', '6', 'false'])
  await checkComplete(deck('headingDivider: [1, ‸]'), ['1', '2', '3', '4', '5', '6'])
  await checkComplete(deck('transition: fa‸'), ['fade', 'fade-out', 'fall'])
  await checkComplete(deck('transition: fade ‸'), ['0.5s', '0.3s', '1s', '2s'])
  await checkComplete(deck('transition: none ‸'), [])
  await checkComplete(deck('transition: wig‸', '\n<style>\n@keyframes marp-outgoing-transition-wiggle { }\n</style>\n'), ['wiggle'])
  await checkComplete(deck('theme: gaia\nclass: ‸'), ['lead', 'invert', 'gaia'])
  await checkComplete(deck('theme: gaia\nclass: lead ‸'), ['invert', 'gaia'])
  await checkComplete(deck('theme: gaia\nclass: lead in‸'), ['invert'])
  await checkComplete(deck('theme: gaia\nclass:\n  - ‸'), ['lead', 'invert', 'gaia'])
  await checkComplete(deck('theme: gaia\nclass:\n  - lead\n  - in‸'), ['invert'])
  await checkComplete(deck('theme: gaia\nclass: [lead, i‸]'), ['invert'])
  await checkComplete(deck('class: ‸'), ['invert'])
  await checkComplete(deck('theme: uncover\nclass: ‸'), ['invert'])
  await checkComplete(deck('color: re‸'), ['red', 'rebeccapurple'])
  await checkComplete(deck('backgroundImage: ‸'), ['url(…)', 'linear-gradient(…)', 'radial-gradient(…)', 'none'])
  await checkComplete(deck('backgroundSize: ‸'), ['cover', 'contain', 'auto'])
  await checkComplete('---\nmarp: t‸\n---\n', ['true'])
})

test('in comments', async () => {
  await checkComplete(deck('theme: gaia', '\n<!-- ‸ -->\n'), ['_paginate', '_header', '_footer', '_class'])
  await checkComplete(deck('theme: gaia', '\n<!-- _cl‸ -->\n'), ['_class'])
  await checkComplete(deck('theme: gaia', '\n<!-- _cl‸\n\ntext\n'), ['_class'])
  await checkComplete(deck('theme: gaia', '\n<!--\nclass: x\n_co‸\n-->\n'), ['_color'])
  await checkComplete(deck('theme: gaia', '\n<!-- _class: ‸ -->\n'), ['lead', 'invert', 'gaia'])
  await checkComplete(deck('theme: gaia', '\n<!-- _class:‸-->\n'), ['lead', 'invert', 'gaia'])
  await checkComplete(deck('theme: gaia', '\n# T <!-- _class: in‸ -->\n'), ['invert'])
  await checkComplete(deck('theme: gaia', '\n<!--_class: in‸-->\n'), ['invert'])
  assert.ok(!(await labelsAt(deck('', '\n<!-- ‸ -->\n'))).includes('marp'))
})

test('what accepting a suggestion leaves', async () => {
  await checkAccept(deck('th‸'), 'theme', deck('theme: '))
  await checkAccept(deck('th‸eme: gaia'), 'theme', deck('theme: gaia'))
  await checkAccept(deck('h‸: gaia'), 'header', deck('header: gaia'))
  await checkAccept(deck('theme:‸'), 'gaia', deck('theme: gaia'))
  await checkAccept(deck('theme:g‸'), 'gaia', deck('theme: gaia'))
  await checkAccept(deck('theme: ‸default'), 'gaia', deck('theme: gaia'))
  await checkAccept(deck('theme: "d‸"'), 'gaia', deck('theme: "gaia"'))
  await checkAccept(deck('theme: gaia\nclass: le‸ invert'), 'lead', deck('theme: gaia\nclass: lead invert'))
  await checkAccept(deck('theme: gaia\nclass: [a, i‸]'), 'invert', deck('theme: gaia\nclass: [a, invert]'))
  await checkAccept(deck('theme: gaia\nclass:\n  - i‸'), 'invert', deck('theme: gaia\nclass:\n  - invert'))
  await checkAccept(deck('', '\n<!-- _cl‸ -->\n'), '_class', deck('', '\n<!-- _class:  -->\n'))
  await checkAccept(deck('theme: gaia', '\n<!-- _class:‸ -->\n'), 'lead', deck('theme: gaia', '\n<!-- _class: lead -->\n'))
  await checkAccept('---\r\nmarp: true\r\nth‸\r\n---\r\n', 'theme', '---\r\nmarp: true\r\ntheme: \r\n---\r\n')
  await checkAccept(deck('transition: fade 1‸ms'), '2s', deck('transition: fade 2s'))
  await checkAccept(deck('', '\n![bg left:‸](a.jpg)\n'), 'left:30%', deck('', '\n![bg left:30%](a.jpg)\n'))
  await checkAccept(deck('', '\n![width:3‸ x](a.jpg)\n'), 'width:300px', deck('', '\n![width:300px x](a.jpg)\n'))
  await checkAccept(deck('', '\nwell :smil‸ done\n'), ':smile:', deck('', '\nwell :smile: done\n'))
  await checkAccept('---\nmarp: t‸\n---\n', 'true', '---\nmarp: true\n---\n')
})

test('emoji where a colon begins a word of a slide', async () => {
  for (const marked of [deck('', '\n:rock‸\n'), deck('', '\n- **:rock‸\n'), deck('', '\n# `a` :rock‸\n')]) assert.ok((await labelsAt(marked)).includes(':rocket:'), marked)
  for (const marked of [deck('x: :rock‸'), deck('', '\nat 10:rock‸\n'), deck('', '\n`:rock‸`\n'), deck('', '\n```\n:rock‸\n```\n'), deck('', '\n<!-- :rock‸ -->\n')]) assert.deepEqual((await labelsAt(marked)).filter(label => label.includes('rocket')), [], marked)
})
