// Finds what is said of a path: the most exact node first, then what it is said to be the same as, then what holds for any.
import type { Index, Node } from './format'

/** A name on the way from the root, with the attributes of the element where it is there already. */
export type Step = string | { readonly name: string, readonly attributes: Readonly<Record<string, string>> }

export interface Lookup {
  /** The number of the entry about an element, or about one of its attributes; null where nothing is said. */
  readonly entryAt: (path: readonly Step[], attribute?: string) => number | null
  readonly cardAt: (path: readonly Step[], attribute?: string) => number | null
  /** The nodes that speak for a path, the most exact first; what holds below them is found from them alone. */
  readonly nodesAt: (path: readonly Step[]) => readonly Node[]
  readonly below: (nodes: readonly Node[], step: Step) => readonly Node[]
  readonly own: (nodes: readonly Node[], attribute?: string) => number | null
  /** The words of an entry in the order in which they are offered. */
  readonly wordsOf: (entry: number | null) => readonly string[]
}

/** `same` may lead on to another `same`, but not in a circle for ever. */
const mostHops = 8

export function lookupIn({ tree, words, sets }: Index): Lookup {
  const conditions = new WeakMap<Node, readonly Conditional[]>()

  function below(nodes: readonly Node[], step: Step, hops = 0): readonly Node[] {
    const { name, attributes } = typeof step === 'string' ? { name: step, attributes: {} } : step
    const local = name.slice(name.indexOf(':') + 1)
    const found = nodes.flatMap(node => matches(node, local, attributes)).flatMap(node => withSame(node, hops))
    return found.length > 1 ? [...new Set(found)] : found
  }

  function matches(node: Node, name: string, attributes: Readonly<Record<string, string>>): readonly Node[] {
    const found: Node[] = []
    for (const wanted of [name, '*']) {
      for (const { step, tests, child } of conditionsOf(node)) {
        if (step === wanted && tests.every(([attribute, values]) => values.includes(attributes[attribute] ?? ''))) found.push(child)
      }
      const plain = Object.hasOwn(node, `/${wanted}`) ? node[`/${wanted}`] : undefined
      if (plain !== undefined) found.push(plain as Node)
    }
    return found
  }

  function withSame(node: Node, hops: number): readonly Node[] {
    const same = node['=']
    return typeof same === 'string' && hops < mostHops ? [node, ...walk(same, hops + 1)] : [node]
  }

  /** The nodes at a path as it is written, with its conditions taken for what the elements say. */
  function walk(path: string, hops: number): readonly Node[] {
    return path.split('/').reduce<readonly Node[]>((nodes, step) => below(nodes, stepOf(step), hops), [tree])
  }

  function conditionsOf(node: Node): readonly Conditional[] {
    const known = conditions.get(node)
    if (known) return known
    const found = Object.keys(node).filter(key => key.startsWith('/') && key.endsWith(']')).map(key => {
      const { name, attributes } = stepOf(key.slice(1))
      return { step: name, tests: Object.entries(attributes).map(([attribute, values]) => [attribute, values.split('|')] as const), child: node[key] as Node }
    })
    const ordered = found.sort((a, b) => b.tests.length - a.tests.length)
    conditions.set(node, ordered)
    return ordered
  }

  function own(nodes: readonly Node[], attribute?: string, hops = 0): number | null {
    const key = attribute === undefined ? '' : `@${attribute}`
    for (const node of nodes) {
      const id = node[key]
      if (typeof id === 'number') return id
      const same = attribute === undefined ? undefined : node[`=${key}`]
      if (typeof same === 'string' && hops < mostHops) {
        const [path, of] = same.split('@') as [string, string]
        const there = own(walk(path, hops + 1), of, hops + 1)
        if (there !== null) return there
      }
    }
    return null
  }

  const nodesAt = (path: readonly Step[]): readonly Node[] => path.reduce<readonly Node[]>((nodes, step) => below(nodes, step), [tree])

  return {
    below, own, nodesAt,
    entryAt: (path, attribute) => own(nodesAt(path), attribute),
    cardAt: (path, attribute) => {
      const key = attribute === undefined ? '#' : `#@${attribute}`
      const card = nodesAt(path).map(node => node[key]).find(id => typeof id === 'number')
      return typeof card === 'number' ? card : null
    },
    wordsOf: entry => {
      const found = entry === null ? [] : words[entry] ?? []
      return typeof found === 'string' ? sets[found] ?? [] : found
    },
  }
}

interface Conditional {
  readonly step: string
  readonly tests: readonly (readonly [attribute: string, values: readonly string[]])[]
  readonly child: Node
}

/** `address[type=pci]`. */
export function stepOf(written: string): { readonly name: string, readonly attributes: Readonly<Record<string, string>> } {
  const [name = ''] = written.split('[')
  const attributes = Object.fromEntries([...written.matchAll(/\[([^=\]]+)=([^\]]*)\]/g)].map(([, attribute, value]) => [attribute!, value!]))
  return { name, attributes }
}
