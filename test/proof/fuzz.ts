// `npm run fuzz`: mutants of many documents over all of libvirt's schemas, judged by us, by libxml2 and by jing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileSchemas, first, schemasBeside, corpusAt } from '../support/corpus'
import { compare, type Comparison } from './compare'
import { isThere } from './oracles'

const usage = `Usage: LIBVIRT_SCHEMAS=FOLDER [LIBVIRT_CORPUS=PATH] npm run fuzz [-- COUNT [SEED]]

  COUNT             how many mutants; 2000 where absent
  SEED              a number; the same number makes the same mutants; 1 where absent
  LIBVIRT_SCHEMAS   the folder of RELAX NG schemas to judge by; else those of LIBVIRT_CORPUS, or of the libvirt installed here
  LIBVIRT_CORPUS    an archive (.tar, .tar.xz, …) or a folder with the files of a libvirt source tree to mutate;
                    else the project's own examples and goldens; always also documents grown from the schemas

Every difference is explained by a rule of test/proof/rules.ts, or the run fails.
`

function main(scratch: string): number {
  const [count = 2000, seed = 1] = process.argv.slice(2).map(Number)
  const corpus = process.env.LIBVIRT_CORPUS
  const { tree } = corpus ? corpusAt(corpus, scratch) : { tree: '' }
  const schemas = first([process.env.LIBVIRT_SCHEMAS, ...corpus ? schemasBeside(corpus, tree) : [], '/usr/share/libvirt/schemas'])
  const lacks = [...schemas ? [] : ['a folder of schemas'], ...(['xmllint', 'jing'] as const).filter(program => !isThere(program))]
  if (!schemas || lacks.length || !Number.isInteger(count) || !Number.isInteger(seed)) {
    console.error(`fuzz: ${lacks.length ? `no ${lacks.join(', no ')}` : 'COUNT and SEED are numbers'}\n\n${usage}`)
    return 2
  }
  console.log(`schemas ${schemas}\nseeds ${corpus ?? 'the examples'}, and grown\n${count} mutants by seed ${seed}\n`)
  return report(compare({ schemas, grammar: compileSchemas(schemas, scratch), corpus: tree || undefined, count, seed, scratch, judges: ['xmllint', 'jing'] }))
}

function report({ bySchema, explained, unexplained, falseHints, time }: Comparison): number {
  console.log(`${'schema'.padEnd(18)}  mutants   valid  as libxml2  as jing`)
  for (const [schema, { all, valid, xmllint, jing }] of [...bySchema].sort()) {
    console.log(`${schema.padEnd(18)} ${[all, valid, xmllint, jing].map(count => String(count).padStart(8)).join(' ')}`)
  }
  console.log('\nexplained differences')
  for (const [rule, { count, example }] of [...explained].sort()) console.log(`  ${rule.padEnd(26)} ${String(count).padStart(6)}   such as ${example}`)
  for (const difference of unexplained.slice(0, 60)) console.log(`\nDIFFERENT ${difference}`)
  const sum = (of: 'all' | 'valid' | 'xmllint' | 'jing'): number => [...bySchema.values()].reduce((total, counts) => total + counts[of], 0)
  const named = [...explained.values()].reduce((total, { count }) => total + count, 0)
  console.log(`\n${sum('all')} mutants, ${sum('valid')} of them valid to us; ${sum('xmllint')} judged as by libxml2, ${sum('jing')} as by jing; ${named} differences have a name, ${unexplained.length} have none`)
  console.log(`${falseHints} orders that we say libxml2 refuses, and it does not`)
  console.log(`our own judging, with reading and parsing: ${Math.round(time)} ms`)
  return unexplained.length ? 1 : 0
}

const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-fuzz-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
process.exit(main(scratch))
