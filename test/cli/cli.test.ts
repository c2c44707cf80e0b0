// The linter as people and CI call it: the built program, its exit status, what it prints where.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { folder, virtdeck as run, type Ran } from './run'

const patience = { timeout: 30_000 }
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

const virtdeck = (args: readonly string[], { input = '', cwd = '.' }: { input?: string | Uint8Array; cwd?: string } = {}): Ran =>
  run(cwd, args, { input, env: { XDG_CACHE_HOME: join(tmpdir(), 'virtdeck-test-cache') } })

interface Json {
  readonly version: number
  readonly files: readonly { readonly path: string; readonly kind: string | null; readonly libvirt: string | null; readonly problems: readonly JsonProblem[] }[]
}
interface JsonProblem {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: object }
}
const json = ({ stdout }: Ran): Json => JSON.parse(stdout) as Json

const clean = "<domain type='kvm'>\n  <name>a</name>\n  <memory>1</memory>\n  <os><type>hvm</type></os>\n</domain>\n"
const wrong = "<domain type='kvm'>\n  <name>a</name>\n  <memroy>1</memroy>\n  <os><type>hvm</type></os>\n</domain>\n"
const deck = '---\nmarp: true\n---\n\n# Hello\n'
const wrongDeck = '---\nmarp: true\npaginate: maybe\n---\n\n# Hello\n'

for (const [args, message] of [
  [[], /say what to do: lint, format, explain or picture/],
  [['format'], /name a file or a directory to format/],
  [['format', '--indent', '9', 'a.xml'], /number from 1 to 8, or tab/],
  [['lint', '--check', 'a.xml'], /--check belongs to virtdeck format/],
  [['lint'], /name a file or a directory/],
  [['check', 'a.xml'], /there is no command "check"/],
  [['lint', '--fxi', 'a.xml'], /Unknown option '--fxi'/],
  [['lint', '--format', 'yaml', 'a.xml'], /no format "yaml": choose text, json, sarif, github, gitlab, junit or checkstyle/],
  [['lint', '--format'], /format/],
  [['lint', '--libvirt', '9.0', 'a.xml'], /"9\.0" is no version of libvirt: choose latest, host, or one such as 12\.8\.0/],
  [['lint', '--schemas', '/tmp', '--libvirt', '9.0.0', 'a.xml'], /--schemas goes with --libvirt host, not with 9\.0\.0/],
  [['lint', '--schemas', '', 'a.xml'], /--schemas wants a folder/],
] as const) {
  test(`misuse: ${['virtdeck', ...args].join(' ')}`, patience, () => {
    const { status, stdout, stderr } = virtdeck(args)
    assert.equal(status, 2)
    assert.equal(stdout, '')
    assert.match(stderr, message)
    assert.match(stderr, /Usage: virtdeck lint/)
  })
}

