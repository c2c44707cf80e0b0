// `npm run corpus`: judges libvirt's own test files by its own schemas, and compares each verdict with libxml2's.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { load, type Grammar } from '../../server/src/core/grammar/load'
import { rootOf } from '../../server/src/core/libvirt/items'
import { judge, kindOf } from '../../server/src/core/libvirt/structure'
import { parse } from '../../server/src/core/xml/parse'

const usage = `Usage: LIBVIRT_CORPUS=PATH npm run corpus [-- VERDICTS]

  LIBVIRT_CORPUS    an archive (.tar, .tar.xz, …) or a folder with the files of a libvirt source tree
  VERDICTS          a list of file, schema and verdict (valid or invalid) with tabs between, made with xmllint;
                    or LIBVIRT_VERDICTS; else verdicts-9.0.0.tsv in the folder of LIBVIRT_CORPUS
  LIBVIRT_SCHEMAS   the folder of RELAX NG schemas to judge by; else ../schemas/9.0.0 beside the list,
                    or src/conf/schemas of the source tree
`

interface Row {
  readonly file: string
  readonly schema: string
  readonly verdict: string
}

/** Stops when something is missing, and says what. */
function found(what: string, places: readonly (string | undefined)[]): string {
  const given = places.filter((place): place is string => !!place)
  const place = given.find(existsSync)
  if (place !== undefined) return resolve(place)
  console.error(`corpus: no ${what}${given.length ? ` (looked for ${given.join(', ')})` : ''}\n\n${usage}`)
  process.exit(2)
}

/** Runs a program and stops when it fails. */
function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  console.error(`corpus: ${program} failed${error ? `: ${error.message}` : ''}`)
  process.exit(2)
}

/** The folder that holds `tests`, which archives often wrap in one more. */
function treeIn(folder: string): string {
  if (existsSync(join(folder, 'tests'))) return folder
  const inner = readdirSync(folder).map(name => join(folder, name)).find(path => existsSync(join(path, 'tests')))
  return inner ?? folder
}

function main(scratch: string): number {
  const corpus = found('corpus: set LIBVIRT_CORPUS', [process.env.LIBVIRT_CORPUS])
  const packed = statSync(corpus).isFile()
  const list = found('list of verdicts: name it as an argument or by LIBVIRT_VERDICTS', process.argv[2] ? [process.argv[2]]
    : process.env.LIBVIRT_VERDICTS ? [process.env.LIBVIRT_VERDICTS]
      : [join(corpus, 'verdicts-9.0.0.tsv'), join(dirname(corpus), 'verdicts-9.0.0.tsv')].slice(packed ? 1 : 0))
  if (packed) run('tar', ['-xf', corpus, '-C', scratch])
  const tree = treeIn(packed ? scratch : corpus)
  const schemas = found('schemas: set LIBVIRT_SCHEMAS', process.env.LIBVIRT_SCHEMAS ? [process.env.LIBVIRT_SCHEMAS]
    : [join(dirname(list), '../schemas/9.0.0'), join(dirname(corpus), '../schemas/9.0.0'), join(tree, 'src/conf/schemas')])
  const compiled = join(scratch, 'grammar.json')
  run(process.execPath, ['server/build/grammar.mjs', schemas, '9.0.0', compiled])
  const rows = readFileSync(list, 'utf8').split('\n').filter(line => line.trim()).map((line): Row => {
    const [file = '', schema = '', verdict = ''] = line.split('\t')
    return { file, schema, verdict }
  })
  console.log(`corpus ${corpus}\nverdicts ${list}\nschemas ${schemas}\n`)
  return report(rows, tree, load(JSON.parse(readFileSync(compiled, 'utf8'))))
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
    const problems = [...document.problems, ...judge(document, grammar, schema).problems].filter(({ level }) => level === 'error')
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
