// Changes to a document, of the sorts that people and tools make and some that nobody would: each a small function on a copy.
import { attributesIn, elementsIn, valuesIn } from '../../server/src/core/grammar/expect'
import type { Grammar } from '../../server/src/core/grammar/load'
import { samples } from './grow'
import { allIn, copyOf, elementsOf, type Plain, type Words } from './plain'
import type { Random } from './random'
import type { Seed } from './seeds'

/** Names and values that occur somewhere, by where they occur. */
export interface Dictionary {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
  /** The values of an attribute, or the texts of an element, of this name. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly parts: readonly { readonly element: Plain, readonly parent: string }[]
  readonly partsIn: ReadonlyMap<string, readonly Plain[]>
}

export function dictionaryOf(seeds: readonly Seed[], grammar: Grammar): Dictionary {
  const elements = new Set<string>()
  const attributes = new Set<string>()
  const values = new Map<string, Set<string>>()
  const partsIn = new Map<string, Plain[]>()
  const put = (name: string, found: readonly string[]): void => {
    const there = values.get(name) ?? new Set<string>()
    for (const value of found) if (there.size < 200) there.add(value)
    values.set(name, there)
  }
  for (const { content } of grammar.declarations) {
    for (const { name, declarations } of elementsIn([content], 'all')) {
      if (!name.startsWith('{')) elements.add(name)
      put(name, valuesIn(declarations.map(declaration => declaration.content)).values)
    }
    for (const { name, values: patterns } of attributesIn([content])) {
      if (!name.startsWith('{')) attributes.add(name)
      put(name, valuesIn(patterns).values)
    }
  }
  for (const { root } of seeds) {
    for (const { element, parent } of allIn(root)) {
      const text = element.children.length === 1 && element.children[0]!.kind === 'text' ? element.children[0]!.value : null
      if (text !== null) put(element.name, [text])
      for (const { name, value } of element.attributes) put(name, [value])
      if (!parent || element.name.includes(':')) continue
      const there = partsIn.get(parent.name) ?? []
      if (there.length < 400 && allIn(element).length < 30) there.push(element)
      partsIn.set(parent.name, there)
    }
  }
  return {
    elements: [...elements], attributes: [...attributes], values: new Map([...values].map(([name, found]) => [name, [...found]])),
    partsIn, parts: [...partsIn].flatMap(([parent, found]) => found.map(element => ({ element, parent }))),
  }
}

/** A copy with one to four changes; the names of those that were made. */
export function mutated(seed: Plain, words: Dictionary, random: Random): { readonly root: Plain, readonly done: readonly string[] } {
  const root = copyOf(seed)
  const done: string[] = []
  for (let left = 1 + (random.chance(0.3) ? random.below(4) : 0); left > 0; left--) {
    const [name, change] = random.pick(changes)
    if (change(root, words, random)) done.push(name)
  }
  return { root, done }
}

/** False where the document has no place for it. */
type Change = (root: Plain, words: Dictionary, random: Random) => boolean

const changes: readonly (readonly [name: string, change: Change])[] = Object.entries({
  'add an element': (root, words, random) => {
    const name = random.chance(0.2) ? 'bogus' : random.pick(words.elements)
    return putIn(anyOf(root, random), { kind: 'element', name, attributes: [], children: random.chance(0.5) ? [{ kind: 'text', value: valueFor(name, words, random) }] : [] }, random)
  },
  'add an attribute': (root, words, random) => {
    const name = random.chance(0.2) ? 'bogus' : random.pick(words.attributes)
    return setOn(anyOf(root, random), name, valueFor(name, words, random))
  },
  'rename an element': (root, words, random) => {
    const element = anyOf(root, random)
    const name = random.chance(0.5) ? slip(element.name, random) : random.pick(words.elements)
    if (!isName(name)) return false
    element.name = name
    return true
  },
  'rename an attribute': (root, words, random) => {
    const element = withAttributes(root, random)
    const attribute = element && random.pick(element.attributes)
    const name = attribute && (random.chance(0.5) ? slip(attribute.name, random) : random.pick(words.attributes))
    if (!attribute || !name || !isName(name) || attribute.name.startsWith('xmlns') || element.attributes.some(other => other.name === name)) return false
    attribute.name = name
    return true
  },
  'delete an element': (root, _words, random) => {
    const { element, parent } = random.pick(allIn(root))
    if (!parent) return false
    parent.children.splice(parent.children.indexOf(element), 1)
    return true
  },
  'delete an attribute': (root, _words, random) => {
    const element = withAttributes(root, random)
    const at = element ? random.below(element.attributes.length) : 0
    if (!element || element.attributes[at]!.name.startsWith('xmlns')) return false
    element.attributes.splice(at, 1)
    return true
  },
  'delete a text': (root, _words, random) => {
    const element = withText(root, random)
    if (element) element.children = element.children.filter(({ kind }) => kind !== 'text')
    return !!element
  },
  'duplicate an element': (root, _words, random) => {
    const { element, parent } = random.pick(allIn(root))
    if (parent) parent.children.splice(random.chance(0.5) ? parent.children.indexOf(element) : random.below(parent.children.length + 1), 0, copyOf(element))
    return !!parent
  },
  'move an element': (root, _words, random) => {
    const { element, parent } = random.pick(allIn(root))
    if (!parent) return false
    parent.children.splice(parent.children.indexOf(element), 1)
    return putIn(random.chance(0.4) ? parent : anyOf(root, random), element, random)
  },
  'shuffle children': (root, _words, random) => {
    const several = allIn(root).filter(({ element }) => elementsOf(element).length > 1)
    if (!several.length) return false
    const { element } = random.pick(several)
    element.children = random.shuffled(element.children)
    return true
  },
  'graft from its like': (root, words, random) => {
    const element = anyOf(root, random)
    const parts = words.partsIn.get(element.name)
    return parts ? putIn(element, copyOf(random.pick(parts)), random) : false
  },
  'graft from anywhere': (root, words, random) => words.parts.length ? putIn(anyOf(root, random), copyOf(random.pick(words.parts).element), random) : false,
  'swap for its like': (root, words, random) => {
    const { element, parent } = random.pick(allIn(root))
    const parts = parent ? words.partsIn.get(parent.name)?.filter(({ name }) => name === element.name) : undefined
    if (!parent || !parts?.length) return false
    parent.children[parent.children.indexOf(element)] = copyOf(random.pick(parts))
    return true
  },
  'set a value': (root, words, random) => {
    const element = withAttributes(root, random)
    const attribute = element && random.pick(element.attributes)
    if (!attribute || attribute.name.startsWith('xmlns')) return false
    attribute.value = random.chance(0.3) ? slip(attribute.value, random) : valueFor(attribute.name, words, random)
    return true
  },
  'set a text': (root, words, random) => {
    const element = withText(root, random)
    const text = element?.children.find(({ kind }) => kind === 'text')
    if (!element || text?.kind !== 'text') return false
    text.value = random.chance(0.3) ? slip(text.value, random) : valueFor(element.name, words, random)
    return true
  },
  'stray text': (root, _words, random) => {
    const element = anyOf(root, random)
    element.children.splice(random.below(element.children.length + 1), 0, { kind: 'text', value: random.pick(['words', '0', ' ', '\n  ']) })
    return true
  },
  'a comment or a section': (root, _words, random) => {
    const element = anyOf(root, random)
    const texts = element.children.filter((child): child is Words => child.kind === 'text')
    if (random.chance(0.5) || !texts.length) element.children.splice(random.below(element.children.length + 1), 0, { kind: 'comment', value: ' note ' })
    else {
      const text = random.pick(texts)
      const half = random.below(text.value.length + 1)
      element.children.splice(element.children.indexOf(text), 1, { kind: 'text', value: text.value.slice(0, half) },
        random.chance(0.5) ? { kind: 'comment', value: ' note ' } : { kind: 'cdata', value: text.value.slice(half) },
        ...element.children.length % 2 ? [{ kind: 'text' as const, value: text.value.slice(half) }] : [])
    }
    return true
  },
  'wrap or unwrap': (root, words, random) => {
    const { element, parent } = random.pick(allIn(root))
    if (!parent) return false
    const at = parent.children.indexOf(element)
    if (random.chance(0.5)) parent.children.splice(at, 1, ...element.children)
    else parent.children.splice(at, 1, { kind: 'element', name: random.pick(words.elements), attributes: [], children: [element] })
    return true
  },
  'another namespace': (root, _words, random) => {
    const element = anyOf(root, random)
    if (random.chance(0.5)) return setOn(element, 'xmlns', random.pick(['urn:other', 'http://libvirt.org/schemas/domain/qemu/1.0']))
    if (random.chance(0.7)) setOn(element, 'xmlns:qemu', 'http://libvirt.org/schemas/domain/qemu/1.0')
    element.name = `qemu:${element.name.replace(/^.*:/, '')}`
    return true
  },
} satisfies Record<string, Change>)

function anyOf(root: Plain, random: Random): Plain {
  return random.pick(allIn(root)).element
}

function withAttributes(root: Plain, random: Random): Plain | null {
  const found = allIn(root).filter(({ element }) => element.attributes.length)
  return found.length ? random.pick(found).element : null
}

function withText(root: Plain, random: Random): Plain | null {
  const found = allIn(root).filter(({ element }) => element.children.some(child => child.kind === 'text' && child.value.trim()))
  return found.length ? random.pick(found).element : null
}

function putIn(parent: Plain, child: Plain, random: Random): boolean {
  parent.children.splice(random.below(parent.children.length + 1), 0, child)
  return true
}

function setOn(element: Plain, name: string, value: string): boolean {
  const there = element.attributes.find(other => other.name === name)
  if (there) there.value = value
  else element.attributes.push({ name, value })
  return true
}

/** Mostly one that such a name has somewhere. */
function valueFor(name: string, words: Dictionary, random: Random): string {
  const known = words.values.get(name)
  if (known?.length && random.chance(0.6)) return random.chance(0.1) ? ` ${random.pick(known)} ` : random.pick(known)
  return random.pick(random.chance(0.7) ? samples : odd)
}

/** Values at the edges of datatypes, and in other scripts. */
export const odd: readonly string[] = [
  '', ' ', '\t', '\n', ' 1', '1 ', ' 12 ', '--1', '+1', '-0', '00', '4294967295', '4294967296', '18446744073709551615', '18446744073709551616', '1.', '.5', '1e', '1e+', 'e1', '1E5', '-.5', '+.5', '.', '-', '+', '-INF', '+INF', 'True', '1900-02-30T12:00:00Z', '2012-07-04T24:00:00', '2012-07-04T12:00:00+14:00', '2012-07-04T12:00:00+15:00', '2012-07-04', '-2012-07-04T12:00:00', '12012-07-04T12:00:00', 'http://[::1]:80/x?y#z', 'http://h:p/', 'a#b#c', 'a?b', '//h', '///x', 'a:/b', 'C:\\x', '1:b', 'é', 'x·y', '_', 'NaN', 'INF', '0x', '0xg', '0X1F', '1_000', '1,', ',1', '1-', '^1',
  '52:54:00:12:34', '52-54-00-12-34-56', '52:54:00:12:34:5g', '256.1.1.1', '1.2.3', '1.2.3.4.5', ':::', '2001:db8::g', 'c7a5fdbd-cdaf-9455-926a', 'a b', 'a\tb', 'a\nb', 'a  b', '/a b', 'a/b', '../a', 'ä', 'ж', '😀', '\u00a0', '%zz',
  '%20', 'a:b', ':a', '1a', '-a', '.', '..', '|', '[x]', 'a\\b', 'a"b', "a'b", 'a&b', 'a<b', '$', '^', '2012-13-01T00:00:00', 'YES', 'Yes', 'x'.repeat(300), '٣', '１',
]

const isName = (name: string): boolean => /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/.test(name)

/** A slip of the fingers. */
export function slip(word: string, random: Random): string {
  if (word.length < 2) return `${word}x`
  const at = random.below(word.length - 1)
  switch (random.below(4)) {
    case 0: return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
    case 1: return word.slice(0, at) + word.slice(at + 1)
    case 2: return word.slice(0, at) + word[at]! + word.slice(at)
    default: return `${word.slice(0, at)}${random.pick([...'aeiorstln'])}${word.slice(at + 1)}`
  }
}
