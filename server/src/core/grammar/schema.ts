// RELAX NG files as plain trees, and the grammars in them: definitions by name, after includes and their overrides.
// RELAX NG specification, sections 4.6 to 4.18: https://relaxng.org/spec-20011203.html

/** An element of a schema file; names are local, only RELAX NG's own elements are kept. */
export interface SchemaNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly SchemaNode[]
  readonly text: string
}

/** File name to root element. */
export type SchemaFiles = Readonly<Record<string, SchemaNode>>

/** What a node inherits from the elements around it. */
export interface Setting {
  readonly ns: string
  readonly datatypes: string
}

export interface Placed {
  readonly node: SchemaNode
  readonly setting: Setting
}

/** The bodies of one name; several are combined. */
export interface Definition {
  readonly combine: 'choice' | 'interleave'
  readonly bodies: readonly Placed[]
}

export interface Scope {
  readonly parent: Scope | null
  readonly start: Definition | null
  readonly definitions: ReadonlyMap<string, Definition>
}

export const noSetting: Setting = { ns: '', datatypes: '' }

export function settingOf(node: SchemaNode, outer: Setting): Setting {
  const { ns, datatypeLibrary } = node.attributes
  return ns === undefined && datatypeLibrary === undefined ? outer : { ns: ns ?? outer.ns, datatypes: datatypeLibrary ?? outer.datatypes }
}

/** Reads a `<grammar>` element; `complain` hears of files that are missing. */
export function scopeOf(grammar: Placed, parent: Scope | null, files: SchemaFiles, complain: (message: string) => void): Scope {
  const parts = componentsOf(grammar, files, complain, [])
  const definitions = new Map<string, Definition>()
  for (const [name, places] of groupByName(parts)) definitions.set(name, combined(places))
  const start = definitions.get(startKey) ?? null
  definitions.delete(startKey)
  return { parent, start, definitions }
}

/** Stands for `<start>` among the names of definitions, where no define can have it. */
const startKey = '<start>'

function keyOf(node: SchemaNode): string {
  return node.name === 'start' ? startKey : (node.attributes.name ?? '').trim()
}

/** The defines and starts of a grammar, those of included files with what the include overrides taken out. */
function componentsOf(placed: Placed, files: SchemaFiles, complain: (message: string) => void, open: readonly string[]): readonly Placed[] {
  const setting = settingOf(placed.node, placed.setting)
  return placed.node.children.flatMap(node => {
    const here = settingOf(node, setting)
    switch (node.name) {
      case 'start': case 'define': return [{ node, setting: here }]
      case 'div': return componentsOf({ node, setting }, files, complain, open)
      case 'include': {
        const file = node.attributes.href ?? ''
        const root = files[file]
        if (!root || open.includes(file)) {
          complain(root ? `${file} includes itself` : `include of ${file}, which is not there`)
          return []
        }
        const own = componentsOf({ node, setting }, files, complain, open)
        const overridden = new Set(own.map(part => keyOf(part.node)))
        const included = componentsOf({ node: root, setting: noSetting }, files, complain, [...open, file])
        return [...included.filter(part => !overridden.has(keyOf(part.node))), ...own]
      }
      default: return []
    }
  })
}

function groupByName(parts: readonly Placed[]): Map<string, Placed[]> {
  const groups = new Map<string, Placed[]>()
  for (const part of parts) {
    const group = groups.get(keyOf(part.node))
    if (group) group.push(part)
    else groups.set(keyOf(part.node), [part])
  }
  return groups
}

function combined(places: readonly Placed[]): Definition {
  const interleaved = places.some(place => place.node.attributes.combine === 'interleave')
  return { combine: interleaved ? 'interleave' : 'choice', bodies: places }
}
