// How the children of an element are grouped in the schema as it is written: interleaves within interleaves, which the
// matcher flattens because they mean the same. Only libxml2.ts needs to know.
import { inClass, kinds, type CompiledGrammar, type NameClass } from './format'

export type Shape =
  | { readonly kind: 'element', readonly name: NameClass }
  | { readonly kind: 'choice' | 'group' | 'interleave', readonly members: readonly Shape[] }
  | { readonly kind: 'oneOrMore', readonly member: Shape }

/** The shape of a pattern row; null when it takes no elements. */
export function shapeOf(compiled: CompiledGrammar, row: number): Shape | null {
  const [kind, ...parts] = compiled.patterns[row]!
  switch (kind) {
    case kinds.element: return { kind: 'element', name: nameOf(compiled, compiled.declarations[parts[0]!]![0]!) }
    case kinds.oneOrMore: {
      const member = shapeOf(compiled, parts[0]!)
      return member && { kind: 'oneOrMore', member }
    }
    case kinds.choice: return of('choice', compiled, parts)
    case kinds.group: return of('group', compiled, parts)
    case kinds.interleave: return of('interleave', compiled, parts)
    default: return null
  }
}

function of(kind: 'choice' | 'group' | 'interleave', compiled: CompiledGrammar, parts: readonly number[]): Shape | null {
  const members = parts.flatMap(part => shapeOf(compiled, part) ?? [])
  return members.length > 1 ? { kind, members } : members[0] ?? null
}

function nameOf({ classes, words }: CompiledGrammar, name: number): NameClass {
  return name < 0 ? classes[-1 - name]! : words[name]!
}

/** Whether an element of this name may stand somewhere in it. */
export function takes(shape: Shape, name: string): boolean {
  switch (shape.kind) {
    case 'element': return inClass(shape.name, name)
    case 'oneOrMore': return takes(shape.member, name)
    default: return shape.members.some(member => takes(member, name))
  }
}

/** Whether it can hold more than one element. */
export function holdsSeveral(shape: Shape): boolean {
  switch (shape.kind) {
    case 'element': return false
    case 'oneOrMore': return true
    case 'choice': return shape.members.some(holdsSeveral)
    default: return true
  }
}
