// Markdown on a terminal: paragraphs and lists wrapped to its width, code in colour where there is colour, blocks as they are.
import { columnsOf } from './quote'

export interface Screen {
  readonly columns: number
  readonly colored: boolean
}

interface Manner {
  /** Stands before the text, as it is. */
  readonly first?: string
  /** How far the later lines are indented. */
  readonly indent?: number
  readonly label?: boolean
  readonly style?: 'bold'
}

/** One paragraph. */
export function wrapped(text: string, { columns, colored }: Screen, { first = '', indent = 0, label = false, style }: Manner = {}): readonly string[] {
  const width = Math.max(30, Math.min(columns, widest))
  // A name longer than its column has a line to itself.
  const apart = label && indent > 4 && (columnsOf(first) > indent || !first.endsWith('  '))
  const lines: string[] = []
  let line = apart ? ' '.repeat(indent) : first
  let empty = true
  for (const word of words(text, Math.min(40, width - indent))) {
    if (!empty && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line)
      line = ' '.repeat(indent)
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  const [head, ...rest] = apart ? [first, ...lines, line] : [...lines, line]
  const body = paint(head!.slice(first.length), colored, style)
  return [`${label && colored ? `\x1b[1m${first}\x1b[0m` : first}${body}`, ...rest.map(one => paint(one, colored, style))].map(one => one.trimEnd())
}

/** Beyond it, lines are hard to read, however wide the terminal is. */
const widest = 100

/** A text of several paragraphs, with lists and blocks of code. */
export function markdownLines(text: string, screen: Screen): readonly string[] {
  return text.split(/(^```[\s\S]*?^```$)/m).flatMap(part => {
    if (part.startsWith('```')) return part.split('\n').slice(1, -1).map(line => `    ${line}`)
    return part.trim().split(/\n(?=- )|\n{2,}/).flatMap((paragraph, at, all) => {
      const [, bullet, body] = /^(- )?([\s\S]*)$/.exec(paragraph)!
      const gap = at > 0 && !(bullet && all[at - 1]!.startsWith('- ')) ? [''] : []
      return [...gap, ...wrapped(body!, screen, bullet ? { first: '- ', indent: 2 } : {})]
    })
  }).reduce<readonly string[]>((lines, line) => line.startsWith('    ') && lines.length && !lines[lines.length - 1]!.startsWith('    ') ? [...lines, '', line] : !line.startsWith('    ') && lines[lines.length - 1]?.startsWith('    ') ? [...lines, '', line] : [...lines, line], [])
}

/** Without the marks of Markdown that a terminal has no use of; backticks stay where there is no colour. */
export const plain = (text: string): string => text.replace(/\*\*([^*]+)\*\*/g, '$1').replace(/(^|[\s(])\*([^*\s][^*]*)\*(?=[\s.,;:)]|$)/g, '$1$2').replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')

/** Code is not broken where it has room. */
const words = (text: string, room: number): readonly string[] =>
  [...plain(text).matchAll(/(?:`[^`]*`|\S)+/g)].flatMap(([word]) => columnsOf(word) <= room ? [word] : word.split(/\s+/))

function paint(line: string, colored: boolean, style?: 'bold'): string {
  if (!colored) return line
  const code = line.replace(/`([^`]+)`/g, '\x1b[36m$1\x1b[39m')
  return style === 'bold' ? `\x1b[1m${code}\x1b[22m` : code
}
