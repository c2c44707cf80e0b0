// What a preview draws of a domain: its parts in words that people use, each with its place in the text.
import type { MachinePart, MachineSummary } from '../model'
import type { XmlDocument } from '../xml/tree'
import { rootOf } from '../xml/walk'
import { childOf, childrenOf, localName, textOf, valueOf } from './read'
import { devicePart } from './summary-devices'
import { systemParts } from './summary-system'

/** More than anybody's machine has; a picture of more would help nobody. */
const enough = 500

/** Reads whatever is there already: a domain that is still being typed has a summary too. */
export function machineOf(document: XmlDocument): MachineSummary {
  const root = rootOf(document)
  const domain = root && localName(root) !== 'domain' ? childOf(root, 'domain') ?? root : root
  const type = childOf(domain, 'os', 'type')
  const devices = childrenOf(domain, 'devices').flatMap(element => childrenOf(element))
  const parts: MachinePart[] = domain ? [...systemParts(domain)] : []
  for (const device of devices) {
    if (parts.length === enough) break
    const part = devicePart(device)
    if (part) parts.push(part)
  }
  return {
    kind: 'machine',
    name: textOf(childOf(domain, 'name')) ?? '',
    ...defined({
      title: textOf(childOf(domain, 'title')),
      hypervisor: valueOf(domain, 'type'),
      arch: valueOf(type, 'arch'),
      machine: valueOf(type, 'machine'),
    }),
    parts,
  }
}

/** Without the keys that have no value, so that a summary is equal to its JSON. */
function defined(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
