// Derivatives: what is left of a pattern after one attribute, one child element, one text or the end of a start tag.
// Unlike the textbook's, a child element is not followed into: a step names the declarations that the child may be and, for
// each, the rest of the parent ("threads"); the child's content is a state of its own, so that memos stay small.
import { collapse } from './datatypes'
import { inClass } from './format'
import type { Declaration, Pattern, Patterns } from './pattern'

/** What a child of some name may be, and how its parent goes on for each. No declaration stands twice. */
export interface ElementStep {
  readonly declarations: readonly Declaration[]
  readonly rests: readonly Pattern[]
  /** How the parent goes on when the child turned out to be any of some, by their ids. */
  after: Map<string, Pattern> | null
  /** The same when it may be all of them. */
  readonly afterAll: Pattern
}

/** The values that an attribute of some name may have, and how its element goes on for each. */
export interface AttributeStep {
  readonly values: readonly Pattern[]
  readonly rests: readonly Pattern[]
  /** By the indexes of the values that matched. */
  after: Map<string, Pattern> | null
  readonly afterAll: Pattern
}

/** The words among the members of a choice, and what is none; whitespace around a word does not count. */
export interface Literals {
  readonly words: ReadonlySet<string>
  readonly others: readonly Pattern[]
}

export function elementStep(patterns: Patterns, pattern: Pattern, name: string): ElementStep {
  const known = pattern.memo.elements?.get(name)
  if (known) return known
  const { keys, rests } = pattern.kind !== 'element' ? collect(patterns, pattern, name, children)
    : { keys: inClass(pattern.declaration.name, name) ? [pattern.declaration] : [], rests: [patterns.empty] }
  if (!keys.length && isQuick(pattern)) return patterns.nowhere
  const step: ElementStep = keys.length ? { declarations: keys, rests, after: null, afterAll: patterns.choice(rests) } : patterns.nowhere
  const memo = pattern.memo.elements ??= new Map<string, ElementStep>()
  memo.set(name, step)
  return step
}

export function attributeStep(patterns: Patterns, pattern: Pattern, name: string): AttributeStep {
  const known = pattern.memo.attributes?.get(name)
  if (known) return known
  const { keys, rests } = pattern.kind !== 'attribute' ? collect(patterns, pattern, name, attributes)
    : { keys: inClass(pattern.name, name) ? [pattern.value] : [], rests: [patterns.empty] }
  if (!keys.length && isQuick(pattern)) return patterns.nowhere
  const step: AttributeStep = keys.length ? { values: keys, rests, after: null, afterAll: patterns.choice(rests) } : patterns.nowhere
  const memo = pattern.memo.attributes ??= new Map<string, AttributeStep>()
  memo.set(name, step)
  return step
}

/** That a name leads nowhere here is found as fast as it would be remembered, and most names lead nowhere in most patterns. */
function isQuick(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'choice': return pattern.members.length <= 2
    case 'group': case 'interleave': return false
    default: return true
  }
}

/** What attributes and elements do not share. */
interface Way<K, S extends { readonly rests: readonly Pattern[] }> {
  /** Attributes have no order, so in a group every member may take one; elements must pass what stands before them. */
  readonly anywhere: boolean
  readonly stepOf: (patterns: Patterns, pattern: Pattern, name: string) => S
  readonly keysOf: (step: S) => readonly K[]
}

const children: Way<Declaration, ElementStep> = { anywhere: false, stepOf: elementStep, keysOf: step => step.declarations }
const attributes: Way<Pattern, AttributeStep> = { anywhere: true, stepOf: attributeStep, keysOf: step => step.values }

/** The rules of the derivative that attributes and elements share. */
function collect<K, S extends { readonly rests: readonly Pattern[] }>(
  patterns: Patterns, pattern: Pattern, name: string, { anywhere, stepOf, keysOf }: Way<K, S>,
): { readonly keys: readonly K[], readonly rests: readonly Pattern[] } {
  const keys: K[] = []
  const rests: Pattern[] = []
  const put = (key: K, rest: Pattern): void => {
    if (rest === patterns.notAllowed) return
    const same = keys.indexOf(key)
    if (same >= 0) rests[same] = patterns.choice([rests[same]!, rest])
    else {
      keys.push(key)
      rests.push(rest)
    }
  }
  const each = (member: Pattern, then: (rest: Pattern) => Pattern): void => {
    const step = stepOf(patterns, member, name)
    for (let at = 0; at < step.rests.length; at++) put(keysOf(step)[at]!, then(step.rests[at]!))
  }
  switch (pattern.kind) {
    case 'choice':
      for (const member of pattern.members) each(member, rest => rest)
      break
    case 'group':
      for (let at = 0; at < pattern.members.length; at++) {
        each(pattern.members[at]!, anywhere ? rest => patterns.instead(pattern, at, rest) : rest => patterns.group([rest, ...pattern.members.slice(at + 1)]))
        if (!anywhere && !pattern.members[at]!.nullable) break
      }
      break
    case 'interleave':
      for (let at = 0; at < pattern.members.length; at++) each(pattern.members[at]!, rest => patterns.instead(pattern, at, rest))
      break
    case 'oneOrMore':
      each(pattern.member, rest => patterns.group([rest, patterns.choice([pattern, patterns.empty])]))
      break
  }
  return { keys, rests }
}

