// XML Schema's regular expressions as JavaScript's, anchored; and those that are but a list of words, as that list.
// https://www.w3.org/TR/xmlschema-2/#regexs

/** Null when the expression uses what we do not know (class subtraction, blocks) or is broken. */
export function toRegExp(pattern: string): RegExp | null {
  const source = translated(pattern)
  if (source === null) return null
  try {
    return new RegExp(`^(?:${source})$`, 'u')
  } catch {
    return null
  }
}

/** `(vepa|bridge|private)` as its words; null for anything richer. */
export function wordsOf(pattern: string): readonly string[] | null {
  const bare = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern
  const words = bare.split('|').map(word => /^\(([^()]*)\)$/.exec(word)?.[1] ?? word)
  return words.length > 1 && words.every(word => /^[\w-]+$/.test(word)) ? words : null
}

const outsideEscapes = new Set([...'\\^$.*+?()[]{}|/'])
const insideEscapes = new Set([...'\\]^-['])
const shorthands: Readonly<Record<string, string>> = {
  d: '\\p{Nd}', D: '\\P{Nd}',
  s: '[ \\t\\n\\r]', S: '[^ \\t\\n\\r]',
  w: '[^\\p{P}\\p{Z}\\p{C}]', W: '[\\p{P}\\p{Z}\\p{C}]',
  i: '[:_\\p{L}]', c: '[-.:_\\p{L}\\p{N}\\u00b7]',
}
const shorthandsInside: Readonly<Record<string, string>> = { d: '\\p{Nd}', D: '\\P{Nd}', s: ' \\t\\n\\r', i: ':_\\p{L}', c: '\\-.:_\\p{L}\\p{N}\\u00b7' }

function translated(pattern: string): string | null {
  let source = ''
  let inside = false
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!
    if (character === '\\') {
      const next = characters[++i] ?? ''
      const one = inside ? shorthandsInside[next] : shorthands[next]
      if (one !== undefined) source += one
      else if (next === 'n' || next === 'r' || next === 't') source += `\\${next}`
      else if (/[A-Za-z0-9]/.test(next) || next === '') return null
      else source += (inside ? insideEscapes : outsideEscapes).has(next) ? `\\${next}` : next
    } else if (inside) {
      if (character === '[') return null
      if (character === ']') inside = false
      source += character
    } else if (character === '[') {
      inside = true
      source += characters[i + 1] === '^' ? `[${characters[++i]!}` : '['
    } else if (character === '.') {
      source += '[^\\n\\r]'
    } else {
      source += character === '^' || character === '$' ? `\\${character}` : character
    }
  }
  return source
}
