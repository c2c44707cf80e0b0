// Our own drawings, one for each kind of part: strokes on a field of 24 by 24, coloured by the style sheet.
import type { MachinePart, MachinePartKind } from '../../../../server/src/core/model'

export const icon = (part: MachinePart): string =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapeOf(part)}</svg>`

/** Some parts of a kind look like nothing else; the words of the part tell which they are. */
const shapeOf = ({ kind, title, detail }: MachinePart): string =>
  special.find(([of, word]) => of === kind && word.test(`${title}, ${detail ?? ''}`))?.[2] ?? shapes[kind]

const special: readonly (readonly [kind: MachinePartKind, word: RegExp, shape: string])[] = [
  ['disk', /\bCD-ROM\b/i, '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="2.2"/><path d="M12 6.500A5.5 5.5 0 0 1 17.5 12"/>'],
  ['disk', /\bfloppy\b/i, '<path d="M4 4h13l3 3v13H4z"/><path d="M8 4v5h7V4M7.5 20v-6h9v6"/>'],
  ['input', /\b(mouse|tablet)\b/i, '<rect x="6.5" y="3" width="11" height="18" rx="5.5"/><path d="M12 6.500v4"/>'],
  ['display', /\bvideo card\b/i, '<path d="M3 4v16M3 6h17.500v10H3"/><circle cx="9" cy="11" r="2.5"/><circle cx="15.5" cy="11" r="2.5"/><path d="M6 16v2.500h7V16"/>'],
  ['other', /\bTPM\b/, '<path d="M12 3l7.5 3v5.500c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.500V6z"/><path d="M9 12l2.2 2.200L15.2 10"/>'],
  ['other', /\b(serial|console|parallel|channel)\b/i, '<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="M7 10l2.5 2L7 14M12 15h5"/>'],
]

const shapes: Readonly<Record<MachinePartKind, string>> = {
  'cpu': '<rect x="6" y="6" width="12" height="12" rx="1.5"/><rect x="9.5" y="9.5" width="5" height="5" rx=".5"/>'
    + '<path d="M9 3v3M12 3v3M15 3v3M9 18v3M12 18v3M15 18v3M3 9h3M3 12h3M3 15h3M18 9h3M18 12h3M18 15h3"/>',
  'memory': '<path d="M3 7h18v9h-2v2h-5.5v-2h-3v2H5v-2H3z"/><path d="M7 10v3M11 10v3M15 10v3M18 10v3"/>',
  'firmware': '<rect x="4" y="8" width="16" height="8" rx="1"/><path d="M7 8V5M12 8V5M17 8V5M7 19v-3M12 19v-3M17 19v-3"/><circle cx="7.3" cy="12" r=".9"/>',
  'disk': '<ellipse cx="12" cy="5.5" rx="7.5" ry="2.8"/><path d="M4.5 5.5v13c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8v-13"/><path d="M4.5 12c0 1.5 3.4 2.8 7.5 2.800s7.5-1.3 7.5-2.8"/>',
  'filesystem': '<path d="M3 6.500A1.5 1.5 0 0 1 4.5 5H9l2 2.500h8.500A1.5 1.5 0 0 1 21 9v9.500a1.5 1.5 0 0 1-1.5 1.500h-15A1.5 1.5 0 0 1 3 18.500z"/><path d="M8 14h8M13.5 11.5 16 14l-2.5 2.5"/>',
  'network': '<rect x="9" y="3" width="6" height="5" rx="1"/><rect x="3" y="16" width="6" height="5" rx="1"/><rect x="15" y="16" width="6" height="5" rx="1"/><path d="M12 8v4M6 16v-4h12v4"/>',
  'display': '<rect x="3" y="4" width="18" height="12.5" rx="1.5"/><path d="M12 16.500V20M8 20h8"/>',
  'input': '<rect x="2.5" y="7" width="19" height="11" rx="1.5"/><path d="M6 10.500h.01M9 10.500h.01M12 10.500h.01M15 10.500h.01M18 10.500h.01M8 14.500h8"/>',
  'sound': '<path d="M4 9.500h3.500L12 5.500v13l-4.5-4H4z"/><path d="M15 9.500a3.5 3.5 0 0 1 0 5M17.5 7a7 7 0 0 1 0 10"/>',
  'host-device': '<path d="M3 4v16M3 6h17.500v10H3"/><circle cx="10" cy="11" r="2.5"/><path d="M15.5 9v4M18 9v4M6 16v2.500h7V16"/>',
  'controller': '<circle cx="12" cy="12" r="3"/><path d="M12 3v6M12 15v6M3 12h6M15 12h6"/><circle cx="12" cy="3.5" r="1"/><circle cx="12" cy="20.5" r="1"/><circle cx="3.5" cy="12" r="1"/><circle cx="20.5" cy="12" r="1"/>',
  'other': '<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M8.5 12h.01M12 12h.01M15.5 12h.01"/>',
}