test('--help and --version answer on standard output', patience, () => {
  assert.deepEqual(virtdeck(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' })
  for (const args of [['--help'], ['lint', '-h']]) {
    const { status, stdout, stderr } = virtdeck(args)
    assert.deepEqual([status, stderr], [0, ''])
    assert.match(stdout, /^Usage: virtdeck lint \[OPTION…\] FILE…\n/)
  }
})

test('a clean file: status 0 and a count', patience, t => {
  const cwd = folder(t, { 'vm.xml': clean, 'deck.md': deck })
  assert.deepEqual(virtdeck(['lint', 'vm.xml', 'deck.md'], { cwd }), { status: 0, stdout: 'No problems in 2 files.\n', stderr: '' })
})

test('an error: status 1, its place, its token underlined, a count', patience, t => {
  const cwd = folder(t, { 'vm.xml': wrong })
  const { status, stdout, stderr } = virtdeck(['lint', 'vm.xml'], { cwd })
  assert.equal(status, 1)
  assert.equal(stderr, '')
  assert.match(stdout, /^vm\.xml:3:4: error schema\/[\w-]+ .*memory.*\n  <memroy>1<\/memroy>\n   ~~~~~~\n/)
  assert.match(stdout, /\n1 problem \(1 error\) in 1 file\.\n$/)
})

test('JSON: the fixed shape, with positions as in LSP', patience, t => {
  const cwd = folder(t, { 'vm.xml': wrong, 'deck.md': deck, 'README.md': '# Hello\n', 'other.xml': '<project/>' })
  const ran = virtdeck(['lint', '--format', 'json', 'vm.xml', 'deck.md', 'README.md', 'other.xml'], { cwd })
  assert.equal(ran.status, 1)
  const { version, files } = json(ran)
  assert.equal(version, 1)
  assert.deepEqual(files.map(({ path, kind }) => [path, kind]), [['vm.xml', 'domain'], ['deck.md', 'marp'], ['README.md', null], ['other.xml', null]])
  const problem = files[0]?.problems[0]
  assert.ok(problem)
  assert.deepEqual(Object.keys(problem), ['code', 'severity', 'message', 'range'])
  assert.equal(problem.severity, 'error')
  assert.deepEqual(problem.range, { start: { line: 2, character: 3 }, end: { line: 2, character: 9 } })
  assert.deepEqual(files.slice(1).map(({ problems }) => problems), [[], [], []])
})

test('a missing file is named, the others are linted, the status is 2', patience, t => {
  const cwd = folder(t, { 'vm.xml': wrong })
  const { status, stdout, stderr } = virtdeck(['lint', 'nowhere.xml', 'vm.xml'], { cwd })
  assert.equal(status, 2)
  assert.equal(stderr, 'virtdeck: nowhere.xml: there is no such file or directory\n')
  assert.match(stdout, /^vm\.xml:3:4: error/)
})

test('standard input: its language is found by its content', patience, () => {
  for (const [input, kind, status] of [[wrong, 'domain', 1], [`\n  ${clean}`, 'domain', 0], [deck, 'marp', 0], ['# Hello\n', null, 0], ['', null, 0]] as const) {
    const ran = virtdeck(['lint', '--format=json', '-'], { input })
    assert.deepEqual(json(ran).files.map(file => [file.path, file.kind]), [['-', kind]], input)
    assert.equal(ran.status, status, input)
  }
  assert.match(virtdeck(['lint', '-'], { input: wrong }).stdout, /^<stdin>:3:4: error/)
})

test('a directory is walked: .xml and .md, in order, not where tools keep their own', patience, t => {
  const cwd = folder(t, {
    'b.xml': clean, 'a/deck.md': deck, 'a/UPPER.XML': clean, 'a/notes.txt': clean, 'node_modules/x/vm.xml': wrong, '.git/vm.xml': wrong, 'a/.hidden/vm.xml': wrong,
  })
  symlinkSync('..', join(cwd, 'a/up'))
  symlinkSync('../b.xml', join(cwd, 'a/link.xml'))
  const paths = (...args: string[]): string[] => json(virtdeck(['lint', '--format=json', ...args], { cwd })).files.map(({ path }) => path)
  assert.deepEqual(paths('.'), ['a/UPPER.XML', 'a/deck.md', 'a/link.xml', 'b.xml'])
  assert.deepEqual(paths('a', 'b.xml', 'a/deck.md'), ['a/UPPER.XML', 'a/deck.md', 'a/link.xml', 'b.xml'], 'each file once')
  assert.deepEqual(paths('a/notes.txt'), ['a/notes.txt'], 'a file that is named is read whatever it is called')
})

test('a name that begins with a dash, behind --', patience, t => {
  const cwd = folder(t, { '--weird.xml': wrong })
  assert.equal(virtdeck(['lint', '--', '--weird.xml'], { cwd }).status, 1)
})

test('--libvirt is heeded', patience, t => {
  const cwd = folder(t, { 'vm.xml': clean })
  assert.equal(virtdeck(['lint', '--libvirt', '12.8.0', 'vm.xml'], { cwd }).status, 0)
  assert.equal(virtdeck(['lint', '--libvirt=latest', 'vm.xml'], { cwd }).status, 0)
})

const newer = clean.replace('</os>\n', "</os>\n  <devices>\n    <iommu model='intel'><driver dma_translation='off'/></iommu>\n  </devices>\n")

test('an older --libvirt judges by what it knows; a comment in the file wins; JSON says which it was', patience, t => {
  const cwd = folder(t, { 'new.xml': newer, 'comment.xml': `<!-- virtdeck: libvirt=10.0.0 -->\n${newer}`, 'deck.md': deck })
  const ran = virtdeck(['lint', '--libvirt', '9.0.0', 'new.xml'], { cwd })
  assert.equal(ran.status, 1)
  assert.match(ran.stdout, /^new\.xml:6:34: error schema\/needs-newer `<driver>`'s attribute `dma_translation` needs libvirt 10\.7 or newer; this document is for 9\.0\.0: remove it, or raise the version\. Without `--validate` libvirt drops it silently\.\n/)
  const facts = (...args: readonly string[]): unknown => json(virtdeck(['lint', '--format=json', '--rule', 'libvirt/name-duplicate=off', ...args, '.'], { cwd })).files.map(({ path, libvirt, problems }) => [path, libvirt, problems.length])
  assert.deepEqual(facts(), [['comment.xml', '9.0.0', 1], ['deck.md', null, 0], ['new.xml', '12.8.0', 0]])
  assert.deepEqual(facts('--libvirt=11.4.0'), [['comment.xml', '9.0.0', 1], ['deck.md', null, 0], ['new.xml', '11.3.0', 0]])
})

test('--schemas names the libvirt that judges; what is not there is misuse', patience, t => {
  const schema = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="domain"><attribute name="type"/><element name="name"><text/></element></element></start></grammar>`
  const cwd = folder(t, { 'vm.xml': clean, 'libvirt-9.5.0/schemas/domain.rng': schema, 'broken/domain.rng': '<grammar' })
  const { status, stdout, stderr } = virtdeck(['lint', '--schemas', 'libvirt-9.5.0/schemas', '--format', 'json', 'vm.xml'], { cwd })
  assert.deepEqual([status, stderr, json({ status, stdout, stderr }).files[0]?.libvirt], [1, '', '9.5.0'])
  const absent = virtdeck(['lint', '--schemas', 'nowhere', 'vm.xml'], { cwd })
  assert.deepEqual([absent.status, absent.stdout], [2, ''])
  assert.match(absent.stderr, /^virtdeck: There is no domain\.rng in .*nowhere: name the folder that holds libvirt's \.rng files with --schemas\n$/)
  const broken = virtdeck(['lint', '--libvirt', 'host', '--schemas', 'broken', 'vm.xml', 'vm.xml'], { cwd })
  assert.equal(broken.status, 0)
  assert.match(broken.stderr, /^virtdeck: The schemas in .*broken cannot be used .*: libvirt 12\.8\.0 judges instead\. [^\n]*\n$/)
})

const bytes = (...parts: (string | number[])[]): Uint8Array => Buffer.concat(parts.map(part => Buffer.from(part as string)))
const utf16 = (text: string, mark: boolean): Uint8Array => Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')

test('encodings: what libxml2 reads, we read; positions do not count the mark', patience, t => {
  const latin = clean.replace('<domain', "<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain").replace('>a<', '>ä<')
  const files = {
    'bom.xml': bytes([0xef, 0xbb, 0xbf], wrong), 'latin.xml': Buffer.from(latin, 'latin1'), 'le.xml': utf16(wrong, true),
    'be.xml': Buffer.from(utf16(wrong, true)).swap16(), 'nomark.xml': utf16(wrong, false), 'crlf.xml': wrong.replaceAll('\n', '\r\n'),
  }
  const cwd = folder(t, files)
  const { files: linted } = json(virtdeck(['lint', '--format=json', '--rule', 'libvirt/name-duplicate=off', ...Object.keys(files)], { cwd }))
  for (const { path, kind, problems } of linted) {
    assert.equal(kind, 'domain', path)
    assert.deepEqual(problems.map(({ range }) => range.start), path === 'latin.xml' ? [] : [{ line: 2, character: 3 }], path)
  }
})

test('what is no text: one clear problem in libvirt XML and in decks, no opinion elsewhere', patience, t => {
  const files = {
    'invalid.xml': bytes("<domain type='kvm'>\n  <name>", [0xff, 0xfe, 0x80], '</name>\n</domain>'),
    'nul.xml': bytes("<domain type='kvm'>\n  <name>", [0, 0], '</name><memroy/></domain>'),
    'junk.xml': Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
    'invalid.md': bytes('---\nmarp: true\n---\n\n# ', [0xff]),
    'junk.md': bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]),
  }
  const cwd = folder(t, files)
  const ran = virtdeck(['lint', '--format=json', ...Object.keys(files)], { cwd })
  assert.equal(ran.status, 1)
  assert.deepEqual(json(ran).files.map(({ kind, problems }) => [kind, ...problems.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`)]), [
    ['domain', 'xml/not-text 1:8'], ['domain', 'xml/not-text 1:8'], [null], ['marp', 'marp/not-text 4:2'], [null],
  ])
})

