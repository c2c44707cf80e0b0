// What each format makes of results, made by hand so that no rule's wording matters here: whole texts as goldens, each judged by
// what reads it: the official SARIF schema, an XML parser, GitHub's own rules for its commands.
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import assert from 'node:assert/strict'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { formatNames, formats, type About } from '../../server/src/cli/formats/index'
import type { Result } from '../../server/src/cli/result'
import type { Level, Problem } from '../../server/src/core/model'
import { checkGolden } from '../support/golden'

const text = "<domain>\n\t<name>a</name>\n\t<name>b</name>\n</domain>\n"
const problem = (level: Level, word: string, more: Partial<Problem> = {}): Problem => {
  const start = text.lastIndexOf(word)
  return { code: `libvirt/${level}`, level, span: { start, end: start + word.length }, message: `The ${word} is wrong.`, ...more }
}
const file = (...problems: readonly Problem[]): Result => ({ path: 'a.xml', text, kind: 'domain', problems })
const about: About = {
  version: '1.2.3', colored: false, root: '/repo',
  rules: [{ code: 'libvirt/error', title: 'Two of a name.', level: 'error', docs: { why: 'libvirt wants `<name>` once.', mend: 'Remove one.', by: 'virDomainDefParseXML', since: '9.1.0' } }],
}
const end = async (name: keyof typeof formats, results: readonly Result[]): Promise<string> => (await formats[name]()).end(results, about)

const nameAt = text.indexOf('name')
const nasty = 'a,b: 100%\r\n<&"\'>\x1b[2J\uFFFE](x) [y](z)'
/** One of each kind: twins, related places, several lines, an empty place, hostile words, files that are clean, foreign, unread, elsewhere. */
const all: readonly Result[] = [
  {
    ...file(
      problem('error', 'name>b', { related: [{ span: { start: nameAt, end: nameAt + 4 }, message: 'It was named here.' }] }),
      problem('warning', 'domain'), problem('warning', 'domain'),
      { ...problem('information', 'a'), span: { start: nameAt, end: text.lastIndexOf('name') } },
      { ...problem('hint', 'a'), span: { start: text.length, end: text.length } },
      problem('error', 'b', { message: nasty }),
    ),
    fixes: [[{ title: 'Remove it', edits: [{ span: { start: nameAt - 2, end: nameAt + 14 }, text: '' }, { span: { start: 0, end: 0 }, text: '<!-- x -->\n' }], preferred: true }], [], [], [], [], []],
  },
  { path: './clean/file.xml', text: '', kind: 'network', problems: [] },
  { path: '/repo/ä b/50%#.xml', text, kind: 'domain', problems: [problem('error', 'b')] },
  { path: '/elsewhere/c.xml', text, kind: 'domain', problems: [problem('error', 'b')] },
  { path: '-', text, kind: 'domain', problems: [problem('error', 'b')] },
  { path: 'README.md', text: '', kind: null, problems: [] },
  { path: 'gone.xml', text: '', kind: null, problems: [], failure: 'there is no such file or directory' },
]

for (const name of formatNames) {
  test(`${name}: a golden`, async () => {
    const format = await formats[name]()
    checkGolden(`formats/${name}.txt`, all.map(result => format.file?.(result, about) ?? '').join('') + format.end(all, about))
  })

  test(`${name}: nothing at all`, async () => assert.equal(typeof await end(name, []), 'string'))
}

test('text: place, level, code, message, line, underline, related places, count', async () => {
  const { text: format } = await import('../../server/src/cli/formats/text')
  assert.equal(format.file?.(file(
    problem('error', 'name>b', { related: [{ span: { start: nameAt, end: nameAt + 4 }, message: 'It was named here.' }] }),
    problem('warning', 'domain'),
  ), about), [
    'a.xml:3:3: error libvirt/error The name>b is wrong.',
    '\t<name>b</name>',
    '\t ~~~~~~',
    '  a.xml:2:3: note: It was named here.',
    'a.xml:4:3: warning libvirt/warning The domain is wrong.',
    '</domain>',
    '  ~~~~~~',
    '',
  ].join('\n'))
  const foreign: Result = { path: 'b.md', text: '', kind: null, problems: [] }
  assert.equal(format.file?.(foreign, about), '')
  assert.equal(format.end([file(problem('error', 'a'), problem('warning', 'a')), foreign], about), '2 problems (1 error, 1 warning) in 1 file; 1 more is neither libvirt XML nor a Marp deck.\n')
  assert.equal(format.end([file(problem('hint', 'a'), problem('error', 'a'), problem('error', 'b'), problem('information', 'a'))], about), '4 problems (2 errors, 1 note, 1 hint) in 1 file.\n')
  assert.equal(format.end([{ ...file(), mended: { before: '', after: ' ', bytes: new Uint8Array() } }], about), '1 file mended. No problems in 1 file.\n')
})

