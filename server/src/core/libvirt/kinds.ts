// The kinds of libvirt's XML: which one a root element opens, and where names may stand within a kind.
import { attributesIn, elementsIn, valuesIn } from '../grammar/expect'
import { elementsOf, isBlank, type Item } from '../grammar/item'
import type { Grammar } from '../grammar/load'
import type { Declaration, Pattern } from '../grammar/pattern'
import { matchesValue } from '../grammar/match'
import { closestName } from '../text/names'
import type { Element } from '../xml/tree'
import { readItems } from './items'
import { holdsPlaceholder } from './placeholders'

/**
 * The kind that a root element opens (its name); null when it is not libvirt's. Many of libvirt's root names are common
 * words, so such a document must look like libvirt's: what stands in it is mostly known, or nothing stands in it yet.
 */
export function kindOf(root: Element, grammar: Grammar): string | null {
  const item = readItems(root, [], 0).root
  if (!Object.hasOwn(grammar.roots, item.name)) return null
  if (distinctive.has(item.name)) return item.name
  // An `<interface>` of a type that is not the host's is mostly a device cut out of a domain.
  if (item.name === 'interface' && isDevice(item, grammar)) return null
  const { known, telling, odd } = resembles(item, startsOf(grammar, item.name), grammar)
  // Words alone, as in `<domain>example.org</domain>`.
  if (known + odd === 0) return item.open === null && item.content.some(child => child.kind === 'text' && !isBlank(child.value)) ? null : item.name
  return telling > 0 && (telling * 3 >= odd || known > odd) || odd === 0 ? item.name : null
}

function isDevice({ attributes, content }: Item, grammar: Grammar): boolean {
  const type = attributes.find(({ name }) => name === 'type')?.value
  if (!type || content.some(child => child.kind === 'element' && child.name === 'protocol')) return false
  return !fits(type, startsOf(grammar, 'interface').flatMap(start => factsOf(start).attributes.get('type') ?? []), grammar)
}

/** How much an element looks like one of some declarations. */
export interface Resemblance {
  /** Attributes and children that they have. */
  readonly known: number
  /** Those of the known that hardly stand in anybody else's XML. */
  readonly telling: number
  /** Those that they do not have. */
  readonly odd: number
}

export function resembles(item: Item, declarations: readonly Declaration[], grammar: Grammar): Resemblance {
  const candidates = declarations.map(factsOf)
  let known = 0
  let telling = 0
  let odd = 0
  const count = (there: boolean, tells: boolean): void => {
    if (!there) odd++
    else {
      known++
      if (tells) telling++
    }
  }
  const children = new Map(elementsOf(item).filter(({ name }) => !name.startsWith('{')).map(child => [child.name, child]))
  for (const [name, child] of children) count(candidates.some(({ elements }) => elements.has(name)), !common.has(name) || ofLibvirt(child))
  for (const { name, value } of item.attributes) {
    if (name.startsWith('{') || name === 'id') continue
    const values = candidates.flatMap(({ attributes }) => attributes.get(name) ?? [])
    // A value out of a list tells, and so does a datatype that is narrow; a text that anybody might have written does not.
    count(fits(value, values, grammar), value !== null && !holdsPlaceholder(value) && isTelling(values))
  }
  return { known, telling, odd }
}

/** A slip of the pen tells as much as the value that was meant. */
function fits(value: string | null, values: readonly Pattern[], grammar: Grammar): boolean {
  return values.length > 0 && (value === null || holdsPlaceholder(value) || values.some(pattern => matchesValue(grammar.patterns(), pattern, value))
    || closestName(value, [...valuesIn(values).values]) !== undefined)
}

function isTelling(values: readonly Pattern[]): boolean {
  const { values: words, datatypes } = valuesIn(values)
  return words.length > 0 || datatypes.some(({ name }) => narrow.has(name))
}

