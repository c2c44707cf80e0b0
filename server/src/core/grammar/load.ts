// The compact grammar made ready: patterns are built when a declaration's content is first asked for, never before, but for the
// values and datatypes.
import { makeDatatype, type Datatype } from './datatypes'
import { kinds, type CompiledGrammar } from './format'
import { makePatterns, type Declaration, type Pattern, type Patterns } from './pattern'
import { shapeOf, type Shape } from './shape'

export interface Grammar {
  readonly origin: Readonly<Record<string, string>>
  /** Which schemas a root element opens. */
  readonly roots: Readonly<Record<string, readonly string[]>>
  readonly declarations: readonly Declaration[]
  /** The start pattern of a schema; null when there is none of that name. */
  readonly start: (schema: string) => Pattern | null
  readonly patterns: () => Patterns
  /** How its content is grouped in the schema as it is written; null when it holds no elements. */
  readonly shapeOf: (declaration: Declaration) => Shape | null
  /** Forgets what has been derived when it has become much; call it between documents only. */
  readonly tidy: () => void
}

/** After so many patterns the memos are thrown away; five hundred documents stay far below. */
const mostPatterns = 8_000

export function load(compiled: CompiledGrammar): Grammar {
  let patterns = makePatterns()
  let made = new Map<number, Pattern>()
  let contents: (Pattern | undefined)[] = []
  const datatypes = new Map<number, Datatype>()

  const declarations: readonly Declaration[] = compiled.declarations.map(([name, content], id) => ({
    id,
    name: nameOf(name!),
    get content() {
      return contents[id] ??= build(content!)
    },
  }))

  function nameOf(name: number) {
    return name < 0 ? compiled.classes[-1 - name]! : compiled.words[name]!
  }

  /**
   * Alternatives stand by their age (pattern.ts). Those that a person is told shall stand as in the schema, whatever was read before:
   * so they are made first, and in its order.
   */
  function makeLeaves(): void {
    for (const [id, [kind]] of compiled.patterns.entries()) if (kind === kinds.data || kind === kinds.value || kind === kinds.literal) build(id)
  }

  function build(id: number): Pattern {
    const known = made.get(id)
    if (known) return known
    const pattern = fromRow(compiled.patterns[id]!)
    made.set(id, pattern)
    return pattern
  }

  function fromRow([kind, ...parts]: readonly number[]): Pattern {
    const first = parts[0]!
    switch (kind) {
      case kinds.empty: return patterns.empty
      case kinds.text: return patterns.text
      case kinds.choice: return patterns.choice(parts.map(build))
      case kinds.group: return patterns.group(parts.map(build))
      case kinds.interleave: return patterns.interleave(parts.map(build))
      case kinds.oneOrMore: return patterns.oneOrMore(build(first))
      case kinds.list: return patterns.list(build(first))
      case kinds.element: return patterns.element(declarations[first]!)
      case kinds.attribute: return patterns.attribute(nameOf(first), build(parts[1]!))
      case kinds.data: return patterns.data(datatypeOf(first), parts.length > 1 ? build(parts[1]!) : null)
      case kinds.value: return patterns.value(compiled.words[first]!, false)
      case kinds.literal: return patterns.value(compiled.words[first]!, true)
      default: return patterns.notAllowed
    }
  }

  function datatypeOf(id: number): Datatype {
    const known = datatypes.get(id) ?? makeDatatype(compiled.datatypes[id]!)
    datatypes.set(id, known)
    return known
  }

  makeLeaves()
  return {
    origin: compiled.origin,
    roots: compiled.roots,
    declarations,
    start: schema => Object.hasOwn(compiled.schemas, schema) ? build(compiled.schemas[schema]!) : null,
    patterns: () => patterns,
    shapeOf: ({ id }) => shapeOf(compiled, compiled.declarations[id]![1]!),
    tidy: () => {
      if (patterns.count() < mostPatterns) return
      patterns = makePatterns(patterns.empty.id + patterns.count())
      made = new Map()
      contents = []
      makeLeaves()
    },
  }
}
