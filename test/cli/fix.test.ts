// `virtdeck lint --fix`: what is mended, what stays as it was (encoding, line ends, mode, links), and what is only shown.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { clean, folder, misspelt, patience, twins, virtdeck as run, warned, type Ran } from './run'

/** They all have one name, which is not the matter here. */
const virtdeck = (cwd: string, args: readonly string[], options?: Parameters<typeof run>[2]): Ran => run(cwd, ['lint', '--rule', 'libvirt/name-duplicate=off', ...args], options)

test('plain fixes are written, what is left is told', patience, t => {
  const cwd = folder(t, { 'a.xml': misspelt, 'b.xml': clean, 'c.xml': twins, 'd.xml': misspelt.replace('<name>', '<nmae>').replace('</name>', '</nmae>').replace('1048576', 'much') })
  const { status, stdout, stderr } = virtdeck(cwd, ['--fix', '.'])
  assert.equal(stderr, '')
  assert.equal(status, 1)
  assert.match(stdout, /^d\.xml:3:11: error schema\/invalid-value .*\n/)
  assert.match(stdout, /\n3 files mended\. 1 problem \(1 error\) in 4 files\.\n$/)
  assert.equal(readFileSync(join(cwd, 'a.xml'), 'utf8'), clean)
  assert.equal(readFileSync(join(cwd, 'b.xml'), 'utf8'), clean)
  assert.equal(readFileSync(join(cwd, 'c.xml'), 'utf8'), twins.replace(/vda(?![\s\S]*vda)/, 'vdb'))
  assert.deepEqual(readdirSync(cwd), ['a.xml', 'b.xml', 'c.xml', 'd.xml'], 'nothing is left beside')
  const again = virtdeck(cwd, ['--fix', '.'])
  assert.match(again.stdout, /\n1 problem \(1 error\) in 4 files\.\n$/)
})

