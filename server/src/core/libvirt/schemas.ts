// libvirt's schemas as they lie on a disk, read and compiled: one way for those that we bundle and those of an installed libvirt.
import { compile, type Compilation } from '../grammar/compile'
import type { SchemaNode } from '../grammar/schema'
import { parse } from '../xml/parse'
import type { Element } from '../xml/tree'
import { childElements, rootOf } from '../xml/walk'
import { prefixesAt, type Prefixes } from './items'

/** `texts` by file name (`domain.rng`); a file that is no XML is among the problems. */
export function compileSchemas(texts: Readonly<Record<string, string>>, origin: Readonly<Record<string, string>>): Compilation {
  const broken: string[] = []
  const files: Record<string, SchemaNode> = {}
  for (const [name, text] of Object.entries(texts)) {
    const { node, fault } = readSchema(text)
    if (fault !== null) broken.push(`${name} is not well-formed: ${fault}`)
    if (node) files[name] = node
  }
  const { grammar, problems } = compile(files, origin)
  return { grammar, problems: [...broken, ...problems] }
}

/** The tree of one file; no node where it is not RELAX NG. */
export function readSchema(text: string): { readonly node: SchemaNode | null, readonly fault: string | null } {
  const document = parse(text)
  const root = rootOf(document)
  return { node: root && nodeOf(root), fault: document.problems[0]?.message ?? null }
}

const relaxNg = 'http://relaxng.org/ns/structure/1.0'

/** An element of RELAX NG's and those in it; null for any other. */
function nodeOf(element: Element, outer: Prefixes = {}): SchemaNode | null {
  const own = element.attributes.some(({ name }) => name.startsWith('xmlns')) ? { ...outer, ...prefixesAt(element) } : outer
  const colon = element.name.indexOf(':')
  if (own[element.name.slice(0, Math.max(colon, 0))] !== relaxNg) return null
  return {
    name: element.name.slice(colon + 1),
    attributes: Object.fromEntries(element.attributes.filter(({ name }) => !name.startsWith('xmlns') && !name.includes(':')).map(({ name, value }) => [name, value ?? ''])),
    children: childElements(element).flatMap(child => nodeOf(child, own) ?? []),
    text: element.children.map(child => child.kind === 'text' || child.kind === 'cdata' ? child.value : '').join(''),
  }
}
