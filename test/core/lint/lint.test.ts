// Comments that suppress, in tables: what is left of a document's problems, what is said of the comments, and what the fixes leave.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disableFixes, lint, lintFixes, unconfigured, type Resolved } from '../../../server/src/core/lint/index'
import { languages, rulesOf } from '../../../server/src/core/languages'
import type { Problem } from '../../../server/src/core/model'
import { defaultSettings, type Document } from '../../../server/src/core/service'
import { applied } from '../../../server/src/core/text/edits'

const extension = (text: string): string => text.trimStart().startsWith('<') ? '.xml' : '.md'

const open = (text: string): Promise<Document> => languages.find(({ extensions }) => extensions.includes(extension(text)))!.open(text, defaultSettings)

const linted = async (text: string, config: Resolved = unconfigured): Promise<readonly Problem[]> =>
  lint({ text, document: await open(text), config, rules: await rulesOf(), across: [] })

/** `CODE on TEXT`. */
const told = (text: string, problems: readonly Problem[]): readonly string[] => problems.map(({ code, span }) => `${code} on ${text.slice(span.start, span.end)}`)

/** A domain of this in its devices; line 1 is the first of it. */
const domain = (devices: string): string => `<domain type='kvm'>
  <name>a</name>
  <memory>1</memory>
  <os><type machine='q35' arch='x86_64'>hvm</type></os>
  <devices>
${devices}
  </devices>
</domain>
`

const bad = "    <sound model='ac98'/>"
const badPair = `${bad}\n    <sound model='ac96'/>`
const value = 'schema/invalid-value'

