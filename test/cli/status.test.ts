// Levels, limits and where the report goes: --rule, --max-warnings, --quiet, --output, colour, the list of rules, codes explained.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { clean, folder, misspelt, patience, virtdeck, warned } from './run'

for (const [args, message] of [
  [['lint', '--max-warnings', 'few', 'a.xml'], /--max-warnings "few" is no number/],
  [['lint', '--fix', '--fix-dry-run', 'a.xml'], /leave one of them out/],
  [['lint', '--rule', 'libvirt/input-bus', 'a.xml'], /--rule "libvirt\/input-bus" says too little: write CODE=LEVEL, with error, warning, information, hint or off/],
  [['lint', '--rule', 'libvirt/input-bus=fatal', 'a.xml'], /--rule "libvirt\/input-bus=fatal" says too little/],
  [['lint', '--since', '', 'a.xml'], /--since wants a revision/],
  [['lint', '--output', '', 'a.xml'], /--output wants a file/],
  [['lint', '--list-rules', 'a.xml'], /--list-rules takes no files/],
  [['lint', '--list-rules', '--format', 'sarif'], /rules are listed as text or json, not as sarif/],
  [['format', '--fix', 'a.xml'], /--fix belongs to virtdeck lint/],
  [['explain', '--libvirt', '9.0.0', 'disk'], /--libvirt does not go with explain/],
] as const) {
  test(`misuse: ${['virtdeck', ...args].join(' ')}`, patience, () => {
    const { status, stdout, stderr } = virtdeck('.', args)
    assert.deepEqual([status, stdout], [2, ''])
    assert.match(stderr, message)
  })
}

test('--rule: levels by code and by family, the later wins; a code that there is not', patience, t => {
  const cwd = folder(t, { 'a.xml': misspelt })
  const said = (...rules: readonly string[]): string => virtdeck(cwd, ['lint', ...rules.flatMap(rule => ['--rule', rule]), 'a.xml']).stdout
  assert.match(said('schema/invalid-value=warning'), /^a\.xml:1:15: warning schema\/invalid-value/)
  assert.equal(said('schema/*=off'), 'No problems in 1 file.\n')
  assert.match(said('schema/invalid-value=off', '*=hint'), /^a\.xml:1:15: hint /)
  const { status, stderr } = virtdeck(cwd, ['lint', '--rule', 'schema/invalid-valeu=off', 'a.xml'])
  assert.deepEqual([status, stderr], [2, 'virtdeck: --rule: there is no "schema/invalid-valeu": did you mean schema/invalid-value?\n'])
})

test('--max-warnings, --quiet', patience, t => {
  const cwd = folder(t, { 'a.md': warned, 'b.md': warned, 'c.xml': clean, 'd/e.xml': misspelt })
  assert.equal(virtdeck(cwd, ['lint', 'a.md', 'b.md']).status, 0)
  assert.equal(virtdeck(cwd, ['lint', '--max-warnings', '2', 'a.md', 'b.md']).status, 0)
  const { status, stderr } = virtdeck(cwd, ['lint', '--max-warnings=1', '--quiet', 'a.md', 'b.md'])
  assert.deepEqual([status, stderr], [1, 'virtdeck: 2 warnings are more than --max-warnings 1\n'])
  assert.match(virtdeck(cwd, ['lint', '--quiet', '.']).stdout, /^d\/e\.xml:1:15: error .*\n.*\n.*\n1 problem \(1 error\) in 4 files\.\n$/)
})

test('--output: the report in a file, nothing on standard output; where it cannot be written, status 2', patience, t => {
  const cwd = folder(t, { 'a.xml': misspelt })
  assert.deepEqual(virtdeck(cwd, ['lint', '--format', 'sarif', '--output', 'r.sarif', 'a.xml']), { status: 1, stdout: '', stderr: '' })
  const { runs: [run] } = JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')) as { runs: { tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } }; results: { fixes: { description: { text: string } }[] }[] }[] }
  assert.deepEqual(run?.tool.driver.rules.map(({ id }) => id), ['schema/invalid-value'])
  assert.match(run?.results[0]?.fixes[0]?.description.text ?? '', /`kvm`/)
  const { status, stderr } = virtdeck(cwd, ['lint', '--output', 'no/such/folder/r.txt', 'a.xml'])
  assert.equal(status, 2)
  assert.match(stderr, /^virtdeck: no\/such\/folder\/r\.txt: /)
})

test('each format through the program; an absolute path is told from the folder on', patience, t => {
  const cwd = folder(t, { 'a.xml': misspelt })
  const printed = (format: string): string => virtdeck(cwd, ['lint', '--format', format, join(cwd, 'a.xml')]).stdout
  assert.match(printed('github'), /^::error file=a\.xml,line=1,endLine=1,col=15,endColumn=18,title=schema\/invalid-value::`type` of `<domain>` cannot be `kmv`: did you mean `kvm`\?/)
  assert.equal((JSON.parse(printed('gitlab')) as { location: { path: string } }[])[0]?.location.path, 'a.xml')
  assert.match(printed('junit'), /<testsuite name="a\.xml" tests="1" failures="1" errors="0">/)
  assert.match(printed('checkstyle'), /<file name="a\.xml">\n {4}<error line="1" column="15" severity="error" /)
})

test('--list-rules: every code once, with level and meaning', patience, () => {
  const { status, stdout } = virtdeck('.', ['lint', '--list-rules'])
  assert.equal(status, 0)
  const lines = stdout.trimEnd().split('\n')
  const codes = lines.map(line => line.split(' ')[0])
  assert.ok(lines.length > 250, `${lines.length}`)
  assert.deepEqual(codes, [...new Set(codes)].sort())
  for (const line of lines) assert.match(line, /^(libvirt|schema|xml|marp|virtdeck)\/[\w-]+ +(error|warning|information|hint) +\S.*\S$/)
  const { rules } = JSON.parse(virtdeck('.', ['lint', '--list-rules', '--format=json']).stdout) as { rules: { code: string; level: string; why?: string }[] }
  assert.deepEqual(rules.map(({ code }) => code), codes)
  assert.match(rules.find(({ code }) => code === 'libvirt/disk-target-duplicate')?.why ?? '', /\w/)
})

test('explain CODE: what, why, how, by whom; what is nearly one', patience, () => {
  const told = (code: string) => virtdeck('.', ['explain', code])
  const { status, stdout } = told('libvirt/disk-target-duplicate')
  assert.equal(status, 0)
  assert.match(stdout, /^libvirt\/disk-target-duplicate\nTwo disks .*\n\n[\s\S]*\nLevel: error\nHow to mend it: \S[\s\S]*\nEnforced by: virDomainDiskDefCheckDuplicateInfo\n/)
  assert.equal(told('disk-target-duplicate').stdout, stdout)
  for (const code of ['schema/not-with', 'xml/unclosed-element', 'marp/wrong-case', 'virtdeck/unused-disable', 'libvirt/network-undefined']) {
    assert.match(told(code).stdout, new RegExp(`^${code}\\n\\S.*\\n[\\s\\S]*\\nLevel: (error|warning|hint)\\n`))
  }
  assert.deepEqual(told('libvirt/disk-target-duplicat'), { status: 2, stdout: '', stderr: 'virtdeck: there is no code "libvirt/disk-target-duplicat": did you mean libvirt/disk-target-duplicate?\n' })
  assert.equal(told('network/name').status, 0, 'a path that looks like a code')
  assert.match(told('marp/zzzzzzzzzz').stderr, /there is no code "marp\/zzzzzzzzzz"; virtdeck lint --list-rules lists the \d+ of marp\n/)
})
