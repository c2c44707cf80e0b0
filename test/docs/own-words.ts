// `npm run docs:own-words -- FOLDER…`: whether our prose shares eight words or more in a row with libvirt's own pages
// (.rst, .html, .txt, .md in FOLDER). Names and literal values, which stand in backticks, count for neither side.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry, Sources } from '../../server/src/core/docs/format'
import { sources } from '../../server/src/core/libvirt/docs/compiled'
import { cards, entryOf } from '../../server/src/core/libvirt/docs/index'
import { sources as ofMarp } from '../../server/src/core/marp/docs/compiled'
import { entryOf as marpEntryOf } from '../../server/src/core/marp/docs/index'

const most = 7
const folders = process.argv.slice(2)
if (!folders.length || folders.some(folder => !existsSync(folder))) {
  console.error('Usage: npm run docs:own-words -- FOLDER…\n\nFOLDER holds libvirt\'s documentation (docs/ of its source tree, or the pages of libvirt.org).')
  process.exit(2)
}

interface Ours { readonly where: string, readonly text: string }

const entriesOf = ({ entries }: Sources, entryOf: (id: number) => Entry | null): readonly Ours[] =>
  entries.flatMap(({ file, line, key, id }) => {
    const entry = id === null ? null : entryOf(id)
    if (!entry) return []
    const { text, trap, needs, range, unit, default: usual, values = {} } = entry
    return [text, trap, needs, range, unit, usual, ...Object.values(values)].flatMap(one => one === undefined ? [] : [{ where: `${file}:${line}: ${key}`, text: one }])
  })

const ours: readonly Ours[] = [
  ...entriesOf(sources(), entryOf), ...entriesOf(ofMarp(), marpEntryOf),
  ...cards().flatMap(({ name, title, text }) => [title, text].map(one => ({ where: `cards/${name}.md`, text: one }))),
]

/** Words in lower case and the ends of sentences; literals are passed over, so that a run goes on behind them. */
function wordsIn(text: string): readonly string[] {
  return text.replace(/```[\s\S]*?```/g, ' . ').replace(/``[^`]*``|`[^`\n]*`/g, ' ').replace(/<\/?[a-zA-Z][^<>\n]*>|&\w+;/g, ' ')
    .toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[.!?](?=\s|$)/gu) ?? []
}

function runs(words: readonly string[]): readonly string[] {
  return words.slice(0, Math.max(0, words.length - most)).map((_, at) => words.slice(at, at + most + 1)).filter(run => run.every(word => /[\p{L}\p{N}]/u.test(word))).map(run => run.join(' '))
}

const theirs = new Map<string, string>()
let files = 0
for (const folder of folders) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(rst|html|html\.in|txt|md)$/.test(name)) continue
    files++
    for (const run of runs(wordsIn(readFileSync(join(folder, name), 'utf8')))) theirs.set(run, name)
  }
}
if (!files) {
  console.error(`docs:own-words: no .rst, .html, .txt or .md in ${folders.join(', ')}`)
  process.exit(2)
}
const shared = ours.flatMap(({ where, text }) => runs(wordsIn(text)).filter(run => theirs.has(run)).slice(0, 1).map(run => `${where}: "${run}" (${theirs.get(run)!})`))
for (const line of shared) console.log(line)
console.log(`${ours.length} texts of ours beside ${files} pages: ${shared.length} share ${most + 1} words or more in a row`)
process.exitCode = shared.length ? 1 : 0
