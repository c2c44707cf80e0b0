// Our validation of libvirt's own files beside xmllint's (libxml2), which is the library that libvirt validates with.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileSchemas, corpusAt, filesIn, first, schemasBeside, type CorpusFile } from '../support/corpus'
import { median, ms, row } from './measure'

const coldRounds = 5
const warmRounds = 9

/** `judge`: the program to start. Gives back where the files are, for what else wants them. */
export function validation(judge: string): readonly string[] {
  console.log('\nValidating libvirt\'s own files, reading and parsing included, beside xmllint (libxml2)')
  const given = first([process.env.LIBVIRT_CORPUS])
  if (!given) return lacking('LIBVIRT_CORPUS names no archive or folder of a libvirt source tree')
  if (spawnSync('xmllint', ['--version']).error) return lacking('needs xmllint')
  const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-bench-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  const { corpus, tree } = corpusAt(given, scratch)
  const schemas = first(process.env.LIBVIRT_SCHEMAS ? [process.env.LIBVIRT_SCHEMAS] : schemasBeside(corpus, tree))
  if (!schemas) return lacking('LIBVIRT_SCHEMAS names no folder of RELAX NG schemas, and none lies beside the corpus')
  const files = filesIn(tree, compileSchemas(schemas, scratch))
  console.log(`  by ${schemas}: xmllint reads these schemas, we read them compiled, as we ship ours (compiling is not counted).
  Cold: from the start of a new process to its end, the grammar's loading included (xmllint: one process a schema).
  Warm: later rounds in one process of ours; xmllint has none, and its cold time is compared.`)
  const run = { judge, grammar: join(scratch, 'grammar.json'), schemas, tree, scratch }
  compare('domains, one schema', files.filter(({ schema }) => schema === 'domain'), run)
  compare('files, by the schema of each', files, run)
  return files.map(({ file }) => join(tree, file))
}

interface Run {
  readonly judge: string
  readonly grammar: string
  readonly schemas: string
  readonly tree: string
  readonly scratch: string
}

function compare(what: string, files: readonly CorpusFile[], { judge, grammar, schemas, tree, scratch }: Run): void {
  const list = join(scratch, 'list.tsv')
  writeFileSync(list, files.map(({ file, schema }) => `${file}\t${schema}`).join('\n'))
  const bySchema = new Map<string, string[]>()
  for (const { file, schema } of files) bySchema.set(schema, [...bySchema.get(schema) ?? [], file])

  const ours = (rounds: number): { readonly valid: number, readonly times: readonly number[] } =>
    JSON.parse(spawnSync(process.execPath, [judge, grammar, list, tree, String(rounds)], { encoding: 'utf8' }).stdout)
  const theirs = (): number => [...bySchema].reduce((valid, [schema, names]) =>
    valid + (spawnSync('xmllint', ['--noout', '--relaxng', join(schemas, `${schema}.rng`), ...names], { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28 })
      .stderr.match(/ validates$/gm)?.length ?? 0), 0)

  const cold: number[] = []
  const peer: number[] = []
  let valid = 0
  for (let round = 0; round < coldRounds; round++) {
    const start = performance.now()
    ours(1)
    const middle = performance.now()
    valid = theirs()
    cold.push(middle - start)
    peer.push(performance.now() - middle)
  }
  const warm = ours(warmRounds)
  const later = warm.times.slice(warmRounds >> 1)
  row(`${files.length} ${what}`, `xmllint ${ms(median(peer))}`, `cold ${ms(median(cold))}, ratio ${median(cold.map((time, at) => time / peer[at]!)).toFixed(2)}`,
    `warm ${ms(median(later))}, ratio ${(median(later) / median(peer)).toFixed(2)}`)
  row('', `valid: xmllint ${valid}, we ${warm.valid}`)
}

function lacking(why: string): readonly string[] {
  row(`not measured: ${why}`)
  return []
}
