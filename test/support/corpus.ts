// libvirt's own files as material for our checks: where its source tree lies (unpacked if need be), which of its documents
// are of which schema, and a folder of RELAX NG schemas compiled as the project's own are.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { load, type Grammar } from '../../server/src/core/grammar/load'
import { parse } from '../../server/src/core/xml/parse'
import { rootOf } from '../../server/src/core/xml/walk'

/** A file of a tree, and the first of the schemas that know its root. */
export interface CorpusFile {
  /** Relative to the tree. */
  readonly file: string
  readonly schema: string
}

/** The first of the places that is there. */
export function first(places: readonly (string | undefined)[]): string | null {
  const place = places.find(place => place && existsSync(place))
  return place ? resolve(place) : null
}

/** What LIBVIRT_CORPUS names: an archive, a tree, or a folder that holds either. Archives are unpacked into the scratch folder. */
export function corpusAt(given: string, scratch: string): { readonly corpus: string, readonly tree: string } {
  const corpus = statSync(given).isFile() || existsSync(join(given, 'tests')) ? given : archiveIn(given) ?? given
  const packed = statSync(corpus).isFile()
  if (packed) run('tar', ['-xf', corpus, '-C', scratch])
  return { corpus, tree: treeIn(packed ? scratch : corpus) }
}

/** The schemas that belong to a corpus where none are named. */
export function schemasBeside(corpus: string, tree: string): readonly string[] {
  return [join(dirname(corpus), '../schemas/9.0.0'), join(tree, 'src/conf/schemas')]
}

/** Compiles a folder of schemas with the project's own compiler. */
export function compileSchemas(folder: string, scratch: string): Grammar {
  const compiled = join(scratch, 'grammar.json')
  run(process.execPath, ['server/build/grammar.mjs', folder, 'of a check', compiled])
  return load(JSON.parse(readFileSync(compiled, 'utf8')))
}

/** The documents of a tree whose root the schemas know. */
export function filesIn(tree: string, grammar: Grammar): readonly CorpusFile[] {
  const folders = ['tests', 'examples'].filter(folder => existsSync(join(tree, folder)))
  return (folders.length ? folders : ['.']).flatMap(folder => readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)))
    .filter(file => file.endsWith('.xml')).sort().flatMap(file => {
      const root = rootOf(parse(readFileSync(join(tree, file), 'utf8')))
      const [schema] = root && Object.hasOwn(grammar.roots, root.name) ? grammar.roots[root.name]! : []
      return schema ? [{ file, schema }] : []
    })
}

/** Runs a program and stops when it fails. */
function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  throw new Error(`${program} failed${error ? `: ${error.message}` : ''}`)
}

/** The folder that holds `tests`, which archives often wrap in one more. */
function treeIn(folder: string): string {
  if (existsSync(join(folder, 'tests'))) return folder
  const inner = readdirSync(folder).map(name => join(folder, name)).find(path => existsSync(join(path, 'tests')))
  return inner ?? folder
}

/** An archive that lies in the folder instead of the tree itself. */
function archiveIn(folder: string): string | undefined {
  const name = readdirSync(folder).find(name => /^libvirt.*\.tar(\.\w+)?$/.test(name))
  return name && join(folder, name)
}
