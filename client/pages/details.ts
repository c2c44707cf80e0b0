// Below the picture: all that is known of one part, and what is wrong with it with a button for each repair.
import '@vscode-elements/elements/dist/vscode-button/index.js'
import { nameOf, newsOf } from '../../server/src/core/picture/index'
import { differsIn, type Machine } from './machine'
import type { Page } from './page'

export function showDetails(aside: HTMLElement, page: Page, machine: Machine, index: number | null): void {
  const { board, problems, lines } = machine
  const part = index === null ? undefined : board.parts[index]
  const own = problems.map((problem, at) => ({ problem, at })).filter(({ problem }) => part === undefined || problem.part === index)
  const differs = part ? differsIn(machine).filter(one => one.part === index) : []
  aside.replaceChildren(
    ...part ? [
      make('h2', {}, nameOf(part), ...part.detail === undefined ? [] : [make('span', { className: 'detail', textContent: part.detail })], make('span', { className: 'line', textContent: part.added === undefined ? `line ${lines[index!]!}` : 'not in the text' })),
      ...facts([...newsOf(part), ...part.lead ? [['Leads to', [part.lead.name, part.lead.note].filter(Boolean).join(', ')] as const] : []]),
    ] : [],
    ...differs.map(({ what }) => make('p', { className: 'differs' }, ...coded(what))),
    ...own.length ? [make('ul', { className: 'problems' }, ...own.map(({ problem, at }) => {
      const item = make('li', { className: problem.level }, make('span', { className: 'level', textContent: problem.level }), ' ', ...coded(problem.message), make('br', {}))
      item.append(...problem.fixes.slice(0, 3).map((title, fix) => button(title.replaceAll('`', ''), () => page.send({ type: 'fix', problem: at, fix }))))
      if (part === undefined && problem.part !== null) item.append(button('Show', () => page.send({ type: 'reveal', index: problem.part! })))
      return item
    }))] : [],
  )
  aside.hidden = aside.childElementCount === 0
}

const facts = (rows: readonly (readonly [string, string])[]): readonly HTMLElement[] =>
  rows.length ? [make('dl', {}, ...rows.flatMap(([label, value]) => [make('dt', { textContent: label }), make('dd', { textContent: value })]))] : []

/** What stands between backticks is code. */
export const coded = (text: string): readonly (Node | string)[] => text.split('`').map((piece, at) => at % 2 ? make('code', { textContent: piece }) : piece)

export function button(title: string, pressed: () => void): HTMLElement {
  const made = document.createElement('vscode-button')
  made.setAttribute('secondary', '')
  made.textContent = title
  made.addEventListener('click', pressed)
  return made
}

export function make<K extends keyof HTMLElementTagNameMap>(name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}
