// Slides, directives and notes, side by side with the real Marp Core: on every text both must say the same.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { documented } from '../../marp/documented'
import { mutated } from '../../marp/mutate'
import { randomFrom } from '../../proof/random'
import { marpSlides, ourSlides } from './oracle'

const checkAsMarp = (text: string, label = text): void => {
  const truth = marpSlides(text)
  if (truth === null) return
  assert.deepEqual(ourSlides(text), truth, JSON.stringify(label))
}

/** Front matter alone, on a deck of two slides; `~` stands for a tab. */
const frontMatters: readonly string[] = [
  'class: x', 'theme: gaia', 'theme: nope', 'theme: [gaia]', 'theme:', 'color: #fff', '"color": #fff', "'color': #fff", 'color : #fff', 'color: red # note', 'color: "red" # note',
  'header: a: b: c', 'title: a: b\ncolor: red', 'size: 4: 3\ncolor: red', 'size: 4:3', 'size: nope', 'size:\ncolor: red', 'math: katex', 'math: KaTeX',
  'header: C:\\new', 'header: a\\b', 'header: a\\q\ncolor: red', 'header: a\\"b\ncolor: red', 'header: back\\\ncolor: red', 'header: a\\u00e9', 'header: a\\x', 'header: a\\/b',
  'header: say "hi"', "header: it's", 'header: @x', 'header: %x', 'header: `x`', 'header: - x', 'header: ![](a)', 'header: # x', 'header: ? x', 'header: , x', 'header: ] x',
  'header: **b**\ncolor: red', "header: 'tis so\ncolor: red", 'header: [a](b)\ncolor: red', 'header: "a" b\ncolor: red', 'header: {{ x }}\ncolor: red',
  'header: &x y', 'x: &v red\ncolor: *v', 'color: *v', 'color: !!str red', 'foo: !bar red\nclass: x', 'foo: !!int 3\nclass: x', 'foo: !!str 3\nclass: x', 'foo: !!map {a: b}\nclass: x', 'foo: !!seq [a]\nclass: x',
  'foo: @x\nclass: x', 'foo: `x`\nclass: x', 'foo: %x\nclass: x', 'foo: - x\nclass: x', 'foo: ,x\nclass: x', 'foo: ]x\nclass: x', 'foo: !x\nclass: x', 'foo: |x\nclass: x', 'foo: > x\nclass: x', 'foo: # x\nclass: x', 'foo: a #x\nclass: x',
  'class: [a, b]', 'class:\n  - a\n  - b', 'class:\n- a\n- b', 'class:\n~- a', 'class:~x', '~class: x', '  class: x\n  color: #fff', '  class: x\n  color: red', 'class: { a: b }', 'class: [a, [b, c]]', 'class: [a, {b: c}]', 'class: [a, b', 'class: [a,\nb]', 'class: [a,\n  b]\ncolor: red',
  'class: x\n color: red', 'class:x', 'class:x\ncolor: red', 'header: a\n  b', 'foo: a\n  b\ncolor: red', 'foo: a\n~b\ncolor: red', 'foo:\n  a\n  b\ncolor: red', 'foo:\n\n  a\ncolor: red',
  'style: |\n  section { color: red; }\n  h1 { color: blue }', 'style: |\n  a\n\n  b\ncolor: red', 'style: |\n~a\ncolor: red', 'style: |2\n  a\ncolor: red', 'style: |-\n  a\n', 'style: >-\n  a\n  b', 'header: >\n  a\n  b', 'header: |\n  color: #fff', 'style: |\n a\n  b\n c\ncolor: red', 'style: |\n  a\n b\ncolor: red',
  'class: x\nclass: y', 'foo: x\nfoo: y\nclass: z', 'class: x\n_class: y', 'class: x\n"class": y', 'hello world', 'class: x\nhello world\ncolor: red', 'hello\nclass: x', '- class\n- x', 'color: "red\nclass: x', "color: 'red\nclass: x", '%YAML 1.2', '%YAML 1.2\nclass: x', '# only a comment', '',
  'a: &a\n  class: x\n<<: *a', '<<: x\nclass: y', 'Theme: gaia\nClass: x', 'backgroundcolor: red', '$theme: gaia\nclass: x', '_theme: gaia', 'marp: true', '<!-- color: red -->\npaginate: Hold\nclass: a, b',
  'paginate: true', 'paginate: TRUE', 'paginate: yes', 'paginate:', 'paginate: ""', 'paginate: 3', 'paginate: null', 'paginate: ~', 'paginate: skip', '_paginate: false\npaginate: true', '_paginate: hold\n_class: lead',
  'headingDivider: 1', 'headingDivider: 2.5', 'headingDivider: 3abc', 'headingDivider: 7', 'headingDivider: -1', 'headingDivider: true', 'headingDivider: false', 'headingDivider: "2"', 'headingDivider: [1, 3]', 'headingDivider: [a]', 'headingDivider: []', 'headingDivider: {a: 1}', 'headingDivider:\n  - 2', 'headingDivider: [2abc, 1]', 'headingDivider: [[2]]',
  'lang: [en, ja]', 'lang: {a: b}', 'lang: fr', 'style: [a]', 'header: [a]', 'footer: {a: b}', 'header: ""\nfooter: x', 'transition: fade', 'transition: [fade]', 'transition: fade 1s # x', 'keywords: a, b,, a', 'keywords: [a, b]', 'title: #1 deck', 'title: [x]', 'url: http://x', 'description: |\n  a\n  b', 'author: a: b', 'image: x.png',
  'a: b: c\nclass: x', 'a: b:\nclass: x', 'a:b: c\nclass: x', '? class\n: x', '? a\n: b\nclass: x', '[a, b]: c\nclass: x', '{a: b}: c\nclass: x', 'class: x\n...\ncolor: red', 'class: x\n--- \ncolor: red', '--- a\nclass: x', 'class: x # c\n# d\ncolor: red', 'a: "x\n  y"\nclass: x', "a: 'x\n\n  y'\nclass: x", 'a: "x\ny"\nclass: x', 'a: "\\q"\nclass: x', "a: 'it''s'\nclass: x", 'a: x y: z\nclass: x', 'a: [x, y: z]\nclass: x', 'a: {x, y}\nclass: x', 'a: {x:y}\nclass: x', 'a: [x]y\nclass: x', 'a: "x" # y\nclass: x', 'a: "x"#y\nclass: x', 'a: [x,,y]\nclass: x', 'a: [,x]\nclass: x', 'a: {,}\nclass: x', ': x\nclass: x', 'a\n: x\nclass: x', 'a:\n  b: c\n d: e\nclass: x', 'a:\n  - b\n - c\nclass: x', 'a:\n  b\n  c: d\nclass: x', '- a\nclass: x', 'class: x\n- a', 'a: - b\n   - c\nclass: x', 'class: é 日本 🎉', '日本: x\nclass: x', 'a b: c\nclass: x', 'a: b ~\nclass: x', 'a: ~b\nclass: x', 'a: b\n~\nclass: x', 'a: b\n~ \nclass: x', 'a:\n  ~b: c\nclass: x', 'a:\n~b: c\nclass: x', 'a: |\n  ~b\nclass: x', '~# c\nclass: x', 'class: x\n~# c', 'class: x\n  # c\ncolor: red', 'a: [\n~b]\nclass: x', 'a: [\nb]\nclass: x', 'a: {\n  b: c\n}\nclass: x', '"a": "b"\n"class":"x"', 'class: "x"y', 'x: *nope\nclass: x', '&a class: x', 'a: &a b\nc: &a d\nclass: *a', '!!map\nclass: x', '&m\nclass: x', 'a: &x\nclass: x', 'a: *\nclass: x', 'a: &\nclass: x', 'a: !\nclass: x', 'a: !<x> b\nclass: x', 'a: !<tag:yaml.org,2002:str> b\nclass: x', '%TAG ! x\nclass: x', 'a: "\\x41\\u0041"\nclass: x', 'a: \u0001\nclass: x', 'a: \u0085\nclass: x', 'class: \u2028', 'a: \uFEFFb\nclass: x', 'toString: x\nclass: y', 'a: 1\nA: 2\nclass: x', 'null: x\nclass: y', '~: x\nclass: y', '[]: x\nclass: x', '{}: x\nclass: x', '- - a\n- b', 'class: |', 'class: >', 'style: |+\n  a\n\n\ncolor: red', 'a: |x\nclass: x', 'a: |10\nclass: x', 'a: |0\nclass: x', 'a: >2-\n    b\nclass: x',
]