test('hostile and huge input: an answer, soon', patience, t => {
  const laughs = `<?xml version="1.0"?>\n<!DOCTYPE domain [\n<!ENTITY a "ha">\n${'bcdefghij'.split('').map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('\n')}\n]>\n<domain type='kvm'><name>&j;</name></domain>\n`
  const files = {
    'empty.xml': '', 'empty.md': '', 'laughs.xml': laughs, 'tabs.md': '---\nmarp: true\n\ttheme: gaia\n---\n',
    'script.md': `${deck}\n<script>alert(1)</script>\n`,
    'huge.xml': `<domain type='kvm'>\n  <name>a</name>\n  <metadata>\n${'    <x:y xmlns:x="urn:x">some text</x:y>\n'.repeat(130_000)}  </metadata>\n</domain>\n`,
    'huge.md': deck + '\n---\n\n# Slide\n\nSome text.\n'.repeat(190_000),
    'line.xml': `<domain type='kvm'><name>${'a'.repeat(5_000_000)}</name><memroy/></domain>`,
  }
  const cwd = folder(t, files)
  const ran = virtdeck(['lint', '--format=json', '.'], { cwd })
  assert.equal(ran.stderr, '')
  const kinds = Object.fromEntries(json(ran).files.map(({ path, kind }) => [path, kind]))
  assert.deepEqual(kinds, {
    'empty.xml': null, 'empty.md': null, 'laughs.xml': 'domain', 'tabs.md': 'marp', 'script.md': 'marp', 'huge.xml': 'domain', 'huge.md': 'marp', 'line.xml': 'domain',
  })
  for (const line of virtdeck(['lint', 'line.xml'], { cwd }).stdout.split('\n')) assert.ok(line.length < 1000)
})

test('a reader that leaves early is no failure', patience, async t => {
  const cwd = folder(t, Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.xml`, wrong])))
  const child = spawn(process.execPath, [resolve('server/dist/cli.js'), 'lint', '.'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', chunk => { stderr += chunk })
  child.stdout.once('data', () => child.stdout.destroy())
  await new Promise(resolve => { child.once('close', resolve) })
  assert.equal(stderr, '')
})

test('a deck with an error', patience, t => {
  const cwd = folder(t, { 'deck.md': wrongDeck })
  assert.match(virtdeck(['lint', 'deck.md'], { cwd }).stdout, /^deck\.md:3:11: \w+ marp\/[\w-]+ .*\npaginate: maybe\n          ~~~~~\n/)
})
