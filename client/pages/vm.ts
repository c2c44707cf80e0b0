// The page of a machine: draws the board that it is given in the room that there is, tells of the part that has the focus or the
// caret, goes to a part's line when asked, moves between parts by arrow.
import { pictureOf, styleText, variables } from '../../server/src/core/picture/index'
import { showDetails } from './details'
import { differsIn, type Machine } from './machine'
import { nearest, type Direction } from './nearest'
import { startPage, tellDrawn } from './page'
import { patch } from './patch'
import { makeRunning } from './running'
import { makeTools } from './tools'

/** No word of ours in a `style` attribute: the page's policy lets none in. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(styleText('.virtdeck-machine', variables))
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

let shown: Machine | undefined
let caret: number | null = null
let width = 0

const page = startPage(message => {
  switch (message.type) {
    case 'machine':
      shown = { ...message, running: shown?.running ?? null }
      draw()
      tellDrawn(page, message.version)
      break
    case 'running':
      if (shown) shown = { ...shown, running: message.running }
      running.show(message.running)
      draw()
      break
    case 'screen': running.screen(message.picture); break
    case 'caret':
      caret = message.index
      mark(true)
      tell()
  }
})
const tools = makeTools(page, () => shown, () => draw())
const running = makeRunning(page)
page.picture.before(tools.element, running.element)
const details = document.createElement('aside')
details.id = 'details'
details.setAttribute('aria-label', 'About this part')
page.picture.after(details)

const parts = (): readonly SVGGElement[] => [...page.picture.querySelectorAll<SVGGElement>('.part')]
const partOf = (index: number | null | undefined): SVGGElement | null => page.picture.querySelector(`[data-part="${index}"]`)
const indexOf = (element: Element | null): number | undefined => {
  const index = element?.closest<SVGGElement>('.part')?.dataset['part']
  return index === undefined ? undefined : Number(index)
}

/** The focus stays on the part that has it, though its drawing is a new one. */
function draw(): void {
  if (!shown) return
  const focused = indexOf(document.activeElement)
  const { board, problems, lines } = shown
  width = page.picture.clientWidth
  patch(page.picture, pictureOf(board, { width, added: tools.added(), theme: 'page', problems, differs: differsIn(shown), lineOf: part => lines[part]! }), `The machine ${board.name || 'without a name'}`)
  mark(false)
  if (focused !== undefined && indexOf(document.activeElement) === undefined) partOf(focused)?.focus({ preventScroll: true })
  tell()
}

/** One part is reached by Tab: the one where the caret is, else the first. Few elements are touched: a picture may have thousands. */
function mark(scroll: boolean): void {
  const current = partOf(caret)
  for (const part of page.picture.querySelectorAll('.part.current')) {
    if (part === current) continue
    part.classList.remove('current')
    part.removeAttribute('aria-current')
  }
  current?.classList.add('current')
  current?.setAttribute('aria-current', 'true')
  reach(current ?? page.picture.querySelector<SVGGElement>('.part'))
  if (scroll && current && !page.picture.contains(document.activeElement)) current.scrollIntoView({ block: 'nearest' })
}

function reach(part: SVGGElement | null): void {
  for (const other of page.picture.querySelectorAll('.part[tabindex="0"]')) if (other !== part) other.setAttribute('tabindex', '-1')
  part?.setAttribute('tabindex', '0')
}

/** Of the part that has the focus, else of the one where the caret is, else of all that is wrong. */
function tell(): void {
  if (shown) showDetails(details, page, shown, indexOf(document.activeElement) ?? caret)
}

page.picture.addEventListener('click', ({ target }) => reveal(target instanceof Element ? indexOf(target) : undefined))
// The details may grow over what is pressed: then the button would come up on them, and that is no click. So they wait for it.
let pressed = false
page.picture.addEventListener('pointerdown', () => { pressed = true })
for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, () => {
  if (!pressed) return
  pressed = false
  requestAnimationFrame(tell)
})
page.picture.addEventListener('focusin', () => { if (!pressed) tell() })

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
    : all.find(part => part === from) ? nearest(from!, all, direction) as SVGGElement | undefined : all[0]
  if (!to) return
  event.preventDefault()
  reach(to)
  to.focus()
  to.scrollIntoView({ block: 'nearest' })
})

new ResizeObserver(() => { if (Math.abs(page.picture.clientWidth - width) > 1) requestAnimationFrame(draw) }).observe(page.picture)
// What is scrolled to is not to lie behind the details.
new ResizeObserver(() => { document.documentElement.style.scrollPaddingBottom = `${details.offsetHeight + 8}px` }).observe(details)
