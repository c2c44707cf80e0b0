// What every part of a drawing has around it: a group that can be found, named, reached and marked.
import type { Board, PartDifference, PartKind, PartProblem } from '../board'
import { sentenceOf } from './sentence'
import { escape, round, words } from './text'

/** What the drawing functions share. */
export interface Pen {
  readonly board: Board
  readonly problems: readonly PartProblem[]
  /** What the machine that runs has otherwise. */
  readonly differs: readonly PartDifference[]
  /** Parts can be clicked, reached by keys and are named for screen readers; else they are named for the mouse. */
  readonly live: boolean
  /** The line of a part in the text, counted from 1. */
  readonly lineOf?: (part: number) => number
}

export type Hue = 'board' | 'storage' | 'network' | 'display' | 'host' | 'other'

export const hueOf: Readonly<Record<PartKind, Hue>> = {
  'cpu': 'board', 'memory': 'board', 'module': 'board', 'cell': 'board', 'firmware': 'board', 'bus': 'other', 'bridge': 'other', 'controller': 'other',
  'disk': 'storage', 'cdrom': 'storage', 'floppy': 'storage', 'filesystem': 'storage', 'network': 'network', 'video': 'display', 'display': 'display', 'keyboard': 'display', 'pointer': 'display', 'sound': 'display',
  'host-device': 'host', 'serial': 'other', 'tpm': 'other', 'other': 'other',
}

/** The badges, of its problems and of what runs otherwise, stand at the corner that is given. */
export function group({ board, problems, differs, live, lineOf }: Pen, index: number, inside: string, look: string, corner: { readonly x: number, readonly y: number }): string {
  const part = board.parts[index]!
  const own = problems.filter(problem => problem.part === index)
  const other = differs.filter(one => one.part === index)
  const sentence = escape(sentenceOf(board, index, [...problems, ...other], lineOf?.(index)))
  const classes = ['part', hueOf[part.kind], `kind-${part.kind}`, look, part.added === undefined ? '' : 'added', own.length ? 'troubled' : ''].filter(Boolean).join(' ')
  const named = live ? ` role="button" tabindex="-1" data-part="${index}" aria-label="${sentence}"` : ''
  return `<g class="${classes}"${named}>${live ? '' : `<title>${sentence}</title>`}${inside}${own.length ? badge(own, corner.x, corner.y) : ''}${other.length ? mark('differs', '≠', corner.x - (own.length ? 20 : 0), corner.y) : ''}</g>`
}

const levels = ['error', 'warning', 'information', 'hint'] as const

export function badge(problems: readonly PartProblem[], x: number, y: number): string {
  const worst = levels.find(level => problems.some(problem => problem.level === level))!
  return mark(worst, problems.length > 1 ? String(Math.min(problems.length, 99)) : '!', x, y)
}

const mark = (look: string, text: string, x: number, y: number): string =>
  `<circle class="badge ${look}" cx="${round(x)}" cy="${round(y)}" r="8.5"/>${words(x, y + 4, text, { size: 11, look: 'badge-text', anchor: 'middle' })}`

export const frame = (x: number, y: number, w: number, h: number, rx: number): string => `<rect class="frame" x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${rx}"/>`

export const rect = (look: string, x: number, y: number, w: number, h: number, rx = 0): string =>
  `<rect class="${look}" x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}"${rx ? ` rx="${rx}"` : ''}/>`
