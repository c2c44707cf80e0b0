// A theme's file: which CSS is one, what is wrong in it, help in its comments, and the names that it shares with decks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Marp } from '@marp-team/marp-core'
import { marpDrawing } from '../../../server/src/configured/marp'
import { themeRules } from '../../../server/src/core/marp/rules/themes'
import { marpTheme } from '../../../server/src/core/marp/theme-language'
import { defaultMarp, defaultSettings, type Document, type MarpSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'
import { applyEdits, open } from './support'

const theme = (text: string, marp: Partial<MarpSettings> = {}): Promise<Document> => marpTheme.open(text, { ...defaultSettings, marp: { ...defaultMarp, ...marp } })
const ours = '/* @theme ours */\n'

test('CSS that names a theme at its head is one, and other CSS is not', async () => {
  for (const text of ['/* @theme a */', '\uFEFF/* @theme a */', '@charset "utf-8";\n\n/*! a licence */\n/*!\n * @theme a\n * @size 4:3 960px 720px\n */\nsection {}', "@import 'default';\n/* @theme a */", '/* @theme */\nsection {}', '/*\r\n * @theme a\r\n */']) assert.equal((await theme(text)).kind, 'marp', text)
  for (const text of ['', 'a { b: c }', '/* a theme */ section {}', 'section {}\n/* @theme a */', '/* @themes a */', '/* see @theme a */', '@theme a;', 'a::after { content: "/* @theme a */" }']) assert.equal((await theme(text)).kind, null, text)
  assert.equal((await theme('a {}', { isTheme: true })).kind, 'marp')
  assert.equal((await theme(ours, { mode: 'off' })).kind, null)
})

/** What is wrong, what is reported, and what the fix leaves. */
const wrong: readonly (readonly [text: string, expected: string, fixed?: string, marp?: Partial<MarpSettings>])[] = [
  ['/* @theme */\nsection {}', 'theme-name: @theme'], ['section {}', 'theme-name: s', undefined, { isTheme: true }],
  ['/* @theme a */\n/* @theme b */', 'theme-duplicate: @theme a'], [ours, 'theme-duplicate: ours', undefined, { themes: [`${ours}section {}`] }],
  [`${ours}/* @size wide */`, 'theme-size: wide'], [`${ours}/* @size my size 1px 2px */`, 'theme-size: my size 1px 2px'], [`${ours}/* @size a 100% 50% */`, 'theme-size: 100%'], [`${ours}/* @size a 1280 720 */`, 'theme-size: 1280'], [`${ours}/* @size a 1280px 0px */`, 'theme-size: 0px'], [`${ours}/* @size a true */`, 'theme-size: a true'],
  [`${ours}/* @auto-scaling fittingheader */`, 'theme-auto-scaling: fittingheader', `${ours}/* @auto-scaling fittingHeader */`], [`${ours}/* @auto-scaling yes */`, 'theme-auto-scaling: yes'], [`${ours}/* @auto-scaling true math */`, 'theme-auto-scaling: true'],
  [`${ours}@import 'gaja';`, 'theme-import: gaja', `${ours}@import 'gaia';`], [`${ours}@import-theme "corp";`, 'theme-import: corp', undefined, { themes: ['/* @theme other */'], themesKnown: true }], [`${ours}@import 'ours';`, 'theme-import: ours'],
  [`${ours}/* @autoscaling true */`, 'theme-metadata: @autoscaling', `${ours}/* @auto-scaling true */`], [`${ours}/* @Size a 1px 2px */`, 'theme-metadata: @Size', `${ours}/* @size a 1px 2px */`],
  [`${ours}section { color red; }`, 'style-syntax: color'], [`${ours}h1:: { color: red; }`, 'style-syntax: h1::'],
]

test('each mistake in a theme is found at its place, and its fix mends it', async () => {
  for (const [text, expected, fixed, marp = {}] of wrong) {
    const document = await theme(text, marp)
    const problems = document.problems()
    assert.deepEqual(problems.map(({ code, span }) => `${code.replace('marp/', '')}: ${text.slice(span.start, span.end)}`), [expected], text)
    for (const { message } of problems) assert.match(message, /[.?]$/)
    const [fix] = document.fixes(problems[0]!)
    assert.equal(fix && applyEdits(text, fix.edits), fixed, text)
    if (fixed !== undefined) assert.deepEqual((await theme(fixed, marp)).problems(), [])
  }
  for (const { code } of themeRules) assert.ok(wrong.some(([, expected]) => code === `marp/${expected.split(':')[0]}`), code)
})

test('Marp’s own themes, and what only looks like a mistake, raise nothing', async () => {
  const { themeSet } = new Marp() as unknown as { readonly themeSet: { themes(): Iterable<{ readonly name: string; readonly css: string }> } }
  for (const { css, name } of themeSet.themes()) assert.deepEqual((await theme(css.includes('@theme') ? css : `/* @theme ${name} */\n${css}`)).problems(), [], name)
  for (const text of [
    `${ours}/*\n * @author Jane\n * @auto-scaling fittingHeader,math\n * @size A4 210mm 297mm\n * @size 4:3 false\n * @custom thing\n */\n@import 'default';\n@import url('https://a.b/c.css');\n@import 'fonts.css';\n@import-theme "uncover";\n:root { --x: 1px; }\nsection { &.a h1 { color: red; } }`,
    `${ours}@import 'corp';`, `${ours}/* @auto-scaling false */`, '/* @theme gaia */',
  ]) assert.deepEqual((await theme(text)).problems(), [], text)
})

test('a theme’s own file is known among those that are registered', async () => {
  const files: Readonly<Record<string, string>> = { '/p/.marprc.yml': 'themeSet: [a.css, b.css]', '/p/a.css': '/* @theme a */', '/p/b.css': '/* @theme b */' }
  const host = { read: async (path: string) => files[path] ?? null, names: async () => [] }
  assert.deepEqual((await marpDrawing('/p/', 'full', host, {}, '/p/', '/p/a.css')).settings, { mode: 'full', math: 'mathjax', themes: ['/* @theme b */'], themesKnown: true, ownEngine: false, isTheme: true })
  assert.deepEqual((await marpDrawing('/p/', 'full', host, {}, '/p/', '/p/c.css')).settings, { mode: 'full', math: 'mathjax', themes: ['/* @theme a */', '/* @theme b */'], themesKnown: true, ownEngine: false })
})

test('names, values and themes are completed in a theme, and explained', async () => {
  const offered = async (marked: string): Promise<readonly string[]> => {
    const { text, offset } = atCaret(marked)
    return (await theme(text, { themes: ['/* @theme corp */'] })).complete(offset).map(one => applyEdits(text, [{ span: one.replace, text: one.insert }]))
  }
  assert.deepEqual(await offered(`${ours}/*\n * @si‸\n */`), [`${ours}/*\n * @theme \${1:name}\n */`, `${ours}/*\n * @size \${1:16:9} \${2:1280px} \${3:720px}\n */`, `${ours}/*\n * @auto-scaling \${1:true}\n */`])
  assert.ok((await offered(`${ours}/* @size 4‸ */`)).includes(`${ours}/* @size 4:3 960px 720px */`))
  assert.deepEqual(await offered(`${ours}/* @auto-scaling math ‸ */`), ['true', 'fittingHeader', 'code'].map(word => `${ours}/* @auto-scaling math ${word} */`))
  assert.ok((await offered(`${ours}@import 'co‸'`)).includes(`${ours}@import 'corp'`))
  for (const nothing of [`${ours}section { ‸ }`, `${ours}/* a comment ‸ */`]) assert.deepEqual(await offered(nothing), [], nothing)
  assert.match((await theme(`${ours}/* @size a 1px 2px */`)).hover(ours.length + 5)?.markdown ?? '', /^\*\*`@size`\*\*: in a comment/)
})

test('a class and a theme are renamed in the theme and in the decks, each for itself', async () => {
  const css = "/* @theme ours */\n@import 'base';\nsection.hero, section:is(.wide, .hero) h1 { background: url(a.hero.png); }\n@media print { section.hero { color: red } }\n.note { }\n"
  const deck = '---\nmarp: true\ntheme: "ours"\nclass:\n  - hero\n  - wide\n---\n\n<!-- _class: hero x-hero -->\n\n<style>\nsection.hero .hero2 { color: red; }\nsection.mine { }\n</style>\n\n<!-- _class: mine -->\n'
  const marp = { themes: [css, '/* @theme base */'] }
  const sheet = await theme(css, { themes: ['/* @theme base */'] })
  const document = await open(deck, marp)
  const ids = (of: Document, text: string): readonly string[] => of.ids().map(({ kind, value, role, span, across }) => `${kind} ${value.split('\0').join('/')} ${role}${across ? ' across' : ''}: ${text.slice(span.start, span.end)}`)
  assert.deepEqual(ids(sheet, css), ['theme ours defines across: ours', 'theme base uses across: base', ...['hero', 'wide', 'hero', 'hero', 'note'].map(name => `class ours/${name} defines across: ${name}`)])
  assert.deepEqual(ids(document, deck), [
    'theme ours uses across: ours', 'class ours/hero uses across: hero', 'class ours/wide uses across: wide', 'class ours/hero uses across: hero', 'class ours/x-hero uses across: x-hero',
    'class ours/hero uses across: hero', 'class ours/mine defines across: mine', 'class ours/mine uses across: mine',
  ])
  const hero = { kind: 'class', value: 'ours\0hero' }
  assert.equal(applyEdits(css, sheet.rename(hero, 'big') as never), css.replaceAll('.hero,', '.big,').replaceAll('.hero)', '.big)').replace('section.hero {', 'section.big {'))
  assert.equal(applyEdits(deck, document.rename(hero, 'big') as never), deck.replace('- hero', '- big').replace('_class: hero', '_class: big').replace('section.hero', 'section.big'))
  assert.equal(applyEdits(deck, document.rename({ kind: 'theme', value: 'ours' }, 'corp') as never), deck.replace('"ours"', '"corp"'))
  assert.match(String(document.rename(hero, 'a b')), /none\.$/)
  const gaia = await open('---\nmarp: true\ntheme: gaia\nclass: lead\n---\n')
  assert.match(String(gaia.rename(gaia.ids()[0]!, 'x')), /nobody can rename/)
})
