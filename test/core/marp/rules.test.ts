// Every rule on the mistake it is for, its fix by the resulting text, and silence where a deck is right.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { rules } from '../../../server/src/core/marp/rules/index'
import { checkFix, checkProblems, open, problemsIn, withFrontMatter } from './support'

/** Lines of front matter, and what is reported about them. */
const inFrontMatter: readonly (readonly [lines: string, ...expected: string[]])[] = [
  // YAML that Marp cannot read.
  ['header: **b**', 'front-matter-syntax: **b**'],
  ['header: [a](b)', 'front-matter-syntax: [a](b)'],
  ['header: "a" b', 'front-matter-syntax: "a" b'],
  ["header: 'tis so", "front-matter-syntax: 'tis so"],
  ['color: "red\nclass: x', 'front-matter-syntax: "red'],
  ['header: a\\q', 'front-matter-syntax: a\\q'],
  ['class:\n\t- a', 'front-matter-syntax: \t'],
  ['hello world', 'front-matter-syntax: hello world'],
  ['them', 'front-matter-syntax: them'],
  ['theme:gaia', 'front-matter-syntax: theme:'],
  ['class: x\n color: red', 'front-matter-syntax: color'],
  ['header: a\n  b', 'front-matter-syntax: b'],
  ['subtitle: a: b', 'front-matter-syntax: a: b'],
  ['foo: @x', 'front-matter-syntax: @x'],
  ['foo: !bar x', 'front-matter-syntax: !bar x'],
  ['size: 4: 3', 'front-matter-syntax: 4: 3'],
  ['title: a: b', 'front-matter-syntax: a: b'],
  ['- class', 'front-matter-syntax: - class'],
  ['class: x\nclass: y', 'duplicate-key: class'],
  ['foo: x\nfoo: y', 'duplicate-key: foo'],
  // Names.
  ['thme: gaia', 'unknown-directive: thme'],
  ['_clas: lead', 'unknown-directive: _clas'],
  ['headerDivider: 2', 'unknown-directive: headerDivider'],
  ['backgroundcolor: red', 'wrong-case: backgroundcolor'],
  ['_backgroundcolor: red', 'wrong-case: _backgroundcolor'],
  ['Theme: gaia', 'wrong-case: Theme'],
  ['$theme: gaia', 'deprecated-dollar-prefix: $theme'],
  ['_theme: gaia', 'scoped-global: _theme'],
  ['_headingDivider: 2', 'scoped-global: _headingDivider'],
  // Values.
  ['theme: gaja', 'unknown-theme: gaja'],
  ['theme: Gaia', 'unknown-theme: Gaia'],
  ['theme: our-corporate', 'unknown-theme: our-corporate'],
  ['size: 4x3', 'unknown-size: size: 4x3'],
  ['size: A4', 'unknown-size: size: A4'],
  ['theme: uncover\nsize: 16:10', 'unknown-size: size: 16:10'],
  ['paginate: yes', 'bad-paginate: yes'],
  ['paginate: [true]', 'bad-paginate: [true]'],
  ['paginate:\n  a: b', 'bad-paginate: a: b'],
  ['headingDivider: 7', 'bad-heading-divider: 7'],
  ['headingDivider: 2.5', 'bad-heading-divider: 2.5'],
  ['headingDivider: true', 'bad-heading-divider: true'],
  ['headingDivider: [1, x]', 'bad-heading-divider: [1, x]'],
  ['headingDivider: 1, 2', 'bad-heading-divider: 1, 2'],
  ['math: KaTeX', 'bad-math: KaTeX'],
  ['header: [Logo]', 'wrong-shape: [Logo]'],
  ['class: { a: b }', 'wrong-shape: { a: b }'],
  ['theme: [gaia]', 'wrong-shape: [gaia]'],
  ['color: red # brand', 'trailing-comment: # brand'],
  ['theme: gaia # brand', 'trailing-comment: # brand'],
  ['paginate: true # all', 'trailing-comment: # all'],
]

