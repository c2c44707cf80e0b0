// The page of a machine: draws the board that it is given in the room that there is, tells of the part that has the focus or the
// caret, goes to a part's line when asked, moves between parts by arrow.
import { pictureOf, styleText, variables } from '../../server/src/core/picture/index'
import { showDetails } from './details'
import { nearest, type Direction } from './nearest'
import { startPage, tellDrawn } from './page'
import { makeTools } from './tools'
import type { Machine } from './machine'

/** No word of ours in a `style` attribute: the page's policy lets none in. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(styleText('.virtdeck-machine', variables))
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

let shown: Machine | undefined
let caret: number | null = null
let width = 0

const page = startPage(message => {
  if (message.type === 'machine') {
    shown = message
    draw()
    tellDrawn(page, message.version)
  } else if (message.type === 'caret') {
    caret = message.index
    mark(true)
  }
})
const tools = makeTools(page, () => shown, () => draw())
page.picture.before(tools.element)
const details = document.createElement('aside')
details.id = 'details'
details.setAttribute('aria-label', 'About this part')
page.picture.after(details)

const parts = (): readonly SVGGElement[] => [...page.picture.querySelectorAll<SVGGElement>('.part')]
const indexOf = (element: Element | null): number | undefined => {
  const index = element?.closest<SVGGElement>('.part')?.dataset['part']
  return index === undefined ? undefined : Number(index)
}

/** The focus stays on the part that has it, though the picture is a new one. */
function draw(): void {
  if (!shown) return
  const focused = indexOf(document.activeElement)
  const { board, problems, lines } = shown
  width = page.picture.clientWidth
  page.picture.innerHTML = pictureOf(board, { width, added: tools.added(), theme: 'page', problems, lineOf: part => lines[part]! }).svg
  mark(false)
  if (focused !== undefined) page.picture.querySelector<SVGGElement>(`[data-part="${focused}"]`)?.focus({ preventScroll: true })
  tell()
}

/** One part is reached by Tab: the one where the caret is, else the first. */
function mark(scroll: boolean): void {
  const all = parts()
  const current = all.find(part => part.dataset['part'] === String(caret))
  for (const part of all) {
    part.classList.toggle('current', part === current)
    if (part === current) part.setAttribute('aria-current', 'true')
    else part.removeAttribute('aria-current')
    part.setAttribute('tabindex', part === (current ?? all[0]) ? '0' : '-1')
  }
  tell()
  if (scroll && current && !page.picture.contains(document.activeElement)) current.scrollIntoView({ block: 'nearest' })
}

/** Of the part that has the focus, else of the one where the caret is, else of all that is wrong. */
function tell(): void {
  if (shown) showDetails(details, page, shown, indexOf(document.activeElement) ?? caret)
  // What is scrolled to is not to lie behind the details.
  document.documentElement.style.scrollPaddingBottom = `${details.offsetHeight + 8}px`
}

const partAt = ({ target }: Event): number | undefined => target instanceof Element ? indexOf(target) : undefined

// What is pressed gets the focus, and its details move or narrow the picture: then the part that is let go is another, or one that
// was drawn anew, and neither hears of a click.
let pressed: number | undefined
page.picture.addEventListener('pointerdown', event => { pressed = event.button === 0 ? partAt(event) : undefined })
window.addEventListener('pointercancel', () => { pressed = undefined })
window.addEventListener('pointerup', () => {
  reveal(pressed)
  pressed = undefined
})
// A screen reader's has no pointer.
page.picture.addEventListener('click', event => { if (event.detail === 0) reveal(partAt(event)) })
page.picture.addEventListener('focusin', tell)

function reveal(index: number | undefined): void {
  if (index !== undefined) page.send({ type: 'reveal', index })
}

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

page.picture.addEventListener('keydown', event => {
  const from = document.activeElement
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault()
    return reveal(indexOf(from))
  }
  const direction = arrows[event.key]
  const all = parts()
  const to = direction === undefined ? event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : undefined
    : all.find(part => part === from) ? nearest(from!, all, direction) : all[0]
  if (!to) return
  event.preventDefault()
  for (const part of all) part.setAttribute('tabindex', part === to ? '0' : '-1')
  ;(to as SVGGElement).focus()
  to.scrollIntoView({ block: 'nearest' })
})

new ResizeObserver(() => { if (Math.abs(page.picture.clientWidth - width) > 1) requestAnimationFrame(draw) }).observe(page.picture)
