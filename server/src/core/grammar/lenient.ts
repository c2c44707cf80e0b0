// Derivatives that forgive what is missing, and say what it was. Used only once the strict ones in match.ts have failed.
import { inClass } from './format'
import { closed } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** One thing that lacks; where several would do, any of them. The empty name is a text. */
export type Lack = readonly string[]

/** A way on, and the attributes that it takes as given. */
export interface Way {
  readonly pattern: Pattern
  readonly missing: readonly Lack[]
}

export interface Reach {
  readonly declaration: Declaration
  readonly rest: Pattern
  /** What should have stood before. */
  readonly missing: readonly Lack[]
}

const mostWays = 12

/** The end of a start tag whatever attributes are missing: the ways on that take the fewest as given. */
export function closingWays(patterns: Patterns, pattern: Pattern): readonly Way[] {
  const strict = closed(patterns, pattern)
  if (strict !== patterns.notAllowed) return [{ pattern: strict, missing: [] }]
  switch (pattern.kind) {
    case 'attribute': return typeof pattern.name === 'string' ? [{ pattern: patterns.empty, missing: [[pattern.name]] }] : []
    case 'oneOrMore': return closingWays(patterns, pattern.member).map(way => ({ ...way, pattern: patterns.oneOrMore(way.pattern) }))
    case 'choice': return fewest(patterns, pattern.members.flatMap(member => closingWays(patterns, member)))
    case 'group': case 'interleave': {
      let ways: readonly { readonly members: readonly Pattern[], readonly missing: readonly Lack[] }[] = [{ members: [], missing: [] }]
      for (const member of pattern.members) {
        const here = closingWays(patterns, member)
        ways = ways.flatMap(way => here.map(({ pattern, missing }) => ({
          members: [...way.members, pattern], missing: [...way.missing, ...missing.filter(lack => !way.missing.some(other => keyOf(other) === keyOf(lack)))],
        }))).slice(0, mostWays)
      }
      return fewest(patterns, ways.map(({ members, missing }) => ({ pattern: patterns[pattern.kind](members), missing })))
    }
    default: return []
  }
}

/** Ways that lack the same are one, and so are those that lack one thing each; those that lack much more than the best are none. */
function fewest(patterns: Patterns, ways: readonly Way[]): readonly Way[] {
  const byMissing = new Map<string, Way>()
  for (const way of ways) {
    if (way.pattern === patterns.notAllowed) continue
    const key = way.missing.length === 1 ? '' : way.missing.map(keyOf).sort().join(' ')
    const same = byMissing.get(key)
    byMissing.set(key, !same ? way : {
      missing: way.missing.length === 1 ? [[...new Set([...same.missing[0]!, ...way.missing[0]!])]] : same.missing,
      pattern: patterns.choice([same.pattern, way.pattern]),
    })
  }
  const least = Math.min(...[...byMissing.values()].map(way => way.missing.length))
  return [...byMissing.values()].filter(way => way.missing.length <= least + 1).slice(0, mostWays)
}

function keyOf(lack: Lack): string {
  return [...lack].sort().join('|')
}

/** What a pattern still needs to match; null when nothing helps. */
export function lacking(pattern: Pattern): readonly Lack[] | null {
  if (pattern.nullable) return []
  switch (pattern.kind) {
    case 'element': return typeof pattern.declaration.name === 'string' ? [[pattern.declaration.name]] : null
    case 'data': case 'value': case 'list': return [['']]
    case 'oneOrMore': return lacking(pattern.member)
    case 'group': case 'interleave': {
      const parts = pattern.members.map(lacking)
      return parts.some(part => part === null) ? null : parts.flatMap(part => part!)
    }
    case 'choice': {
      const parts = pattern.members.map(lacking).filter(part => part !== null)
      const least = Math.min(...parts.map(part => part.length))
      const best = parts.filter(part => part.length === least)
      if (!best[0]) return null
      return least === 1 ? [[...new Set(best.flatMap(part => part[0]!))]] : best[0]
    }
    default: return null
  }
}

/** The declarations that an element of this name could be if what must stand before it were there. */
export function reaching(patterns: Patterns, pattern: Pattern, name: string): readonly Reach[] {
  switch (pattern.kind) {
    case 'element': {
      const { declaration } = pattern
      return inClass(declaration.name, name) ? [{ declaration, rest: patterns.empty, missing: [] }] : []
    }
    case 'choice': return pattern.members.flatMap(member => reaching(patterns, member, name))
    case 'oneOrMore':
      return reaching(patterns, pattern.member, name).map(reach => ({
        ...reach, rest: patterns.group([reach.rest, patterns.choice([pattern, patterns.empty])]),
      }))
    case 'interleave':
      return pattern.members.flatMap((member, at) => reaching(patterns, member, name).map(reach => ({
        ...reach, rest: patterns.interleave(pattern.members.map((other, index) => index === at ? reach.rest : other)),
      })))
    case 'group': {
      const found: Reach[] = []
      let before: readonly Lack[] = []
      for (let at = 0; at < pattern.members.length; at++) {
        for (const reach of reaching(patterns, pattern.members[at]!, name)) {
          found.push({ ...reach, missing: [...before, ...reach.missing], rest: patterns.group([reach.rest, ...pattern.members.slice(at + 1)]) })
        }
        const lack = lacking(pattern.members[at]!)
        if (lack === null) break
        before = [...before, ...lack]
      }
      return found
    }
    default: return []
  }
}
