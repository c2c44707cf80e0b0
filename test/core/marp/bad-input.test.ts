// Whatever the text holds, a deck answers, at once, and with spans that lie in the text.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { open } from './support'

/** Asks everything that a host may ask. */
const checkAnswers = async (text: string, offsets: readonly number[] = [0, 20, text.length >> 1, text.length]): Promise<void> => {
  const document = await open(text)
  const within = ({ span }: { readonly span: { readonly start: number; readonly end: number } }): void =>
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${span.start} to ${span.end} of ${text.length}`)
  for (const problem of document.problems().slice(0, 50)) {
    within(problem)
    document.fixes(problem).flatMap(({ edits }) => edits).forEach(within)
  }
  document.outline().forEach(within)
  document.folds().forEach(within)
  const summary = document.summary()
  if (summary?.kind === 'deck') summary.slides.forEach(within)
  for (const offset of offsets) {
    for (const { replace } of document.complete(offset)) within({ span: replace })
    const hover = document.hover(offset)
    if (hover) within(hover)
  }
}

const head = '---\nmarp: true\ntheme: gaia\n---\n\n# A\n\n'
const slides = '---\n\n<!-- _class: lead -->\n\n## T **b**\n\n- x\n\n| a |\n|---|\n| b <!-- n --> |\n\n'

const inputs: Readonly<Record<string, string>> = {
  'a rule with ten thousand misspelt properties': `${head}<style>\na {${'colr: red;\n'.repeat(10_000)}}\n</style>\n`,
  'ten thousand slides': head + '---\n\n## T\n\n'.repeat(10_000),
  '5 MB of slides': head + slides.repeat(Math.floor(5e6 / slides.length)),
  'brackets of images without an end': head + '![`bg '.repeat(100_000),
  '5 MB on one line': head + 'x '.repeat(2.5e6),
  '5 MB in an unclosed comment': head + '<!-- ' + 'class: x\n'.repeat(550_000),
  '5 MB in an unclosed front matter': '---\nmarp: true\n' + 'key: value\n'.repeat(450_000),
  '5 MB before the dashes that close': '---\nmarp: true\n' + 'some text\n\n'.repeat(450_000) + '---\n',
  'comments without an end': head + 'a <!-- '.repeat(100_000),
  'openings, and one comment behind them': head + 'a <! '.repeat(100_000) + '<!-- x -->',
  'one comment with a hundred thousand keys': head + '<!--\n' + 'class: x\n'.repeat(100_000) + '-->\n',
  'dashes in a comment': head + '<!--' + '-'.repeat(1e6) + ' x',
  'nested brackets in YAML': '---\nmarp: true\nfoo: ' + '['.repeat(100_000) + '\n---\n',
  'aliases of aliases': '---\nmarp: true\na: &a [x,x,x,x,x,x,x,x,x]\n' + [...'bcdefghijk'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}x]\n`).join('') + 'class: *k\n---\n',
  'nine thousand keys': '---\nmarp: true\n' + Array.from({ length: 9000 }, (_, index) => `key${index}: x\n`).join('') + '---\n',
  'a script': head + '<script>alert(1)</script>\n\n<!-- _class: <script>alert(1)</script> -->\n',
  'noise behind a front matter': head + Array.from({ length: 100_000 }, (_, index) => String.fromCharCode((index * 7919) % 65536)).join(''),
  'noise in the front matter': '---\nmarp: true\n' + Array.from({ length: 10_000 }, (_, index) => String.fromCharCode((index * 7919) % 65536)).join('') + '\n---\n',
  'quotes in quotes': head + '>'.repeat(100_000) + '<!-- x -->',
  'tabs in YAML': '---\nmarp: true\n\ttheme:\tgaia\nclass:\n\t- a\n\t- b\n---\n',
  'thirty thousand images': head + '![bg rigth:40% W:3](a b.png)\n\n'.repeat(30_000),
  'thirty thousand emoji that there are not, each another': head + Array.from({ length: 30_000 }, (_, index) => `:rok${[...String(index)].map(digit => 'abcdefghij'[Number(digit)]).join('')}et:\n\n`).join(''),
  'thirty thousand links to nowhere': head + Array.from({ length: 30_000 }, (_, index) => `[a](#x${index})\n\n`).join(''),
  'a style of many levels': head + '<style>\n' + 'a{'.repeat(50_000) + '}'.repeat(50_000) + '\n</style>\n',
  'a style with brackets in brackets': head + '<style>\na{b:' + '('.repeat(50_000) + ')'.repeat(50_000) + '}\n</style>\n',
  'a style of 3 MB': head + '<style>\n' + 'h1 { color: red; backgroud: blue }\n'.repeat(90_000) + '</style>\n',
  'a style with ten thousand misspelt properties': head + '<style>\n' + Array.from({ length: 10_000 }, (_, index) => `h1 { backgroud-${index}: blue }\n`).join('') + '</style>\n',
  'ten thousand styles': head + '<style>h1 { colr: red }</style>\n\n'.repeat(10_000),
  'ten thousand machines': head + '```vm\nweb.xml\n```\n\n<!-- vm: web.xml w:3 -->\n\n'.repeat(5000),
  'half a surrogate': '---\nmarp: true\nheader: \ud83d\n---\n\n# \udc00 <!-- _class: \ud83d -->\n',
}

for (const [name, text] of Object.entries(inputs)) {
  test(name, { timeout: 60_000 }, () => checkAnswers(text))
}

test('a deck that is cut anywhere, and one that lacks a piece', async () => {
  for (const file of ['virtualization', 'deck-with-mistakes']) {
    const text = readFileSync(`examples/${file}.md`, 'utf8')
    for (let cut = 0; cut < text.length; cut += cut < 300 ? 1 : 23) {
      await checkAnswers(text.slice(0, cut), [cut])
      await checkAnswers(text.slice(0, cut) + text.slice(cut + 5), [cut])
      await checkAnswers((text.slice(0, cut) + text.slice(cut + 3)).replaceAll('\n', '\r\n'), [cut])
    }
  }
})
