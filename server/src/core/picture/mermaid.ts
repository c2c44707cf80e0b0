// A board as a Mermaid flowchart, for a page or a deck whose readers' tool draws it.
import type { Board, Lead } from '../board'

export function mermaidOf(board: Board): string {
  const lines = ['flowchart LR', `  subgraph machine["${label(board.name || 'machine')}"]`, '    direction LR']
  const shown = board.parts.map((part, index) => ({ part, index })).filter(({ part }) => part.kind !== 'cell' && part.kind !== 'bridge')
  /** The nearest shown part above it: bridges are the board's affair. */
  const above = (index: number): number | undefined => {
    const { on } = board.parts[index]!
    return on !== undefined && board.parts[on]!.kind === 'bridge' ? above(on) : on
  }
  const used = new Set(shown.flatMap(({ index }) => above(index) ?? []))
  for (const { part, index } of shown) {
    if (part.kind === 'bus' && !used.has(index)) continue
    const [open, close] = part.kind === 'bus' ? ['[[', ']]'] : ['disk', 'cdrom', 'floppy'].includes(part.kind) ? ['[(', ')]'] : part.kind === 'cpu' || part.kind === 'memory' || part.kind === 'firmware' ? ['{{', '}}'] : ['[', ']']
    lines.push(`    p${index}${open}"${label(part.title)}${part.detail === undefined ? '' : `<br>${label(part.detail)}`}"${close}`)
  }
  for (const { part, index } of shown) {
    const on = above(index)
    if (on !== undefined) lines.push(`    p${on} ${part.added === undefined ? '---' : '-.-'}${part.seat === undefined || board.parts[part.on!]!.kind === 'bridge' ? '' : `|"${label(part.seat)}"|`} p${index}`)
  }
  lines.push('  end')
  const ends = new Map<string, string>()
  for (const { part: { lead }, index } of shown) {
    if (!lead) continue
    const key = lead.shared ? `${lead.kind} ${lead.name}` : `own ${index}`
    const known = ends.get(key) ?? `e${ends.size}`
    if (!ends.has(key)) lines.push(`  ${known}${shapes[lead.kind][0]}"${label(lead.name)}${lead.note === undefined ? '' : `<br>${label(lead.note)}`}"${shapes[lead.kind][1]}`)
    ends.set(key, known)
    lines.push(`  p${index} --> ${known}`)
  }
  const added = shown.filter(({ part, index }) => part.added !== undefined && (part.kind !== 'bus' || used.has(index))).map(({ index }) => `p${index}`)
  if (added.length) lines.push('  classDef added stroke-dasharray: 4 3', `  class ${added.join(',')} added`)
  return `${lines.join('\n')}\n`
}

const round = ['([', '])'] as const
const shapes: Readonly<Record<Lead['kind'], readonly [open: string, close: string]>> = {
  image: ['[/', '/]'], block: ['[(', ')]'], volume: ['[(', ')]'], remote: ['[(', ')]'], folder: ['[/', '/]'],
  network: ['((', '))'], bridge: ['{{', '}}'], interface: ['[', ']'], user: ['([', '])'], 'host-device': ['[', ']'], screen: round, stream: round,
}

/** Mermaid's own escapes: a hash, a name or a number, and a semicolon. In quotes nothing else ends a label. */
const label = (text: string): string => [...text.replace(/\s+/g, ' ').slice(0, 120)].map(character =>
  /[\p{L}\p{N} .,:;/_()+×@=%-]/u.test(character) && character !== ';' ? character : `#${character.codePointAt(0)!};`).join('')