test('text: colours only where they are wanted', async () => {
  const { text: format } = await import('../../server/src/cli/formats/text')
  assert.doesNotMatch(format.file!(file(problem('error', 'a')), about), /\x1b/)
  const painted = format.file!(file(problem('error', 'b')), { ...about, colored: true })
  assert.match(painted, /\x1b\[31merror\x1b\[0m/)
  assert.match(painted, /\x1b\[31m\t      ~\x1b\[0m/)
})

test('text: a message or a name cannot steer the terminal', async () => {
  const { text: format } = await import('../../server/src/cli/formats/text')
  const printed = format.file!({ ...file(problem('error', 'b', { message: 'bad\x1b[2J\nline' })), path: 'x\x1b[1m.xml' }, about)
  assert.doesNotMatch(printed, /\x1b/)
  assert.match(printed, /^x\uFFFD\[1m\.xml:3:8: error libvirt\/error bad\uFFFD\[2J line\n/)
})

test('json: nothing but the fixed shape', async () => {
  assert.deepEqual(JSON.parse(await end('json', [file(problem('hint', 'b', { data: { secret: 1 }, related: [], tag: 'unnecessary' }))])), {
    version: 1,
    files: [{
      path: 'a.xml',
      kind: 'domain',
      libvirt: null,
      problems: [{ code: 'libvirt/hint', severity: 'hint', message: 'The b is wrong.', range: { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } } }],
    }],
  })
  assert.equal(await end('json', []), '{"version":1,"files":[]}\n')
})

const schema = JSON.parse(readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8')) as object

test('sarif: valid by the official schema, which refuses what is not', async () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats(ajv as unknown as Parameters<typeof addFormats>[0])
  const valid = ajv.compile(schema)
  for (const results of [all, []]) assert.ok(valid(JSON.parse(await end('sarif', results))), JSON.stringify(valid.errors))
  for (const [is, was] of [['"startLine": 0', '"startLine": 3'], ['"level": "fatal"', '"level": "error"'], ['"uri": "a b"', '"uri": "a.xml"']] as const) {
    const broken = (await end('sarif', all)).replace(was, is)
    assert.ok(broken.includes(is), is)
    assert.equal(valid(JSON.parse(broken)), false, is)
  }
})

interface Region { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number }

test('sarif: its regions and fixes lead back to the text', async () => {
  const { runs: [run] } = JSON.parse(await end('sarif', all)) as { runs: { results: { locations: { physicalLocation: { region: Region & { snippet: { text: string } } } }[]; fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent?: { text: string } }[] }[] }[] }[]; tool: { driver: { rules: { id: string }[] } } }[] }
  assert.ok(run)
  const lines = text.split('\n')
  const offset = (line: number, column: number): number => lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1
  const spans = all[0]!.problems.map(({ span }) => span)
  spans.forEach((span, index) => {
    const { region } = run.results[index]!.locations[0]!.physicalLocation
    assert.deepEqual({ start: offset(region.startLine, region.startColumn), end: offset(region.endLine, region.endColumn) }, span)
    assert.equal(region.snippet.text, text.slice(span.start, span.end))
  })
  const replacements = run.results[0]!.fixes![0]!.artifactChanges[0]!.replacements
  assert.deepEqual(replacements.map(({ deletedRegion: at, insertedContent }) => ({ span: { start: offset(at.startLine, at.startColumn), end: offset(at.endLine, at.endColumn) }, text: insertedContent?.text ?? '' })), all[0]!.fixes![0]![0]!.edits)
  assert.deepEqual(run.tool.driver.rules.map(({ id }) => id), ['libvirt/error', 'libvirt/hint', 'libvirt/information', 'libvirt/warning'])
})

/** As the runner reads them: actions/runner's ActionCommand.cs splits at the first `::` behind the properties, then undoes the escapes. */
const commandsIn = (printed: string): readonly { readonly word: string; readonly properties: Readonly<Record<string, string>>; readonly message: string }[] =>
  printed.split('\n').filter(Boolean).map(line => {
    const end = line.indexOf('::', 2)
    const [head, message] = [line.slice(2, end), line.slice(end + 2)]
    const space = head.indexOf(' ')
    const unescaped = (value: string): string => value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')
    const properties = Object.fromEntries(head.slice(space + 1).split(',').map(pair => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]))
    return { word: head.slice(0, space), properties, message: unescaped(message) }
  })

test('github: what the runner reads is what was said', async () => {
  const path = 'odd, name: 50%.xml'
  const [first, second, third, fourth] = commandsIn(await end('github', [{ ...all[0]!, path }, { ...all.at(-1)!, path: 'x::y.xml' }]))
  assert.deepEqual(first, { word: 'error', properties: { file: path, line: '3', endLine: '3', col: '3', endColumn: '9', title: 'libvirt/error' }, message: `The name>b is wrong.\n${path}:2:3: It was named here.` })
  assert.equal(second?.word, 'warning')
  assert.equal(third?.word, 'warning')
  assert.deepEqual([fourth?.word, fourth?.properties['col'], fourth?.properties['endLine']], ['notice', undefined, '3'])
  const commands = commandsIn(await end('github', [{ ...all[0]!, path }, { ...all.at(-1)!, path: 'x::y.xml' }]))
  assert.equal(commands[5]?.message, nasty.replace('\x1b', '\uFFFD'))
  assert.deepEqual(commands.at(-1), { word: 'error', properties: { file: 'x::y.xml' }, message: 'there is no such file or directory' })
})

interface Issue { readonly fingerprint: string; readonly location: { readonly path: string } }

test('gitlab: fingerprints differ, and stay when lines move', async () => {
  const issues = JSON.parse(await end('gitlab', all)) as readonly Issue[]
  assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length)
  assert.deepEqual(issues.map(({ location }) => location.path).slice(6), ['ä b/50%#.xml', '/elsewhere/c.xml', '<stdin>'])
  const down = 17
  const moved: Result = { ...all[0]!, text: `<!-- remark -->\n\n${text}`, problems: all[0]!.problems.map(one => ({ ...one, span: { start: one.span.start + down, end: one.span.end + down } })) }
  const after = JSON.parse(await end('gitlab', [moved])) as readonly Issue[]
  assert.deepEqual(after.map(({ fingerprint }) => fingerprint), issues.slice(0, 6).map(({ fingerprint }) => fingerprint))
})

