// Above the picture: the machine on the host, its state, what it has otherwise than the text, and its screen.
import { coded, make } from './details'
import type { Page } from './page'
import type { Running } from '../src/preview/messages'

export interface RunningBar {
  readonly element: HTMLElement
  show(running: Running | null): void
  /** A `data:` address. */
  screen(picture: string | null): void
}

/** More differences than these are counted. */
const most = 8

export function makeRunning(page: Page): RunningBar {
  const words = make('div', { className: 'words' })
  const screen = make('img', { alt: 'The screen of the running machine', hidden: true })
  const element = make('section', { id: 'running', hidden: true }, words, screen)
  element.setAttribute('aria-label', 'On the host')
  return {
    element,
    show(running) {
      element.hidden = running === null
      words.replaceChildren(...running ? wordsOf(running, page) : [])
    },
    screen(picture) {
      screen.hidden = picture === null
      if (picture?.startsWith('data:image/')) screen.src = picture
    },
  }
}

function wordsOf({ connection, state, compared }: Running, page: Page): readonly HTMLElement[] {
  const head = make('p', {}, make('span', { className: `state ${/^(?:running|paused)/.exec(state)?.[0] ?? ''}`, textContent: state }), ` on ${connection}`)
  if (!compared) return [head]
  const { differs } = compared
  head.append(differs.length ? `: ${differs.length === 1 ? 'one difference' : `${differs.length} differences`}` : ': as this text says')
  const items = differs.slice(0, most).map(({ part, what }) => {
    if (part === null) return make('li', {}, make('span', {}, ...coded(what)))
    const link = make('button', { type: 'button' }, ...coded(what))
    link.addEventListener('click', () => page.send({ type: 'reveal', index: part }))
    return make('li', {}, link)
  })
  if (differs.length > most) items.push(make('li', {}, `and ${differs.length - most} more`))
  return [head, ...items.length ? [make('ul', {}, ...items)] : []]
}
