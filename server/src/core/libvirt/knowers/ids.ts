// Ids that are defined: elsewhere in the document (an iothread, an alias), or in another one of the workspace (a network, a secret).
// Which place uses which kind of id stands in references.ts alone.
import type { Id } from '../../model'
import { elementAround, elementAt, lineage } from '../../xml/walk'
import { scopeOf, shownValue, usesAt } from '../ids'
import { childOf, textOf, valueOf } from '../read'
import { references } from '../references'
import { numberOf } from '../rules/machine'
import { named } from './host'
import type { Asked, Knower, Known } from './knower'

const places = references.flatMap(({ uses }) => uses.map(use => typeof use === 'string' ? use : use.at))
  // Addresses have rooms to count, so that addresses.ts knows more; what a filter's rules may hold is more than its variables.
  .filter(path => !/\/address@|\*@\*$/.test(path))

export const ids: readonly Knower[] = [{ at: [...new Set(places)], know: defined }]

/** The kinds of ids that other documents define for this place. */
export const kindsWanted = (path: string): readonly string[] =>
  [...new Set(usesAt(path).flatMap(({ reference: { kind, across } }) => across ? [kind, ...beside[kind] ?? []] : []))]

/** What tells more of an id: where a volume lies, and which folder a pool is. */
const beside: Readonly<Record<string, readonly string[]>> = { volume: ['image', 'pool', 'pool folder'] }

function defined(asked: Asked): readonly Known[] {
  const { element, path, ids, around } = asked
  return usesAt(path).flatMap(({ reference, place: { where, scope: scoped } }): readonly Known[] => {
    if (where && !holdsAt(asked, where)) return []
    const scope = scoped === undefined ? '' : scopeOf(element, scoped)
    if (scope === null) return []
    const prefix = scope === '' ? '' : `${scope}\0`
    const here = ids().filter(({ kind, role, exact, value }) => kind === reference.kind && role === 'defines' && exact && value.startsWith(prefix))
    const elsewhere = around.defined.filter(({ kind, value }) => kind === reference.kind && value.startsWith(prefix))
    return [
      ...here.map(id => ({ value: shownValue(id.value), detail: describe(asked, id) })),
      ...counted(asked, reference.kind),
      ...inPool(asked, reference.kind, elsewhere.map(({ value, where }) => ({ value: shownValue(value), detail: `defined in ${where}`, where }))),
      ...named(asked, reference.kind),
    ]
  })
}

/** `type=pci`, `../@type=network`. */
function holdsAt({ element }: Asked, where: string): boolean {
  const [name = '', value] = where.split('=')
  const at = name.startsWith('../@') ? element.parent.kind === 'element' ? element.parent : null : element
  return valueOf(at, name.replace('../@', '')) === value
}

/** What a person knows it by. */
function describe({ document }: Asked, { kind, span }: Id): string {
  const element = elementAround(document, span.start)
  switch (element ? kind : '') {
    case 'alias': return `the ${lineage(element!).at(-2)?.name ?? 'device'} of this domain`
    case 'controller': return `the ${valueOf(element!, 'model') ?? valueOf(element!, 'type') ?? ''} controller`
    case 'NUMA cell': return `cell with ${valueOf(element!, 'cpus') === undefined ? 'no CPUs' : `CPUs ${valueOf(element!, 'cpus')}`}`
    case 'audio': return `the ${valueOf(element!, 'type') ?? ''} backend`
    case 'disk': return `${textOf(childOf(element!.parent, 'source')) ?? valueOf(childOf(element!.parent, 'source'), 'file') ?? 'a disk'} of this domain`
    default: return `defined in this document`
  }
}

/** `<iothreads>4</iothreads>` and `<vcpu>4</vcpu>` define ids by their number alone. */
function counted({ document, ids }: Asked, kind: string): readonly Known[] {
  const [path, from] = kind === 'iothread' ? ['domain/iothreads', 1] : kind === 'vCPU' ? ['domain/vcpu', 0] : [null, 0]
  const element = path === null ? null : elementAt(document, path)
  const count = Math.min(numberOf(textOf(element)) ?? 0, mostCounted)
  const written = ids().some(id => id.kind === kind && id.role === 'defines' && id.exact)
  return written ? [] : Array.from({ length: count }, (_, at) => ({ value: String(from + at), detail: `one of the ${count} of this domain` }))
}

const mostCounted = 16

/** The volumes that lie in the folder of the pool that is named beside, where that is known. */
function inPool({ element, around: { defined } }: Asked, kind: string, found: readonly (Known & { readonly where: string })[]): readonly Known[] {
  const pool = kind === 'volume' ? valueOf(element, 'pool') : undefined
  const file = pool === undefined ? undefined : defined.find(one => one.kind === 'pool' && one.value === pool)?.where
  const folder = file && defined.find(one => one.kind === 'pool folder' && one.where === file)?.value.replace(/\/*$/, '/')
  if (!folder) return found
  const isIn = ({ where }: { readonly where: string }): boolean => defined.some(one => one.kind === 'image' && one.where === where && one.value.startsWith(folder))
  const inside = found.filter(isIn)
  return inside.length ? inside.map(known => ({ ...known, detail: `in the pool ${pool}, ${known.detail}` })) : found
}
