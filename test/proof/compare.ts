// Makes mutants, asks every judge about them, and sorts the differences by the rules that explain them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Grammar } from '../../server/src/core/grammar/load'
import { judge } from '../../server/src/core/libvirt/structure'
import { parse } from '../../server/src/core/xml/parse'
import { dictionaryOf, mutated } from './mutate'
import { jing, xmllint, type Opinion } from './oracles'
import { written, type Plain } from './plain'
import { randomFrom } from './random'
import { orderOf } from './order'
import { orderHint, rules, type Difference } from './rules'
import { grownSeeds, seedsOf, type Seed } from './seeds'

export interface Options {
  readonly schemas: string
  readonly grammar: Grammar
  readonly corpus: string | undefined
  readonly count: number
  readonly seed: number
  readonly scratch: string
  readonly judges: readonly ('xmllint' | 'jing')[]
}

export interface Counts {
  all: number
  /** To us. */
  valid: number
  xmllint: number
  jing: number
}

export interface Comparison {
  readonly bySchema: ReadonlyMap<string, Counts>
  readonly explained: ReadonlyMap<string, { count: number, readonly example: string }>
  readonly unexplained: readonly string[]
  /** Mutants whose order we say libxml2 refuses, and it does not. */
  readonly falseHints: number
  /** Of our own judging, in milliseconds. */
  readonly time: number
}

interface Mutant {
  readonly name: string
  readonly schema: string
  readonly root: Plain
  readonly text: string
  readonly ours: Difference['ours']
}

/** So many files lie on the disk at a time. */
const atOnce = 5_000

export function compare(options: Options): Comparison {
  const { grammar, count, seed, scratch, schemas } = options
  const grownOnes = grownSeeds(grammar, 20, seed)
  const seeds = [...seedsOf(grammar, options.corpus, scratch), ...grownOnes]
  const random = randomFrom(seed)
  const words = dictionaryOf(seeds, grammar)
  const order = orderOf(schemas)
  const bySchema = new Map<string, Counts>()
  const explained = new Map<string, { count: number, readonly example: string }>()
  const unexplained: string[] = []
  const byKind = groupBy(seeds, ({ schema }) => schema)
  let time = 0
  let falseHints = 0

  /** Half of them from any seed, half from all kinds alike. */
  const anySeed = (): Seed => random.chance(0.5) ? random.pick(seeds) : random.pick(byKind.get(random.pick([...byKind.keys()]))!)
  const make = (at: number): Mutant => {
    const { file, schema, root: given } = anySeed()
    const { root, done } = mutated(given, words, random)
    const text = written(root)
    const start = performance.now()
    const document = parse(text)
    const problems = [...document.problems, ...judge(document, grammar, schema).problems()]
    const ours = { codes: problems.map(({ code }) => code), valid: problems.every(({ level }) => level !== 'error') }
    time += performance.now() - start
    return { name: `mutant ${at} of ${file} (${done.join(', ') || 'as it is'})`, schema, root, text, ours }
  }

  for (let from = 0; from < count; from += atOnce) {
    const mutants = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => make(from + at))
    for (const [schema, group] of groupBy(mutants, mutant => mutant.schema)) {
      const rng = join(schemas, `${schema}.rng`)
      const folder = join(scratch, 'mutants')
      const opinions = asked(folder, rng, group.map(({ text }) => text), options.judges)
      const counts = bySchema.get(schema) ?? { all: 0, valid: 0, xmllint: 0, jing: 0 }
      bySchema.set(schema, counts)
      group.forEach(({ name, root, text, ours }, at) => {
        const { xmllint, jing } = opinions[at]!
        const { valid } = ours
        counts.all++
        if (valid) counts.valid++
        if (xmllint.valid === valid) counts.xmllint++
        if (!jing || jing.valid === valid) counts.jing++
        if (xmllint.valid && ours.codes.includes(orderHint)) falseHints++
        if (xmllint.valid === valid && (!jing || jing.valid === valid)) return
        const takes = (other: Plain): boolean => asked(join(scratch, 'others'), rng, [written(other)], ['xmllint'])[0]!.xmllint.valid
        const rule = rules.find(({ explains }) => explains({ root, ours, xmllint, jing, order, takes }))
        if (rule) explained.set(rule.name, { example: explained.get(rule.name)?.example ?? name, count: (explained.get(rule.name)?.count ?? 0) + 1 })
        else unexplained.push(`${name} by ${schema}\n  we: ${ours.codes.join(', ') || 'valid'}\n  ${told('libxml2', xmllint)}\n  ${jing ? told('jing', jing) : ''}\n${text}\n`)
      })
    }
  }
  return { bySchema, explained, unexplained, falseHints, time }
}

/** What the judges say of some texts, in their order. */
export function asked(folder: string, rng: string, texts: readonly string[], judges: Options['judges']): readonly { readonly xmllint: Opinion, readonly jing: Opinion | null }[] {
  mkdirSync(folder, { recursive: true })
  const files = texts.map((text, at) => {
    const file = join(folder, `${at}.xml`)
    writeFileSync(file, text)
    return file
  })
  const theirs = xmllint(rng, files)
  const others = judges.includes('jing') ? jing(rng, files) : null
  rmSync(folder, { recursive: true })
  return files.map(file => ({ xmllint: theirs.get(file)!, jing: others?.get(file) ?? null }))
}

function told(who: string, { valid, said }: Opinion): string {
  return `${who}: ${valid ? 'valid' : `invalid: ${said.split('\n').slice(0, 4).join(' | ').slice(0, 600)}`}`
}

export function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