const right: readonly string[] = [
  'theme: gaia', 'color: #fff', 'header: a: b: c', 'size: 4:3', 'size: 16:9', 'paginate: Hold', '_paginate:', '_class: lead', 'class:\n  - a\n  - b', 'class: [a, b]', 'headingDivider: [1, 3]',
  'headingDivider: false', 'headingDivider: 2 # of each chapter', 'math: katex', 'style: |\n  section { color: red; }\n  /* a: b */', 'backgroundImage: url(a.png#x)', 'backgroundImage: linear-gradient(to right, #123, #456)', 'theme:', 'size:', 'math:',
  'date: 2026-01-01', 'tags: [a, b]', 'layout: slides', 'authors: A, B', 'subtitle: x', 'header: Issue # 1', 'title: Part # 1', 'header: ""', 'footer: "**b**"', 'transition: fade 1s', 'keywords: [a, b]', 'lang: fr',
  'title: "a: b"', 'foo: |\n  **x**', '# a remark\ntheme: default', 'header: "a \\" b"', 'class: lead invert',
]

const elsewhere: readonly (readonly [text: string, ...expected: string[]])[] = [
  [withFrontMatter('theme: gaia') + '\n<!-- _clas: lead -->\n', 'unknown-directive: _clas'],
  [withFrontMatter('theme: gaia') + '\n<!-- backgroundcolor: red -->\n', 'wrong-case: backgroundcolor'],
  [withFrontMatter('theme: gaia') + '\n<!--\nclass: x\ncolr: red\n-->\n', 'unknown-directive: colr'],
  [withFrontMatter('theme: gaia') + '\n<!-- $size: 4:3 -->\n', 'deprecated-dollar-prefix: $size'],
  [withFrontMatter('theme: gaia') + '\n<!-- _theme: uncover -->\n', 'scoped-global: _theme'],
  [withFrontMatter('theme: gaia') + '\n<!-- theme: uncover -->\n', 'overloading-global-directive: theme: gaia'],
  [withFrontMatter('theme: gaia') + '\n<!-- marp: true -->\n', 'misplaced-directive: marp'],
  [withFrontMatter('theme: gaia') + '\n<!-- paginate: {a: b} -->\n', 'bad-paginate: {a: b}'],
  [withFrontMatter('theme: gaia') + '\ntext <!-- math: foo --> text\n', 'bad-math: foo'],
  // Notes are notes.
  [withFrontMatter('theme: gaia') + '\n<!-- Title: my talk -->\n<!-- Note: say hello -->\n<!-- Color: warm -->\n<!-- Headers: are long -->\n<!-- plan: do it -->\n'],
  [withFrontMatter('theme: gaia') + '\n```yaml\n_clas: lead\n```\n\n`<!-- _clas: x -->`\n'],
  ['\n---\nmarp: true\n---\n\n# A\n', 'front-matter-place: ---'],
  ['\uFEFF---\nmarp: true\n---\n\n# A\n', 'front-matter-place: ---'],
  ['---\nmarp: true\ntheme: gaia\n', 'front-matter-unclosed: ---'],
  ['---\nmarp: true\ntheme: gaia\n\n# A\n\ntext\n', 'front-matter-unclosed: ---'],
  ['---\nmarp: true\ntheme: gaia\n\n# A\n\ntext\n\n---\n\n# B\n', 'front-matter-unclosed: ---'],
  ['-----\nmarp: true\n---\n\n# A\n', 'front-matter-unclosed: -----'],
  ['---\nmarp: True\n---\n\n# A\n', 'not-a-deck: marp: True'],
  ['---\nmarp: true \n---\n\n# A\n', 'not-a-deck: marp: true '],
  ['---\r\nmarp: true\r\nheader: **b**\r\n---\r\n\r\n# A\r\n', 'front-matter-syntax: **b**'],
]

const fixed: readonly (readonly [before: string, after: string])[] = [
  ['header: **b**', "header: '**b**'"],
  ['subtitle: it\'s: b', "subtitle: 'it''s: b'"],
  ['theme:gaia', 'theme: gaia'],
  ['class:\n\t- a', 'class:\n  - a'],
  ['thme: gaia', 'theme: gaia'],
  ['_clas: lead', '_class: lead'],
  ['backgroundcolor: red', 'backgroundColor: red'],
  ['$theme: gaia', 'theme: gaia'],
  ['_theme: gaia', 'theme: gaia'],
  ['theme: gaja', 'theme: gaia'],
  ['theme: "gaja"', 'theme: gaia'],
  ['size: 4x3', 'size: 4:3'],
  ['paginate: yes', 'paginate: true'],
  ['paginate: [skip]', 'paginate: skip'],
  ['paginate: {a: b}', 'paginate: true'],
  ['headingDivider: 1, 2', 'headingDivider: [1, 2]'],
  ['math: KaTeX', 'math: katex'],
  ['header: [Logo]', "header: '[Logo]'"],
  ['color: red # brand', '# brand\ncolor: red'],
  ['class: x\nfoo: a\nclass: y\nbar: b', 'class: x\nfoo: a\nbar: b'],
]

