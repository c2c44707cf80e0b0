// The grammar of an installed libvirt: compiled of its own schemas once for each state of them, and kept by the rim from then on.
import type { CompiledGrammar } from '../grammar/format'
import { load, type Grammar } from '../grammar/load'
import type { InstalledSchemas } from '../service'
import { compileSchemas } from './schemas'

/** A text says why there is none. */
export function grammarOfInstalled(schemas: InstalledSchemas): Promise<Grammar | string> {
  const { folder, state } = schemas
  if (last?.folder !== folder || last.state !== state) last = { folder, state, grammar: grammarOf(schemas) }
  return last.grammar
}

/** One folder is looked at in a process, hardly ever two. */
let last: { readonly folder: string, readonly state: string, readonly grammar: Promise<Grammar | string> } | undefined

/** Another number when the compiler comes to make something else of the same schemas. */
const compiler = 'grammar-2'

async function grammarOf(schemas: InstalledSchemas): Promise<Grammar | string> {
  const kept = compiledIn(await schemas.recall(compiler))
  if (kept) return load(kept)
  try {
    const { grammar, problems: [problem] } = compileSchemas(await schemas.read(), { libvirt: schemas.version ?? 'host', source: schemas.folder })
    // Patterns that could not be made match nothing: right documents would be called wrong.
    if (problem !== undefined) return `The schemas in ${schemas.folder} cannot be used (${problem})`
    if (!Object.hasOwn(grammar.roots, 'domain')) return `The schemas in ${schemas.folder} know no <domain>`
    await schemas.keep(compiler, JSON.stringify(grammar))
    return load(grammar)
  } catch (error) {
    return `The schemas in ${schemas.folder} cannot be read (${error instanceof Error ? error.message : String(error)})`
  }
}

function compiledIn(text: string | null): CompiledGrammar | null {
  try {
    return text === null ? null : JSON.parse(text) as CompiledGrammar
  } catch {
    return null
  }
}
