// What the linter reads: folders, globs, what .gitignore leaves out, what has changed in git, standard input by another name.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { clean, folder, lintedPaths, misspelt, patience, put, virtdeck } from './run'

test('globs: what they match, of our kinds unless an extension is written', patience, t => {
  const cwd = folder(t, { 'a.xml': clean, 'm/b.xml': clean, 'm/n/c.xml': clean, 'm/n/deck.md': '# x\n', 'm/d.conf': clean, 'm/[e].xml': clean })
  assert.deepEqual(lintedPaths(cwd, '*.xml'), ['a.xml'])
  assert.deepEqual(lintedPaths(cwd, 'm/**/*.xml'), ['m/[e].xml', 'm/b.xml', 'm/n/c.xml'])
  assert.deepEqual(lintedPaths(cwd, 'm/**'), ['m/[e].xml', 'm/b.xml', 'm/n/c.xml', 'm/n/deck.md'])
  assert.deepEqual(lintedPaths(cwd, 'm/*.conf'), ['m/d.conf'])
  assert.deepEqual(lintedPaths(cwd, '{a,m/b}.xml', './m/?.xml'), ['a.xml', 'm/b.xml'], 'each file once')
  assert.deepEqual(lintedPaths(cwd, 'm/[e].xml'), ['m/[e].xml'], 'a file of that very name')
  assert.deepEqual(lintedPaths(join(cwd, 'm/n'), '../*.xml'), ['../[e].xml', '../b.xml'])
  assert.deepEqual(lintedPaths(cwd, join(cwd, 'm/*.xml')), [join(cwd, 'm/[e].xml'), join(cwd, 'm/b.xml')])
  const { status, stderr } = virtdeck(cwd, ['lint', 'nothing/*.xml'])
  assert.deepEqual([status, stderr], [2, 'virtdeck: nothing/*.xml: no file matches it\n'])
})

test('.gitignore: nested files, the nearest first, and the repository above', patience, t => {
  const cwd = folder(t, {
    '.git/info/exclude': 'private.xml\n', '.gitignore': 'out/\n*.tmp.xml\n/top.xml\n', 'a.xml': clean, 'top.xml': clean, 'x.tmp.xml': clean, 'private.xml': clean, 'out/o.xml': clean,
    'm/.gitignore': '!keep.tmp.xml\nB.xml\nsub/*\n!sub/yes.xml\n', 'm/b.xml': clean, 'm/B.xml': clean, 'm/top.xml': clean, 'm/keep.tmp.xml': clean, 'm/sub/no.xml': clean, 'm/sub/yes.xml': clean,
  })
  assert.deepEqual(lintedPaths(cwd, '.'), ['a.xml', 'm/b.xml', 'm/keep.tmp.xml', 'm/sub/yes.xml', 'm/top.xml'])
  assert.deepEqual(lintedPaths(join(cwd, 'm'), '.'), ['b.xml', 'keep.tmp.xml', 'sub/yes.xml', 'top.xml'], 'what the repository says holds in its folders')
  assert.deepEqual(lintedPaths(cwd, '**/*.tmp.xml'), ['m/keep.tmp.xml'])
  assert.deepEqual(lintedPaths(cwd, 'out'), ['out/o.xml'], 'a folder that is named is meant')
  assert.deepEqual(lintedPaths(cwd, 'x.tmp.xml'), ['x.tmp.xml'], 'a file that is named is meant')
  assert.equal(lintedPaths(cwd, '--no-gitignore', '.').length, 11)
})

test('.gitignore outside of a repository holds for the folders below it', patience, t => {
  const cwd = folder(t, { 'm/.gitignore': 'no.xml\n', 'm/no.xml': clean, 'm/yes.xml': clean, 'no.xml': clean })
  assert.deepEqual(lintedPaths(cwd, '.'), ['m/yes.xml', 'no.xml'])
})

const git = (cwd: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], { cwd, encoding: 'utf8', timeout: 30_000 })
  assert.equal(status, 0, stderr)
  return stdout
}

test('--since: what has changed, what is staged, what is new; not what others changed meanwhile', patience, t => {
  const cwd = folder(t, { 'same.xml': clean, 'changed.xml': clean, 'gone.xml': clean, 'm/ünd "x".xml': clean, 'theirs.xml': clean, '.gitignore': 'ignored.xml\n' })
  git(cwd, 'init', '-q')
  git(cwd, 'add', '.')
  git(cwd, 'commit', '-qm', 'one')
  git(cwd, 'checkout', '-qb', 'topic')
  put(cwd, { 'committed.xml': clean })
  git(cwd, 'add', 'committed.xml')
  git(cwd, 'rm', '-q', 'gone.xml')
  git(cwd, 'commit', '-qm', 'two')
  git(cwd, 'checkout', '-q', 'main')
  put(cwd, { 'theirs.xml': misspelt })
  git(cwd, 'commit', '-qam', 'three')
  git(cwd, 'checkout', '-q', 'topic')
  put(cwd, { 'changed.xml': misspelt, 'm/ünd "x".xml': misspelt, 'new.xml': clean, 'ignored.xml': clean, 'm/staged.xml': clean })
  git(cwd, 'add', 'm/staged.xml')
  assert.deepEqual(lintedPaths(cwd, '--since', 'main'), ['changed.xml', 'committed.xml', 'm/staged.xml', 'm/ünd "x".xml', 'new.xml'])
  assert.deepEqual(lintedPaths(cwd, '--since=HEAD', '.'), ['changed.xml', 'm/staged.xml', 'm/ünd "x".xml', 'new.xml'])
  assert.deepEqual(lintedPaths(cwd, '--since', 'HEAD', 'same.xml', 'new.xml'), ['new.xml'])
  assert.deepEqual(lintedPaths(join(cwd, 'm'), '--since', 'main', '..'), ['../changed.xml', '../committed.xml', 'staged.xml', 'ünd "x".xml', '../new.xml'].map(path => path.startsWith('..') ? path : `../m/${path}`))
  symlinkSync(cwd, join(cwd, '.git', 'link'))
  assert.deepEqual(lintedPaths(join(cwd, '.git', 'link'), '--since', 'HEAD', 'new.xml', 'same.xml'), ['new.xml'], 'by a path that leads through a link')
  for (const revision of ['nowhere', '--output=x', 'main:same.xml']) {
    const { status, stdout, stderr } = virtdeck(cwd, ['lint', `--since=${revision}`])
    assert.deepEqual([status, stdout], [2, ''], revision)
    assert.match(stderr, /^virtdeck: there is no commit "[^"]+" in this repository: fetch it first/)
  }
})

