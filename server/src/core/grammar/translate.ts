// From RELAX NG's elements to pattern rows. Every `<element>` becomes a declaration of its own, so that recursion ends there.
import { kinds, type CompiledDatatype, type NameClass } from './format'
import { wordsOf } from './regex'
import { makeRows, type Rows } from './rows'
import { noSetting, scopeOf, settingOf, type Definition, type Placed, type SchemaFiles, type SchemaNode, type Scope, type Setting } from './schema'

/** What all schemas of a folder have been translated into; ids point into these lists. */
export interface Translation {
  readonly rows: Rows
  readonly words: readonly string[]
  readonly classes: readonly NameClass[]
  readonly datatypes: readonly CompiledDatatype[]
  readonly declarations: readonly { readonly name: number, readonly content: number }[]
  /** The start pattern of each schema, by the file's name without its extension. */
  readonly starts: ReadonlyMap<string, number>
}

interface Context {
  readonly scope: Scope
  readonly setting: Setting
  /** The innermost definition that we stand in, unless an element or attribute came between. */
  readonly within: string
}

export function translate(files: SchemaFiles, complain: (message: string) => void): Translation {
  const rows = makeRows()
  const words = interner<string>(word => word)
  const classes = interner<NameClass>(nameClass => JSON.stringify(nameClass))
  const datatypes = interner<CompiledDatatype>(datatype => JSON.stringify(datatype))
  const declarations: { readonly name: number, content: number }[] = []
  const declared = new Map<Scope, Map<SchemaNode, number>>()
  const defined = new Map<Definition, number | null>()
  const contents: (() => void)[] = []

  const nameOf = (nameClass: NameClass): number => typeof nameClass === 'string' ? words.of(nameClass) : -1 - classes.of(nameClass)

  function definition(definition: Definition, name: string, scope: Scope): number {
    const known = defined.get(definition)
    if (known === null) complain(`${name} refers to itself outside of an element`)
    if (known !== undefined) return known ?? rows.notAllowed
    defined.set(definition, null)
    const bodies = definition.bodies.map(({ node, setting }) => rows.group(all(node.children, { scope, setting, within: name })))
    const pattern = definition.combine === 'choice' ? rows.choice(bodies) : rows.interleave(bodies)
    defined.set(definition, pattern)
    return pattern
  }

  function reference(name: string, scope: Scope | null): number {
    const found = scope?.definitions.get(name)
    if (scope && found) return definition(found, name, scope)
    complain(`no definition of ${name}`)
    return rows.notAllowed
  }

  function grammar(placed: Placed, parent: Scope | null): number {
    const scope = scopeOf(placed, parent, files, complain)
    return scope.start ? definition(scope.start, 'start', scope) : rows.notAllowed
  }

  function all(nodes: readonly SchemaNode[], context: Context): number[] {
    return nodes.map(node => one(node, context))
  }

  function one(node: SchemaNode, outer: Context): number {
    const context = { ...outer, setting: settingOf(node, outer.setting) }
    switch (node.name) {
      case 'empty': return rows.empty
      case 'notAllowed': return rows.notAllowed
      case 'text': return rows.text
      case 'choice': return rows.choice(all(node.children, context))
      case 'group': return rows.group(all(node.children, context))
      case 'interleave': return rows.interleave(all(node.children, context))
      case 'mixed': return rows.interleave([rows.group(all(node.children, context)), rows.text])
      case 'optional': return rows.choice([rows.group(all(node.children, context)), rows.empty])
      case 'oneOrMore': return rows.oneOrMore(rows.group(all(node.children, context)))
      case 'zeroOrMore': return rows.choice([rows.oneOrMore(rows.group(all(node.children, context))), rows.empty])
      case 'list': return rows.add([kinds.list, rows.group(all(node.children, context))])
      case 'element': return element(node, context)
      case 'attribute': return attribute(node, context)
      case 'ref': return reference((node.attributes.name ?? '').trim(), context.scope)
      case 'parentRef': return reference((node.attributes.name ?? '').trim(), context.scope.parent)
      case 'grammar': return grammar({ node, setting: outer.setting }, context.scope)
      case 'externalRef': return external(node.attributes.href ?? '', context)
      case 'value': return value(node)
      case 'data': return data(node, context)
      default:
        complain(`<${node.name}> is not known`)
        return rows.notAllowed
    }
  }

  function element(node: SchemaNode, context: Context): number {
    const ofScope = declared.get(context.scope) ?? new Map<SchemaNode, number>()
    declared.set(context.scope, ofScope)
    const known = ofScope.get(node)
    if (known !== undefined) return rows.add([kinds.element, known])
    const [nameClass, children] = named(node, context.setting, context.setting.ns)
    const id = declarations.push({ name: nameOf(nameClass), content: rows.notAllowed }) - 1
    ofScope.set(node, id)
    contents.push(() => { declarations[id]!.content = rows.group(all(children, { ...context, within: '' })) })
    return rows.add([kinds.element, id])
  }

  function attribute(node: SchemaNode, context: Context): number {
    const [nameClass, children] = named(node, context.setting, node.attributes.ns ?? '')
    const content = children.length ? rows.group(all(children, { ...context, within: '' })) : rows.text
    return content === rows.notAllowed ? content : rows.add([kinds.attribute, nameOf(nameClass), content])
  }

  function external(file: string, context: Context): number {
    const root = files[file]
    if (root) return root.name === 'grammar' ? grammar({ node: root, setting: noSetting }, null) : one(root, { ...context, setting: noSetting })
    complain(`reference to ${file}, which is not there`)
    return rows.notAllowed
  }

  function value(node: SchemaNode): number {
    const toTheLetter = node.attributes.type === 'string'
    return rows.add(toTheLetter ? [kinds.literal, words.of(node.text)] : [kinds.value, words.of(collapsed(node.text))])
  }

  /** A datatype; one that is but a list of words becomes those words, so that they can be offered. */
  function data(node: SchemaNode, context: Context): number {
    const type = node.attributes.type ?? 'string'
    const params = node.children.filter(child => child.name === 'param').map(child => [child.attributes.name ?? '', child.text] as const)
    const except = node.children.find(child => child.name === 'except')
    const list = type === 'string' && params.length === 1 && params[0]![0] === 'pattern' && !except ? wordsOf(params[0]![1]) : null
    if (list) return rows.choice(list.map(word => rows.add([kinds.literal, words.of(word)])))
    const id = datatypes.of({ ...context.within && { name: context.within }, type, ...params.length && { params } })
    return rows.add(except ? [kinds.data, id, rows.choice(all(except.children, { ...context, within: '' }))] : [kinds.data, id])
  }

  const starts = new Map<string, number>()
  for (const file of Object.keys(files).sort()) {
    const node = files[file]!
    const scope = node.name === 'grammar' ? scopeOf({ node, setting: noSetting }, null, files, complain) : null
    if (scope?.start) starts.set(file.replace(/\.rng$/, ''), definition(scope.start, 'start', scope))
    while (contents.length) contents.shift()!()
  }
  return { rows, words: words.all, classes: classes.all, datatypes: datatypes.all, declarations, starts }
}

