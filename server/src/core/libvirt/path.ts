// Paths as people write them, `devices/disk[type=file]/driver@cache=none`, and the places of the grammar that they mean.
import { attributesIn, elementsIn, valuesIn } from '../grammar/expect'
import { localOf } from '../grammar/format'
import type { Grammar } from '../grammar/load'
import type { Declaration, Pattern } from '../grammar/pattern'
import { afterAttributes } from '../grammar/trace'
import { closestName } from '../text/names'
import { startsOf } from './kinds'
import { containers } from './subject'

export interface Path {
  readonly steps: readonly Step[]
  readonly attribute?: string
  readonly value?: string
}

/** An element, perhaps only where its attributes say so. */
export interface Step {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Where a path leads: the steps from the root, and what the last of them may be. */
export interface Spot {
  readonly steps: readonly Step[]
  readonly declarations: readonly Declaration[]
}

/** Null for what is no path. */
export function parsePath(text: string): Path | null {
  const [, elements = '', attribute, value] = /^\/?((?:[^[\]@=]|\[[^\]]*\])*?)\/?(?:@([\w:.-]+))?(?:=([\s\S]*))?$/.exec(text.trim()) ?? []
  const steps = elements.split(/\/(?![^[]*\])/).map(stepOf)
  if (!steps.every(step => step !== null)) return null
  return { steps, ...attribute !== undefined && { attribute }, ...value !== undefined && { value } }
}

