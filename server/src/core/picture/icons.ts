// Our own drawings, one for each kind of part and of what a part leads to: strokes on a field of 24 by 24, coloured by the style. Each
// is one path, for a large machine has hundreds of them.
import type { Lead, PartKind } from '../board'
import { round } from './text'

/** Drawn at a place, of a size. */
export const partIcon = (kind: PartKind, x: number, y: number, size: number): string => drawn(shapes[kind], x, y, size)

export const leadIcon = (kind: Lead['kind'], x: number, y: number, size: number): string => drawn(leads[kind], x, y, size)

const drawn = (shape: string, x: number, y: number, size: number): string =>
  `<path class="icon" transform="translate(${round(x)} ${round(y)}) scale(${Math.round(size / 24 * 1000) / 1000})" d="${shape}"/>`

const shapes: Readonly<Record<PartKind, string>> = {
  'cpu': 'M7.5 6h9a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1 -1.5 1.5h-9a1.5 1.5 0 0 1 -1.5 -1.5v-9a1.5 1.5 0 0 1 1.5 -1.5zM10 9.5h4a.5 .5 0 0 1 .5 .5v4a.5 .5 0 0 1 -.5 .5h-4a.5 .5 0 0 1 -.5 -.5v-4a.5 .5 0 0 1 .5 -.5zM9 3v3M12 3v3M15 3v3M9 18v3M12 18v3M15 18v3M3 9h3M3 12h3M3 15h3M18 9h3M18 12h3M18 15h3',
  'memory': 'M3 7h18v9h-2v2h-5.5v-2h-3v2H5v-2H3zM7 10v3M11 10v3M15 10v3M18 10v3',
  'module': 'M3 7h18v9h-2v2h-5.5v-2h-3v2H5v-2H3zM7 10v3M11 10v3M15 10v3M18 10v3',
  'cell': 'M5.5 3.5h13a2 2 0 0 1 2 2v13a2 2 0 0 1 -2 2h-13a2 2 0 0 1 -2 -2v-13a2 2 0 0 1 2 -2zM12 3.5v17M3.5 12h17',
  'firmware': 'M5 8h14a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-14a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM7 8V5M12 8V5M17 8V5M7 19v-3M12 19v-3M17 19v-3M6.4 12a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0z',
  'bus': 'M4 7h16M4 12h16M4 17h16M8 4v16M16 4v16',
  'bridge': 'M4 8h16a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-16a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM7 12h2M11 12h2M15 12h2',
  'controller': 'M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0zM12 3v6M12 15v6M3 12h6M15 12h6M11 3.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0zM11 20.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0zM2.5 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0zM19.5 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z',
  'disk': 'M4.5 5.5a7.5 2.8 0 1 0 15 0a7.5 2.8 0 1 0 -15 0zM4.5 5.5v13c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8v-13M4.5 12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8',
  'cdrom': 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0zM9.8 12a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0zM12 6.5A5.5 5.5 0 0 1 17.5 12',
  'floppy': 'M4 4h13l3 3v13H4zM8 4v5h7V4M7.5 20v-6h9v6',
  'filesystem': 'M3 6.5A1.5 1.5 0 0 1 4.5 5H9l2 2.5h8.5A1.5 1.5 0 0 1 21 9v9.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5zM8 14h8M13.5 11.5 16 14l-2.5 2.5',
  'network': 'M10 3h4a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM4 16h4a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM16 16h4a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM12 8v4M6 16v-4h12v4',
  'video': 'M3 4v16M3 6h17.5v10H3M6.5 11a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM13 11a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM6 16v2.5h7V16',
  'display': 'M4.5 4h15a1.5 1.5 0 0 1 1.5 1.5v9.5a1.5 1.5 0 0 1 -1.5 1.5h-15a1.5 1.5 0 0 1 -1.5 -1.5v-9.5a1.5 1.5 0 0 1 1.5 -1.5zM12 16.5V20M8 20h8',
  'keyboard': 'M4 7h16a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1 -1.5 1.5h-16a1.5 1.5 0 0 1 -1.5 -1.5v-8a1.5 1.5 0 0 1 1.5 -1.5zM6 10.5h.01M9 10.5h.01M12 10.5h.01M15 10.5h.01M18 10.5h.01M8 14.5h8',
  'pointer': 'M12 3h0a5.5 5.5 0 0 1 5.5 5.5v7a5.5 5.5 0 0 1 -5.5 5.5h0a5.5 5.5 0 0 1 -5.5 -5.5v-7a5.5 5.5 0 0 1 5.5 -5.5zM12 6.5v4',
  'sound': 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15 9.5a3.5 3.5 0 0 1 0 5M17.5 7a7 7 0 0 1 0 10',
  'host-device': 'M3 4v16M3 6h17.5v10H3M7.5 11a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM15.5 9v4M18 9v4M6 16v2.5h7V16',
  'serial': 'M4.5 5h15a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1 -1.5 1.5h-15a1.5 1.5 0 0 1 -1.5 -1.5v-11a1.5 1.5 0 0 1 1.5 -1.5zM7 10l2.5 2L7 14M12 15h5',
  'tpm': 'M12 3l7.5 3v5.5c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.5V6zM9 12l2.2 2.2L15.2 10',
  'other': 'M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-10a3 3 0 0 1 3 -3zM8.5 12h.01M12 12h.01M15.5 12h.01',
}

const cylinder = shapes.disk
const cloud = 'M7 18.5a4 4 0 0 1-.6-7.950 5.5 5.5 0 0 1 10.6-1.2A4.6 4.6 0 0 1 17.2 18.5z'
const jack = 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2zM8 16v-4h2V9h4v3h2v4z'

const leads: Readonly<Record<Lead['kind'], string>> = {
  image: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5',
  block: cylinder,
  volume: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  remote: cloud,
  folder: 'M3 6.5A1.5 1.5 0 0 1 4.5 5H9l2 2.5h8.5A1.5 1.5 0 0 1 21 9v9.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5z',
  network: cloud,
  bridge: 'M3 17h18M5 17V9M19 17V9M3 11c5 0 6-4 9-4s4 4 9 4M9 17v-8M15 17v-8',
  interface: jack,
  user: 'M8.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0zM5 20c0-4 3-6.5 7-6.5s7 2.5 7 6.5',
  'host-device': shapes['host-device'],
  screen: shapes.display,
  stream: shapes.serial,
}
