// The kinds of patterns, each pattern made once: two that are equal are the same object, so that a memo on one serves all.
// After James Clark, "An algorithm for RELAX NG validation": https://relaxng.org/jclark/derivative.html
import type { Datatype } from './datatypes'
import type { NameClass } from './format'
import type { AttributeStep, ElementStep, Literals } from './match'
import type { Threads } from './threads'

export type Pattern =
  | Simple
  | Many
  | OneOrMore
  | List
  | ElementPattern
  | AttributePattern
  | Data
  | Value

interface Common {
  readonly id: number
  /** Matches nothing at all as well. */
  readonly nullable: boolean
  /** Holds data or a value that looks at the text itself (outside of attributes and elements). */
  readonly reads: boolean
  /** What match.ts has found out about it. */
  readonly memo: Memo
}

export interface Memo {
  elements: Map<string, ElementStep> | null
  attributes: Map<string, AttributeStep> | null
  closed: Pattern | null
  text: Pattern | null
  literals: Literals | null
}

export interface Simple extends Common { readonly kind: 'empty' | 'notAllowed' | 'text' }
export interface Many extends Common { readonly kind: 'choice' | 'group' | 'interleave', readonly members: readonly Pattern[] }
export interface OneOrMore extends Common { readonly kind: 'oneOrMore', readonly member: Pattern }
export interface List extends Common { readonly kind: 'list', readonly member: Pattern }
export interface ElementPattern extends Common { readonly kind: 'element', readonly declaration: Declaration }
export interface AttributePattern extends Common { readonly kind: 'attribute', readonly name: NameClass, readonly value: Pattern }
export interface Data extends Common { readonly kind: 'data', readonly datatype: Datatype, readonly except: Pattern | null }
/** `exact`: whitespace counts. */
export interface Value extends Common { readonly kind: 'value', readonly text: string, readonly exact: boolean }

/** An element as the schema declares it: its name, and its content as a state of its own. */
export interface Declaration {
  readonly id: number
  readonly name: NameClass
  /** Made when it is first asked for. */
  readonly content: Pattern
}

/** Makes patterns, each once, simplified. */
export interface Patterns {
  readonly empty: Pattern
  readonly notAllowed: Pattern
  readonly text: Pattern
  readonly choice: (members: readonly Pattern[]) => Pattern
  readonly group: (members: readonly Pattern[]) => Pattern
  readonly interleave: (members: readonly Pattern[]) => Pattern
  /** A group or an interleave with another pattern in the place of one of its members. */
  readonly instead: (pattern: Many, at: number, member: Pattern) => Pattern
  readonly oneOrMore: (member: Pattern) => Pattern
  readonly list: (member: Pattern) => Pattern
  readonly element: (declaration: Declaration) => Pattern
  readonly attribute: (name: NameClass, value: Pattern) => Pattern
  readonly data: (datatype: Datatype, except: Pattern | null) => Pattern
  readonly value: (text: string, exact: boolean) => Pattern
  readonly count: () => number
  /** The step that does not lead on. */
  readonly nowhere: ElementStep & AttributeStep
  /** What threads.ts has made, by hash. */
  readonly threads: Map<number, Threads[]>
}

