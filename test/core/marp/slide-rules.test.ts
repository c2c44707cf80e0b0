// The rules about slides: images, rulers, comments, CSS and what holds on a slide. Each on a deck that is wrong, with what is underlined,
// on the text that its fix leaves, and on decks that are right.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { documented } from '../../marp/documented'
import { applyEdits, open, problemsIn } from './support'

const deck = (text: string, lines = ''): string => `---\nmarp: true\n${lines}---\n\n${text}\n`

/** What is wrong, what is reported, and the whole text that the fix leaves where there is one. */
const wrong: readonly (readonly [text: string, expected: string, fixed?: string])[] = [
  [deck('![bg rigth:40%](https://a.b/c.jpg)'), 'image-keyword: rigth:40%', deck('![bg right:40%](https://a.b/c.jpg)')],
  [deck('![bg Right](https://a.b/c.jpg)'), 'image-keyword: Right', deck('![bg right](https://a.b/c.jpg)')],
  [deck('![bg opactiy:.3](https://a.b/c.jpg)'), 'image-keyword: opactiy:.3', deck('![bg opacity:.3](https://a.b/c.jpg)')],
  [deck('![BG right](https://a.b/c.jpg)'), 'image-background: BG', deck('![bg right](https://a.b/c.jpg)')],
  [deck('![right:40%](https://a.b/c.jpg)'), 'image-background: right:40%', deck('![bg right:40%](https://a.b/c.jpg)')],
  [deck('![cover](https://a.b/c.jpg)'), 'image-background: cover', deck('![bg cover](https://a.b/c.jpg)')],
  [deck('![bg left:33](https://a.b/c.jpg)'), 'image-split-size: left:33', deck('![bg left:33%](https://a.b/c.jpg)')],
  [deck('![bg left:400px](https://a.b/c.jpg)'), 'image-split-size: left:400px'],
  [deck('![w:10rem](https://a.b/c.jpg)'), 'image-size: w:10rem'], [deck('![h:-3px](https://a.b/c.jpg)'), 'image-size: h:-3px'],
  [deck('![W:300](https://a.b/c.jpg)'), 'image-size: W:300', deck('![w:300](https://a.b/c.jpg)')], [deck('![width=300px](https://a.b/c.jpg)'), 'image-size: width=300px', deck('![width:300px](https://a.b/c.jpg)')],
  [deck('![w: 300px](https://a.b/c.jpg)'), 'image-size: w: 300px', deck('![w:300px](https://a.b/c.jpg)')],
  [deck('![w:50%](https://a.b/c.jpg)'), 'image-percent: w:50%'], [deck('![50%](https://a.b/c.jpg)'), 'image-percent: 50%'],
  [deck('![w:50px w:60px](https://a.b/c.jpg)'), 'image-conflict: w:50px'], [deck('![bg left right](https://a.b/c.jpg)'), 'image-conflict: left'], [deck('![bg cover contain](https://a.b/c.jpg)'), 'image-conflict: cover'],
  [deck('![blur:5](https://a.b/c.jpg)'), 'image-filter: blur:5'], [deck('![hue-rotate:90](https://a.b/c.jpg)'), 'image-filter: hue-rotate:90'], [deck('![sepia:](https://a.b/c.jpg)'), 'image-filter: sepia:'],
  [deck('![bg](my photo.jpg)'), 'image-address: my photo.jpg', deck('![bg](<my photo.jpg>)')],
  [deck('![bg]()'), 'image-address-empty: ![bg]()'],
  [deck('![bg](linear-gradient(red,blue))'), 'image-address-css: linear-gradient(red,blue)', deck('<!-- _backgroundImage: "linear-gradient(red,blue)" -->')], [deck('![](url(https://a.b/c.png))'), 'image-address-css: url(https://a.b/c.png)', deck('![](https://a.b/c.png)')],
  [deck('![](images\\c.png)'), 'image-backslash: images\\c.png', deck('![](images/c.png)')],
  [deck('Text that goes on.\n---\n\n# B'), 'setext-trap: ---', deck('Text that goes on.\n\n---\n\n# B')], [deck('![bg](https://a.b/c.jpg)\n---\n\n# B'), 'setext-trap: ---', deck('![bg](https://a.b/c.jpg)\n\n---\n\n# B')],
  [deck('```js\na\n\n---\n\n# B'), 'fence-unclosed: ```'], [deck('<div>\na\n---\n\n# B'), 'ruler-in-html: ---', deck('<div>\na\n\n---\n\n# B')],
  [deck('<!-- a note\n\n---\n\n# B'), 'comment-unclosed: <!--'],
  [deck('<!-- _class: invert --> # Title\n\ntext'), 'dropped-text: # Title', deck('<!-- _class: invert -->\n# Title\n\ntext')], [deck('<!-- _class: invert --> <!-- _color: red -->'), 'dropped-text: <!-- _color: red -->', deck('<!-- _class: invert -->\n<!-- _color: red -->')],
  [deck('<style>a{}</style> text'), 'dropped-text: text', deck('<style>a{}</style>\ntext')],
  [deck('![bg](https://a.b/c.jpg) <!-- say this -->'), 'note-lost: <!-- say this -->'],
  [deck('<!--\n_class: invert\nSpeak slowly\n-->'), 'comment-not-directives: _class'], [deck('<!--\n  class: invert\n  color: red\n-->'), 'comment-not-directives: class'],
  [deck('<!--\n_class: invert\nNote: say hello to all\n-->'), 'note-swallowed: Note: say hello to all'],
  [deck('<!-- fit -->\n\n# A'), 'fit-comment: <!-- fit -->'], [deck('# <!-- Fit --> A'), 'fit-comment: Fit', deck('# <!-- fit --> A')],
  [deck('Good :rokcet: day'), 'emoji: :rokcet:', deck('Good :rocket: day')], [deck(':White_Check_Mark:'), 'emoji: :White_Check_Mark:', deck(':white_check_mark:')],
  [deck('*New technologies are blurring the line.'), 'emphasis: *'], [deck('A **bold claim that goes on'), 'emphasis: **'], [deck('**bold **text'), 'emphasis: **'],
  [deck('# A\n\n---\n\n# B\n\n---'), 'last-ruler: ---', deck('# A\n\n---\n\n# B')],
  [deck('# A\n\ntext\n\n---\n## B', 'headingDivider: 2\n'), 'divided-twice: ---', deck('# A\n\ntext\n\n## B', 'headingDivider: 2\n')],
  [deck('# A\n\n[x](#nowhere)'), 'unknown-anchor: #nowhere'], [deck('# A\n\n[x](#7)'), 'unknown-anchor: #7'],
  [deck('<style>\nh1 { color: red\n</style>'), 'style-syntax: {'], [deck('# A', 'style: |\n  h1 { color: red; } }\n'), 'style-syntax: }'], [deck('<style scoped>a { content: "x }</style>'), 'style-syntax: "'],
  [deck('<style>h1 { color red; }</style>'), 'style-syntax: color'], [deck('<style>\nh1 {\n  color: red\n  background: blue;\n}\n</style>'), 'style-syntax: \n'], [deck('# A', 'style: |\n  h1 { // big\n    font-size: 3em;\n  }\n'), 'style-syntax: //'],
  [deck('<style>\n// titles\nh1 { color: red; }\n</style>'), 'style-syntax: //'], [deck('<style scoped>h1:: { color: red; }</style>'), 'style-syntax: h1::'],
  [deck('<style>h1 { colr: red; }</style>'), 'style-property: colr', deck('<style>h1 { color: red; }</style>')], [deck('# A', 'style: |\n  section { backgroud-color: red; }\n'), 'style-property: backgroud-color', deck('# A', 'style: |\n  section { background-color: red; }\n')],
  [deck('<style scoped> { bakground: red; }</style>'), 'style-property: bakground', deck('<style scoped> { background: red; }</style>')],
  [deck('<style>\nh1 { color: red }\n\n---\n\n# B'), 'style-unclosed: <style'],
  [deck('<style>\nbody { color: red }\n</style>'), 'style-selector: body', deck('<style>\nsection { color: red }\n</style>')], [deck('<style scoped>:root { color: red }</style>'), 'style-selector: :root', deck('<style scoped>section { color: red }</style>')],
  [deck('<style>\n/* @theme ours */\nh1 { color: red }\n</style>'), 'style-metadata: @theme'],
  [deck('# A', 'color: rde\n'), 'bad-color: rde', deck('# A', 'color: red\n')], [deck('# A', 'backgroundColor: ffcc00\n'), 'bad-color: ffcc00', deck('# A', 'backgroundColor: "#ffcc00"\n')], [deck('<!-- _color: red; font-size: 3em -->'), 'bad-color: red; font-size: 3em'], [deck('<!-- _color: #12 -->'), 'bad-color: #12'],
  [deck('# A', 'backgroundImage: photo.jpg\n'), 'background-image: photo.jpg', deck('# A', 'backgroundImage: url(photo.jpg)\n')], [deck('# A', 'backgroundImage: url(photo.jpg\n'), 'background-image: url(photo.jpg'],
  [deck('# A', 'backgroundSize: contain\n'), 'background-without-image: backgroundSize'],
  [deck('# A', 'transition: fdae\n'), 'unknown-transition: fdae', deck('# A', 'transition: fade\n')], [deck('# A', 'transition: sparkle\n'), 'unknown-transition: sparkle'],
  [deck('# A', 'transition: fade 2\n'), 'transition-duration: fade 2', deck('# A', 'transition: fade 2s\n')], [deck('# A', 'transition: fade 2s ease\n'), 'transition-duration: fade 2s ease'],
  [deck('# A', 'url: example.com/talk\n'), 'bad-url: example.com/talk'], [deck('# A', 'lang: english\n'), 'bad-lang: english', deck('# A', 'lang: en\n')], [deck('# A', 'lang: pt_BR\n'), 'bad-lang: pt_BR', deck('# A', 'lang: pt-BR\n')],
  [deck('<!-- _header: -->', 'header: H\n'), 'empty-margin: _header', deck('<!-- _header: "" -->', 'header: H\n')],
  [deck('# A', 'theme: gaia\nclass: lead, invert\n'), 'class-comma: lead, invert', deck('# A', 'theme: gaia\nclass: lead invert\n')], [deck('<!-- _class: invrt -->'), 'unknown-class: invrt', deck('<!-- _class: invert -->')],
  [deck('<iframe src="https://a.b"></iframe>'), 'html-tag: <iframe'],
  [deck(`# Long\n\n${'- a line of some length that is worth to be read\n'.repeat(24)}`), 'overflow: # Long'],
]