/** How the parent goes on when its child turned out to be these of a step's declarations. */
export function afterElement(patterns: Patterns, step: ElementStep, accepted: readonly Declaration[]): Pattern {
  if (accepted.length === step.declarations.length) return step.afterAll
  if (!accepted.length) return patterns.notAllowed
  const key = accepted.length === 1 ? String(accepted[0]!.id) : accepted.map(declaration => declaration.id).join(' ')
  const known = step.after?.get(key)
  if (known) return known
  const after = patterns.choice(step.rests.filter((_, at) => accepted.includes(step.declarations[at]!)))
  remember(step, key, after)
  return after
}

/** How an element goes on after an attribute; `notAllowed` when no value fits. */
export function afterAttribute(patterns: Patterns, step: AttributeStep, value: string | null): Pattern {
  if (value === null) return step.afterAll
  const { values } = step
  if (values.length === 1) return matchesValue(patterns, values[0]!, value) ? step.afterAll : patterns.notAllowed
  let key = ''
  for (let at = 0; at < values.length; at++) if (matchesValue(patterns, values[at]!, value)) key += `${at} `
  if (key === '') return patterns.notAllowed
  const known = step.after?.get(key)
  if (known) return known
  const after = patterns.choice(key.trim().split(' ').map(at => step.rests[Number(at)]!))
  remember(step, key, after)
  return after
}

/** Most steps never need the map. */
function remember(step: { after: Map<string, Pattern> | null }, key: string, after: Pattern): void {
  const memo = step.after ??= new Map<string, Pattern>()
  memo.set(key, after)
}

/** Whether the content of an attribute, or a list's, matches a text as a whole. */
export function matchesValue(patterns: Patterns, pattern: Pattern, value: string): boolean {
  switch (pattern.kind) {
    case 'text': return true
    case 'empty': return isWhite(value)
    case 'value': case 'data': case 'list': return accepts(patterns, pattern, value)
    case 'choice': {
      const { words, others } = literalsOf(pattern)
      return words.has(value) || words.size > 0 && words.has(collapse(value)) || others.some(member => matchesValue(patterns, member, value))
    }
    default: return afterText(patterns, pattern, value).nullable || isWhite(value) && pattern.nullable
  }
}

export function literalsOf(pattern: Pattern): Literals {
  return pattern.memo.literals ??= {
    words: new Set((pattern.kind === 'choice' ? pattern.members : [pattern]).flatMap(member => member.kind === 'value' && !member.exact ? [member.text] : [])),
    others: (pattern.kind === 'choice' ? pattern.members : [pattern]).filter(member => member.kind !== 'value' || member.exact),
  }
}

/** What is left after a text; `notAllowed` when it may not stand there. */
export function afterText(patterns: Patterns, pattern: Pattern, value: string): Pattern {
  if (pattern.reads) return textDerivative(patterns, pattern, value)
  return pattern.memo.text ??= textDerivative(patterns, pattern, value)
}

function textDerivative(patterns: Patterns, pattern: Pattern, value: string): Pattern {
  switch (pattern.kind) {
    case 'text': return pattern
    case 'value': case 'data': case 'list': return accepts(patterns, pattern, value) ? patterns.empty : patterns.notAllowed
    case 'choice': return patterns.choice(pattern.members.map(member => afterText(patterns, member, value)))
    case 'interleave':
      return patterns.choice(pattern.members.map((member, at) =>
        patterns.interleave(pattern.members.map((other, index) => index === at ? afterText(patterns, member, value) : other))))
    case 'group': {
      const ways: Pattern[] = []
      for (let at = 0; at < pattern.members.length; at++) {
        ways.push(patterns.group([afterText(patterns, pattern.members[at]!, value), ...pattern.members.slice(at + 1)]))
        if (!pattern.members[at]!.nullable) break
      }
      return patterns.choice(ways)
    }
    case 'oneOrMore': return patterns.group([afterText(patterns, pattern.member, value), patterns.choice([pattern, patterns.empty])])
    default: return patterns.notAllowed
  }
}

function accepts(patterns: Patterns, pattern: Pattern, value: string): boolean {
  switch (pattern.kind) {
    case 'value': return pattern.exact ? value === pattern.text : value === pattern.text || collapse(value) === pattern.text
    case 'data': return pattern.datatype.accepts(value) && !(pattern.except && matchesValue(patterns, pattern.except, value))
    case 'list': {
      const words = collapse(value).split(' ').filter(word => word)
      return words.reduce((left, word) => afterText(patterns, left, word), pattern.member).nullable
    }
    default: return false
  }
}

/** At the end of the start tag: attributes that have not come can no longer come. */
export function closed(patterns: Patterns, pattern: Pattern): Pattern {
  return pattern.memo.closed ??= closedDerivative(patterns, pattern)
}

function closedDerivative(patterns: Patterns, pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'attribute': return patterns.notAllowed
    case 'oneOrMore': return patterns.oneOrMore(closed(patterns, pattern.member))
    case 'choice': case 'group': case 'interleave':
      return patterns[pattern.kind](pattern.members.map(member => closed(patterns, member)))
    default: return pattern
  }
}

function isWhite(value: string): boolean {
  return !/[^ \t\r\n]/.test(value)
}