/** What it is about, the devices, and what is said in the end. */
const rows: readonly (readonly [what: string, text: string, ...said: string[]])[] = [
  ['no comment', domain(bad), `${value} on ac98`],
  ['the next line', domain(`    <!-- virtdeck-disable-next-line ${value} the old cluster has it -->\n${badPair}`), `${value} on ac96`],
  ['the next line, all codes, with a reason', domain(`    <!-- virtdeck-disable-next-line as the old cluster has it -->\n${bad}`)],
  ['several codes', domain(`    <!-- virtdeck-disable-next-line schema/unknown-attribute, ${value} why -->\n    <sound modell='ac97' model='ac98'/>`)],
  ['several codes, parted by blanks', domain(`    <!-- virtdeck-disable-next-line schema/unknown-attribute ${value} why -->\n    <sound modell='ac97' model='ac98'/>`)],
  ['with a colon, without blanks', domain(`    <!--virtdeck-disable-next-line: ${value}-->\n${bad}`)],
  ['a family', domain(`    <!-- virtdeck-disable-next-line schema/* -->\n${bad}`)],
  ['this line', domain(`${bad} <!-- virtdeck-disable-line ${value} -->`)],
  ['a region', domain(`    <!-- virtdeck-disable ${value} -->\n${bad}\n    <!-- virtdeck-enable ${value} -->\n    <sound model='ac96'/>`), `${value} on ac96`],
  ['a region that all codes end', domain(`    <!-- virtdeck-disable ${value} -->\n${bad}\n    <!-- virtdeck-enable -->\n    <sound model='ac96'/>`), `${value} on ac96`],
  ['a region that another code does not end', domain(`    <!-- virtdeck-disable ${value} -->\n${bad}\n    <!-- virtdeck-enable libvirt/* -->\n    <sound model='ac96'/>`)],
  ['the rest of the file', domain(`    <!-- virtdeck-disable -->\n${badPair}`)],
  ['not what stands before', domain(`${bad}\n    <!-- virtdeck-disable ${value} -->`), `${value} on ac98`, `virtdeck/unused-disable on <!-- virtdeck-disable ${value} -->`],
  ['a tag of several lines', domain(`    <!-- virtdeck-disable-next-line ${value} -->\n    <sound\n      model='ac98'/>`)],
  ['a comment of several lines', domain(`    <!-- virtdeck-disable-next-line ${value}\n         since the cluster has it -->\n${bad}`)],
  ['another code', domain(`    <!-- virtdeck-disable-next-line libvirt/input-bus -->\n${bad}`), 'virtdeck/unused-disable on <!-- virtdeck-disable-next-line libvirt/input-bus -->', `${value} on ac98`],
  ['one of two codes', domain(`    <!-- virtdeck-disable-next-line libvirt/input-bus, ${value} -->\n${bad}`), 'virtdeck/unused-disable on libvirt/input-bus'],
  ['a comment that suppresses nothing', domain('    <!-- virtdeck-disable-line -->\n    <sound model="ich9"/>'), 'virtdeck/unused-disable on <!-- virtdeck-disable-line -->'],
  ['a slip in a code', domain(`    <!-- virtdeck-disable-next-line schema/invalid-valu -->\n${bad}`), 'virtdeck/unknown-code on schema/invalid-valu', `${value} on ac98`],
  ['a code without its family', domain(`    <!-- virtdeck-disable-next-line invalid-value why -->\n${bad}`), 'virtdeck/unknown-code on invalid-value', `${value} on ac98`],
  ['a reason with a comma', domain(`    <!-- virtdeck-disable-next-line ${value}, as it has to be, always -->\n${bad}`)],
  ['a reason that begins at once, with a comma', domain(`    <!-- virtdeck-disable-next-line well, it has to be -->\n${bad}`)],
  ['a slip behind a colon', domain(`    <!-- virtdeck-disable-next-line: schema/invalid-valu -->\n${bad}`), 'virtdeck/unknown-code on schema/invalid-valu', `${value} on ac98`],
  ['a slip in the word', domain(`    <!-- virtdeck-disable-nextline ${value} -->\n${bad}`), 'virtdeck/unknown-comment on virtdeck-disable-nextline', `${value} on ac98`],
  ['another word of ours', domain('    <!-- virtdeck-lab: hands off -->')],
  ['not in a value, not in CDATA', domain(`    <sound model='ac98'/><![CDATA[<!-- virtdeck-disable -->]]>`), `${value} on ac98`, 'schema/unexpected-text on <![CDATA[<!-- virtdeck-disable -->]]>'],
  ['what is no XML is told all the same', domain(`    <!-- virtdeck-disable-next-line -->\n    <sound model=ac97/>`), 'xml/unquoted-value on ac97'],
  ['naming it helps nothing', domain(`    <!-- virtdeck-disable-next-line xml/unquoted-value -->\n    <sound model=ac97/>`), 'virtdeck/not-to-disable on xml/unquoted-value', 'xml/unquoted-value on ac97'],
  ['in a broken text nothing is unused', domain(`    <!-- virtdeck-disable-next-line libvirt/input-bus -->\n    <sound model='ich9'>`), 'xml/unclosed-element on sound'],
  ['before the root', `<!-- virtdeck-disable ${value} -->\n${domain(bad)}`],
  ['a deck: a comment', `---\nmarp: true\n---\n\n<!-- virtdeck-disable-next-line marp/unknown-directive our own tool reads it -->\n<!-- _clas: x -->\n`],
  ['a deck: a line of front matter', '---\nmarp: true\n# virtdeck-disable-next-line marp/unknown-theme\ntheme: ours\n---\n\n# Title\n'],
  ['a deck: a line of front matter, for all', '---\nmarp: true\n# virtdeck-disable marp/*\ntheme: ours\n---\n\n<!-- _clas: x -->\n'],
  ['a deck: a heading is no comment', '---\nmarp: true\ntheme: ours\n---\n\n# virtdeck-disable marp/unknown-theme\n', 'marp/unknown-theme on ours'],
  ['a deck: nothing to suppress', '---\nmarp: true\n---\n\n<!-- virtdeck-disable marp/unknown-theme -->\n', 'virtdeck/unused-disable on <!-- virtdeck-disable marp/unknown-theme -->'],
  ['a deck: not in code', '---\nmarp: true\n---\n\n```html\n<!-- virtdeck-disable -->\n```\n'],
  ['Markdown: around an example', `# Sounds\n\n<!-- virtdeck-disable ${value} -->\n\n\`\`\`xml\n<domain><devices><sound model='ac98'/></devices></domain>\n\`\`\`\n`],
  ['Markdown: in an example', `# Sounds\n\n\`\`\`xml\n<domain><devices>\n<!-- virtdeck-disable-next-line -->\n<sound model='ac98'/></devices></domain>\n\`\`\`\n`],
]

for (const [what, text, ...said] of rows) test(`suppression: ${what}`, async () => assert.deepEqual(told(text, await linted(text)), said))

test('levels', async () => {
  const text = domain(bad)
  const levels = async (config: Resolved) => (await linted(text, config)).map(({ level }) => level)
  assert.deepEqual(await levels({ ignored: false, layers: [{ 'schema/*': 'hint' }] }), ['hint'])
  assert.deepEqual(await levels({ ignored: false, layers: [{ [value]: 'off' }] }), [])
  assert.deepEqual(await levels({ ignored: true, layers: [] }), [])
  const broken = domain('    <sound model=ich9/>')
  assert.deepEqual((await linted(broken, { ignored: false, layers: [{ '*': 'off' }] })).map(({ level }) => level), ['error'])
  const unused = domain('    <!-- virtdeck-disable -->')
  assert.deepEqual(await linted(unused, { ignored: false, layers: [{ 'virtdeck/*': 'off' }] }), [])
})

