// What may come next: the names, values and datatypes that a state still allows, and which of them it demands.
import type { Datatype } from './datatypes'
import type { Declaration, Pattern } from './pattern'

export interface PossibleElement {
  readonly name: string
  /** Without one, the content cannot be complete. */
  readonly required: boolean
  readonly declarations: readonly Declaration[]
}

export interface PossibleAttribute {
  readonly name: string
  readonly required: boolean
  readonly values: readonly Pattern[]
}

/** What an attribute or a text may say. */
export interface PossibleValues {
  /** The words, in the schema's order. */
  readonly values: readonly string[]
  readonly datatypes: readonly Datatype[]
  /** Any text at all. */
  readonly any: boolean
}

/** The elements of one name only; a wildcard names none. `reach`: `next` may stand here, `all` may stand here or later. */
export function elementsIn(states: readonly Pattern[], reach: 'next' | 'all'): readonly PossibleElement[] {
  const found = new Map<string, Set<Declaration>>()
  const visit = (pattern: Pattern): void => {
    switch (pattern.kind) {
      case 'element': {
        const { name } = pattern.declaration
        if (typeof name === 'string') found.set(name, (found.get(name) ?? new Set()).add(pattern.declaration))
        break
      }
      case 'oneOrMore': return visit(pattern.member)
      case 'choice': case 'interleave': return pattern.members.forEach(visit)
      case 'group':
        for (const member of pattern.members) {
          visit(member)
          if (reach === 'next' && !member.nullable && holdsElements(member)) break
        }
        break
    }
  }
  states.forEach(visit)
  const required = common(states.map(state => demanded(state, 'element')))
  return [...found].map(([name, declarations]) => ({ name, required: required.has(name), declarations: [...declarations] }))
}

export function attributesIn(states: readonly Pattern[]): readonly PossibleAttribute[] {
  const found = new Map<string, Set<Pattern>>()
  const visit = (pattern: Pattern): void => {
    if (pattern.kind === 'attribute') {
      if (typeof pattern.name === 'string') found.set(pattern.name, (found.get(pattern.name) ?? new Set()).add(pattern.value))
    } else if (pattern.kind === 'oneOrMore') visit(pattern.member)
    else if ('members' in pattern) pattern.members.forEach(visit)
  }
  states.forEach(visit)
  const required = common(states.map(state => demanded(state, 'attribute')))
  return [...found].map(([name, values]) => ({ name, required: required.has(name), values: [...values] }))
}

/** What the content of attributes, or the text of elements, may say. */
export function valuesIn(patterns: readonly Pattern[]): PossibleValues {
  const values = new Set<string>()
  const datatypes = new Map<string, Datatype>()
  let any = false
  const visit = (pattern: Pattern): void => {
    switch (pattern.kind) {
      case 'value': values.add(pattern.text); break
      case 'data': datatypes.set(JSON.stringify(pattern.datatype), pattern.datatype); break
      case 'text': any = true; break
      case 'oneOrMore': case 'list': return visit(pattern.member)
      case 'choice': case 'group': case 'interleave': return pattern.members.forEach(visit)
    }
  }
  patterns.forEach(visit)
  return { values: [...values], datatypes: [...datatypes.values()], any }
}

/** Whether any text may stand in the content at all, and what it may say. */
export function takesText(states: readonly Pattern[]): boolean {
  const { values, datatypes, any } = valuesIn(states)
  return any || values.length > 0 || datatypes.length > 0
}

export function holdsElements(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'element': return true
    case 'oneOrMore': return holdsElements(pattern.member)
    case 'choice': case 'group': case 'interleave': return pattern.members.some(holdsElements)
    default: return false
  }
}

/** The names without which a pattern cannot match, whatever branch is taken. */
export function demanded(pattern: Pattern, kind: 'element' | 'attribute'): ReadonlySet<string> {
  if (pattern.nullable) return none
  switch (pattern.kind) {
    case 'element': return kind === 'element' && typeof pattern.declaration.name === 'string' ? new Set([pattern.declaration.name]) : none
    case 'attribute': return kind === 'attribute' && typeof pattern.name === 'string' ? new Set([pattern.name]) : none
    case 'oneOrMore': return demanded(pattern.member, kind)
    case 'choice': return common(pattern.members.map(member => demanded(member, kind)))
    case 'group': case 'interleave': return new Set(pattern.members.flatMap(member => [...demanded(member, kind)]))
    default: return none
  }
}

const none: ReadonlySet<string> = new Set()

function common(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first, ...others] = sets
  return first ? new Set([...first].filter(name => others.every(other => other.has(name)))) : none
}
