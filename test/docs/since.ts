// `npm run docs:since -- FOLDER [COUNT] [SEED]`: takes COUNT (100) of the versions that our docs name, at random, and looks each
// up in libvirt's own pages (.rst in FOLDER): is it said near the name? What is not is printed for a person to judge.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sources } from '../../server/src/core/libvirt/docs/compiled'
import { entryOf } from '../../server/src/core/libvirt/docs/index'
import { randomFrom } from '../proof/random'

/** A version that is said to have brought something: an element, an attribute or a value. */
interface Fact {
  readonly where: string
  readonly path: string
  /** What the page must name. */
  readonly name: string
  readonly version: string
  readonly page: string
}

const [folder, count = '100', seed = '1'] = process.argv.slice(2)
if (folder === undefined || !existsSync(folder)) {
  console.error('Usage: npm run docs:since -- FOLDER [COUNT] [SEED]\n\nFOLDER holds libvirt\'s documentation (docs/ of its source tree).')
  process.exit(2)
}

const facts: readonly Fact[] = sources().entries.flatMap(({ file, line, keys, id }) => {
  const entry = id === null ? null : entryOf(id)
  if (!entry) return []
  const [path] = keys as [string]
  const page = `${basename(new URL(entry.link).pathname, '.html')}.rst`
  const fact = (name: string, version: string, what = path): Fact => ({ where: `${file}:${line}`, path: what, name, version, page })
  return [
    ...entry.since === undefined ? [] : [...entry.since.matchAll(/\d+\.\d+(?:\.\d+)?/g)].slice(0, 1).map(([version]) => fact(path.replace(/\[[^\]]*\]/g, '').split(/[/@]/).at(-1)!, version)),
    ...Object.entries(entry.values ?? {}).flatMap(([value, phrase]) => [...phrase.matchAll(/since (\d+\.\d+(?:\.\d+)?)/g)].map(([, version]) => fact(value, version!, `${path}=${value}`))),
  ]
})

const pages = new Map<string, readonly string[]>()
const linesOf = (page: string): readonly string[] => {
  const known = pages.get(page)
  if (known) return known
  const file = join(folder, page)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  pages.set(page, lines)
  return lines
}

/** How many lines a version may stand from the name that it is about. */
const near = 8

function judged({ name, version, page }: Fact): { readonly verdict: 'near' | 'elsewhere' | 'absent', readonly shown: readonly string[] } {
  const lines = linesOf(page)
  const named = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`)
  const said = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.').replace(/\\\.0$/, '(?:\\.0)?')}(?![\\d]|\\.\\d)`)
  const places = lines.flatMap((text, at) => said.test(text) ? [at] : [])
  const close = places.flatMap(at => {
    const distance = Array.from({ length: near + 1 }, (_, step) => step).find(step => named.test(lines[at - step] ?? '') || named.test(lines[at + step] ?? ''))
    return distance === undefined ? [] : [{ at, distance }]
  }).sort((a, b) => a.distance - b.distance)
  const show = (at: number): string => `${at + 1}: ${lines[at]!.trim()}`
  if (close.length) return { verdict: 'near', shown: close.slice(0, 2).map(({ at }) => show(at)) }
  return places.length ? { verdict: 'elsewhere', shown: places.slice(0, 3).map(show) } : { verdict: 'absent', shown: [] }
}

const sample = randomFrom(Number(seed)).shuffled(facts).slice(0, Number(count))
const counts: Record<string, number> = {}
for (const fact of sample) {
  const { verdict, shown } = judged(fact)
  counts[verdict] = (counts[verdict] ?? 0) + 1
  console.log(`${verdict.padEnd(9)} ${fact.version.padEnd(7)} ${fact.path}   (${fact.where}, ${fact.page})${shown.map(line => `\n            ${line}`).join('')}`)
}
console.log(`${sample.length} of ${facts.length} versions: ${Object.entries(counts).map(([verdict, number]) => `${number} ${verdict}`).join(', ')}`)
