// The workbench of the compiler: pattern rows, each made once, simplified as they are made
// (RELAX NG specification, sections 4.20 and 4.21: what cannot match and what matches nothing disappears).
import { kinds } from './format'

export type Row = readonly number[]

export interface Rows {
  readonly all: readonly Row[]
  readonly row: (id: number) => Row
  readonly empty: number
  readonly notAllowed: number
  readonly text: number
  /** Takes a row as it is: an element, attribute, data, value or list. */
  readonly add: (row: Row) => number
  readonly choice: (members: readonly number[]) => number
  readonly group: (members: readonly number[]) => number
  readonly interleave: (members: readonly number[]) => number
  readonly oneOrMore: (member: number) => number
}

export function makeRows(): Rows {
  const all: Row[] = []
  const known = new Map<string, number>()
  const add = (row: Row): number => {
    const key = row.join(' ')
    const there = known.get(key)
    if (there !== undefined) return there
    known.set(key, all.length)
    return all.push(row) - 1
  }
  const row = (id: number): Row => all[id]!
  const empty = add([kinds.empty])
  const notAllowed = add([kinds.notAllowed])
  const text = add([kinds.text])

  const flat = (kind: number, members: readonly number[]): number[] =>
    members.flatMap(member => row(member)[0] === kind ? row(member).slice(1) : [member])
  const of = (kind: number, members: readonly number[], none: number): number =>
    members.length > 1 ? add([kind, ...members]) : members[0] ?? none
  const ordered = (members: readonly number[]): number[] => [...members].sort((a, b) => a - b)

  return {
    all, row, empty, notAllowed, text, add,
    choice: members => of(kinds.choice, ordered([...new Set(flat(kinds.choice, members))].filter(member => member !== notAllowed)), notAllowed),
    group: members => members.includes(notAllowed) ? notAllowed
      : of(kinds.group, flat(kinds.group, members).filter(member => member !== empty), empty),
    interleave: members => members.includes(notAllowed) ? notAllowed
      // As it is written, one inside another and in its order: libxml2 minds (libxml2.ts), the matcher does not.
      : of(kinds.interleave, members.filter(member => member !== empty), empty),
    oneOrMore: member => member === empty || member === notAllowed || row(member)[0] === kinds.oneOrMore ? member : add([kinds.oneOrMore, member]),
  }
}

/** The same row over other parts: `part` renames patterns, `declaration` the element declarations. */
export function rebuild(row: Row, rows: Rows, part: (id: number) => number, declaration: (id: number) => number): number {
  const [kind, ...parts] = row as [number, ...number[]]
  switch (kind) {
    case kinds.choice: return rows.choice(parts.map(part))
    case kinds.group: return rows.group(parts.map(part))
    case kinds.interleave: return rows.interleave(parts.map(part))
    case kinds.oneOrMore: return rows.oneOrMore(part(parts[0]!))
    case kinds.list: return rows.add([kind, part(parts[0]!)])
    case kinds.element: return declaration(parts[0]!) < 0 ? rows.notAllowed : rows.add([kind, declaration(parts[0]!)])
    case kinds.attribute: {
      const value = part(parts[1]!)
      return value === rows.notAllowed ? value : rows.add([kind, parts[0]!, value])
    }
    case kinds.data: return rows.add(parts.length > 1 ? [kind, parts[0]!, part(parts[1]!)] : row)
    default: return rows.add(row)
  }
}