test('--since without a repository, and without git', patience, t => {
  const cwd = folder(t, { 'a.xml': clean })
  mkdirSync(join(cwd, 'bin'))
  const outside = virtdeck(cwd, ['lint', '--since', 'HEAD'], { env: { GIT_CEILING_DIRECTORIES: join(cwd, '..') } })
  assert.deepEqual([outside.status, outside.stderr], [2, 'virtdeck: --since needs a git repository, and this folder is in none\n'])
  const without = virtdeck(cwd, ['lint', '--since', 'HEAD'], { env: { PATH: join(cwd, 'bin') } })
  assert.deepEqual([without.status, without.stderr], [2, 'virtdeck: --since needs git, and there is none here\n'])
})

test('--stdin-filename: what standard input is called', patience, t => {
  const cwd = folder(t, { '.virtdeckrc.json': '{ "lint": { "overrides": [{ "files": ["m/**"], "rules": { "schema/invalid-value": "warning" } }] } }' })
  const named = virtdeck(cwd, ['lint', '--stdin-filename', 'm/vm.xml', '-'], { input: misspelt })
  assert.match(named.stdout, /^m\/vm\.xml:1:15: warning schema\/invalid-value /)
  assert.equal(named.status, 0)
  assert.equal(virtdeck(cwd, ['lint', '-'], { input: misspelt }).status, 1)
})

test('the configuration beside the files: levels, ignores, and what is wrong with it', patience, t => {
  const cwd = folder(t, {
    'm/.virtdeckrc.json': '{ "lint": { "ignore": ["old/"], "rules": { "schema/*": "hint", "libvirt/nothing-like-it": "off" } } }', 'm/a.xml': misspelt, 'm/old/b.xml': misspelt, 'c.xml': clean,
  })
  const { status, stdout } = virtdeck(cwd, ['lint', '.'])
  assert.equal(status, 0)
  assert.match(stdout, /^m\/\.virtdeckrc\.json:1:\d+: warning virtdeck\/unknown-code /m)
  assert.match(stdout, /^m\/a\.xml:1:15: hint schema\/invalid-value /m)
  assert.doesNotMatch(stdout, /^m\/old/m)
  assert.equal(virtdeck(cwd, ['lint', '--rule', 'schema/invalid-value=error', 'm/a.xml']).status, 1, 'the command line wins')
  assert.equal(virtdeck(cwd, ['lint', 'm/old/b.xml']).status, 0, 'what is ignored stays so when a hook names it')
})

test('what files say of each other, in a run over a folder', patience, t => {
  const domain = (name: string, network: string): string => clean.replace('<name>a', `<name>${name}`).replace('</domain>', `  <devices>\n    <interface type='network'>\n      <mac address='52:54:00:00:00:01'/>\n      <source network='${network}'/>\n    </interface>\n  </devices>\n</domain>`)
  const cwd = folder(t, { 'net.xml': "<network>\n  <name>office</name>\n  <bridge name='br7'/>\n</network>\n", 'a.xml': domain('a', 'office'), 'b.xml': domain('b', 'offcie').replace(':01', ':02'), 'c.xml': domain('c', 'office').replace('      <mac', '      <!-- virtdeck-disable-next-line libvirt/mac-duplicate on purpose -->\n      <mac') })
  const { stdout } = virtdeck(cwd, ['lint', '.'])
  assert.match(stdout, /^b\.xml:8:24: warning libvirt\/network-undefined .*did you mean `office`\?/m)
  assert.match(stdout, /^a\.xml:7:21: warning libvirt\/mac-duplicate .*\n.*\n.*\n {2}c\.xml:8:21: note: the domain `c`$/m)
  assert.doesNotMatch(stdout, /^c\.xml/m, 'a comment suppresses it, and is of use')
  assert.doesNotMatch(virtdeck(cwd, ['lint', 'a.xml', 'b.xml']).stdout, /undefined/, 'who names single files may have others')
  assert.doesNotMatch(virtdeck(cwd, ['lint', 'c.xml']).stdout, /unused/)
})
