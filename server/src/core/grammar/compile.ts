// RELAX NG schemas to the compact grammar: translate, drop what can never match, merge equal declarations, number the rest.
// Reads no disk: the caller brings the parsed files.
import { kinds, type CompiledDatatype, type CompiledGrammar, type NameClass } from './format'
import { makeRows, rebuild, type Rows } from './rows'
import type { SchemaFiles } from './schema'
import { translate, type Translation } from './translate'

export interface Compilation {
  readonly grammar: CompiledGrammar
  /** What the schemas use that we do not know, or refer to and do not have; such patterns never match. */
  readonly problems: readonly string[]
}

export function compile(files: SchemaFiles, origin: Readonly<Record<string, string>>): Compilation {
  const problems: string[] = []
  const translation = translate(files, problem => problems.push(problem))
  return { grammar: numbered(merged(translation), origin), problems }
}

type Declarations = Translation['declarations']

/**
 * Finds the coarsest classes of declarations that cannot be told apart (partition refinement): start with one class a
 * name, split what differs in its content under the classes so far, until nothing splits.
 */
function merged(translation: Translation): Translation {
  const { declarations, rows } = translation
  const dead = deadDeclarations(declarations, rows)
  let classOf = declarations.map((declaration, id) => dead.has(id) ? -1 : declaration.name)
  for (let count = 0; ;) {
    const table = makeRows()
    const rewrite = rewriter(rows, table, id => classOf[id]!)
    const classes = new Map<string, number>()
    const next = declarations.map((declaration, id) => {
      if (dead.has(id)) return -1
      const key = `${classOf[id]!} ${declaration.name} ${rewrite(declaration.content)}`
      const known = classes.get(key) ?? classes.size
      classes.set(key, known)
      return known
    })
    classOf = next
    if (classes.size === count) break
    count = classes.size
  }
  const table = makeRows()
  const rewrite = rewriter(rows, table, id => classOf[id]!)
  const kept: { readonly name: number, readonly content: number }[] = []
  declarations.forEach((declaration, id) => {
    if (!dead.has(id)) kept[classOf[id]!] ??= { name: declaration.name, content: rewrite(declaration.content) }
  })
  return { ...translation, rows: table, declarations: kept, starts: new Map([...translation.starts].map(([schema, start]) => [schema, rewrite(start)])) }
}

/** Declarations whose content can never match, such as `<privateData>`, which libvirt keeps for itself. */
function deadDeclarations(declarations: Declarations, rows: Rows): Set<number> {
  const dead = new Set<number>()
  for (let before = -1; before !== dead.size;) {
    before = dead.size
    const table = makeRows()
    const rewrite = rewriter(rows, table, id => dead.has(id) ? -1 : id)
    declarations.forEach((declaration, id) => {
      if (rewrite(declaration.content) === table.notAllowed) dead.add(id)
    })
  }
  return dead
}

function rewriter(from: Rows, to: Rows, declaration: (id: number) => number): (id: number) => number {
  const done = new Map<number, number>()
  return function rewrite(id: number): number {
    const known = done.get(id)
    if (known !== undefined) return known
    const made = rebuild(from.row(id), to, rewrite, declaration)
    done.set(id, made)
    return made
  }
}

/** Numbers everything in the order in which the schemas reach it, so that the same schemas give the same file. */
function numbered({ rows, words, classes, datatypes, declarations, starts }: Translation, origin: Readonly<Record<string, string>>): CompiledGrammar {
  const wordOut = renumber<string>(words)
  const classOut = renumber<NameClass>(classes)
  const datatypeOut = renumber<CompiledDatatype>(datatypes)
  const declarationOut = renumber(declarations)
  const patterns: (readonly number[])[] = []
  const patternOut = new Map<number, number>()
  const nameOut = (name: number): number => name < 0 ? -1 - classOut.of(-1 - name) : wordOut.of(name)

  function pattern(id: number): number {
    const known = patternOut.get(id)
    if (known !== undefined) return known
    const [kind, ...parts] = rows.row(id) as [number, ...number[]]
    const made: number[] =
      kind === kinds.element ? [declarationOut.of(parts[0]!)]
      : kind === kinds.attribute ? [nameOut(parts[0]!), pattern(parts[1]!)]
      : kind === kinds.data ? [datatypeOut.of(parts[0]!), ...parts.slice(1).map(pattern)]
      : kind === kinds.value || kind === kinds.literal ? [wordOut.of(parts[0]!)]
      : parts.map(pattern)
    const number = patterns.push([kind, ...made]) - 1
    patternOut.set(id, number)
    return number
  }

  const schemas: Record<string, number> = {}
  const contents: (readonly [number, number])[] = []
  for (const [schema, start] of starts) {
    schemas[schema] = pattern(start)
    for (let at = contents.length; at < declarationOut.all.length; at++) {
      const { name, content } = declarationOut.all[at]!
      contents.push([nameOut(name), pattern(content)])
    }
  }

  const roots: Record<string, string[]> = {}
  for (const [schema, start] of starts) {
    for (const name of rootNames(start, rows, declarations)) if (name >= 0) (roots[words[name]!] ??= []).push(schema)
  }
  return { origin, words: wordOut.all, classes: classOut.all, datatypes: datatypeOut.all, patterns, declarations: contents, schemas, roots }
}

function rootNames(id: number, rows: Rows, declarations: Declarations): readonly number[] {
  const [kind, ...parts] = rows.row(id) as [number, ...number[]]
  if (kind === kinds.element) return [declarations[parts[0]!]!.name]
  return kind === kinds.choice ? [...new Set(parts.flatMap(part => rootNames(part, rows, declarations)))] : []
}

function renumber<T>(from: readonly T[]): { readonly all: T[], readonly of: (id: number) => number } {
  const all: T[] = []
  const known = new Map<number, number>()
  return {
    all,
    of: id => {
      const there = known.get(id)
      if (there !== undefined) return there
      known.set(id, all.length)
      return all.push(from[id]!) - 1
    },
  }
}