/** Datatypes that few texts fit. */
const narrow: ReadonlySet<string> = new Set(['UUID', 'macAddr', 'uniMacAddr', 'ipv4Addr', 'ipv6Addr'])

/** What elements of a declaration may hold. */
interface Facts {
  readonly elements: ReadonlySet<string>
  readonly attributes: ReadonlyMap<string, readonly Pattern[]>
}

function factsOf(declaration: Declaration): Facts {
  const there = facts.get(declaration)
  if (there) return there
  const made = {
    elements: new Set(elementsIn([declaration.content], 'all').map(({ name }) => name)),
    attributes: new Map(attributesIn([declaration.content]).map(({ name, values }) => [name, values])),
  }
  facts.set(declaration, made)
  return made
}

const facts = new WeakMap<Declaration, Facts>()

/** Names that only libvirt has. */
const distinctive: ReadonlySet<string> = new Set([
  'domainsnapshot', 'domaincheckpoint', 'domainbackup', 'domainCapabilities', 'storagepoolCapabilities', 'networkport', 'filterbinding', 'inactiveDomain',
])

/** A `<rule>` of a network filter, whatever its filter is like. */
const ofLibvirt = ({ attributes }: Item): boolean => attributes.some(({ name }) => name === 'action') && attributes.some(({ name }) => name === 'direction')

/** Names that every other XML has too. */
const common: ReadonlySet<string> = new Set(['name', 'id', 'title', 'description', 'version', 'value', 'path', 'metadata', 'rule', 'driver', 'cache', 'allocation'])

/** What the root of a kind (or of a schema, by its file's name) may be. */
export function startsOf(grammar: Grammar, kind: string): readonly Declaration[] {
  const schemas = Object.hasOwn(grammar.roots, kind) ? grammar.roots[kind]! : [kind]
  const starts = schemas.flatMap(schema => grammar.start(schema) ?? [])
  return elementsIn(starts, 'all').filter(({ name }) => schemas[0] === kind || !Object.hasOwn(grammar.roots, kind) || name === kind)
    .flatMap(({ declarations }) => declarations)
}

/** Where the names of a kind stand. */
export interface NameIndex {
  readonly parentsOf: (name: string) => readonly string[]
  /** The same for some declarations of one name. */
  readonly homesOf: (declarations: readonly Declaration[]) => readonly string[]
  readonly declarationsOf: (name: string) => readonly Declaration[]
}

export function namesOf(grammar: Grammar, kind: string): NameIndex {
  const ofGrammar = indexes.get(grammar) ?? new Map<string, NameIndex>()
  indexes.set(grammar, ofGrammar)
  const index = ofGrammar.get(kind) ?? indexOf(startsOf(grammar, kind))
  ofGrammar.set(kind, index)
  return index
}

const indexes = new WeakMap<Grammar, Map<string, NameIndex>>()

function indexOf(starts: readonly Declaration[]): NameIndex {
  const parents = new Map<string, Set<string>>()
  const homes = new Map<Declaration, Set<string>>()
  const declared = new Map<string, Set<Declaration>>()
  const seen = new Set<Declaration>()
  const queue = [...starts]
  for (let declaration = queue.pop(); declaration; declaration = queue.pop()) {
    if (seen.has(declaration) || typeof declaration.name !== 'string') continue
    seen.add(declaration)
    declared.set(declaration.name, (declared.get(declaration.name) ?? new Set()).add(declaration))
    for (const { name, declarations } of elementsIn([declaration.content], 'all')) {
      parents.set(name, (parents.get(name) ?? new Set()).add(declaration.name))
      for (const inner of declarations) homes.set(inner, (homes.get(inner) ?? new Set()).add(declaration.name))
      queue.push(...declarations)
    }
  }
  return {
    parentsOf: name => [...parents.get(name) ?? []],
    homesOf: declarations => [...new Set(declarations.flatMap(declaration => [...homes.get(declaration) ?? []]))],
    declarationsOf: name => [...declared.get(name) ?? []],
  }
}