/** `from` is the first id to give, so that the patterns of a later table are never taken for those of an earlier one. */
export function makePatterns(from = 0): Patterns {
  const known = new Map<string, Pattern>()
  const knownMany = new Map<number, Many[]>()
  let next = from

  type Body<P = Pattern> = P extends Pattern ? Omit<P, keyof Common> : never
  const memo = (): Memo => ({ elements: null, attributes: null, closed: null, text: null, literals: null })
  const make = (key: string, nullable: boolean, reads: boolean, body: Body): Pattern => {
    const there = known.get(key)
    if (there) return there
    const made = { ...body, id: next++, nullable, reads, memo: memo() } as Pattern
    known.set(key, made)
    return made
  }
  const many = (kind: Many['kind'], members: readonly Pattern[], none: Pattern): Pattern => {
    if (members.length < 2) return members[0] ?? none
    let hash = kind.length
    for (let at = 0; at < members.length; at++) hash = mixed(hash, members[at]!.id)
    const alike = knownMany.get(hash)
    if (alike) for (const there of alike) if (there.kind === kind && equal(there.members, members)) return there
    const nullable = kind === 'choice' ? members.some(member => member.nullable) : members.every(member => member.nullable)
    const made: Many = { kind, members, id: next++, nullable, reads: members.some(member => member.reads), memo: memo() }
    if (alike) alike.push(made)
    else knownMany.set(hash, [made])
    return made
  }
  const empty = make('empty', true, false, { kind: 'empty' })
  const notAllowed = make('notAllowed', false, false, { kind: 'notAllowed' })
  const text = make('text', true, false, { kind: 'text' })

  const group = (given: readonly Pattern[]): Pattern => given.includes(notAllowed) ? notAllowed
    : many('group', flat('group', given).filter(member => member !== empty), empty)
  const interleave = (given: readonly Pattern[]): Pattern => given.includes(notAllowed) ? notAllowed
    : many('interleave', sorted(flat('interleave', given).filter(member => member !== empty)), empty)

  return {
    empty, notAllowed, text,
    choice: given => {
      if (given.length === 1) return given[0]!
      const members = sorted(flat('choice', given).filter(member => member !== notAllowed))
      const once = members.filter((member, at) => member !== members[at - 1])
      // What matches nothing as well says so itself.
      const spare = once.length > 1 && once.some(member => member !== empty && member.nullable)
      return many('choice', spare ? once.filter(member => member !== empty) : once, notAllowed)
    },
    group, interleave,
    instead: (pattern, at, member) => {
      const { kind, members } = pattern
      if (member === notAllowed) return notAllowed
      if (member.kind === kind) return (kind === 'group' ? group : interleave)(members.map((other, index) => index === at ? member : other))
      const rest: Pattern[] = []
      // The members of a group have their order, those of an interleave stand by their ids.
      let waiting = kind === 'interleave' && member !== empty
      for (let index = 0; index < members.length; index++) {
        const other = members[index]!
        if (waiting && other.id > member.id) {
          rest.push(member)
          waiting = false
        }
        if (index !== at) rest.push(other)
        else if (kind === 'group' && member !== empty) rest.push(member)
      }
      if (waiting) rest.push(member)
      return many(kind, rest, empty)
    },
    oneOrMore: member => member === notAllowed || member === empty || member === text || member.kind === 'oneOrMore' ? member
      : make(`oneOrMore ${member.id}`, member.nullable, member.reads, { kind: 'oneOrMore', member }),
    list: member => make(`list ${member.id}`, false, true, { kind: 'list', member }),
    element: declaration => make(`element ${declaration.id}`, false, false, { kind: 'element', declaration }),
    attribute: (name, value) => make(`attribute ${JSON.stringify(name)} ${value.id}`, false, false, { kind: 'attribute', name, value }),
    data: (datatype, except) => make(`data ${datatypeKey(datatype)} ${except?.id ?? ''}`, false, true, { kind: 'data', datatype, except }),
    value: (text, exact) => make(`value ${exact} ${text}`, false, true, { kind: 'value', text, exact }),
    count: () => next - from,
    nowhere: { declarations: [], values: [], rests: [], after: null, afterAll: notAllowed },
    threads: new Map(),
  }
}

/** A hash of numbers, one after the other. */
export function mixed(hash: number, number: number): number {
  return Math.imul(hash ^ number, 0x9e3779b1) ^ hash >>> 15
}

export function equal<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

function flat(kind: Many['kind'], members: readonly Pattern[]): readonly Pattern[] {
  return members.some(member => member.kind === kind) ? members.flatMap(member => member.kind === kind ? (member as Many).members : [member]) : members
}

function sorted(members: readonly Pattern[]): readonly Pattern[] {
  return members.length > 1 ? [...members].sort((a, b) => a.id - b.id) : members
}

function datatypeKey({ name, type, params }: Datatype): string {
  return JSON.stringify([name, type, params])
}
