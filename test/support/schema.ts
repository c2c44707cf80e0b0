// RELAX NG written in a test, compiled and loaded; and elements to judge, made by hand without any XML.
import { compile, type Compilation } from '../../server/src/core/grammar/compile'
import type { Item, ItemText } from '../../server/src/core/grammar/item'
import { load, type Grammar } from '../../server/src/core/grammar/load'
import type { SchemaNode } from '../../server/src/core/grammar/schema'
import { parse } from '../../server/src/core/xml/parse'
import type { Element } from '../../server/src/core/xml/tree'

const head = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'

/** Compiles files, each given as what stands inside its `<grammar>`. */
export function compiled(files: Readonly<Record<string, string>>): Compilation {
  return compile(Object.fromEntries(Object.entries(files).map(([name, inside]) => [name, nodeOf(`<grammar ${head}>${inside}</grammar>`)])), { libvirt: 'test' })
}

/** A grammar with one schema, `test`, of one start. */
export function grammarOf(start: string, defines = ''): Grammar {
  const { grammar, problems } = compiled({ 'test.rng': `<start>${start}</start>${defines}` })
  if (problems.length) throw new Error(problems.join('\n'))
  return load(grammar)
}

export function nodeOf(text: string): SchemaNode {
  const document = parse(text)
  const root = document.children.find(child => child.kind === 'element')
  if (document.problems.length || !root) throw new Error(`not well-formed: ${document.problems[0]?.message ?? text}`)
  return plain(root as Element)
}

function plain(element: Element): SchemaNode {
  return {
    name: element.name,
    attributes: Object.fromEntries(element.attributes.map(({ name, value }) => [name, value ?? ''])),
    children: element.children.flatMap(child => child.kind === 'element' ? [plain(child)] : []),
    text: element.children.map(child => child.kind === 'text' ? child.value : '').join(''),
  }
}

const nowhere = { start: 0, end: 0 }

/** An element to judge: strings are texts; `null` for an attribute whose value is still missing. */
export function item(name: string, attributes: Readonly<Record<string, string | null>> = {}, ...content: readonly (Item | string)[]): Item {
  return {
    kind: 'element', name, place: nowhere, open: null,
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value, place: nowhere, valuePlace: nowhere })),
    content: content.map((child): Item | ItemText => typeof child === 'string' ? { kind: 'text', value: child, place: nowhere } : child),
  }
}
