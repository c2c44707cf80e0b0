// A process of its own that reads, parses and judges a list of files by a compiled grammar, as often as it is told; the bench
// starts it anew for each cold round. Nothing that was found in one round is kept for the next.
//   node test/dist/bench/judge.js GRAMMAR LIST FOLDER ROUNDS     LIST: a file and its schema a line, with a tab between
import '../../server/src/runtime/batch.node'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from '../../server/src/core/grammar/load'
import { judge } from '../../server/src/core/libvirt/structure'
import { parse } from '../../server/src/core/xml/parse'

const [grammarFile = '', list = '', folder = '', rounds = '1'] = process.argv.slice(2)
const grammar = load(JSON.parse(readFileSync(grammarFile, 'utf8')))
const files = readFileSync(list, 'utf8').trim().split('\n').map(line => line.split('\t') as [string, string])
const times: number[] = []
let valid = 0
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now()
  valid = 0
  for (const [file, schema] of files) {
    const document = parse(readFileSync(join(folder, file), 'utf8'))
    const problems = judge(document, grammar, schema).problems()
    if (![...document.problems, ...problems].some(({ level }) => level === 'error')) valid++
  }
  times.push(performance.now() - start)
}
console.log(JSON.stringify({ valid, times }))
