// The CSS of a deck: what Marp itself can read, help at the right places, the theme's own words, colours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Marp } from '@marp-team/marp-core'
import { marp } from '../../../server/src/core/marp/index'
import { atCaret } from '../../support/caret'
import { applyEdits, open } from './support'

const head = '---\nmarp: true\ntheme: gaia\n---\n\n'
const settings = { themes: ['/* @theme ours */\nsection.hero { --tint: red; }\n@import "gaia";'] }

/** What Marp makes of a style: it is there, the others are gone with it, or Marp throws. */
const fateOf = (css: string): 'kept' | 'dropped' | 'throws' => {
  try {
    return engine.render(`${head}<style>.kept { order: 77 }</style>\n\n<style>\n${css}\n</style>\n\n# A\n`).css.includes('77') ? 'kept' : 'dropped'
  } catch {
    return 'throws'
  }
}
const engine = new Marp({ script: false })

test('what Marp drops and where it throws is told, and nothing else', async () => {
  const fates = new Set<string>()
  for (const css of [
    'h1 { color: red }', 'h1 { color red; }', 'h1 { color: red\n background: blue; }', 'h1 { color: red;', 'h1 { a: "x }', '/* x', 'a { b: c }}', 'a { b: url(x }', 'a { b: (c }', 'a { b: [c }', '// x\nh1 { a: b }', '// x\na { a: b }', 'h1 { // x\n a: b }', 'a { b:: c }', '@ x;', 'a { b: c d: e }', 'a { b }', 'x',
    'a { b: c; d }', 'a { b:c:d }', 'a { filter: progid:x.y(z=1) }', 'a { --x: { a: b } }', 'a { b: url(http://x:y) }', 'a { b: "c:d" }', '{ color: red }', '@import-theme "gaia"; a { b: c }', '@media print { a { b: c } }', 'a { b: c;; }', '', ';', 'a {} ; b {}', '@layer a, b;', 'a { &.x { b: c } }', 'a \\{ { b: c }',
    'h1, { a: b }', 'a, { a: b }', ', h1 { a: b }', 'h1 > { a: b }', 'h1 { & > { a: b } }', 'h1 { > b { a: c } }', 'h1 { / { a: b } }', '..h1 { a: b }', 'h1 100% { a: b }', 'h1:is(/) { a: b }', '@media print { // h1 { b: c } }', '@keyframes x { h1/ { a: b } }', 'h1 | b { a: b }', 'h1 ~ ~ b { a: b }', 'h1:: { a: b }', 'pre/ { a: b }',
    'div/ { a: b }', 'h1 % { a: b }', 'h1 # { a: b }', 'h1 && b { c: d }', 'h1=b { c: d }', 'h1 [a=] { c: d }', 'h1:nth-child(2n + ) { a: b }', 'h1@b { a: c }', '"h1" { b: c }', '@container x { / { h1 { b: c } } }',
  ]) {
    const fate = fateOf(css)
    const problem = (await open(`${head}<style>\n${css}\n</style>\n`)).problems().find(({ code }) => code === 'marp/style-syntax')
    assert.equal(problem ? problem.message.includes('no slide at all') ? 'throws' : 'dropped' : 'kept', fate, css)
    fates.add(fate)
  }
  assert.equal(fates.size, 3)
})

const labelsAt = async (marked: string): Promise<readonly string[]> => {
  const { text, offset } = atCaret(marked)
  return (await open(text, settings)).complete(offset).filter(({ label, filter, replace }) => (filter ?? label).startsWith(text.slice(replace.start, offset))).map(({ label }) => label)
}
const accepted = async (marked: string, label: string): Promise<string> => {
  const { text, offset } = atCaret(marked)
  const found = (await open(text, settings)).complete(offset).find(one => one.label === label)
  return found ? applyEdits(text, [{ span: found.replace, text: found.insert }]) : ''
}

