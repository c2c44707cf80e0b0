// The bar above the slides: how they are shown, where one is, and the ways to a talk.
import type { DeckMode } from '../src/preview/messages'

export interface Toolbar {
  readonly element: HTMLElement
  show(mode: DeckMode): void
  tell(index: number, total: number): void
}

const modes: readonly (readonly [mode: DeckMode, name: string, key: string, shape: string])[] = [
  ['scroll', 'Scroll', 'S', 'M4 3.500h8v3H4zM4 9h8v3.500H4z'],
  ['grid', 'Grid', 'G', 'M2.500 3.500h5v3.500h-5zM9 3.500h5V7H9zM2.500 9h5v3.500h-5zM9 9h5v3.500H9z'],
  ['one', 'One slide', 'O', 'M2.500 4h11v8h-11z'],
]

export function toolbar(does: { mode(mode: DeckMode): void; presenter(): void }): Toolbar {
  const element = document.createElement('nav')
  element.className = 'bar'
  element.setAttribute('aria-label', 'Preview')
  const group = document.createElement('span')
  group.className = 'modes'
  const buttons = modes.map(([mode, name, key, shape]) => [mode, button(name, key, shape, () => does.mode(mode))] as const)
  group.append(...buttons.map(([, each]) => each))
  const where = document.createElement('span')
  where.className = 'where'
  where.setAttribute('role', 'status')
  const talk = document.createElement('span')
  talk.className = 'modes'
  talk.append(
    button('Present', 'F', 'M2 3h12v7.500H2zM8 10.500V13M5 13.500h6', () => does.mode('present')),
    button('Speaker view', 'P', 'M8 2.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5M3 13.500c0-3 2-4.500 5-4.500s5 1.500 5 4.500', () => does.presenter()),
  )
  element.append(group, where, talk)
  return {
    element,
    show: mode => { for (const [of, each] of buttons) each.setAttribute('aria-pressed', String(of === mode)) },
    tell: (index, total) => { where.textContent = total === 0 ? '' : `${index + 1} / ${total}` },
  }
}

const button = (name: string, key: string, shape: string, does: () => void): HTMLButtonElement => {
  const made = document.createElement('button')
  made.type = 'button'
  made.title = `${name} (${key})`
  made.setAttribute('aria-label', name)
  made.append(drawing(shape))
  made.addEventListener('click', does)
  return made
}

const svg = 'http://www.w3.org/2000/svg'

const drawing = (shape: string): SVGElement => {
  const made = document.createElementNS(svg, 'svg')
  made.setAttribute('viewBox', '0 0 16 16')
  made.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', shape)
  made.append(path)
  return made
}
