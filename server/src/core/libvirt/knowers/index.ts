// The list of those who know values for a place, and what they say there, as far as the schema allows it.
import type { Id } from '../../model'
import type { Surroundings, Wanted } from '../../service'
import { locate } from '../../xml/locate'
import type { Attribute, Element } from '../../xml/tree'
import { pathIn } from '../paths'
import type { ExpectedValues, Judgement } from '../structure'
import { addresses } from './addresses'
import { diskTarget } from './disk-target'
import { files, folderTyped } from './files'
import { fresh } from './fresh'
import { host } from './host'
import { ids, kindsWanted } from './ids'
import type { Known, Knower } from './knower'
import { numbers } from './numbers'
import { sizes } from './sizes'

export type { Known } from './knower'

const knowers: readonly Knower[] = [...fresh, ...diskTarget, ...addresses, ...numbers, ...ids, ...sizes, ...host, ...files]

export interface Place {
  readonly element: Element
  readonly attribute: Attribute | null
  readonly typed: string
}

/** What is known for the value of an attribute, or the text of an element; each value once, the likeliest first. */
export function knownAt(judgement: Judgement, place: Place, expected: ExpectedValues, around: Surroundings, idsIn: () => readonly Id[]): readonly Known[] {
  const path = placeOf(judgement, place.element, place.attribute?.name ?? null)
  const { document } = judgement
  const machine = judgement.machine?.() ?? null
  const found = knowersOf(path).flatMap(knower => knower.know({ document, ...place, path, machine, ids: idsIn, around }))
  const once = new Map<string, Known>()
  for (const known of found) if (!once.has(known.value) && accepts(expected, known.value)) once.set(known.value, known)
  return [...once.values()].slice(0, most)
}

/** Nobody looks further. */
const most = 200

/** Whether somebody knows values for an attribute of an element, or may know some. */
export const isKnown = (judgement: Judgement, element: Element, attribute: string, around: Surroundings): boolean =>
  knowersOf(placeOf(judgement, element, attribute)).some(knower => around.host || !host.includes(knower))

/** What would have to be asked of the host. */
export function wantedAt(judgement: Judgement, offset: number): Wanted {
  const place = locate(judgement.document, offset)
  if ((place.kind !== 'attribute-value' && place.kind !== 'content') || !place.element) return nothing
  const path = placeOf(judgement, place.element, place.kind === 'attribute-value' ? place.attribute.name : null)
  const folder = knowersOf(path).some(knower => files.includes(knower)) ? folderTyped(judgement.document.text.slice(place.replace.start, offset)) : undefined
  return { kinds: kindsWanted(path), ...folder !== undefined && { folder } }
}

const nothing: Wanted = { kinds: [] }

const placeOf = ({ subject }: Judgement, element: Element, attribute: string | null): string =>
  pathIn(element, () => subject.within) + (attribute === null ? '' : `@${attribute}`)

export const accepts = ({ values, datatypes, any }: ExpectedValues, value: string): boolean =>
  any || values.includes(value) || datatypes.some(datatype => datatype.accepts(value))

const byPath = new Map<string, readonly Knower[]>()

/** Documents have paths without end where they are not libvirt's: those that nobody knows are not kept. */
function knowersOf(path: string): readonly Knower[] {
  const there = byPath.get(path)
  if (there) return there
  const found = patterns.filter(({ pattern }) => pattern.test(path)).map(({ knower }) => knower)
  if (found.length) byPath.set(path, found)
  return found
}

const patterns = knowers.flatMap(knower => knower.at.map(path => ({ knower, pattern: toPattern(path) })))

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.split('**').map(part => part.split('*').map(text => text.replace(/[.$/]/g, '\\$&')).join('[^/@]+')).join('.*')}$`)
}