test('properties, values, selectors and rules are completed in each kind of style', async () => {
  for (const around of [
    (css: string) => `${head}<style>\n${css}\n</style>\n`, (css: string) => `${head}- a\n\n  <style scoped>\n  ${css}\n  </style>\n`, (css: string) => `${head}# A\n\n---\n\n<style scoped>${css}`,
    (css: string) => `---\nmarp: true\nstyle: |\n  ${css}\n---\n\n# A\n`, (css: string) => `---\r\nmarp: true\r\nstyle: |\r\n  h1 { color: red; }\r\n  ${css}\r\n---\r\n\r\n# A\r\n`,
  ]) {
    assert.ok((await labelsAt(around('h1 { backg‸ }'))).includes('background-color'))
    assert.ok((await labelsAt(around('h1 { display: in‸ }'))).includes('inline-block'))
    assert.ok((await labelsAt(around('h1:ho‸'))).includes(':hover'))
    assert.ok((await labelsAt(around('@me‸'))).includes('@media'))
    assert.equal(await accepted(around('h1 { display: in‸ }'), 'inline-block'), around('h1 { display: inline-block }'))
  }
  assert.equal(await accepted(`${head}<style scoped> { disp‸ }</style>`, 'display'), `${head}<style scoped> { display: $0; }</style>`)
  assert.match((await marp.tell?.('css:display'))?.documentation ?? '', /boxes/)
})

test('the theme’s variables and classes, those of the deck, and themes to import', async () => {
  const inStyle = (css: string, lines = ''): string => `---\nmarp: true\ntheme: ours\n${lines}---\n\n<style>\nsection.tiny { --own: 1px; }\n${css}\n</style>\n\n<!-- _class: wide -->\n`
  assert.deepEqual((await labelsAt(inStyle('h1 { color: var(‸) }'))).slice(0, 3), ['--own', '--color-background', '--color-background-stripe'])
  assert.deepEqual(await labelsAt(inStyle('h1 { color: var(--ti‸) }')), ['--tint'])
  assert.deepEqual([...await labelsAt(inStyle('section.‸'))].sort(), ['gaia', 'hero', 'invert', 'lead', 'tiny', 'wide'])
  assert.deepEqual(await labelsAt(inStyle('section:is(.he‸) h1 { color: red }')), ['hero'])
  assert.ok((await labelsAt(inStyle('section { --col‸ }'))).includes('--color-background'))
  assert.deepEqual(await labelsAt(inStyle("@import-theme 'ou‸")), ['ours'])
  assert.equal(await accepted(inStyle('@imp‸'), '@import-theme'), inStyle("@import-theme '${1:default}';"))
  assert.match(await accepted(inStyle('‸'), '@import-theme'), /--own: 1px; }\n@import-theme '\$\{1:default\}';\n<\/style>/)
  for (const marked of ['h1 { width: 0.‸ }', 'h1 { background: url(a.‸) }']) assert.ok(!(await labelsAt(inStyle(marked))).includes('hero'), marked)
})

test('hover says what a property, a variable and a class are', async () => {
  const hoverAt = async (marked: string): Promise<string> => {
    const { text, offset } = atCaret(marked)
    const hover = (await open(text, settings)).hover(offset)
    return hover ? `${text.slice(hover.span.start, hover.span.end)}: ${hover.markdown}` : ''
  }
  const found = await hoverAt(`${head}<style>\nh1 { text-ali‸gn: center; }\n</style>`)
  assert.match(found, /^text-align: center: .*MDN/s)
  assert.doesNotMatch(found, /data:image/)
  assert.match(await hoverAt(`${head}<style>\nsection { --color-fore‸ground: red; }\n</style>`), /^--color-foreground: .*variable of the theme `gaia`/)
  assert.match(await hoverAt(`${head}<style>\nsection.le‸ad h1 { color: red; }\n</style>`), /^lead: .*class of the theme `gaia`/)
  assert.match(await hoverAt('---\nmarp: true\nstyle: |\n  h1 { dis‸play: none; }\n---\n'), /^display: none: /)
})

test('colours wherever CSS has some', async () => {
  const text = `${head}<style>\nh1 { border: 1px solid teal; background: linear-gradient(red, #fff8); --gold: 1; }\n</style>\n\n<style scoped> { color: tomato }</style>\n`
  assert.deepEqual((await open(text)).colors?.().map(({ span }) => text.slice(span.start, span.end)), ['teal', 'red', '#fff8', 'tomato'])
})
