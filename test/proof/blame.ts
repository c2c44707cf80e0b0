// `npm run blame`: one known fault in each of many documents, and how well it is told: the token, once, with the repair.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { compileSchemas, corpusAt, first, schemasBeside } from '../support/corpus'
import { join } from 'node:path'
import { halfOf, measured, type Row } from './measure'
import { isThere } from './oracles'
import { seedsOf } from './seeds'

const usage = `Usage: LIBVIRT_SCHEMAS=FOLDER [LIBVIRT_CORPUS=PATH] npm run blame [-- COUNT [SEED [test|tune|all]]]

  COUNT             how many faults; 3000 where absent
  SEED              a number; the same number makes the same faults; 1 where absent
  test              only files of the half that is for measuring; what was missed is not shown, so that they stay fresh
  tune              only files of the other half; what was missed is shown
  all               both (the default without LIBVIRT_CORPUS, else it is test)
  LIBVIRT_SCHEMAS   the folder of RELAX NG schemas to judge by; else those of LIBVIRT_CORPUS, or of the libvirt installed here
  LIBVIRT_CORPUS    an archive (.tar, .tar.xz, …) or a folder with the files of a libvirt source tree, or any XML of libvirt's;
                    else the project's own examples and goldens
`

function main(scratch: string): number {
  const corpus = process.env.LIBVIRT_CORPUS
  const [count, seed] = [process.argv[2] ?? 3000, process.argv[3] ?? 1].map(Number) as [number, number]
  const half = process.argv[4] ?? (corpus ? 'test' : 'all')
  const tree = corpus ? corpusAt(corpus, scratch).tree : undefined
  const schemas = first([process.env.LIBVIRT_SCHEMAS, ...corpus ? schemasBeside(corpus, tree!) : [], '/usr/share/libvirt/schemas'])
  const lacks = [...schemas ? [] : ['a folder of schemas'], ...isThere('xmllint') ? [] : ['xmllint']]
  if (!schemas || lacks.length || !Number.isInteger(count) || !Number.isInteger(seed) || !['test', 'tune', 'all'].includes(half)) {
    console.error(`blame: ${lacks.length ? `no ${lacks.join(', no ')}` : 'that is not how it is called'}\n\n${usage}`)
    return 2
  }
  const grammar = compileSchemas(schemas, scratch)
  const seeds = seedsOf(grammar, tree, scratch).filter(({ file }) => half === 'all' || halfOf(file) === half)
  console.log(`schemas ${schemas}\nseeds ${corpus ?? 'the examples and goldens'} (${half}: ${seeds.length} files)\n`)
  report(measured({ schemas, grammar, seeds, count, seed, scratch }), half === 'test')
  return 0
}

function report(rows: readonly Row[], fresh: boolean): void {
  if (!fresh) for (const { misses } of rows) for (const miss of misses.slice(0, 8)) console.log(`MISSED ${miss}\n`)
  console.log(`${'one fault'.padEnd(24)}   count  first on it  exactly one   fix valid  as it was`)
  for (const row of rows) line(row.kind.name, [row])
  console.log()
  line('all but those apart', rows.filter(({ kind }) => !kind.apart))
  line('typos', rows.filter(({ kind }) => kind.typo))
  line('apart', rows.filter(({ kind }) => kind.apart))
}

function line(name: string, rows: readonly Row[]): void {
  const sum = (of: 'all' | 'token' | 'single' | 'valid' | 'original', counted = rows): number => counted.reduce((total, row) => total + row[of], 0)
  const typos = rows.filter(({ kind }) => kind.typo)
  const part = (count: number, all: number): string => all ? `${(100 * count / all).toFixed(1)} %` : ''
  console.log([name.padEnd(24), String(sum('all')).padStart(7), part(sum('token'), sum('all')).padStart(12), part(sum('single'), sum('all')).padStart(12),
    part(sum('valid', typos), sum('all', typos)).padStart(11), part(sum('original', typos), sum('all', typos)).padStart(10)].join(' '))
}

const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-blame-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
process.exit(main(scratch))
