// Counts what libvirt's own test files write, so that completion offers first what people use most.
//   npm run usage -- FOLDER [OUT]      FOLDER holds a libvirt source tree's tests; OUT is core/libvirt/data/usage.json where absent
// Facts only: names in the order of how many files have them, no text of the files.
import { XMLParser } from 'fast-xml-parser'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What counts as seldom, and how many words of a list are worth keeping: the rest comes in the order of the schema. */
const seldom = 2
const most = 12

/**
 * `files`: texts. Gives, for each element by its parent's name and its own (`disk/driver`), its children and attributes, and for
 * each attribute (`disk/driver@type`) and text (`features/…`) its values, the commonest first. `keep` tells which values are words
 * of the format rather than somebody's own.
 */
export function countUsage(files, keep = () => true) {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false })
  const counts = new Map()
  const count = (key, word) => {
    const words = counts.get(key) ?? new Map()
    counts.set(key, words.set(word, (words.get(word) ?? 0) + 1))
  }
  const walk = (nodes, parent, seen) => {
    for (const node of nodes) {
      const name = Object.keys(node).find(key => key !== ':@')
      if (!name || name.startsWith('#') || name.startsWith('?')) continue
      const once = (key, word) => {
        // Once for each file: ten disks in one say no more than one.
        if (seen.has(`${key} ${word}`)) return
        seen.add(`${key} ${word}`)
        count(key, word)
      }
      once(parent, name)
      const key = `${parent.split('/').at(-1)}/${name}`
      for (const [attribute, value] of Object.entries(node[':@'] ?? {})) {
        if (attribute.startsWith('xmlns')) continue
        once(`${key}@`, attribute)
        if (keep(value)) once(`${key}@${attribute}`, value)
      }
      const text = node[name].map(child => child['#text'] ?? '').join('').trim()
      if (text && !node[name].some(child => !('#text' in child)) && keep(text)) once(`${key}=`, text)
      walk(node[name], key, seen)
    }
  }
  for (const text of files) {
    try {
      walk(parser.parse(text), '', new Set())
    } catch {
      // Some of the tests are broken on purpose.
    }
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([key, words]) => {
    const kept = [...words].filter(([, times]) => times > seldom).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, most).map(([word]) => word)
    return kept.length > 1 ? [[key, kept.join(' ')]] : []
  }))
}

/** Words of the grammar, without blanks: what may be kept of values. */
export function grammarWords() {
  const data = JSON.parse(readFileSync(join(root, 'server/src/core/libvirt/data/12.8.0.json'), 'utf8'))
  return new Set(data.words.filter(word => !/\s/.test(word)))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, out = join(root, 'server/src/core/libvirt/data/usage.json')] = process.argv.slice(2)
  if (!folder) {
    console.error('usage: npm run usage -- FOLDER [OUT]')
    process.exit(2)
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.xml')).sort()
  const words = grammarWords()
  const usage = countUsage(files.map(file => readFileSync(join(folder, file), 'utf8')), value => words.has(value))
  const origin = { madeBy: 'npm run usage (server/build/usage.mjs): how often libvirt\'s own test files write each name and word; not to be edited' }
  const text = `{\n"origin": ${JSON.stringify(origin)},\n${Object.entries(usage).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`
  writeFileSync(out, text)
  console.log(`${out}: ${files.length} files, ${Object.keys(usage).length} lists, ${text.length} bytes`)
}