/** The name of an element or attribute pattern, and what is left of its children. */
function named(node: SchemaNode, setting: Setting, ns: string): readonly [NameClass, readonly SchemaNode[]] {
  const { name } = node.attributes
  if (name !== undefined) return [qualified(name.trim(), ns), node.children]
  const [first, ...rest] = node.children
  return [first ? nameClassOf(first, setting) : '', rest]
}

function nameClassOf(node: SchemaNode, outer: Setting): NameClass {
  const setting = settingOf(node, outer)
  const inner = node.children.map(child => nameClassOf(child, setting))
  switch (node.name) {
    case 'name': return qualified(node.text.trim(), setting.ns)
    case 'anyName': return { any: inner }
    case 'nsName': return { namespace: setting.ns, but: inner }
    default: return inner.length === 1 ? inner[0]! : { either: inner }
  }
}

function qualified(local: string, ns: string): string {
  return ns ? `{${ns}}${local}` : local
}

function collapsed(text: string): string {
  return text.trim().replace(/[ \t\r\n]+/g, ' ')
}

function interner<T>(keyOf: (value: T) => string): { readonly all: T[], readonly of: (value: T) => number } {
  const all: T[] = []
  const known = new Map<string, number>()
  return {
    all,
    of: value => {
      const key = keyOf(value)
      const there = known.get(key)
      if (there !== undefined) return there
      known.set(key, all.length)
      return all.push(value) - 1
    },
  }
}
