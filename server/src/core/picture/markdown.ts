// A board in Markdown: a heading and tables, for a page of documentation or a slide of a deck.
import type { Board, Part, PartKind } from '../board'
import { kindNames } from './sentence'

export function markdownOf(board: Board): string {
  const about = [board.hypervisor, board.arch, board.machine].filter(word => word !== undefined).map(plain)
  const system = [board.processor?.part, board.memory?.part, board.firmware].flatMap(index => index === undefined ? [] : [board.parts[index]!])
  const boots = board.boot.map(one => typeof one === 'number' ? bootName(board.parts[one]!) : one)
  const rows: (readonly [string, string])[] = [
    ...system.map(part => [kindNames[part.kind], said(part)] as const),
    ...board.cells.map(({ part, cpus }) => [board.parts[part]!.title, [board.parts[part]!.detail, cpus && `vCPUs ${cpus}`].filter(Boolean).join(', ')] as const),
    ...boots.length ? [['Boots from', boots.join(', ')] as const] : [],
  ]
  const sections = groups.flatMap(({ title, kinds }) => {
    const parts = board.parts.filter(({ kind, added }) => kinds.includes(kind) && added === undefined)
    return parts.length ? ['', `### ${title}`, '', ...table([title, 'What', 'Leads to'], parts.map(part => [part.title, part.detail ?? '', part.lead ? [part.lead.name, part.lead.note].filter(Boolean).join(', ') : '']))] : []
  })
  return [
    `## ${plain(board.name || 'A machine')}`,
    ...board.title === undefined ? [] : ['', line(board.title)],
    ...about.length ? ['', about.join(' · ')] : [],
    ...rows.length ? ['', ...table(['Machine', ''], rows)] : [],
    ...sections, '',
  ].join('\n')
}

const groups: readonly { readonly title: string, readonly kinds: readonly PartKind[] }[] = [
  { title: 'Storage', kinds: ['disk', 'cdrom', 'floppy', 'filesystem'] },
  { title: 'Network', kinds: ['network'] },
  { title: 'Screen, sound, input', kinds: ['video', 'display', 'sound', 'keyboard', 'pointer'] },
  { title: 'From the host', kinds: ['host-device'] },
  { title: 'More', kinds: ['module', 'serial', 'tpm', 'other'] },
]

/** A network card by what it leads to: there may be several. */
const bootName = ({ kind, title, lead }: Part): string => kind === 'network' ? lead?.name ?? title : title

const said = ({ title, detail }: Part): string => [title, detail].filter(Boolean).join(', ')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows.map(row => row.map(plain))].map(row => `| ${row.join(' | ')} |`)

/** Nothing in it is Markdown, HTML or a cell's end. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/[\\`*_{}[\]#|!~$^=]/g, character => `\\${character}`)
  .replace(/:\/\//g, '&#58;//').replace(/@/g, '&#64;')

/** At the beginning of a line more is Markdown. */
const line = (text: string): string => plain(text).replace(/^([-+>])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2')
