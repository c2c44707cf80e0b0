// Marp's loosening: before YAML sees it, a line of a known directive gets its value double-quoted, so that
// `backgroundColor: #fff` and `header: a: b` work. As in marpit's directives/yaml.js; offsets lead back.

export interface Loosened {
  readonly text: string
  /** Where an offset of the loosened text came from. */
  origin(offset: number): number
  /** The lines (from zero) whose value got quotes. */
  readonly quoted: ReadonlySet<number>
}

export type LineMatcher = (line: string) => { readonly head: string; readonly value: string } | null

/** Knows the lines that Marp would quote: a name at column 0, perhaps with `_` and quotes, and anything behind its colon. */
export const lineMatcher = (names: readonly string[]): LineMatcher => {
  const forms = names.flatMap(name => [`_?${name}`, `"_?${name}"`, `'_?${name}'`])
  const pattern = new RegExp(`^((?:${forms.join('|')})\\s*:)(.+)$`)
  return line => {
    const match = pattern.exec(line)
    return match ? { head: match[1] ?? '', value: match[2] ?? '' } : null
  }
}

export const loosen = (text: string, match: LineMatcher): Loosened => {
  const quoted = new Set<number>()
  const at: number[] = []
  const from: number[] = []
  let out = ''
  let start = 0
  const copy = (origin: number, piece: string): void => {
    at.push(out.length)
    from.push(origin)
    out += piece
  }
  text.split('\n').forEach((line, index) => {
    const found = match(line)
    const trimmed = found?.value.trim() ?? ''
    if (!found || trimmed.length === 0 || taken.includes(trimmed.charAt(0))) {
      copy(start, `${line}\n`)
    } else {
      quoted.add(index)
      const value = start + found.head.length + found.value.indexOf(trimmed)
      copy(start, line.slice(0, value - start))
      copy(value, '"')
      let rest = value
      for (const piece of trimmed.split('"')) {
        if (rest > value) copy(rest - 1, '\\"')
        copy(rest, piece)
        rest += piece.length + 1
      }
      copy(value + trimmed.length, '"')
      copy(value + trimmed.length, '')
      copy(start + line.length, '\n')
    }
    start += line.length + 1
  })
  return {
    text: out,
    quoted,
    origin: offset => {
      let low = 0
      let high = at.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((at[middle] ?? 0) <= offset) low = middle + 1
        else high = middle
      }
      const origin = (from[low - 1] ?? 0) + offset - (at[low - 1] ?? 0)
      return Math.min(origin, from[low] ?? text.length, text.length)
    },
  }
}

/** What a value begins with when it is already YAML of its own; Marp leaves such lines alone. */
const taken = '["\'{|>~&*'