const decks: readonly string[] = [
  // Formulas: nothing in them is Markdown.
  ...['$$\na\n---\nb\n$$', '$$ a\n---\nb $$\n\n---\n\nc', '$$\n<!-- class: x -->\n$$\n\n---\n\nb', '$$\na\n\n---\n\nb', 'a\n$$\n---\n$$\nb', '- $$\n  a\n---\nb\n\n---\n', '- $$\n  a\nb\n\n---\n\n$$\nc', '> $$\n> a\n---\nb', '$$$', '$$a$$ b\n---\n', '$$\na $$ \n---\n$$\n---\n', '    $$\n---\n    $$', '# $$\n---\n$$',
    '$a <!-- class: x --> b$ c', '$ a <!-- class: x --> $', '$a <!-- class: x --> $', '$a <!-- class: x -->$1', '$$ <!-- class: x --> $$ a', 'a $$<!-- class: x -->$$', '\\$a <!-- class: x -->$', '$a\\$ <!-- class: x --> $', '$a\\\\$ <!-- class: x --> $', '$![bg](a.png)$', '$\n![bg](a.png)$', '![$a](b.png)$', '`$` ![bg](a.png) $', '$`a$ <!-- class: x -->`', '[a $b](c)$ <!-- class: x -->', '| $a | b$ |\n|---|---|\n| $<!-- class: x -->$ | c |'].map(text => `---\nmarp: true\n---\n\n${text}\n\n---\n\n# End\n`),
  ...['...\ncolor: red', '...\n...\ncolor: red', '... \ncolor: red', '...x\ncolor: red', 'color: red\n...', 'color: red\n...\nclass: x', '...\n---\ncolor: red', '# a\n...\ncolor: red', '...\n\ncolor: red', '... # c\ncolor: red', '...', '...\n%YAML 1.2\n---\ncolor: red'].map(text => `<!--\n${text}\n-->\n\n# A\n`),
  '', '\n', 'text', '# A', '---', '---\n', '---\n---', '---\n---\n', '--- x', '---\n\n---\n# A\n', '--\nclass: x\n--\n# A\n', '- - -\nclass: x\n- - -\n# A\n', '***\nclass: x\n***\n# A\n',
  '\n---\nclass: x\n---\n# A\n', ' ---\nclass: x\n---\n# A\n', '\uFEFF---\nclass: x\n---\n# A\n', '<!-- c -->\n---\nclass: x\n---\n# A\n',
  '---   \nclass: x\n---\n# A\n', '---\t\nclass: x\n---\t\n# A\n', '--- yaml\nclass: x\n---\n# A\n', '--- class: y\ncolor: red\n---\n# A\n', '---class: y\ncolor: red\n---\n# A\n',
  '---\nclass: x\n--- y\n# A\n', '---\nclass: x\n   ---\n# A\n', '---\nclass: x\n    ---\n# A\n', '---\nclass: x\n\t---\n# A\n', '---\r\nclass: x\r\ncolor: red\r\n---\r\n# A\r\n\r\n---\r\n# B', '---\rclass: x\r---\r# A\r',
  '----\nclass: x\n----\n# A\n', '----\nclass: x\n---\n# A\n\n---\n# B\n', '---\nclass: x\n----\n# A\n', '---\nclass: x\n...\n# A\n', '---\nclass: x\n  ...\n# A\n', '---\nclass: x\n... \n# A\n', '---\nclass: x\n...', '---\nclass: x\n...\n\n# A\n\n---\n\n# B\n',
  '---\nclass: x\n\n# A\n', '---\nclass: x\ncolor: red', '---\nclass: x\ncolor: red\n', '---\nclass: x\n---\n---\nclass: y\n---\n# A\n', '---\n\n# A\n\n---\n\n# B\n', '---\nclass: x\n---\n', '---\nclass: x\n---',
  '# A\n\n---\n\n# B\n\n***\n\n___\n\n- - -\n\nC\n\n   ---\n\nD\n\n    ---\n', 'text\n---\nmore\n***\nmore', '![bg](a)\n---\n# B', '- a\n---\n- b', '| a |\n|---|\n| b |\n---\nc', '> q\n---\nc', '# A\n---\nc', '```\nx\n```\n---\nc', '<!-- c -->\n---\nc', '<style>a{}</style>\n---\nc',
  '<div>\n---\n</div>\n', '<div>\n\n---\n\n</div>\n', '- a\n\n  ---\n\n- b', '> ---\n', '```\n---\n```\n', '<hr>\n', '    ---\n', '---\n\n---\n\n---\n', '\n---\n\n# A\n\n---', '$$\na\n---\nb\n$$\n',
  ...['1', '2', '[2]', '[1,3]'].map(value => `---\nheadingDivider: ${value}\n---\n# A\n\ntext\n\n## B\n\n### C\n\nSetext\n===\n\nMore\n---\n\n> # Q\n\n- # L\n\n<h2>x</h2>\n\n---\n\n## D\n`),
  '---\nheadingDivider: 2\n---\n\n<!-- c -->\n\n<style>a{}</style>\n\n# A\n', '---\nheadingDivider: 2\n---\ntext\n# A\n', '---\nheadingDivider: 2\n---\n![bg](a)\n\n# A\n', '# A\n\n## B\n\n<!-- headingDivider: 2 -->\n',
  '# A\n\n<!-- class: x -->\n\n---\n# B\n', '# A\n\n<!-- _class: x -->\n\n---\n# B\n', '<!--\nclass: x\ncolor: #fff\n-->\n# A\n', '<!--\n\nclass: x\n\ncolor: #fff\n\n-->\n# A\n', '# A <!-- class: x -->\n', '<!-- class: x --> <!-- color: red -->\n# A\n', '<!-- class: x --> hello\n\n# A\n', 'hello <!-- class: x --> there <!-- color: red -->\n', '<!-- This is a note -->\n# A\n',
  '<!-- Setting width to 700px -->', '<!-- note: this is text -->', '<!-- Note: remember: this -->', '<!-- class: x\nnote: this is text -->', '<!--\nclass: x\nSpeak slowly\n-->', '<!--\nSpeak slowly\n\nclass: x\n-->', '<!-- -->', '<!---->', '<!-->', '<!--- class: x --->', '<!------ class: x ------>', '<!--class: x-->', '<!-- {class: x} -->', '<!-- "class": x -->', '<!-- class:x -->', '<!-- class: "x" -->', '<!-- class: a\\b -->', '<!-- class: a\\q -->', '<!-- class: say "x" -->', '<!-- class: x; color: red -->', '<!-- class: x, color: red -->',
  '# A\n\n<!-- class: x\n\n---\n\n# B\n', '# A <!-- class: x\n\n---\n\n# B\n', ...['_paginate:', 'paginate:', '_class:', '_class: ""', '_header:', '_header: ""', '_backgroundImage:', '_backgroundImage:  ', 'theme:', 'theme: uncover', 'theme: nope', 'size: 4:3', 'size: nope', 'math: katex'].map(line =>
    `---\npaginate: true\nclass: x\nheader: H\nbackgroundImage: url(a)\ntheme: gaia\nsize: 16:9\n---\n\n# A\n\n---\n\n<!-- ${line} -->\n\n# B\n\n---\n\n# C\n`),
  '<!-- class: a -->\n<!-- class: b -->\n<!-- _class: c -->\n# A\n\n---\n# B\n', '<!-- _class: c -->\n# A\n<!-- class: b -->\n\n---\n# B\n', '# A\n\n```html\n<!-- class: x -->\n```\n', '# A\n\n    <!-- class: x -->\n', '`<!-- class: x -->` <!-- class: y -->\n', '- a <!-- class: x -->\n- b\n', '- a\n\n  <!-- class: x -->\n- b\n', '- a\n\n  <!--\nclass: x\n  -->\n- b\n', '> <!-- class: x -->\n', '> <!--\n> class: x\n> -->\n', '> text <!-- a\n> b --> c\n', '| a |\n|---|\n| b <!-- class: x --> |\n', '<div>\n<!-- class: x -->\n</div>\n', '<div>\n\n<!-- class: x -->\n\n</div>\n', 'text <b><!-- class: x --></b>\n', '[a <!-- class: x -->](b)\n', '**a <!-- class: x -->**\n', '![a <!-- class: x -->](b)\n',
  '---\nheader: "a <!-- class: x --> <!-- n -->"\nfooter: <!-- f -->\n---\n# A <!-- n2 -->\n\n---\n\n# B\n', '<style>/* <!-- class: x --> */</style>\n# A\n', '# <!-- fit --> A\n', '<!-- fit -->\n\n# A\n', '# <!-- Fit --> A\n', '- # <!-- fit --> A\n', 'A <!-- fit -->\n===\n', '<!-- prettier-ignore -->', '<!-- prettier-ignore-start -->', '<!-- markdownlint-disable MD001 -->', '<!-- markdownlint-capture -->', '<!-- lint disable -->', '<!-- lint nothing -->', '<!--\nLine 1\n\nLine 2\n-->', '<!--\na\n\n---\n\nb\n-->\n# A\n', 'x <!-- class: x\ncolor: red --> y\n', 'x <!-- class: x\n\ncolor: red --> y\n', '<!--\n  class: x\n  color: red\n-->', '<!-- class: x\n     color: red -->', '<!-- class: x\nclass: y -->', '<!--\nstyle: |\n  h1 { color: red }\n-->', '<!--\n---\nclass: x\n---\n-->\n# A\n', '<!--\n- one\n- two\n-->', '<!-- _theme: gaia -->', '<!-- $theme: gaia -->', '<!-- title: T -->', '<!-- transition: fade -->', '<!-- TODO: fix -->', '<!-- marp: true -->',
  '<!-- class: x -->\n---\n# B\n', 'hello\n---\n# B\n', '# A\n\n---\n\n<!-- class: x -->\n', 'a <!foo> b <!-- class: x --> c\n', 'a <!foo> <!bar> b <!-- n -->\n', '<![CDATA[ <!-- class: x --> ]]>\n', '<script>\n<!-- class: x -->\n</script>\n', '<!-- a --> b --> \n# A\n', '\\<!-- class: x -->\n', '<!--\r\nclass: x\r\ncolor: #fff\r\n-->\r\n# A\r\n', 'text\n<!-- class: x -->\nmore\n', '1. a\n<!-- class: x -->\n2. b', 'http://a.b/<!-- class: x -->', '<http://a.b/<!--x-->>', 'a\0b <!-- class: x -->', '<!-- paginate: [true] -->\n', '<!-- a\n',
  '*Unclosed emphasis\n\n---\n\n :white_check_mark: <!-- n -->\n\n <!-- one blank before -->\n\n    <video>\n    </video>\n', '<style scoped> { color: red }</style>\n\n2. **Two**\n\n![bg](a)\n',
  '![bg](a) <!-- n -->\n\n# <!-- class: x -->\n\n## <!-- n -->\n\n![](a) <!-- n2 -->', '<!----><!-- class: x -->', '<!----> <!-- n -->\n# A', '<!-- class\n: x -->', '---\nclass: x\n ', '---\nlang: { a:\t1 }\n---\n# A',
  '[r]: x <!-- n -->\n\n[r <!-- class: x -->][r]\n', '| a <!-- n1 --> | b <!-- class: x --> |\n|---|---|\n| c <!-- n1 --> | d \\| <!-- n2 --> |\n', 'a  \n<!-- n -->\n', '* * *\n<!-- n -->', 'Title <!-- n -->\n---\n',
]

test('front matter holds what Marp reads from it', () => {
  for (const block of frontMatters) {
    const text = block.startsWith('paginate: ~') || block.startsWith('a: ~b') ? block : block.replaceAll('~', '\t')
    checkAsMarp(`---\n${text}\n---\n\n# A\n\ntext\n\n### C\n\n---\n\n# B\n`, block)
  }
})

test('slides, directives and notes are those of Marp', () => {
  for (const deck of decks) checkAsMarp(deck)
})

test('the examples are read as Marp reads them', () => {
  const files = readdirSync('examples').filter(file => file.endsWith('.md'))
  assert.ok(files.length > 0)
  for (const file of files) checkAsMarp(readFileSync(`examples/${file}`, 'utf8'), file)
})

test('decks after the documentation, and what chance makes of them, are read as Marp reads them', () => {
  const decks = Object.entries(documented)
  for (const [label, text] of decks) checkAsMarp(text, label)
  // `npm run marp:equal` has many more.
  const random = randomFrom(11)
  for (let i = 0; i < 200; i++) checkAsMarp(mutated(random.pick(decks)[1], random))
})
