// The seven diagnostics of Marp for VS Code, each on a table of cases: where it tells of something, and what its fix leaves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MarpSettings } from '../../../server/src/core/service'
import { applyEdits, open, problemsIn } from './support'

const deck = (text: string, lines = ''): string => `---\nmarp: true\n${lines}---\n\n${text}\n`

type Case = readonly [text: string, expected: readonly string[], settings?: Partial<MarpSettings>]

const math = ['define-math-global-directive: $']
const block = ['define-math-global-directive: $$']
const off = { math: 'off' } as const

/** Only problems of these codes are compared. */
const table: Readonly<Record<string, readonly Case[]>> = {
  'define-math-global-directive': [
    [deck('$a=1+2$'), math], [deck('$a$ $b$'), math], [deck('$$1+1 = 2$$'), block], [deck('foo$1+1 = 2$bar'), math], [deck('foo$-1+1 = 0$bar'), math], [deck('aaa $$ bbb'), []], [deck('aaa $5.99 bbb'), []],
    [deck('foo $1+1\n\n= 2$ bar'), []], [deck('foo $1 *i* 1$ bar'), math], [deck('   $$\n   1+1 = 2\n   $$'), block], [deck('    $$\n    1+1 = 2\n    $$'), []], [deck('foo $1 + 1\n= 2$ bar'), math],
    [deck('$$\n\n  1\n+ 1\n\n= 2\n\n$$'), block], [deck('$n$-th order'), math], [deck('$$\n1+1 = 2'), block], [deck('* $1+1 = 2$\n* $$\n  1+1 = 2\n  $$'), math], [deck('$$[\n[1, 2]\n[3, 4]\n]$$'), block],
    [deck('Foo \\$1$ bar\n\\$\\$\n1\n\\$\\$'), []], [deck("Thus, $20,000 and USD$30,000 won't parse as math."), []], [deck('For some Europeans, it is 2$ for a can of soda, not 1$.'), []],
    [deck('I will give you $20 today, if you give me more $ tomorrow.'), []], [deck('Money adds: $\\$X + \\$Y = \\$Z$.'), math], [deck('`$a$` and\n\n```\n$b$\n```'), []],
    [deck('$a$', 'math: katex\n'), []], [deck('$a$\n\n<!-- math: mathjax -->'), []], [deck('$a$'), [], off],
  ],
  'deprecated-color-setting-shorthand': [
    [deck('![](red)'), ['deprecated-color-setting-shorthand: ![](red)']], [deck('![bg](#fff)'), ['deprecated-color-setting-shorthand: ![bg](#fff)']], [deck('![bg](currentColor)'), ['deprecated-color-setting-shorthand: ![bg](currentColor)']],
    [deck('![](rgb(255,128,0))'), ['deprecated-color-setting-shorthand: ![](rgb(255,128,0))']], [deck('![bg](hsl(0,100%,50%))'), ['deprecated-color-setting-shorthand: ![bg](hsl(0,100%,50%))']],
    [deck('![bg left](red)'), []], [deck('![a](red)'), []], [deck('![](red.png)'), []], [deck('![bg](#12)'), []], [deck('`![bg](red)`'), []], [deck('![bg][r]\n\n[r]: red'), []],
  ],
  'deprecated-dollar-prefix': [
    [deck('', '$theme: gaia\n'), ['deprecated-dollar-prefix: $theme']], [deck('<!-- $headingDivider: 2 -->'), ['deprecated-dollar-prefix: $headingDivider']], [deck('<!-- $style: "a{}" -->\n<!-- $size: 4:3 -->'), ['deprecated-dollar-prefix: $style', 'deprecated-dollar-prefix: $size']],
    [deck('<!-- $class: x -->'), []], [deck('$theme: gaia'), []],
  ],
  'ignored-math-global-directive': [
    [deck('', 'math: katex\n'), ['ignored-math-global-directive: math'], off], [deck('<!-- math: mathjax -->', 'math: katex\n'), ['ignored-math-global-directive: math'], off], [deck('', 'math: katex\n'), []],
  ],
  'overloading-global-directive': [
    [deck('<!-- theme: gaia -->', 'theme: default\n'), ['overloading-global-directive: theme: default']], [deck('<!-- size: 4:3 -->\n\n---\n\n<!-- size: 16:9 -->', 'size: 4:3\n'), ['overloading-global-directive: size: 4:3', 'overloading-global-directive: size: 4:3']],
    [deck('<!-- title: B\nclass: x -->', 'title: A\n'), ['overloading-global-directive: title: A']], [deck('<!-- class: b -->', 'class: a\n'), []], [deck('<!-- foo: b -->', 'foo: a\n'), []],
  ],
  'unknown-size': [
    [deck('', 'size: 16:10\n'), ['unknown-size: size: 16:10']], [deck('', 'theme: gaia\nsize: 4:3\n'), []], [deck('<!-- size: 4:3 -->', 'size: 16:10\n'), []], [deck('', 'size:\n'), []], [deck('', 'size: ""\n'), ['unknown-size: size: ""']],
    [deck('', 'theme: ours\nsize: a4\n'), [], { themes: ['/* @theme ours */\n/* @size a4 210mm 297mm */'] }], [deck('', 'theme: ours\nsize: a5\n'), ['unknown-size: size: a5'], { themes: ['/* @theme ours */\n/* @size a4 210mm 297mm */'] }],
    [deck('', 'theme: ours\nsize: 4:3\n'), [], { themes: ['/* @theme ours */\n@import "gaia";'] }], [deck('', 'theme: ours\nsize: a5\n'), ['unknown-size: size: a5'], { themesKnown: true }], [deck('', 'theme: ours\nsize: a5\n'), []],
  ],
  'unknown-theme': [
    [deck('', 'theme: gaja\n'), ['unknown-theme: gaja']], [deck('', 'theme: ours\n'), ['unknown-theme: ours']], [deck('', 'theme: ours\n'), [], { themes: ['/*!\n * @theme ours\n */'] }], [deck('', 'theme:\n'), []], [deck('', 'theme: ""\n'), ['unknown-theme: ""']], [deck('<!-- theme: gaia -->', 'theme: nope\n'), []],
    [deck('<!-- theme: nope -->'), ['unknown-theme: nope']],
  ],
}

