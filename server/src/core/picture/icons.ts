// Our own drawings, one for each kind of part and of what a part leads to: strokes on a field of 24 by 24, coloured by the style.
import type { Lead, PartKind } from '../board'
import { round } from './text'

/** Drawn at a place, of a size. */
export const partIcon = (kind: PartKind, x: number, y: number, size: number): string => drawn(shapes[kind], x, y, size)

export const leadIcon = (kind: Lead['kind'], x: number, y: number, size: number): string => drawn(leads[kind], x, y, size)

const drawn = (shape: string, x: number, y: number, size: number): string =>
  `<g class="icon" transform="translate(${round(x)} ${round(y)}) scale(${Math.round(size / 24 * 1000) / 1000})">${shape}</g>`

const shapes: Readonly<Record<PartKind, string>> = {
  'cpu': '<rect x="6" y="6" width="12" height="12" rx="1.5"/><rect x="9.5" y="9.5" width="5" height="5" rx=".5"/>'
    + '<path d="M9 3v3M12 3v3M15 3v3M9 18v3M12 18v3M15 18v3M3 9h3M3 12h3M3 15h3M18 9h3M18 12h3M18 15h3"/>',
  'memory': '<path d="M3 7h18v9h-2v2h-5.5v-2h-3v2H5v-2H3z"/><path d="M7 10v3M11 10v3M15 10v3M18 10v3"/>',
  'module': '<path d="M3 7h18v9h-2v2h-5.5v-2h-3v2H5v-2H3z"/><path d="M7 10v3M11 10v3M15 10v3M18 10v3"/>',
  'cell': '<rect x="3.500" y="3.500" width="17" height="17" rx="2"/><path d="M12 3.500v17M3.500 12h17"/>',
  'firmware': '<rect x="4" y="8" width="16" height="8" rx="1"/><path d="M7 8V5M12 8V5M17 8V5M7 19v-3M12 19v-3M17 19v-3"/><circle cx="7.3" cy="12" r=".9"/>',
  'bus': '<path d="M4 7h16M4 12h16M4 17h16"/><path d="M8 4v16M16 4v16"/>',
  'bridge': '<rect x="3" y="8" width="18" height="8" rx="1"/><path d="M7 12h2M11 12h2M15 12h2"/>',
  'controller': '<circle cx="12" cy="12" r="3"/><path d="M12 3v6M12 15v6M3 12h6M15 12h6"/><circle cx="12" cy="3.5" r="1"/><circle cx="12" cy="20.5" r="1"/><circle cx="3.5" cy="12" r="1"/><circle cx="20.5" cy="12" r="1"/>',
  'disk': '<ellipse cx="12" cy="5.5" rx="7.5" ry="2.8"/><path d="M4.5 5.5v13c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8v-13"/><path d="M4.5 12c0 1.5 3.4 2.8 7.5 2.800s7.5-1.3 7.5-2.8"/>',
  'cdrom': '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="2.2"/><path d="M12 6.500A5.5 5.5 0 0 1 17.5 12"/>',
  'floppy': '<path d="M4 4h13l3 3v13H4z"/><path d="M8 4v5h7V4M7.5 20v-6h9v6"/>',
  'filesystem': '<path d="M3 6.500A1.5 1.5 0 0 1 4.5 5H9l2 2.500h8.500A1.5 1.5 0 0 1 21 9v9.500a1.5 1.5 0 0 1-1.5 1.500h-15A1.5 1.5 0 0 1 3 18.500z"/><path d="M8 14h8M13.5 11.5 16 14l-2.5 2.5"/>',
  'network': '<rect x="9" y="3" width="6" height="5" rx="1"/><rect x="3" y="16" width="6" height="5" rx="1"/><rect x="15" y="16" width="6" height="5" rx="1"/><path d="M12 8v4M6 16v-4h12v4"/>',
  'video': '<path d="M3 4v16M3 6h17.500v10H3"/><circle cx="9" cy="11" r="2.5"/><circle cx="15.5" cy="11" r="2.5"/><path d="M6 16v2.500h7V16"/>',
  'display': '<rect x="3" y="4" width="18" height="12.5" rx="1.5"/><path d="M12 16.500V20M8 20h8"/>',
  'keyboard': '<rect x="2.5" y="7" width="19" height="11" rx="1.5"/><path d="M6 10.500h.01M9 10.500h.01M12 10.500h.01M15 10.500h.01M18 10.500h.01M8 14.500h8"/>',
  'pointer': '<rect x="6.5" y="3" width="11" height="18" rx="5.5"/><path d="M12 6.500v4"/>',
  'sound': '<path d="M4 9.500h3.500L12 5.500v13l-4.5-4H4z"/><path d="M15 9.500a3.5 3.5 0 0 1 0 5M17.5 7a7 7 0 0 1 0 10"/>',
  'host-device': '<path d="M3 4v16M3 6h17.500v10H3"/><circle cx="10" cy="11" r="2.5"/><path d="M15.5 9v4M18 9v4M6 16v2.500h7V16"/>',
  'serial': '<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="M7 10l2.5 2L7 14M12 15h5"/>',
  'tpm': '<path d="M12 3l7.5 3v5.500c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.500V6z"/><path d="M9 12l2.2 2.200L15.2 10"/>',
  'other': '<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M8.5 12h.01M12 12h.01M15.5 12h.01"/>',
}

const cylinder = shapes.disk
const cloud = '<path d="M7 18.500a4 4 0 0 1-.6-7.950 5.500 5.500 0 0 1 10.600-1.200A4.600 4.600 0 0 1 17.200 18.500z"/>'
const jack = '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="M8 16v-4h2V9h4v3h2v4z"/>'

const leads: Readonly<Record<Lead['kind'], string>> = {
  image: '<path d="M6 3h8.500L19 7.500V21H6z"/><path d="M14 3v5h5"/>',
  block: cylinder,
  volume: '<path d="M12 3l8 4.500v9L12 21l-8-4.500v-9z"/><path d="M4 7.500l8 4.500 8-4.500M12 12v9"/>',
  remote: cloud,
  folder: '<path d="M3 6.500A1.500 1.500 0 0 1 4.500 5H9l2 2.500h8.500A1.500 1.500 0 0 1 21 9v9.500a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 18.500z"/>',
  network: cloud,
  bridge: '<path d="M3 17h18M5 17V9M19 17V9M3 11c5 0 6-4 9-4s4 4 9 4M9 17v-8M15 17v-8"/>',
  interface: jack,
  user: '<circle cx="12" cy="8" r="3.500"/><path d="M5 20c0-4 3-6.500 7-6.500s7 2.500 7 6.500"/>',
  'host-device': shapes['host-device'],
  screen: shapes.display,
  stream: shapes.serial,
}
