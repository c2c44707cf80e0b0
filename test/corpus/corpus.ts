// `npm run corpus`: judges libvirt's own test files by its own schemas, and compares each verdict with libxml2's.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { load, type Grammar } from '../../server/src/core/grammar/load'
import { judge, kindOf } from '../../server/src/core/libvirt/structure'
import { parse } from '../../server/src/core/xml/parse'
import { rootOf } from '../../server/src/core/xml/walk'
import { compileSchemas, corpusAt, filesIn, first, schemasBeside } from '../support/corpus'

const usage = `Usage: LIBVIRT_CORPUS=PATH npm run corpus [-- VERDICTS]

  LIBVIRT_CORPUS    an archive (.tar, .tar.xz, …) or a folder with the files of a libvirt source tree
  VERDICTS          a list of file, schema and verdict (valid or invalid) with tabs between, made with xmllint;
                    or LIBVIRT_VERDICTS; else verdicts-9.0.0.tsv in or beside LIBVIRT_CORPUS;
                    else xmllint is asked about every file under tests/ and examples/ whose root is libvirt's
  LIBVIRT_GRAMMAR   a version, such as 9.0.0: judge by the grammar that comes with Virtdeck instead of one compiled now
  LIBVIRT_SCHEMAS   the folder of RELAX NG schemas to judge by; else ../schemas/9.0.0 beside LIBVIRT_CORPUS,
                    or src/conf/schemas of the source tree
`

interface Row {
  readonly file: string
  readonly schema: string
  readonly verdict: string
}

/** Stops when something is missing, and says what. */
function found(what: string, places: readonly (string | undefined)[]): string {
  const place = first(places)
  if (place) return place
  const given = places.filter(place => place)
  console.error(`corpus: no ${what}${given.length ? ` (looked for ${given.join(', ')})` : ''}\n\n${usage}`)
  process.exit(2)
}

function main(scratch: string): number {
  const given = found('corpus: set LIBVIRT_CORPUS', [process.env.LIBVIRT_CORPUS])
  const { corpus, tree } = corpusAt(given, scratch)
  const asked = process.argv[2] || process.env.LIBVIRT_VERDICTS
  const list = asked ? found('list of verdicts', [asked]) : first([join(tree, 'verdicts-9.0.0.tsv'), join(dirname(corpus), 'verdicts-9.0.0.tsv')])
  const schemas = found('schemas: set LIBVIRT_SCHEMAS', process.env.LIBVIRT_SCHEMAS ? [process.env.LIBVIRT_SCHEMAS]
    : [...list ? [join(dirname(list), '../schemas/9.0.0')] : [], ...schemasBeside(corpus, tree)])
  const version = process.env.LIBVIRT_GRAMMAR
  const bundled = version && found(`grammar of libvirt ${version}`, [`server/src/core/libvirt/data/${version}.json`])
  const grammar = bundled ? load(JSON.parse(readFileSync(bundled, 'utf8'))) : compileSchemas(schemas, scratch)
  console.log(`corpus ${corpus}
verdicts ${list ?? 'by xmllint, now'}
schemas ${schemas}
grammar ${bundled ? `of libvirt ${grammar.origin.libvirt ?? ''}, as it comes with Virtdeck` : 'compiled of them now'}
`)
  return report(list ? rowsOf(list) : askXmllint(tree, schemas, grammar), tree, grammar)
}

function rowsOf(list: string): readonly Row[] {
  return readFileSync(list, 'utf8').split('\n').filter(line => line.trim()).map(line => {
    const [file = '', schema = '', verdict = ''] = line.split('\t')
    return { file, schema, verdict }
  })
}

/** Without a list: every file whose root element libvirt's schemas know, by the first of the schemas that do. */
function askXmllint(tree: string, schemas: string, grammar: Grammar): readonly Row[] {
  const bySchema = new Map<string, string[]>()
  for (const { file, schema } of filesIn(tree, grammar)) bySchema.set(schema, [...bySchema.get(schema) ?? [], file])
  return [...bySchema].flatMap(([schema, all]) => {
    const rows: Row[] = []
    for (let from = 0; from < all.length; from += 200) {
      const batch = all.slice(from, from + 200)
      const { stderr, error } = spawnSync('xmllint', ['--noout', '--relaxng', join(schemas, `${schema}.rng`), ...batch], { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28 })
      if (error) found(`list of verdicts, and no xmllint to make one (${error.message})`, [])
      const valid = new Set([...stderr.matchAll(/^(.+) validates$/gm)].map(match => match[1]!))
      rows.push(...batch.map(file => ({ file, schema, verdict: valid.has(file) ? 'valid' : 'invalid' })))
    }
    return rows
  })
}

/** Judges every file and prints how far we agree; the number of differences. */
function report(rows: readonly Row[], tree: string, grammar: Grammar): number {
  const agreement = new Map<string, { same: number, all: number }>()
  const differences: string[] = []
  let unknown = 0
  const start = performance.now()
  for (const { file, schema, verdict } of rows) {
    const count = agreement.get(schema) ?? { same: 0, all: 0 }
    agreement.set(schema, count)
    count.all++
    const path = join(tree, file)
    if (!existsSync(path)) {
      differences.push(`${file}: not in the corpus`)
      continue
    }
    const document = parse(readFileSync(path, 'utf8'))
    const root = rootOf(document)
    if (!root || kindOf(root, grammar) === null) unknown++
    const problems = [...document.problems, ...judge(document, grammar, schema).problems()].filter(({ level }) => level === 'error')
    if ((problems.length ? 'invalid' : 'valid') === verdict) count.same++
    else {
      const [first] = problems
      const line = first && document.text.slice(0, first.span.start).split('\n').length
      differences.push(`${file}: libxml2 says ${verdict} by ${schema}; we say ${first ? `${first.code} in line ${line}: ${first.message}` : 'valid'}`)
    }
  }
  const time = performance.now() - start
  for (const [schema, { same, all }] of [...agreement].sort()) console.log(`${schema.padEnd(18)} ${String(same).padStart(5)} of ${String(all).padStart(5)} agree`)
  const same = [...agreement.values()].reduce((sum, count) => sum + count.same, 0)
  for (const difference of differences) console.log(`DIFFERENT ${difference}`)
  console.log(`\n${same} of ${rows.length} files agree with libxml2; read, parsed and judged in ${Math.round(time)} ms; ${unknown} roots not taken for libvirt's`)
  return differences.length
}

const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-corpus-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
process.exit(main(scratch) ? 1 : 0)
