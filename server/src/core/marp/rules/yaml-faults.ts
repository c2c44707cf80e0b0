// YAML's complaints in the words of somebody who writes a deck: what the line says, why YAML stumbles, what to do.
// The parser's code tells little; the line itself tells what was meant.
import { commentLine, frontMatterLine } from '../directives'
import type { YamlFault } from '../yaml'

export interface Explanation {
  /** Columns of the line. */
  readonly start: number
  readonly end: number
  readonly message: string
  /** Quotes around the span mend it. */
  readonly quote?: boolean
  /** Spaces for the tabs of the span mend it. */
  readonly tab?: boolean
  /** This text behind the span mends it. */
  readonly insert?: string
}

/** `from` and `to` are the fault's columns; `to` may lie on a later line. */
export const explain = (fault: YamlFault, line: string, from: number, to: number): Explanation => {
  const whole = { start: line.length - line.trimStart().length, end: Math.max(line.trimEnd().length, line.length - line.trimStart().length) }
  const indent = /^[ ]*\t[ \t]*/.exec(line)
  if (indent) return { start: 0, end: indent[0].length, tab: true, message: 'YAML does not allow tabs as indentation: use spaces.' }

  const setting = /^(\s*)(["']?[^\s"':#[\]{},][^:]*?["']?)\s*:(\s+)(.*)$/.exec(line)
  if (setting) {
    const [, blanks = '', key = '', gap = '', rest = ''] = setting
    const value = rest.trimEnd()
    const start = line.length - rest.length
    const span = { start, end: start + value.length }
    const known = frontMatterLine(line) ?? commentLine(line)
    if (value !== '') {
      const first = value.charAt(0)
      if (fault.code === 'UNPRINTABLE') return { start: from, end: from + 1, message: 'This character is invisible and not allowed in YAML: delete it.' }
      if (first === '"' || first === "'") {
        return closes(value, first)
          ? { ...span, quote: true, message: `Text follows the closing quote of \`${key}\`: put the whole value in quotes.` }
          : { ...span, message: `The closing quote of \`${key}\` is missing: end the value with ${first === '"' ? 'a double quote' : 'a single quote'}, or begin it without.` }
      }
      const special = specials[first]
      if (special) return { ...span, quote: true, message: `A value that begins with \`${first}\` ${special}: put the value of \`${key}\` in quotes.` }
      if (known && value.includes('\\')) {
        return { ...span, quote: true, message: `Marp reads a backslash in \`${key}\` as the start of an escape: write it twice, or put the value in single quotes.` }
      }
      if (!known && /:(\s|$)/.test(value)) {
        return { ...span, quote: true, message: `The value of \`${key}\` has a colon and a space in it, which YAML takes for another \`name: value\`: put it in quotes.` }
      }
    }
    if (blanks !== '') {
      return { start: blanks.length, end: blanks.length + key.length, message: `\`${key}\` is indented, so YAML takes it as a part of the line before: begin it at the start of the line.` }
    }
    if (gap === '' && value === '') return { ...whole, message: 'YAML cannot read this line.' }
  }

  const tight = /^(["']?_?[A-Za-z]+["']?\s*):(?=\S)/.exec(line)
  if (tight) return { start: 0, end: tight[0].length, insert: ' ', message: `A space is missing behind the colon of \`${(tight[1] ?? '').trim()}\`.` }
  if (/^\s+\S/.test(line)) {
    return { ...whole, message: 'YAML cannot tell what this indented line belongs to: a value that spans lines needs `|` or quotes behind its colon.' }
  }
  if (line.trim() !== '' && !/:(\s|$)/.test(line)) return { ...whole, message: `This line is not \`name: value\`${/^[_A-Za-z]+$/.test(line.trim()) ? ': a colon and a value are missing' : ''}.` }
  const start = Math.min(Math.max(from, 0), whole.end)
  const end = Math.min(Math.max(to, start), whole.end)
  return { ...(end > start ? { start, end } : whole), message: `YAML cannot read this line: ${fault.message.split('\n')[0]?.replace(/\.$/, '')}.` }
}

const specials: Readonly<Record<string, string>> = {
  '*': 'is an alias in YAML',
  '&': 'is an anchor in YAML',
  '[': 'is a list in YAML',
  '{': 'is a map in YAML',
  '!': 'is a tag in YAML',
  '|': 'is block text in YAML',
  '>': 'is folded text in YAML',
  '@': 'is reserved in YAML',
  '`': 'is reserved in YAML',
  '%': 'is a directive in YAML',
  ',': 'is a separator in YAML',
  ']': 'is the end of a list in YAML',
  '}': 'is the end of a map in YAML',
  '-': 'is a list item in YAML',
}

/** A quoted text ends in this value, and something follows. */
const closes = (value: string, quote: string): boolean =>
  quote === '"' ? /^"(?:[^"\\]|\\.)*"/.test(value) : /^'(?:[^']|'')*'/.test(value)
