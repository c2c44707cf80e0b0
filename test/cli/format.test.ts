// The formatter as people and CI call it: the built program, what it writes, its exit status.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { virtdeck as run } from './run'

const patience = { timeout: 30_000 }

const virtdeck = (cwd: string, args: readonly string[], input = ''): readonly [status: number | null, stdout: string, stderr: string] => {
  const { status, stdout, stderr } = run(cwd, args, { input })
  return [status, stdout, stderr]
}

const loose = "<domain type='kvm'>\n<memory>1</memory>\n <name>a</name>\n</domain>\n"
const tidy = "<domain type='kvm'>\n  <memory>1</memory>\n  <name>a</name>\n</domain>\n"

const folder = (t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'virtdeck-format-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content, { mode: 0o640 })
  return root
}

test('files are written in place, once', patience, t => {
  const root = folder(t, { 'a.xml': loose, 'b.xml': tidy, 'c.xml': '<project>\n<a/></project>', 'd.md': '---\nmarp: true\n---\n', 'e.xml': `\uFEFF${loose.replaceAll('\n', '\r\n')}` })
  assert.deepEqual(virtdeck(root, ['format', '--check', '.']), [1, 'a.xml\ne.xml\n', ''])
  assert.equal(readFileSync(join(root, 'a.xml'), 'utf8'), loose)
  assert.deepEqual(virtdeck(root, ['format', '.']), [0, 'a.xml\ne.xml\n', ''])
  assert.equal(readFileSync(join(root, 'a.xml'), 'utf8'), tidy)
  assert.equal(readFileSync(join(root, 'e.xml'), 'utf8'), `\uFEFF${tidy.replaceAll('\n', '\r\n')}`)
  assert.equal(statSync(join(root, 'a.xml')).mode & 0o777, 0o640)
  assert.deepEqual(virtdeck(root, ['format', '--check', '.']), [0, '', ''])
  assert.deepEqual(readdirSync(root), ['a.xml', 'b.xml', 'c.xml', 'd.md', 'e.xml'])
})

test('standard input goes to standard output', patience, t => {
  const root = folder(t, {})
  assert.deepEqual(virtdeck(root, ['format', '-'], loose), [0, tidy, ''])
  assert.deepEqual(virtdeck(root, ['format', '-'], tidy), [0, tidy, ''])
  assert.deepEqual(virtdeck(root, ['format', '-'], '<html>\n<p/></html>'), [0, '<html>\n<p/></html>', ''])
  assert.deepEqual(virtdeck(root, ['format', '--indent', 'tab', '--order', '-'], loose), [0, "<domain type='kvm'>\n\t<name>a</name>\n\t<memory>1</memory>\n</domain>\n", ''])
})

test('what cannot be formatted is told', patience, t => {
  const root = folder(t, { 'latin.xml': Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>\n${loose.replace('>a<', '>\xe9<')}`, 'latin1') })
  const [status, stdout, stderr] = virtdeck(root, ['format', 'latin.xml', 'none.xml'])
  assert.deepEqual([status, stdout], [2, ''])
  assert.match(stderr, /latin\.xml: it is not UTF-8.*\n.*none\.xml: there is no such file/)
})