/** `interface[type=bridge]`; quotes around the value, `<…>` around the name and an `@` are forgiven. */
function stepOf(text: string): Step | null {
  const [, name, conditions] = /^<?(?:[\w.-]+:)?([A-Za-z_][\w.-]*)>?((?:\[@?[\w:.-]+=[^\]]+\])*)$/.exec(text) ?? []
  if (name === undefined) return null
  const pairs = [...(conditions ?? '').matchAll(/\[@?([\w:.-]+)=(['"]?)([^\]]*?)\2\]/g)]
  return { name, attributes: Object.fromEntries(pairs.map(([, attribute, , value]) => [attribute!, value!])) }
}

export const written = ({ steps, attribute, value }: Path): string =>
  `${steps.map(({ name, attributes }) => `${name}${Object.entries(attributes).map(([key, said]) => `[${key}=${said}]`).join('')}`).join('/')}${attribute === undefined ? '' : `@${attribute}`}${value === undefined ? '' : `=${value}`}`

/** Every place at which the path may begin, and lead to its end from there; the likeliest first. */
export function spotsOf(grammar: Grammar, { steps: [first, ...rest], attribute }: Path): readonly Spot[] {
  return placesOf(grammar).flatMap(place => {
    if (place.steps.at(-1)!.name !== first!.name) return []
    const declarations = place.declarations.filter(declaration => allows(declaration, first!.attributes))
    const spot = rest.reduce<Spot>((at, step) => below(grammar, at, step), { steps: [...place.steps.slice(0, -1), first!], declarations })
    return spot.declarations.length && (attribute === undefined || has(grammar, spot, attribute)) ? [spot] : []
  })
}

/** The path that was meant, as far as it can be guessed, and the word in it that is wrong. */
export function nearest(grammar: Grammar, path: Path): { readonly path: Path | null, readonly wrong: string } {
  const { steps, attribute } = path
  for (let length = steps.length; length > 0; length--) {
    const [spot] = spotsOf(grammar, { steps: steps.slice(0, length) })
    if (!spot) continue
    const parent = `\`<${spot.steps.at(-1)!.name}>\``
    const next = steps[length]
    if (!next) {
      const meant = closestName(attribute!, attributesIn(contentsOf(grammar, spot)).map(({ name }) => localOf(name)))
      return { path: meant === undefined ? null : { ...path, steps: spot.steps, attribute: meant }, wrong: `${parent} has no attribute \`${attribute!}\`` }
    }
    const names = namesBelow(grammar, spot)
    const meant = names.includes(next.name) ? undefined : closestName(next.name, names)
    const there = meant === undefined ? null : { ...path, steps: [...spot.steps, { ...next, name: meant }, ...steps.slice(length + 1)] }
    const wrong = names.includes(next.name) ? `no \`<${next.name}>\` in ${parent} is like \`${written({ steps: [next] })}\`` : `${parent} has no element \`<${next.name}>\``
    return { path: there && (spotsOf(grammar, there).length ? there : { steps: there.steps.slice(0, length + 1) }), wrong }
  }
  const [first, ...others] = steps
  const bare = spotsOf(grammar, { steps: [{ name: first!.name, attributes: {} }] }).length > 0
  const meant = bare ? first!.name : closestName(first!.name, new Set(placesOf(grammar).map(({ steps: to }) => to.at(-1)!.name)))
  const wrong = bare ? `no \`<${first!.name}>\` is like \`${written({ steps: [first!] })}\`` : `there is no element \`<${first!.name}>\``
  if (meant === undefined) return { path: null, wrong }
  const there = { ...path, steps: [{ name: meant, attributes: bare ? {} : first!.attributes }, ...others] }
  const [spot] = spotsOf(grammar, there)
  return { path: spot ? { ...there, steps: spot.steps } : { steps: [{ name: meant, attributes: {} }] }, wrong }
}

/** What an element may hold, once the attributes say what the path asks for. */
export function contentsOf(grammar: Grammar, { steps, declarations }: Spot): readonly Pattern[] {
  const contents = declarations.map(({ content }) => content)
  return afterAttributes(grammar.patterns(), contents, Object.entries(steps.at(-1)!.attributes).map(([name, value]) => ({ name, value, place: nowhere, valuePlace: null })))
}

const nowhere = { start: 0, end: 0 }

const namesBelow = (grammar: Grammar, spot: Spot): readonly string[] => elementsIn(contentsOf(grammar, spot), 'all').map(({ name }) => localOf(name))

export function below(grammar: Grammar, spot: Spot, step: Step): Spot {
  const declarations = elementsIn(contentsOf(grammar, spot), 'all').filter(({ name }) => localOf(name) === step.name).flatMap(one => one.declarations)
  return { steps: [...spot.steps, step], declarations: declarations.filter(declaration => allows(declaration, step.attributes)) }
}

const has = (grammar: Grammar, spot: Spot, attribute: string): boolean => attributesIn(contentsOf(grammar, spot)).some(({ name }) => localOf(name) === attribute)

/** Whether an element may say all that. */
const allows = ({ content }: Declaration, attributes: Step['attributes']): boolean =>
  Object.entries(attributes).every(([attribute, said]) => attributesIn([content]).some(({ name, values }) => {
    const { values: words, any, datatypes } = valuesIn(values)
    return localOf(name) === attribute && (any || words.includes(said) || datatypes.some(datatype => datatype.accepts(said)))
  }))

/**
 * Every element of every kind, where it stands nearest to its root. What stands right in a domain or among its devices comes
 * first, since that is what people ask for; then what is nearest to a root, in domains sooner than elsewhere.
 */
function placesOf(grammar: Grammar): readonly Spot[] {
  const known = places.get(grammar)
  if (known) return known
  const found = Object.keys(grammar.roots).flatMap(kind => placesIn(grammar, kind))
  const usual = containers.slice(0, 2).map(names => names.join('/')).reverse()
  const rank = ({ steps }: Spot): number => {
    const at = steps.length > 1 ? usual.indexOf(steps.slice(0, -1).map(({ name }) => name).join('/')) : -1
    return at < 0 ? usual.length + steps.length + (steps.length > 1 && steps[0]!.name !== 'domain' ? 2 : 0) : at
  }
  const ordered = found.sort((a, b) => rank(a) - rank(b))
  places.set(grammar, ordered)
  return ordered
}

const places = new WeakMap<Grammar, readonly Spot[]>()

function placesIn(grammar: Grammar, kind: string): readonly Spot[] {
  const seen = new Set<Declaration>()
  const found: Spot[] = []
  const starts = startsOf(grammar, kind)
  const roots = [...new Set(starts.map(({ name }) => name))].filter(name => typeof name === 'string')
  let level: readonly Spot[] = roots.map(root => ({ steps: [{ name: localOf(root), attributes: {} }], declarations: starts.filter(({ name }) => name === root) }))
  while (level.length) {
    const fresh = level.filter(({ declarations }) => declarations.some(declaration => !seen.has(declaration)))
    for (const spot of fresh) {
      found.push(spot)
      for (const declaration of spot.declarations) seen.add(declaration)
    }
    level = fresh.flatMap(spot => [...new Set(namesBelow(grammar, spot))].map(name => below(grammar, spot, { name, attributes: {} })))
  }
  return found
}