test('without a look at the other documents, no comment about them is unused', async () => {
  const text = domain('    <!-- virtdeck-disable-next-line -->\n    <sound model="ich9"/>')
  assert.deepEqual(lint({ text, document: await open(text), config: unconfigured, rules: await rulesOf() }), [])
})

test('each of our own problems has a fix that leaves nothing of it', async () => {
  for (const [what, text] of rows) {
    for (const problem of (await linted(text)).filter(({ code }) => code.startsWith('virtdeck/') && code !== 'virtdeck/not-to-disable')) {
      const [fix] = lintFixes(problem)
      assert.equal(fix?.preferred ?? false, problem.code !== 'virtdeck/unused-disable', what)
      const left = applied(text, fix!.edits)
      assert.deepEqual((await linted(left)).filter(({ code }) => code === problem.code), [], `${what}: ${left}`)
    }
  }
})

test('an unused comment takes its line along, or its comma', async () => {
  const fixed = async (text: string) => applied(text, lintFixes((await linted(text)).find(({ code }) => code === 'virtdeck/unused-disable')!)[0]!.edits)
  assert.equal(await fixed(domain('    <!-- virtdeck-disable-line -->')), domain('').replace('<devices>\n\n', '<devices>\n'))
  assert.equal(await fixed(domain(`    <!-- virtdeck-disable-line libvirt/input-bus, ${value} why --> ${bad}`)), domain(`    <!-- virtdeck-disable-line ${value} why --> ${bad}`))
  assert.equal(await fixed(domain(`    <!-- virtdeck-disable-line ${value}, libvirt/input-bus why --> ${bad}`)), domain(`    <!-- virtdeck-disable-line ${value} why --> ${bad}`))
})

/** Texts with one problem, and the line that the first fix adds or the text that it writes. */
const disabled: readonly (readonly [text: string, line: string | null, file: string | null])[] = [
  [domain(bad), `    <!-- virtdeck-disable-next-line ${value} -->\n`, `<!-- virtdeck-disable ${value} -->\n`],
  [`<?xml version='1.0'?>\r\n${domain(bad).replaceAll('\n', '\r\n')}`, `    <!-- virtdeck-disable-next-line ${value} -->\r\n`, `<!-- virtdeck-disable ${value} -->\r\n`],
  [domain("    <sound\n      model='ac98'/>"), `    <!-- virtdeck-disable-next-line ${value} -->\n`, `<!-- virtdeck-disable ${value} -->\n`],
  [domain("    <sound model='ich9'\n      ><codec type='x'/></sound>"), `<!-- virtdeck-disable-line ${value} -->`, `<!-- virtdeck-disable ${value} -->\n`],
  [`<?xml version='1.0'?><domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices><sound model='ac98'/></devices></domain>`, `<!-- virtdeck-disable-line ${value} -->`, `<!-- virtdeck-disable ${value} -->\n`],
  [domain('').replace('<memory>1', '<memory>x'), `  <!-- virtdeck-disable-next-line ${value} -->\n`, `<!-- virtdeck-disable ${value} -->\n`],
  ['---\nmarp: true\ntheme: ours\n---\n', '# virtdeck-disable-next-line marp/unknown-theme\n', '# virtdeck-disable marp/unknown-theme\n'],
  ['---\nmarp: true\n---\n\n<!-- _clas: x -->\n', '<!-- virtdeck-disable-next-line marp/unknown-directive -->\n', '# virtdeck-disable marp/unknown-directive\n'],
  ['---\nmarp: true\n---\n\nText <!-- _clas: x -->\n', '<!-- virtdeck-disable-line marp/unknown-directive -->', '# virtdeck-disable marp/unknown-directive\n'],
  ["# A\n\n```xml\n<domain><devices><sound model='ac98'/></devices></domain>\n```\n", `<!-- virtdeck-disable-next-line ${value} -->\n`, `<!-- virtdeck-disable ${value} -->\n`],
]

for (const [text, line, file] of disabled) {
  test(`disabled in ${text.slice(0, 40)}…`, async () => {
    const [problem, ...others] = await linted(text)
    assert.ok(problem && !others.length, told(text, [problem!, ...others]).join())
    const fixes = disableFixes(text, await open(text), problem)
    assert.deepEqual(fixes.map(({ edits }) => edits.map(edit => edit.text)), [line, file].flatMap(one => one === null ? [] : [[one]]))
    for (const { edits, title, preferred } of fixes) {
      assert.ok(!preferred)
      const left = applied(text, edits)
      assert.deepEqual(told(left, await linted(left)), [], `${title}: ${left}`)
    }
  })
}
