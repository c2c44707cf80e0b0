// libxml2's own fault, which libvirt inherits: an interleave inside an interleave puts the list of siblings back into the
// order of the document when it is done, and so tears apart the lists that the outer one has made for its other members.
// Documents that the schema allows are refused then: `<vcpu/><on_crash/><memory/><on_poweroff/>` in a `<domain>`.
// After xmlRelaxNGValidateInterleave in libxml2's relaxng.c (2.9 to 2.14), with elements only and on valid content.
import { holdsSeveral, takes, type Shape } from './shape'

/** An interleave whose members do not stand together, by the indexes of its children. */
export interface Torn {
  readonly members: readonly number[]
}

/** Null where libxml2 accepts the children too; else the inner interleaves that are to be brought together, one after another. */
export function tornBy(shape: Shape, names: readonly string[]): readonly Torn[] | null {
  if (accepts(shape, names)) return null
  const apart = innerInterleaves(shape).map(inner => names.flatMap((name, at) => takes(inner, name) ? [at] : []))
    .filter(members => members.length > 1 && members.at(-1)! - members[0]! >= members.length)
  // One of them alone is often enough.
  const single = apart.find(members => accepts(shape, gathered(names, [members]).map(at => names[at]!)))
  return (single ? [single] : apart).map(members => ({ members }))
}

/** The children's indexes in an order in which each group stands together, behind its first member. */
export function gathered(names: readonly string[], groups: readonly (readonly number[])[]): readonly number[] {
  return groups.reduce<readonly number[]>((order, [first, ...others]) =>
    order.filter(at => !others.includes(at)).flatMap(at => at === first ? [at, ...others] : [at]), names.map((_, at) => at))
}

/** Whether the fault can show at all: two members of one interleave that hold several elements each, one with an interleave of its own. */
export function isFragile(shape: Shape): boolean {
  switch (shape.kind) {
    case 'element': return false
    case 'oneOrMore': return isFragile(shape.member)
    case 'interleave': return shape.members.some(isFragile)
      || shape.members.filter(holdsSeveral).length > 1 && shape.members.some(member => holdsInterleave(member))
    default: return shape.members.some(isFragile)
  }
}

function holdsInterleave(shape: Shape): boolean {
  return shape.kind === 'interleave' || shape.kind === 'oneOrMore' && holdsInterleave(shape.member) || 'members' in shape && shape.members.some(holdsInterleave)
}

function innerInterleaves(shape: Shape): readonly Shape[] {
  if (shape.kind === 'element') return []
  const inside = shape.kind === 'oneOrMore' ? [shape.member] : shape.members
  const here = shape.kind === 'interleave' ? shape.members.filter(member => holdsInterleave(member)) : []
  return [...here, ...inside.flatMap(innerInterleaves)]
}

/** The end of a list of siblings. */
const end = -1

function accepts(shape: Shape, names: readonly string[]): boolean {
  const next = names.map((_, at) => at + 1 < names.length ? at + 1 : end)

  /** The first sibling that is left; undefined when libxml2 refuses. */
  function through(shape: Shape, from: number): number | undefined {
    switch (shape.kind) {
      case 'element': return from !== end && takes(shape, names[from]!) ? next[from] : from
      case 'oneOrMore': {
        let at: number | undefined = from
        while (at !== undefined && at !== end && takes(shape.member, names[at]!)) {
          const after: number | undefined = through(shape.member, at)
          if (after === at) break
          at = after
        }
        return at
      }
      case 'group': return shape.members.reduce<number | undefined>((at, member) => at === undefined ? at : through(member, at), from)
      case 'choice': return through(branch(shape.members, from), from)
      case 'interleave': return interleaved(shape.members, from)
    }
  }

  /** The branch that takes the most of what follows. */
  function branch(members: readonly Shape[], from: number): Shape {
    const left = names.filter((_, at) => from !== end && at >= from)
    const counts = members.map(member => left.filter(name => takes(member, name)).length)
    return members[counts.indexOf(Math.max(...counts))]!
  }

  function interleaved(members: readonly Shape[], from: number): number | undefined {
    const firsts = members.map(() => end)
    const lasts = members.map(() => end)
    let at = from
    let changed = from
    while (at !== end) {
      const group = members.findIndex(member => takes(member, names[at]!))
      if (group < 0) break
      const last = lasts[group]!
      if (last === end) firsts[group] = at
      else next[last] = at
      lasts[group] = at
      changed = next[at] === end ? at : next[at]!
      at = next[at]!
    }
    let fine = true
    for (const [group, member] of members.entries()) {
      const last = lasts[group]!
      const behind = last === end ? end : next[last]!
      if (last !== end) next[last] = end
      if (through(member, firsts[group]!) !== end) {
        fine = false
        break
      }
      if (last !== end) next[last] = behind
    }
    // What tears: from the last sibling that was looked at back to the first, in the order of the document.
    for (let back = changed; back > from && from !== end; back--) next[back - 1] = back
    return fine ? at : undefined
  }

  return through(shape, names.length ? 0 : end) === end
}
