// Whether what an element holds is right as far as it goes: something may lack anywhere, and nothing may be too much or odd.
import { deepest } from './accept'
import { isBlank, type Item } from './item'
import { reaching, type Reach } from './lenient'
import { afterAttribute, afterText, attributeStep, matchesValue } from './match'
import type { Declaration, Pattern, Patterns } from './pattern'

/** Asks of several readings of one document; what is found of an item is kept. `levels`: elements further below are taken as right. */
export function makeGrowth(patterns: Patterns, levels = deepest): (item: Item, declaration: Declaration) => boolean {
  const found = new Map<Item, Map<Declaration, boolean>>()

  /** Whether more attributes, children and text would make it one of this declaration. */
  function grows(item: Item, declaration: Declaration, level = 0): boolean {
    const ofItem = found.get(item) ?? new Map<Declaration, boolean>()
    found.set(item, ofItem)
    const known = ofItem.get(declaration)
    if (known !== undefined) return known
    const made = read(item, declaration, level)
    ofItem.set(declaration, made)
    return made
  }

  function read({ attributes, content }: Item, declaration: Declaration, level: number): boolean {
    let state = declaration.content
    for (const { name, value } of attributes) {
      state = afterAttribute(patterns, attributeStep(patterns, state, name), value)
      if (state === patterns.notAllowed) return false
    }
    state = withoutAttributes(patterns, state)
    const elements = content.some(({ kind }) => kind === 'element')
    if (elements && level >= levels) return true
    for (const child of content) {
      if (child.kind === 'text') {
        if (isBlank(child.value)) continue
        if (!elements) return matchesValue(patterns, state, child.value)
        state = afterText(patterns, state, child.value)
      } else {
        state = patterns.choice(reached(patterns, state, child.name).filter(reach => grows(child, reach.declaration, level + 1)).map(({ rest }) => rest))
      }
      if (state === patterns.notAllowed) return false
    }
    return true
  }

  return (item, declaration) => grows(item, declaration)
}

/** The content, whatever attributes are still to come. */
function withoutAttributes(patterns: Patterns, pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'attribute': return patterns.empty
    case 'oneOrMore': case 'choice': case 'group': case 'interleave': {
      const known = contents.get(pattern)
      if (known) return known
      const made = pattern.kind === 'oneOrMore' ? patterns.oneOrMore(withoutAttributes(patterns, pattern.member))
        : patterns[pattern.kind](pattern.members.map(member => withoutAttributes(patterns, member)))
      contents.set(pattern, made)
      return made
    }
    default: return pattern
  }
}

const contents = new WeakMap<Pattern, Pattern>()

/** Asked for the same few states with every value that is tried. */
function reached(patterns: Patterns, pattern: Pattern, name: string): readonly Reach[] {
  const byName = reaches.get(pattern) ?? new Map<string, readonly Reach[]>()
  reaches.set(pattern, byName)
  const known = byName.get(name) ?? reaching(patterns, pattern, name)
  byName.set(name, known)
  return known
}

const reaches = new WeakMap<Pattern, Map<string, readonly Reach[]>>()
