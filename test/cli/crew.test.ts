// So many files that several threads look at them, where the machine has several: the answer is that of one, in the order of the files.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clean, folder, lintedPaths, misspelt, patience, put, twins, virtdeck, warned } from './run'

const texts = [
  ['xml', clean], ['xml', misspelt], ['xml', twins], ['md', warned],
  ['xml', clean.replace('<os>', "<features><gic version='none'/></features>\n  <os>")],
  ['xml', "<network>\n  <name>a</name>\n  <forward mode='natt'/>\n</network>\n"],
] as const

/** By the path: what is told of it. */
const told = (cwd: string, paths: readonly string[]): ReadonlyMap<string, unknown> => {
  const { stdout, stderr } = virtdeck(cwd, ['lint', '--format=json', ...paths])
  assert.equal(stderr, '')
  return new Map((JSON.parse(stdout) as { files: { path: string, problems: unknown }[] }).files.map(({ path, ...rest }) => [path, rest]))
}

test('many files are told of as each alone, in order, and a configuration once', patience, t => {
  // Each in a folder of its own, so that none bears on another.
  const files = Object.fromEntries(Array.from({ length: 900 }, (_, at) => {
    const [extension, text] = texts[at % texts.length]!
    return [`${String(at).padStart(3, '0')}/a.${extension}`, text]
  }))
  const root = folder(t, files)
  const all = told(root, ['.'])
  assert.deepEqual([...all.keys()], Object.keys(files))
  const few = Object.keys(files).slice(texts.length * 70, texts.length * 71)
  for (const path of few) assert.deepEqual(all.get(path), told(root, [path]).get(path), path)

  put(root, { '.virtdeckrc.json': '{ "rules": { "schema/*": 1 } }' })
  assert.deepEqual(lintedPaths(root, '.').filter(path => path.endsWith('.json')), ['.virtdeckrc.json'])
})
