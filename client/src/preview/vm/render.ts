// A machine as HTML: the board with its chips, and the buses that lead to everything else. Pure; every word is escaped.
import type { MachinePart, MachinePartKind, MachineSummary } from '../../../../server/src/core/model'
import { escapeHtml } from '../escape'
import { icon } from './icons'

interface Bus {
  readonly id: string
  readonly label: string
  readonly kinds: readonly MachinePartKind[]
  readonly small?: boolean
}

/** What hangs on the board: two columns where there is room, and below them what is many and dull. */
const columns: readonly (readonly Bus[])[] = [
  [
    { id: 'storage', label: 'Storage', kinds: ['disk', 'filesystem'] },
    { id: 'host', label: 'From the host', kinds: ['host-device'] },
  ],
  [
    { id: 'network', label: 'Network', kinds: ['network'] },
    { id: 'display', label: 'Screen, sound, input', kinds: ['display', 'sound', 'input'] },
  ],
  [{ id: 'other', label: 'Controllers and more', kinds: ['controller', 'other'], small: true }],
]

/** More cores than these are counted, not drawn. */
const drawnCores = 64

interface Placed {
  readonly part: MachinePart
  readonly index: number
  readonly line: number
}

/** `lineAt` gives the line, counted from 1, of an offset: screen readers say it, and the mouse shows it. */
export function machineHtml(machine: MachineSummary, lineAt: (offset: number) => number): string {
  const placed = machine.parts.map((part, index): Placed => ({ part, index, line: lineAt(part.nameSpan.start) }))
  const of = (...kinds: readonly MachinePartKind[]): readonly Placed[] => kinds.flatMap(kind => placed.filter(({ part }) => part.kind === kind))
  const filled = columns
    .map(buses => buses.map(bus => ({ bus, parts: of(...bus.kinds) })).filter(({ parts }) => parts.length > 0))
    .filter(buses => buses.length > 0)
  return [
    header(machine),
    `<section class="board" aria-label="Board">${of('cpu').map(cpu).join('')}${of('memory').map(memory).join('')}${of('firmware').map(firmware).join('')}`,
    machine.parts.length === 0 ? '<p class="empty">An empty board: nothing is plugged in yet.</p>' : '',
    '</section>',
    filled.length === 0 ? '' : `<div class="buses">${filled.map(buses =>
      `<div class="column">${buses.map(({ bus, parts }) => busHtml(bus, parts)).join('')}</div>`).join('')}</div>`,
  ].join('')
}

const header = ({ name, title, hypervisor, arch, machine }: MachineSummary): string => {
  const badges = [['Hypervisor', hypervisor], ['Architecture', arch], ['Machine type', machine]] as const
  return '<header>'
    + `<h1>${name === '' ? '<span class="unnamed">no name yet</span>' : escapeHtml(name)}</h1>`
    + (title === undefined ? '' : `<p class="title">${escapeHtml(title)}</p>`)
    + `<ul class="badges">${badges.map(([label, value]) => value === undefined || value === ''
      ? '' : `<li title="${label}"><span class="visually-hidden">${label}: </span>${escapeHtml(value)}</li>`).join('')}</ul>`
    + '</header>'
}

const busHtml = ({ id, label, small }: Bus, parts: readonly Placed[]): string =>
  `<section class="bus ${id}" aria-label="${escapeHtml(label)}">`
  + `<h2>${escapeHtml(label)}<span class="count" aria-hidden="true">${parts.length}</span></h2>`
  + `<ul class="${small ? 'chips' : 'cards'}">${parts.map(each => `<li>${small ? chip(each) : card(each)}</li>`).join('')}</ul>`
  + '</section>'

const card = (placed: Placed): string => button(placed, 'card', icon(placed.part) + words(placed.part) + factsHtml(placed.part))

const chip = (placed: Placed): string => button(placed, 'chip', icon(placed.part) + words(placed.part))

const firmware = (placed: Placed): string => button(placed, 'firmware', icon(placed.part) + words(placed.part) + factsHtml(placed.part))

const memory = (placed: Placed): string =>
  button(placed, 'memory', `<span class="stick" aria-hidden="true">${'<i></i>'.repeat(6)}</span>${words(placed.part)}${factsHtml(placed.part)}`)

const cpu = (placed: Placed): string => {
  const count = coresOf(placed.part.title)
  const size = count <= 1 ? 'one' : count <= 4 ? 'few' : count <= 16 ? 'some' : 'many'
  const die = `<span class="die ${size}">${'<i></i>'.repeat(Math.min(count, drawnCores))}</span>`
  return button(placed, 'cpu', `<span class="package" aria-hidden="true">${die}</span>${words(placed.part)}${factsHtml(placed.part)}`)
}

/** The number that the server wrote first: `4 vCPUs`. */
const coresOf = (title: string): number => Math.max(1, Number(/\d+/.exec(title)?.[0] ?? 1))

const words = ({ title, detail }: MachinePart): string =>
  `<span class="words"><span class="name">${escapeHtml(title)}</span>${detail === undefined || detail === '' ? '' : `<span class="detail">${escapeHtml(detail)}</span>`}</span>`

const factsHtml = (part: MachinePart): string => {
  const facts = newsOf(part)
  return facts.length === 0 ? '' : `<span class="facts">${facts.map(([label, value]) =>
    `<span class="label">${escapeHtml(label)}</span><span class="value" title="${escapeHtml(value)}">${escapeHtml(value)}</span>`).join('')}</span>`
}

/** The facts that icon, title and detail have not told. */
const newsOf = ({ kind, title, detail = '', facts }: MachinePart): MachinePart['facts'] => {
  const told = `${kindNames[kind]}, ${title}, ${detail}`.toLowerCase()
  const words = new Set(told.split(/[ ,]+/))
  const says = (text: string): boolean => words.has(text) || text.length > 3 && told.includes(text)
  return facts.filter(([label, value]) => !says((value === 'yes' ? label : value).toLowerCase()))
}

/** Every part is a button: Tab and Enter work by themselves, and a screen reader says one whole sentence. */
const button = ({ part, index, line }: Placed, look: string, inside: string): string => {
  const sentence = [`${kindNames[part.kind]} ${part.title}`, part.detail ?? '', ...newsOf(part).map(([label, value]) => `${label} ${value}`), `line ${line}`]
  return `<button type="button" class="part ${look} ${part.kind}" data-index="${index}" aria-label="${escapeHtml(sentence.filter(Boolean).join(', '))}">${inside}</button>`
}

const kindNames: Readonly<Record<MachinePartKind, string>> = {
  'cpu': 'Processor', 'memory': 'Memory', 'firmware': 'Firmware', 'disk': 'Disk', 'filesystem': 'Shared folder', 'network': 'Network',
  'display': 'Display', 'input': 'Input', 'sound': 'Sound', 'host-device': 'Host device', 'controller': 'Controller', 'other': 'Device',
}
