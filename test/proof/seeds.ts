// What the mutants are made of: libvirt's own files where LIBVIRT_CORPUS names them, else the project's examples and goldens;
// and documents grown from the schemas, for the kinds of which there are few.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Grammar } from '../../server/src/core/grammar/load'
import { parse } from '../../server/src/core/xml/parse'
import { rootOf } from '../../server/src/core/xml/walk'
import { corpusAt, filesIn } from '../support/corpus'
import { grown } from './grow'
import { plainOf, written, type Plain } from './plain'
import { randomFrom } from './random'

export interface Seed {
  /** Its file, relative to the tree; `grown/…` for those out of a schema. */
  readonly file: string
  readonly schema: string
  readonly text: string
  readonly root: Plain
}

/** Longer ones cost more than they tell. */
const longest = 24_000

export function seedsOf(grammar: Grammar, corpus: string | undefined, scratch: string): readonly Seed[] {
  const given = corpus ? readTree(corpusAt(corpus, scratch).tree, grammar) : [...readTree('examples', grammar), ...readTree('test/golden', grammar)]
  return given.filter(({ text }) => text.length <= longest)
}

/** Some documents of every schema. */
export function grownSeeds(grammar: Grammar, each: number, chance: number): readonly Seed[] {
  const random = randomFrom(chance)
  const schemas = [...new Set(Object.values(grammar.roots).flat())].sort()
  return schemas.flatMap(schema => Array.from({ length: each }, (_, at) => {
    const root = grown(grammar, schema, random)
    return { file: `grown/${schema}-${at}.xml`, schema, root, text: written(root) }
  }))
}

function readTree(tree: string, grammar: Grammar): readonly Seed[] {
  if (!existsSync(tree) || !readdirSync(tree).length) return []
  return filesIn(tree, grammar).flatMap(({ file, schema }) => {
    const text = readFileSync(join(tree, file), 'utf8')
    const document = parse(text)
    const root = rootOf(document)
    return !root || document.problems.some(({ level }) => level === 'error') ? [] : [{ file, schema, text, root: plainOf(root) }]
  })
}
