// A part in one sentence, as a screen reader says it and as the mouse shows it; and the facts that its title has not told.
import type { Board, Fact, Part, PartDifference, PartKind, PartProblem } from '../board'

export const kindNames: Readonly<Record<PartKind, string>> = {
  'cpu': 'Processor', 'memory': 'Memory', 'module': 'Memory module', 'cell': 'Cell', 'firmware': 'Firmware', 'bus': 'Bus', 'bridge': 'Bridge', 'controller': 'Controller',
  'disk': 'Disk', 'cdrom': 'CD-ROM drive', 'floppy': 'Floppy drive', 'filesystem': 'Shared folder', 'network': 'Network card', 'video': 'Video card', 'display': 'Display',
  'keyboard': 'Keyboard', 'pointer': 'Pointer', 'sound': 'Sound', 'host-device': 'Host device', 'serial': 'Line', 'tpm': 'TPM', 'other': 'Device',
}

/** `line`: where it stands in the text, counted from 1. */
export function sentenceOf(board: Board, index: number, remarks: readonly (PartProblem | PartDifference)[] = [], line?: number): string {
  const part = board.parts[index]!
  const on = part.on === undefined ? undefined : board.parts[part.on]
  const boots = board.boot.indexOf(index)
  return [
    nameOf(part), part.detail ?? '',
    on && `on ${on.title}${part.seat === undefined ? '' : ` at ${part.seat}`}`,
    part.lead && `leads to ${part.lead.name}${part.lead.note === undefined ? '' : ` (${part.lead.note})`}`,
    ...newsOf(part).map(([label, value]) => `${label} ${value}`),
    boots >= 0 && `boots as number ${boots + 1}`,
    part.added === undefined ? '' : 'not in the text',
    ...remarks.filter(remark => remark.part === index).map(remark => 'what' in remark ? remark.what : `${remark.level}: ${remark.message}`),
    line !== undefined && `line ${line}`,
  ].filter(Boolean).join(', ')
}

/** The kind before the title, unless that says it. */
export const nameOf = ({ kind, title }: Part): string => title.toLowerCase().includes(kindNames[kind].toLowerCase()) ? title : `${kindNames[kind]} ${title}`

/** The facts that kind, title and detail have not told. */
export function newsOf({ kind, title, detail = '', facts, lead }: Part): readonly Fact[] {
  const told = `${kindNames[kind]}, ${title}, ${detail}, ${lead?.name ?? ''}`.toLowerCase()
  const known = new Set(told.split(/[ ,]+/))
  const says = (text: string): boolean => known.has(text) || text.length > 3 && told.includes(text)
  return facts.filter(([label, value]) => !says((value === 'yes' ? label : value).toLowerCase()))
}
