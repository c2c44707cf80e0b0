// What the linter prints for problems of every kind, made by hand so that no rule's wording matters here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linted } from '../../server/src/cli/lint'
import { jsonReport, textReport } from '../../server/src/cli/report'
import type { Level, Problem } from '../../server/src/core/model'

const text = "<domain>\n\t<name>a</name>\n\t<name>b</name>\n</domain>\n"
const problem = (level: Level, word: string, more: Partial<Problem> = {}): Problem => {
  const start = text.lastIndexOf(word)
  return { code: `libvirt/${level}`, level, span: { start, end: start + word.length }, message: `The ${word} is wrong.`, ...more }
}
const file = (...problems: readonly Problem[]): Linted => ({ path: 'a.xml', text, kind: 'domain', problems })

test('text: place, level, code, message, line, underline, related places, count', () => {
  const report = textReport(false)
  const first = text.indexOf('name')
  const printed = report.file(file(
    problem('error', 'name>b', { related: [{ span: { start: first, end: first + 4 }, message: 'It was named here.' }] }),
    problem('warning', 'domain'),
  ))
  assert.equal(printed, [
    'a.xml:3:3: error libvirt/error The name>b is wrong.',
    '\t<name>b</name>',
    '\t ~~~~~~',
    '  a.xml:2:3: note: It was named here.',
    'a.xml:4:3: warning libvirt/warning The domain is wrong.',
    '</domain>',
    '  ~~~~~~',
    '',
  ].join('\n'))
  assert.equal(report.file({ path: 'b.md', text: '', kind: null, problems: [] }), '')
  assert.equal(report.end(), '2 problems (1 error, 1 warning) in 1 file; 1 more is neither libvirt XML nor a Marp deck.\n')
})

test('text: every level is counted, the worst first', () => {
  const report = textReport(false)
  report.file(file(problem('hint', 'a'), problem('error', 'a'), problem('error', 'b'), problem('information', 'a')))
  assert.equal(report.end(), '4 problems (2 errors, 1 note, 1 hint) in 1 file.\n')
})

test('text: colours only where they are wanted', () => {
  assert.doesNotMatch(textReport(false).file(file(problem('error', 'a'))), /\x1b/)
  const painted = textReport(true).file(file(problem('error', 'b')))
  assert.match(painted, /\x1b\[31merror\x1b\[0m/)
  assert.match(painted, /\x1b\[31m\t      ~\x1b\[0m/)
})

test('text: a message or a name cannot steer the terminal', () => {
  const printed = textReport(false).file({ ...file(problem('error', 'b', { message: 'bad\x1b[2J\nline' })), path: 'x\x1b[1m.xml' })
  assert.doesNotMatch(printed, /\x1b/)
  assert.match(printed, /^x\uFFFD\[1m\.xml:3:8: error libvirt\/error bad\uFFFD\[2J line\n/)
})

test('JSON: nothing but the fixed shape', () => {
  const report = jsonReport()
  assert.equal(report.file(file(problem('hint', 'b', { data: { secret: 1 }, related: [], tag: 'unnecessary' }))), '')
  assert.deepEqual(JSON.parse(report.end()), {
    version: 1,
    files: [{
      path: 'a.xml',
      kind: 'domain',
      libvirt: null,
      problems: [{ code: 'libvirt/hint', severity: 'hint', message: 'The b is wrong.', range: { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } } }],
    }],
  })
  assert.equal(jsonReport().end(), '{"version":1,"files":[]}\n')
})