for (const [code, cases] of Object.entries(table)) {
  test(`${code} is told where Marp for VS Code tells it`, async () => {
    for (const [text, expected, settings] of cases) assert.deepEqual((await problemsIn(text, settings)).filter(found => found.startsWith(`${code}: `)), expected, JSON.stringify(text))
  })
}

test('beside Marp for VS Code none of the seven is told again, and all else is', async () => {
  for (const [code, cases] of Object.entries(table)) {
    for (const [text, , settings] of cases) assert.ok(!(await problemsIn(text, { ...settings, mode: 'beside' })).some(found => found.startsWith(`${code}: `)), text)
  }
  assert.deepEqual(await problemsIn(deck('', 'paginate: yes\n'), { mode: 'beside' }), ['bad-paginate: yes'])
  assert.deepEqual(await problemsIn(deck('', 'paginate: yes\n'), { mode: 'off' }), [])
})

/** The text that the plain fix leaves. */
const fixed: readonly (readonly [before: string, after: string, settings?: Partial<MarpSettings>])[] = [
  [deck('$a$'), deck('$a$', 'math: mathjax\n')], [deck('$a$'), deck('$a$', 'math: katex\n'), { math: 'katex' }], [deck('$a$').replaceAll('\n', '\r\n'), deck('$a$', 'math: mathjax\n').replaceAll('\n', '\r\n')],
  [deck('![](red)'), deck('<!-- _color: "red" -->')], [deck('![bg](#fff)'), deck('<!-- _backgroundColor: "#fff" -->')], [deck('<!-- $size: 4:3 -->'), deck('<!-- size: 4:3 -->')],
]

test('their fixes are ours', async () => {
  for (const [before, after, settings] of fixed) {
    const document = await open(before, settings)
    const [problem] = document.problems()
    const fix = problem && document.fixes(problem).find(({ preferred }) => preferred)
    assert.equal(fix && applyEdits(before, fix.edits), after)
  }
})