const declared = (encoding: string, text: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n${text.replace('<name>a', '<name>grün')}`

test('encoding, byte order mark, line ends and mode stay', patience, t => {
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')
  const cases: Readonly<Record<string, (text: string) => Uint8Array>> = {
    'bom.xml': text => Buffer.from(`\uFEFF${text}`), 'crlf.xml': text => Buffer.from(text.replaceAll('\n', '\r\n')), 'latin.xml': text => Buffer.from(declared('ISO-8859-1', text), 'latin1'),
    'le.xml': utf16, 'be.xml': text => utf16(text).swap16(), 'nomark.xml': text => Buffer.from(text, 'utf16le'), 'koi.xml': text => Buffer.from(declared('KOI8-R', text).replace('ü', 'u'), 'latin1'),
  }
  const cwd = folder(t, Object.fromEntries(Object.entries(cases).map(([name, encoded]) => [name, encoded(misspelt)])))
  for (const name of Object.keys(cases)) chmodSync(join(cwd, name), 0o664)
  const { status, stdout, stderr } = virtdeck(cwd, ['--fix', '.'])
  assert.deepEqual([status, stderr, stdout], [0, '', '7 files mended. No problems in 7 files.\n'])
  for (const [name, encoded] of Object.entries(cases)) {
    assert.deepEqual(readFileSync(join(cwd, name)), Buffer.from(encoded(clean)), name)
    assert.equal(statSync(join(cwd, name)).mode & 0o777, 0o664, name)
  }
})

test('what cannot be written in its encoding, and what is no text, is left alone', patience, t => {
  const shift = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?>\n<!-- '), Buffer.from([0x83, 0x65]), Buffer.from(` -->\n${misspelt}`)])
  const junk = Buffer.concat([Buffer.from(misspelt), Buffer.from([0xff])])
  const cwd = folder(t, { 'junk.xml': junk, 'shift.xml': shift })
  const { status, stdout, stderr } = virtdeck(cwd, ['--fix', '.'])
  assert.equal(status, 2)
  assert.equal(stderr, 'virtdeck: shift.xml: what was to be mended cannot be written in Shift_JIS: save it as UTF-8\n')
  assert.match(stdout, /^junk\.xml:\d+:\d+: error xml\/not-text /)
  assert.match(stdout, /^shift\.xml:3:15: error schema\/invalid-value /m)
  assert.deepEqual([readFileSync(join(cwd, 'junk.xml')), readFileSync(join(cwd, 'shift.xml'))], [junk, shift])
})

test('a link stays a link', patience, t => {
  const cwd = folder(t, { 'real.conf': misspelt })
  symlinkSync('real.conf', join(cwd, 'link.xml'))
  assert.equal(virtdeck(cwd, ['--fix', '.']).status, 0)
  assert.ok(lstatSync(join(cwd, 'link.xml')).isSymbolicLink())
  assert.equal(readFileSync(join(cwd, 'real.conf'), 'utf8'), clean)
})

test('what a rule of the team or a comment silences is not mended either', patience, t => {
  const silenced = `<!-- virtdeck-disable schema/invalid-value -->\n${misspelt}`
  const cwd = folder(t, { 'a.xml': silenced, 'b.xml': misspelt })
  assert.match(virtdeck(cwd, ['--fix', '--rule', 'schema/invalid-value=off', 'b.xml']).stdout, /^No problems in 1 file/)
  assert.equal(readFileSync(join(cwd, 'b.xml'), 'utf8'), misspelt)
  virtdeck(cwd, ['--fix', 'a.xml'])
  assert.equal(readFileSync(join(cwd, 'a.xml'), 'utf8'), silenced)
})

test('--fix-dry-run: a diff that git and patch take, and nothing written', patience, t => {
  const cwd = folder(t, { 'a.xml': misspelt, 'm/ä b.xml': twins.replaceAll('\n', '\r\n'), 'last.xml': misspelt.trimEnd(), 'ok.xml': clean })
  const { status, stdout, stderr } = virtdeck(cwd, ['--fix-dry-run', '.', '--format', 'json', '--output', 'left.json'])
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /^--- a\/a\.xml\n\+\+\+ b\/a\.xml\n@@ -1,4 \+1,4 @@\n-<domain type='kmv'>\n\+<domain type='kvm'>\n {3}<name>a<\/name>\n/)
  assert.equal(readFileSync(join(cwd, 'a.xml'), 'utf8'), misspelt)
  const left = JSON.parse(readFileSync(join(cwd, 'left.json'), 'utf8')) as { files: { problems: unknown[] }[] }
  assert.deepEqual(left.files.map(({ problems }) => problems.length), [0, 0, 0, 0])
  const { status: applied, stderr: said } = spawnSync('git', ['apply', '--unsafe-paths', '-'], { cwd, input: stdout, encoding: 'utf8', timeout: 30_000, env: { ...process.env, GIT_CEILING_DIRECTORIES: join(cwd, '..') } })
  assert.equal(applied, 0, said)
  assert.equal(readFileSync(join(cwd, 'a.xml'), 'utf8'), clean)
  assert.equal(readFileSync(join(cwd, 'last.xml'), 'utf8'), clean.trimEnd())
  assert.equal(readFileSync(join(cwd, 'm/ä b.xml'), 'utf8'), twins.replace(/vda(?![\s\S]*vda)/, 'vdb').replaceAll('\n', '\r\n'))
  assert.deepEqual(virtdeck(cwd, ['--fix-dry-run', '.']), { status: 0, stdout: '', stderr: '' })
})

test('standard input: the mended text on standard output, the report beside it', patience, t => {
  const cwd = folder(t, {})
  assert.deepEqual(virtdeck(cwd, ['--fix', '-'], { input: misspelt }), { status: 0, stdout: clean, stderr: '1 file mended. No problems in 1 file.\n' })
  assert.equal(virtdeck(cwd, ['--fix', '-'], { input: clean }).stdout, clean)
  assert.equal(virtdeck(cwd, ['--fix', '-'], { input: '# nobody’s\n' }).stdout, '# nobody’s\n')
  assert.match(virtdeck(cwd, ['--fix-dry-run', '--stdin-filename', 'vm.xml', '-'], { input: misspelt }).stdout, /^--- a\/vm\.xml\n/)
  assert.match(virtdeck(cwd, ['--fix', '-'], { input: warned }).stdout, /^---\nmarp: true\n/)
})
