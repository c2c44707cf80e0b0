// The page of a machine: draws what it is given, goes to a part's line when asked, moves between parts by arrow.
import { nearest, type Direction } from './nearest'
import { startPage, tellDrawn, type Page } from './page'

const page = startPage((message, page) => {
  if (message.type === 'machine') draw(page, message.html, message.version)
  else if (message.type === 'caret') mark(page, message.index)
})

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

page.picture.addEventListener('click', ({ target }) => {
  const index = target instanceof Element ? target.closest<HTMLElement>('.part')?.dataset['index'] : undefined
  if (index !== undefined) page.send({ type: 'reveal', index: Number(index) })
})

document.addEventListener('keydown', event => {
  const direction = arrows[event.key]
  const all = parts(page)
  const from = document.activeElement
  const to = direction === undefined ? event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : undefined
    : from instanceof HTMLElement && all.includes(from) ? nearest(from, all, direction) : page.picture.querySelector<HTMLElement>('.current') ?? all[0]
  if (!to) return
  event.preventDefault()
  to.focus()
  to.scrollIntoView({ block: 'nearest' })
})

const parts = ({ picture }: Page): readonly HTMLElement[] => [...picture.querySelectorAll<HTMLElement>('.part')]

/** The focus stays on the part that has it, though the picture is a new one. */
function draw(page: Page, html: string, version: number): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['index'] : undefined
  page.picture.innerHTML = html
  if (focused !== undefined) page.picture.querySelector<HTMLElement>(`[data-index="${Number(focused)}"]`)?.focus({ preventScroll: true })
  tellDrawn(page, version)
}

function mark(page: Page, index: number | null): void {
  for (const part of parts(page)) {
    const here = part.dataset['index'] === String(index)
    part.classList.toggle('current', here)
    if (here) part.setAttribute('aria-current', 'true')
    else part.removeAttribute('aria-current')
    if (here && !page.picture.contains(document.activeElement)) part.scrollIntoView({ block: 'nearest' })
  }
}
