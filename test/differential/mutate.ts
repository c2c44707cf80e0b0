// Changes of meaning: devices and children dropped, doubled, moved in from other documents, values taken from elsewhere.
// What comes out is judged by the schema before anybody is asked about it.
import { parse } from '../../server/src/core/xml/parse'
import type { Attribute, Element, XmlDocument } from '../../server/src/core/xml/tree'
import { childElements, elementsWhere, lineage, pathOf, rootOf, textOf, textSpanOf } from '../../server/src/core/xml/walk'

export type Random = () => number

/** A small generator with a seed, so that a run can be had again (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Pool {
  /** Device elements as text; of other kinds than domains, the children of the root. */
  readonly devices: readonly string[]
  /** Children of the root as text, by name. */
  readonly tops: readonly { readonly name: string, readonly text: string }[]
  /** Values by element path and attribute; texts by path. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly children: ReadonlyMap<string, readonly string[]>
}

const uninteresting = new Set(['name', 'uuid', 'title', 'description', 'metadata', 'emulator', 'qemu:commandline', 'seclabel'])

export function poolOf(texts: readonly string[]): Pool {
  const devices = new Set<string>()
  const tops = new Map<string, { readonly name: string, readonly text: string }>()
  const values = new Map<string, Set<string>>()
  const children = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
    const set = map.get(key) ?? new Set<string>()
    map.set(key, set.add(value))
  }
  for (const text of texts) {
    const document = parse(text)
    const root = rootOf(document)
    if (!root) continue
    for (const top of childElements(root)) if (top.name !== 'devices' && !uninteresting.has(top.name)) tops.set(cut(document, top), { name: top.name, text: cut(document, top) })
    for (const device of partsOf(root)) devices.add(cut(document, device))
    for (const element of elementsWhere(root, ({ name }) => name !== '')) {
      const path = pathOf(element)
      for (const { name, value } of element.attributes) if (value !== null) add(values, `${path}@${name}`, value)
      if (!childElements(element).length && textOf(element)) add(values, path, textOf(element))
      if (isDeep(element)) add(children, path.slice(0, path.lastIndexOf('/')), cut(document, element))
    }
  }
  return { devices: [...devices], tops: [...tops.values()], values: listsOf(values), children: listsOf(children) }
}

const listsOf = (map: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> => new Map([...map].map(([key, set]) => [key, [...set]]))

const containerOf = (root: Element): Element => childElements(root, 'devices')[0] ?? root

const partsOf = (root: Element): readonly Element[] => childElements(containerOf(root)).filter(({ name }) => !uninteresting.has(name))

/** Inside a part. */
const isDeep = (element: Element): boolean => lineage(element).length > (lineage(element)[0]!.name === 'domain' ? 3 : 2)

const cut = ({ text }: XmlDocument, { span }: Element): string => text.slice(span.start, span.end)

/** One change; null when this one could not be made here. */
export function mutated(text: string, pool: Pool, random: Random): string | null {
  const document = parse(text)
  const root = rootOf(document)
  if (!root || (root.name === 'domain' && !childElements(root, 'devices').length)) return null
  const container = containerOf(root)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const without = ({ span }: Element): string => text.slice(0, span.start) + text.slice(span.end)
  const inside = (parent: Element, put: string): string | null => parent.endTag ? text.slice(0, parent.endTag.span.start) + put + text.slice(parent.endTag.span.start) : null
  const devices = partsOf(root)
  const elements = elementsWhere(root, ({ name }) => name !== '').filter(element => !uninteresting.has(element.name))
  const dice = random()
  if (dice < 0.10) {
    const device = pick(devices)
    return device ? inside(container, cut(document, device)) : null
  }
  if (dice < 0.17) {
    const device = pick(devices)
    return device ? without(device) : null
  }
  if (dice < 0.35) {
    const device = pick(pool.devices)
    return device ? inside(container, device) : null
  }
  if (dice < 0.42) {
    const child = pick(elements.filter(isDeep))
    return child ? without(child) : null
  }
  if (dice < 0.45) {
    const child = pick(childElements(root).filter(({ name }) => !uninteresting.has(name) && name !== 'devices'))
    return child ? without(child) : null
  }
  if (dice < 0.53) {
    const parent = pick(elements)
    const child = parent && pick(pool.children.get(pathOf(parent)) ?? [])
    return parent && child ? inside(parent, child) : null
  }
  if (dice < 0.60) {
    const top = pick(pool.tops)
    if (!top) return null
    const there = childElements(root, top.name)[0]
    return there ? text.slice(0, there.span.start) + top.text + text.slice(there.span.end) : inside(root, top.text)
  }
  const element = pick(elements)
  if (!element) return null
  const attribute: Attribute | undefined = pick(element.attributes.filter(({ value }) => value !== null))
  if (attribute?.valueSpan && random() < 0.85) {
    const value = pick(pool.values.get(`${pathOf(element)}@${attribute.name}`) ?? [])
    return value === undefined || value === attribute.value || /['"<&]/.test(value) ? null : text.slice(0, attribute.valueSpan.start) + value + text.slice(attribute.valueSpan.end)
  }
  const value = pick(pool.values.get(pathOf(element)) ?? [])
  const span = textSpanOf(element)
  return value === undefined || !textOf(element) || /[<&]/.test(value) ? null : text.slice(0, span.start) + value + text.slice(span.end)
}
