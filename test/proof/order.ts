// The order in which a schema's files name the children of an element: put into it, a document's nested interleaves do not alternate.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../server/src/core/xml/parse'
import type { Element } from '../../server/src/core/xml/tree'
import { childElements, rootOf, valueOf, visit } from '../../server/src/core/xml/walk'
import { copyOf, type Plain } from './plain'

export interface SchemaOrder {
  /** A copy with the children of every element in the schema's order; texts between elements come first. */
  readonly sorted: (root: Plain) => Plain
  /** Whether the schema declares such a child of such an element more than once. */
  readonly twice: (parent: string, child: string) => boolean
}

export function orderOf(folder: string): SchemaOrder {
  const definitions = new Map<string, Element[]>()
  const elements = new Map<string, Element[]>()
  const put = (map: Map<string, Element[]>, name: string, element: Element): void => void map.set(name, [...map.get(name) ?? [], element])
  for (const file of readdirSync(folder).filter(file => file.endsWith('.rng')).sort()) {
    const root = rootOf(parse(readFileSync(join(folder, file), 'utf8')))
    if (root) visit(root, element => {
      const name = valueOf(element, 'name')
      if (name !== null && element.name === 'define') put(definitions, name, element)
      if (name !== null && element.name === 'element') put(elements, name, element)
    })
  }

  const orders = new Map<string, ReadonlyMap<string, number>>()
  const repeated = new Set<string>()
  const orderIn = (name: string): ReadonlyMap<string, number> => {
    const known = orders.get(name)
    if (known) return known
    const order = new Map<string, number>()
    const seen = new Set<string>()
    const walk = (element: Element): void => {
      for (const child of childElements(element)) {
        const named = valueOf(child, 'name')
        if (child.name === 'element') {
          if (named !== null && order.has(named)) repeated.add(`${name}/${named}`)
          else if (named !== null) order.set(named, order.size)
        } else if (child.name === 'ref' && named !== null) {
          if (!seen.has(named)) {
            seen.add(named)
            definitions.get(named)?.forEach(walk)
          }
        } else walk(child)
      }
    }
    elements.get(name)?.forEach(walk)
    orders.set(name, order)
    return order
  }

  const sort = (element: Plain): void => {
    const order = orderIn(element.name.replace(/^.*:/, ''))
    const place = (child: Plain['children'][number]): number => child.kind === 'element' ? order.get(child.name.replace(/^.*:/, '')) ?? order.size : -1
    element.children = [...element.children].sort((a, b) => place(a) - place(b))
    for (const child of element.children) if (child.kind === 'element') sort(child)
  }
  return {
    twice: (parent, child) => {
      orderIn(parent)
      return repeated.has(`${parent}/${child}`)
    },
    sorted: root => {
      const copy = copyOf(root)
      sort(copy)
      return copy
    },
  }
}
