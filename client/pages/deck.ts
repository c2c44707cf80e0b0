// The page of a deck: draws the slides that changed, follows the caret's slide, goes to a slide's line when asked.
import type { ToPage } from '../src/preview/messages'
import { startPage, tellDrawn, type Page } from './page'
import { slideContent } from './slide'

type DeckMessage = Extract<ToPage, { type: 'deck' }>

interface Frame {
  readonly item: HTMLLIElement
  readonly frame: HTMLElement
  readonly root: ShadowRoot
  readonly notes: HTMLElement
  html: string
}

// One sheet for all slides, made by script: the policy lets no style of the text in, and `@import` does nothing here.
const sheet = new CSSStyleSheet()
const frames: Frame[] = []
let css = ''
let marked: number | null = null

const list = document.createElement('ol')
list.className = 'slides'
const banner = document.createElement('p')
banner.className = 'banner'
banner.hidden = true

const page = startPage((message, page) => {
  if (message.type === 'deck') draw(page, message)
  else if (message.type === 'caret') mark(message.index)
})
page.picture.append(banner, list)

list.addEventListener('click', event => {
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement)
  // VS Code opens links to the web; all others lead nowhere from here.
  if (link && !/^(https?|mailto):/i.test(link.getAttribute('href') ?? '')) event.preventDefault()
  if (!link) reveal(frames.findIndex(({ item }) => event.composedPath().includes(item)))
})

list.addEventListener('keydown', event => {
  const at = frames.findIndex(({ frame }) => frame === document.activeElement)
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault()
    return reveal(at)
  }
  const to = targets[event.key]?.(Math.max(at, 0), frames.length - 1)
  if (to === undefined) return
  event.preventDefault()
  go(to)
})
// The keys work before anything has the focus, too.
document.addEventListener('keydown', event => {
  if (document.activeElement !== document.body) return
  const to = targets[event.key]?.(marked ?? 0, frames.length - 1)
  if (to === undefined) return
  event.preventDefault()
  go(to)
})

const targets: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowRight: (at, last) => Math.min(at + 1, last),
  PageDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: at => Math.max(at - 1, 0),
  ArrowLeft: at => Math.max(at - 1, 0),
  PageUp: at => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

function go(index: number): void {
  const to = frames[index]
  to?.frame.focus({ preventScroll: true })
  to?.item.scrollIntoView({ block: 'nearest' })
}

function reveal(index: number): void {
  if (index >= 0) page.send({ type: 'reveal', index })
}

/** Only slides that changed are made anew, so nothing moves or flickers while somebody types. */
function draw(page: Page, message: DeckMessage): void {
  const restyled = message.css !== css
  if (restyled) {
    css = message.css
    sheet.replaceSync(css)
  }
  while (frames.length > message.slides.length) frames.pop()?.item.remove()
  message.slides.forEach(({ html, title, notes }, i) => {
    const known = frames[i] ?? newFrame()
    const label = `Slide ${i + 1} of ${message.slides.length}${title === '' ? '' : `: ${title}`}`
    known.frame.setAttribute('aria-label', label)
    known.notes.textContent = notes.filter(note => note !== '').join('\n\n')
    known.notes.hidden = known.notes.textContent === ''
    if (known.html === html && !restyled) return
    known.html = html
    known.root.replaceChildren(slideContent(html, message.remoteImages))
  })
  tellBlocked(page, message)
  mark(marked, false)
  tellDrawn(page, message.version)
}

const newFrame = (): Frame => {
  const item = document.createElement('li')
  const frame = document.createElement('article')
  frame.tabIndex = 0
  const notes = document.createElement('p')
  notes.className = 'notes'
  const root = frame.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet, ownSheet]
  item.append(frame, notes)
  list.append(item)
  const made = { item, frame, root, notes, html: '' }
  frames.push(made)
  return made
}

/** The frame is ours: a slide fills its width, and what stands in the place of a picture that is not shown. */
const ownSheet = new CSSStyleSheet()
ownSheet.replaceSync(`
  :host { display: block; contain: layout paint; }
  div.marpit > svg { display: block; width: 100%; height: auto; }
  .virtdeck-blocked { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box; min-width: 6em; min-height: 2.5em;
    padding: .3em .8em; border: 2px dashed currentcolor; border-radius: .4em; font: 600 20px/1.3 system-ui, sans-serif; opacity: .65; overflow-wrap: anywhere; }
  div.marpit figure.virtdeck-blocked { display: flex !important; align-items: center !important; justify-content: center !important;
    padding: 1em !important; border: 2px dashed currentcolor !important; font: 600 24px/1.3 system-ui, sans-serif !important; opacity: .65 !important; }
`)

function tellBlocked({ send }: Page, { remoteImages }: DeckMessage): void {
  const blocked = frames.reduce((sum, { root }) => sum + root.querySelectorAll('.virtdeck-remote').length, 0)
  banner.hidden = remoteImages || blocked === 0
  if (banner.hidden) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Show them …'
  button.addEventListener('click', () => send({ type: 'remote-images' }))
  banner.replaceChildren(`${blocked === 1 ? 'A picture from the internet is' : `${blocked} pictures from the internet are`} not shown. `, button)
}

/** The caret's slide comes into view when it is another one than before; typing within a slide moves nothing. */
function mark(index: number | null, move = index !== marked): void {
  marked = index
  frames.forEach(({ item, frame }, i) => {
    item.classList.toggle('current', i === index)
    if (i === index) frame.setAttribute('aria-current', 'true')
    else frame.removeAttribute('aria-current')
    if (i === index && move) item.scrollIntoView({ block: 'nearest' })
  })
}

