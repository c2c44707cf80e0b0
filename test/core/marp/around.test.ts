// What lies around a deck: the files that it names, the themes and settings that hold for it, colours, paths that are completed.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { marpDrawing, readConfiguration } from '../../../server/src/configured/marp'
import { joined, lostFiles } from '../../../server/src/configured/named'
import { defaultMarp } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'
import { applyEdits, open, problemsIn } from './support'

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = `${mkdtempSync(join(tmpdir(), 'virtdeck-deck-'))}/`
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const names = (path: string): Promise<readonly string[]> => readdir(path).catch(() => [])
const host = { read: (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null), names }
const looking = { isFile: (path: string): Promise<boolean> => stat(path).then(found => found.isFile(), () => false), ...host }

test('images that are not there are told, each at its place, and those in another case with the right one', async t => {
  const folder = folderWith({ 'talk/a.md': '', 'talk/images/there.png': '', 'talk/Photo.JPG': '', 'shared/logo.svg': '', 'talk/a b.png': '' })
  t.after(() => rmSync(folder, { recursive: true }))
  const text = `---
marp: true
backgroundImage: url(paper.jpg)
footer: "![](mark.svg) ![](images/there.png)"
---

![bg](images/there.png) ![w:30](photo.jpg "t") ![](../shared/logo.svg) ![](nowhere/../images/there.png) ![](a%20b.png) ![](<a b.png>) ![](gone.png?x#y)

![](https://a.b/c.png) ![](data:image/png;base64,AA) ![](/rooted.png) ![](#anchor) ![]({{ picture }}) \`![](code.png)\` ![r]

[r]: reference.png
`
  const document = await open(text)
  const problems = await lostFiles(document, `${folder}talk/`, looking)
  assert.deepEqual(problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`).sort(), [
    'marp/image-case photo.jpg', 'marp/image-missing gone.png?x#y', 'marp/image-missing mark.svg', 'marp/image-missing paper.jpg',
  ])
  const other = problems.find(({ code }) => code === 'marp/image-case')!
  assert.match(applyEdits(text, document.fixes(other)[0]!.edits), /!\[w:30\]\(Photo\.JPG "t"\)/)
  assert.equal(joined('/a/b/', '../c/./d.png'), '/a/c/d.png')
})

test('Marp’s configuration is read as data, the nearest above the deck', async t => {
  const folder = folderWith({
    '.marprc.yml': 'themeSet:\n  - ./themes\nhtml: true\noptions:\n  math: katex\n', 'themes/ours.css': '/* @theme ours */\n/* @size wide 2000px 900px */\nsection.hero { --tint: red }', 'themes/read.me': '/* @theme not-css */',
    'themed/.marprc.json': '{"theme": "../themes/ours.css", "themeSet": "gone/", "html": {"button": ["class"]}}', 'program/marp.config.ts': "export default { theme: '../themes/ours.css' }",
    'talks/a.md': '', 'other/package.json': '{"marp": {"engine": "./engine.js", "themeSet": ["gone.css"]}}', 'plain/marp.config.mjs': "throw new Error('run')\nexport default { themeSet: ['../themes/ours.css'], html: false }",
  })
  t.after(() => rmSync(folder, { recursive: true }))
  const talks = (await marpDrawing(`${folder}talks/`, 'full', host)).settings
  assert.deepEqual({ ...talks, themes: talks.themes.length }, { mode: 'full', math: 'katex', html: 'all', themes: 1, themesKnown: true, ownEngine: false })
  const deck = (lines: string): string => `---\nmarp: true\n${lines}\n---\n\n# A\n`
  assert.deepEqual(await problemsIn(deck('theme: ours\nsize: wide\nclass: hero'), talks), [])
  assert.deepEqual(await problemsIn(deck('theme: others'), talks), ['unknown-theme: others'])
  assert.deepEqual(await problemsIn(deck('theme: ours\nsize: tall\nclass: herro'), talks), ['unknown-size: size: tall', 'unknown-class: herro'])
  const other = (await marpDrawing(`${folder}other/`, 'beside', host)).settings
  assert.deepEqual(other, { mode: 'beside', math: 'mathjax', themes: [], themesKnown: false, ownEngine: true })
  const plain = (await marpDrawing(`${folder}plain/`, 'full', host)).settings
  assert.deepEqual({ html: plain.html, themes: plain.themes.length, themesKnown: plain.themesKnown }, { html: 'off', themes: 1, themesKnown: false })
  const said = (await marpDrawing(`${folder}none/x/`, 'full', { ...host, read: async path => path.includes('.marprc') ? null : host.read(path) }, { themes: ['../themes/ours.css', `${folder}themes/ours.css`], math: 'off' }, `${folder}talks/`)).settings
  assert.deepEqual({ ...said, themes: said.themes.length }, { mode: 'full', math: 'off', themes: 2, themesKnown: true, ownEngine: false })
  const drawn = await marpDrawing(`${folder}themed/x/`, 'full', host)
  assert.deepEqual({ ...drawn, settings: drawn.settings.html, themes: drawn.themes.map(({ path }) => path) }, {
    settings: 'all', allowed: { button: ['class'] }, theme: 'ours', themes: [`${folder}themes/ours.css`], lost: ['gone/'], file: `${folder}themed/.marprc.json`,
  })
  const program = await marpDrawing(`${folder}program/`, 'full', host)
  assert.deepEqual({ theme: program.theme, themes: program.themes.length }, { theme: 'ours', themes: 1 })
  assert.deepEqual(await readConfiguration('.marprc.json', '{ "html": true'), { vague: true })
  assert.equal(await readConfiguration('package.json', '{"name": "x"}'), null)
})

test('colours have their places, and several ways to be written', async () => {
  const text = '---\nmarp: true\ncolor: red\nbackgroundColor: "#00f8"\nbackgroundImage: linear-gradient(#fff, rgb(0 128 0))\nstyle: |\n  h1 { color: teal; border: 1px solid hsl(0 100% 50%); }\n---\n\nred #123\n\n<style>\na { background: tomato }\n</style>\n'
  const document = await open(text)
  assert.deepEqual(document.colors?.().map(({ span }) => text.slice(span.start, span.end)), ['red', '#00f8', '#fff', 'rgb(0 128 0)', 'teal', 'hsl(0 100% 50%)', 'tomato'])
  assert.deepEqual(document.colors?.()[1]?.color, { red: 0, green: 0, blue: 1, alpha: 0x88 / 255 })
  assert.deepEqual(document.colorTexts?.({ red: 1, green: 0, blue: 0, alpha: 1 }), ['#ff0000', 'rgb(255, 0, 0)', 'hsl(0, 100%, 50%)'])
})

test('paths are asked for and completed where an image’s address is typed', async () => {
  const files = [{ name: 'a b.png', path: '/x/a b.png', folder: false }, { name: 'sub', path: '/x/sub', folder: true }, { name: 'notes.txt', path: '/x/notes.txt', folder: false }]
  const offered = async (marked: string): Promise<readonly string[]> => {
    const { text, offset } = atCaret(`---\nmarp: true\n---\n\n${marked}\n`)
    const document = await open(text)
    return [String(document.wants?.(offset).folder), ...document.complete(offset, { defined: [], files, random: () => 0 }).map(one => one.insert)]
  }
  assert.deepEqual(await offered('![bg](images/‸)'), ['images/', 'images/a%20b.png', 'images/sub/'])
  assert.deepEqual(await offered('<style>a { background: url("‸") }</style>'), ['', 'a%20b.png', 'sub/'])
  assert.deepEqual(await offered('![](https://a.b/‸)'), ['undefined'])
  assert.deepEqual(await offered('`x`\n\n```\n![](‸)\n```'), ['undefined'])
})

test('themes and classes that are registered are offered; beside another extension, directives are left to it', async () => {
  const labels = async (marked: string, mode: 'full' | 'beside' | 'off' = 'full'): Promise<readonly string[]> => {
    const { text, offset } = atCaret(marked)
    return (await open(text, { ...defaultMarp, themes: ['/* @theme ours */\nsection.hero {}\nsection.dark.wide {}'], mode })).complete(offset).map(({ label }) => label)
  }
  assert.deepEqual(await labels('---\nmarp: true\ntheme: ‸\n---\n'), ['default', 'gaia', 'uncover', 'ours'])
  assert.deepEqual(await labels('---\nmarp: true\ntheme: ours\nclass: ‸\nstyle: |\n  section.tiny { color: red; }\n---\n'), ['hero', 'dark', 'wide', 'tiny'])
  const hover = async (marked: string): Promise<string | undefined> => {
    const { text, offset } = atCaret(marked)
    return (await open(text, { ...defaultMarp, themes: ['/* @theme ours */\n/* @size wide 2000px 900px */\nsection.hero {}'] })).hover(offset)?.markdown
  }
  assert.equal(await hover('---\nmarp: true\ntheme: ou‸rs\n---\n'), '**`theme: ours`**, a theme that is registered here\n\nClasses: `hero`.\n\nSizes: `wide` (2000 × 900).')
  assert.equal(await hover('---\nmarp: true\ntheme: ours\nsize: wi‸de\n---\n'), '**`size: wide`**: 2000 × 900, of the theme `ours`')
  assert.equal(await hover('---\nmarp: true\ntheme: ours\nclass: a he‸ro\n---\n'), '**`class: hero`**, of the theme `ours`')
  assert.deepEqual(await labels('---\nmarp: true\ntheme: ‸\n---\n', 'beside'), [])
  assert.deepEqual(await labels('---\nmarp: true\n‸\n---\n', 'off'), [])
  assert.ok((await labels('---\nmarp: true\ntheme: ours\nclass: ‸\n---\n', 'beside')).includes('hero'))
})