test('each mistake on slides is found at its place, and nothing beside it', async () => {
  const found = await Promise.all(wrong.map(async ([text]) => [text, ...await problemsIn(text)]))
  assert.deepEqual(found, wrong.map(([text, expected]) => [text, expected]))
})

test('their fixes leave what was meant, and none of the problem', async () => {
  for (const [text, expected, fixed] of wrong) {
    const document = await open(text)
    const problem = document.problems()[0]!
    const [fix] = document.fixes(problem)
    assert.equal(fix && applyEdits(text, fix.edits), fixed, expected)
    if (fixed !== undefined) assert.deepEqual((await problemsIn(fixed)).filter(found => found.startsWith(`${expected.split(':')[0]}:`)), [], fixed)
  }
})

/** What looks like a mistake and is none. */
const right: readonly string[] = [
  deck('![bg A cat on a mat](https://a.b/c.jpg)'), deck('![A left turn](https://a.b/c.jpg)'), deck('![left](https://a.b/c.jpg)'), deck('![fit](https://a.b/c.jpg)'), deck('![auto](https://a.b/c.jpg)'), deck('![w:300 a fine day: 5 o’clock](https://a.b/c.jpg)'),
  deck('![bg brightness:var(--b)](https://a.b/c.jpg)'), deck('![drop-shadow:0,5px,10px,rgba(0,0,0,.4) blur:calc(1px+2px)](https://a.b/c.jpg)'), deck('![h:1em](https://a.b/c.svg) in text'), deck('![bg](<a b.jpg>)\n\n![](a%20b.jpg "A title.png")'),
  deck('A title\n====='), deck('A [note](x) of `![a](b c.png)`'), deck('```\n---\n```'), deck('```\n---'.replace('---', 'a')), deck('<div>\n\n---\n\n</div>'), deck('<!--\na note\n\n---\n\nmore of it\n-->'), deck('- a\n\n---\n\n- b'),
  deck('<!-- Title: my talk\nImage: the one with the cat -->'), deck('<!-- author: who wrote it? -->'), deck('<!-- In class: we say hello. -->'), deck('<!--\n_class: invert\nfoo: bar\n-->'),
  deck('Prices* in euros\n\n*without tax'), deck('2 * 3 * 4'), deck('a*b'), deck('\\*starred'), deck('***both***'), deck('`**`'), deck('* item'), deck('- **bold** and *more*'), deck('snake_case and __init__'),
  deck('At 10:30:45, a::b::c, http://a.b:80:x/, :octopus_garden_party_line:'), deck('`:smilee:`'), deck('[a](#)'), deck('# Grüße & <b>Küsse</b>\n\n[x](#grüße--küsse)'), deck('# A\n\n# A\n\n[x](#a-1)'),
  deck('<style>\nsection { background: url("a}b.png"); }\n/* } */\nh1::after { content: "}"; }\n</style>'), deck('<style scoped> { color: red; }</style>'), deck('<style>@import url(https://a.b/c?d=e;f);</style>'), deck('<style>.body, tbody { color: red }\nh1 > .html { color: red }</style>'),
  deck("<style>@import url('https://a.b/c.css');\n@import-theme 'gaia';\n@charset 'utf-8';\n:root { --our-own: 1px; }\nsection { &.lead > h1 { color: var(--our-own); -webkit-box-decoration-break: clone; } }\n@layer base { h2 { text-wrap: balance; inset-area: top; } }</style>"),
  deck('<style>section::part(auto-scaling) { color: red; } @container (width > 3px) { p { color: red } } @keyframes marp-transition-x { from { opacity: 0 } }</style>'), deck('<style>h1 { color: {{ brand }}; }</style>'), deck('<style scoped> { color: red; }\n h1 { zoom: 1; }</style>'),
  deck('# A', 'color: var(--c)\nbackgroundColor: oklch(70% 0.1 200)\n'), deck('# A', 'color: rgb(1 2 3 / 50%)\n'), deck('# A', 'color: "{{ brand }}"\n'), deck('# A', 'color: CurrentColor\n'), deck('# A', 'backgroundColor: linear-gradient(red, blue)\n'),
  deck('# A', 'backgroundImage: var(--paper)\n'), deck('# A', 'backgroundImage: url("a b.png")\n'), deck('# A', 'backgroundImage: none\nbackgroundSize: cover\n'), deck('# A', 'transition: "{{ t }}"\n'),
  deck('# A', 'url: "{{ site }}"\n'), deck('# A', 'lang: zh-Hans\n'), deck('<!-- _header: -->'), deck('<!-- _class: title -->'), deck('<!-- _class: invrt -->\n\n<style>section.invrt { color: red }</style>'), deck('<!-- _class: led -->', 'theme: ours\n').replace('theme: ours', 'theme: gaia\nclass: x').replace('led', 'intro'),
  deck('# <!-- fit --> A\n\n<!-- fitting -->'), deck('# A\n\n---'), deck('<!-- one --> \n\n# A'), deck(`# Long\n\n${'- a line\n'.repeat(9)}`), deck(`<style scoped>section { font-size: 12px; }</style>\n\n${'- a line\n'.repeat(40)}`),
]

test('what only looks like a mistake is passed over in silence', async () => {
  const found = await Promise.all(right.map(async text => [text, ...await problemsIn(text)]))
  assert.deepEqual(found.filter(({ length }) => length > 1), [])
})

test('nothing is wrong in decks after Marp’s documentation', async () => {
  for (const [label, text] of Object.entries(documented)) assert.deepEqual(await problemsIn(text), [], label)
})

test('a talk on virtual machines: empty values, a note with a colon, a scoped style without a selector, XML behind the last ruler', async () => {
  const text = readFileSync('test/core/marp/talk.md', 'utf8')
  assert.deepEqual(await problemsIn(text), ['emphasis: *'])
  const document = await open(text)
  const summary = document.summary()
  assert.equal(summary?.kind === 'deck' && summary.slides.length, 8)
})