test('junit, checkstyle: well-formed, whatever the words are, and the words come back', async () => {
  const said = nasty.replace(/[\x1b\uFFFE]/g, '\uFFFD')
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: true, htmlEntities: true, isArray: name => ['testsuite', 'testcase', 'file', 'error'].includes(name) })
  for (const name of ['junit', 'checkstyle'] as const) {
    for (const results of [all, []]) assert.equal(XMLValidator.validate(await end(name, results)), true, name)
  }
  const { checkstyle } = parser.parse(await end('checkstyle', all)) as { checkstyle: { file: { name: string; error?: { line: string; severity: string; message: string }[] }[] } }
  assert.deepEqual(checkstyle.file.map(one => one.name), ['a.xml', 'clean/file.xml', 'ä b/50%#.xml', '/elsewhere/c.xml', '<stdin>', 'gone.xml'])
  assert.deepEqual(checkstyle.file[0]?.error?.map(({ severity }) => severity), ['error', 'warning', 'warning', 'info', 'info', 'error'])
  assert.equal(checkstyle.file[0]?.error?.[5]?.message, said)
  const { testsuites } = parser.parse(await end('junit', all)) as { testsuites: { tests: string; failures: string; errors: string; testsuite: { name: string; failures: string; testcase: { failure?: { message: string } }[] }[] } }
  assert.deepEqual([testsuites.tests, testsuites.failures, testsuites.errors], ['11', '5', '1'])
  assert.equal(testsuites.testsuite[0]?.testcase[5]?.failure?.message, said)
})
