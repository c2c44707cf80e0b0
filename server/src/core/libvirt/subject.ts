// What a root element is: a document of a kind (`<domain>`), or a fragment of one (`<disk>`), as virsh attach-device and
// net-update take it. Names such as `<memory>` stand in several places: then each is a candidate, and the content decides.
import type { Item } from '../grammar/item'
import type { Grammar } from '../grammar/load'
import type { Declaration } from '../grammar/pattern'
import { attributesIn, elementsIn } from '../grammar/expect'
import type { Element } from '../xml/tree'
import { readItems } from './items'
import { kindOf, resembles, startsOf } from './kinds'

export interface Subject {
  /** The kind whose schema judges it (`domain`, `network`, …), or a schema by its file's name (`nodedev`). */
  readonly kind: string
  /** The names of the elements around a fragment, from the root of its kind inwards; empty for a whole document. */
  readonly within: readonly string[]
  /** What the root element may be. */
  readonly starts: readonly Declaration[]
}

export function wholeOf(grammar: Grammar, kind: string): Subject {
  const [whole] = known(grammar, kind) ?? keep(grammar, kind, [{ kind, within: [], starts: startsOf(grammar, kind) }])
  return whole!
}

/** The same by another grammar; nothing may start it where that one has none like it. */
export function subjectIn(grammar: Grammar, { kind, within }: Subject, name: string): Subject {
  if (!within.length) return wholeOf(grammar, kind)
  return fragmentsOf(grammar, { name }).find(other => other.within.join('/') === within.join('/')) ?? { kind, within, starts: [] }
}

/** What a root element may be read as, the likeliest first; empty when it is not libvirt's. */
export function subjectsOf(root: Element, grammar: Grammar): readonly Subject[] {
  const kind = kindOf(root, grammar)
  const item = readItems(root, [], 0).root
  return [...kind === null ? [] : [wholeOf(grammar, kind)], ...fragmentsOf(grammar, item).filter(fragment => looksLike(fragment, item, grammar))]
}

/** The fragments that an element of this name may be, whatever it holds. */
export function fragmentsOf(grammar: Grammar, { name }: { readonly name: string }): readonly Subject[] {
  return known(grammar, `fragments ${name}`) ?? keep(grammar, `fragments ${name}`, fragmentsNamed(grammar, name))
}

function fragmentsNamed(grammar: Grammar, name: string): readonly Subject[] {
  return containers.flatMap(path => {
    const [kind = '', ...inner] = path
    const around = inner.reduce((outer, next) => childrenOf(outer, next), startsOf(grammar, kind))
    const starts = childrenOf(around, name).filter(({ content }) => attributesIn([content]).length + elementsIn([content], 'all').length > 0)
    return starts.length ? [{ kind, within: path, starts }] : []
  })
}

/** Elements whose children people keep in files of their own: for attach-device, net-update, or as a snippet to paste. */
export const containers: readonly (readonly string[])[] = [
  ['domain', 'devices'], ['domain'], ['network'], ['network', 'ip', 'dhcp'], ['network', 'dns'], ['network', 'forward'],
]

function childrenOf(declarations: readonly Declaration[], name: string): readonly Declaration[] {
  return elementsIn(declarations.map(({ content }) => content), 'all').find(element => element.name === name)?.declarations ?? []
}

/** Stricter than for a whole document, since the names are commoner: more must be known than not, and something must tell. */
function looksLike({ starts }: Subject, item: Item, grammar: Grammar): boolean {
  const { known, telling, odd } = resembles(item, starts, grammar)
  return telling > 0 && known > odd
}

function known(grammar: Grammar, key: string): readonly Subject[] | undefined {
  return subjects.get(grammar)?.get(key)
}

/** Every document asks anew. Of names that are none of libvirt's there is no end, so that not all are kept. */
function keep(grammar: Grammar, key: string, found: readonly Subject[]): readonly Subject[] {
  const ofGrammar = subjects.get(grammar) ?? new Map<string, readonly Subject[]>()
  subjects.set(grammar, ofGrammar)
  if (ofGrammar.size < mostKept) ofGrammar.set(key, found)
  return found
}

const mostKept = 500
const subjects = new WeakMap<Grammar, Map<string, readonly Subject[]>>()