/** The ruler of the deck stands before a heading, which some of these settings make a slide by itself. */
const foundIn = async (lines: string): Promise<readonly string[]> => (await problemsIn(withFrontMatter(lines))).filter(found => found !== 'divided-twice: ---')

test('each mistake in front matter is found at its place', async () => {
  for (const [lines, ...expected] of inFrontMatter) assert.deepEqual(await foundIn(lines), expected, lines)
})

test('right front matter is passed over in silence', async () => {
  for (const lines of right) assert.deepEqual(await foundIn(lines), [], lines)
})

test('comments and the shape of the file', async () => {
  for (const [text, ...expected] of elsewhere) await checkProblems(text, expected)
})

test('fixes leave the text that was meant', async () => {
  for (const [before, after] of fixed) await checkFix(withFrontMatter(before), withFrontMatter(after))
  await checkFix('\n\n---\nmarp: true\n---\n\n# A\n', '---\nmarp: true\n---\n\n# A\n')
  await checkFix('---\nmarp: true\ntheme: gaia\n\n# A\n\ntext\n\n---\n\n# B\n', '---\nmarp: true\ntheme: gaia\n---\n\n# A\n\ntext\n\n---\n\n# B\n')
  await checkFix('---\r\nmarp: true\r\n\r\n# A\r\n', '---\r\nmarp: true\r\n---\r\n\r\n# A\r\n')
  await checkFix('---\nmarp: true', '---\nmarp: true\n---\n')
  await checkFix('-----\nmarp: true\n---\n\n# A\n', '---\nmarp: true\n---\n\n# A\n')
  await checkFix('---\nmarp: "true"\n---\n', '---\nmarp: true\n---\n')
})

test('what a fix leaves is free of that problem', async () => {
  for (const [before] of fixed) {
    const text = withFrontMatter(before)
    const document = await open(text)
    const problem = document.problems()[0]
    assert.ok(problem)
    for (const fix of document.fixes(problem)) {
      const result = [...fix.edits].sort((a, b) => b.span.start - a.span.start).reduce((all, { span, text: insert }) => all.slice(0, span.start) + insert + all.slice(span.end), text)
      assert.ok(!(await problemsIn(result)).some(found => found.startsWith(`${problem.code.replace('marp/', '')}:`)), result)
    }
  }
})

test('every rule has a code of this family, and tests above', () => {
  const source = readdirSync('test/core/marp').filter(file => file.endsWith('.test.ts')).map(file => readFileSync(`test/core/marp/${file}`, 'utf8')).join('')
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length)
  for (const { code, docs } of rules) {
    for (const text of [docs.why, docs.mend]) assert.match(text, /^\S[\s\S]*\.$/, code)
    assert.match(code, /^marp\/[a-z-]+$/)
    assert.ok(source.includes(`'${code.replace('marp/', '')}: `) || source.includes(`'${code} `), code)
  }
})

test('the examples are right, save the one that shows mistakes', async () => {
  for (const file of readdirSync('examples').filter(name => name.endsWith('.md'))) {
    const found = await problemsIn(readFileSync(`examples/${file}`, 'utf8'))
    if (!file.includes('mistakes')) assert.deepEqual(found, [], file)
    else assert.deepEqual(found, [
      'overloading-global-directive: theme: giaa', 'unknown-size: size: 4x3', 'bad-paginate: yes', 'wrong-case: backgroundcolor', 'trailing-comment: # the colour of our house',
      'bad-heading-divider: 7', 'bad-math: KaTeX', 'scoped-global: _theme', 'unknown-directive: _clas', 'bad-paginate: [false]',
    ], file)
  }
})
