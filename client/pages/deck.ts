// The page of a deck: its slides below each other, as a grid, one at a time, or one alone as in a talk. It follows the caret and leads back.
import type { DeckMode, ToPage } from '../src/preview/messages'
import { framesIn } from './frames'
import { startPage, tellDrawn } from './page'
import { fragmentsOf, moved, moves, showFragments, type Move, type Place } from './talk'
import { toolbar } from './toolbar'

const list = document.createElement('ol')
list.className = 'slides'
const banner = document.createElement('p')
banner.className = 'banner'
banner.hidden = true
const frames = framesIn(list)

/** The slide in front; the caret's, unless the person has gone on. */
let place: Place = { index: 0, step: 0 }
/** Digits typed in a talk: Enter then goes to that slide. */
let number = ''
let before: DeckMode = 'scroll'

const page = startPage(message => {
  switch (message.type) {
    case 'deck': case 'slides': draw(message); break
    case 'caret': if (message.index !== null && mode !== 'present') front({ index: message.index, step: 0 }, message.index !== place.index); break
    case 'refresh': frames.refresh(); break
    case 'mode': setMode(message.mode); break
    case 'go': front(message, true); break
    default:
  }
})
let mode: DeckMode = page.state.mode ?? 'scroll'
const bar = toolbar({ mode: setMode, presenter: () => page.send({ type: 'presenter' }) })
page.picture.append(bar.element, banner, list)
setMode(mode)

function draw(message: Extract<ToPage, { type: 'deck' | 'slides' }>): void {
  frames.draw(message)
  if (message.type === 'deck') tellBlocked(message.remoteImages)
  front({ index: Math.min(place.index, Math.max(0, frames.all.length - 1)), step: place.step }, false)
  tellDrawn(page, message.version)
}

/** Puts a slide in front: marks it, and shows it where one is shown at a time. */
function front(to: Place, move: boolean): void {
  place = to
  const { index, step } = place
  frames.all.forEach(({ item, frame }, i) => {
    item.classList.toggle('current', i === index)
    if (i === index) frame.setAttribute('aria-current', 'true')
    else frame.removeAttribute('aria-current')
  })
  const shown = frames.all[index]
  if (mode === 'one' || mode === 'present') frames.fill(index)
  if (mode === 'present') {
    frames.fill(index + 1)
    if (shown) showFragments(shown.root, step)
  }
  if (move && shown && (mode === 'scroll' || mode === 'grid')) shown.item.scrollIntoView({ block: 'nearest' })
  bar.tell(index, frames.all.length)
}

/** The person goes to a slide: the text and the speaker's view follow. */
function go(to: Place, focus = true): void {
  front(to, true)
  if (focus && mode !== 'present') frames.all[to.index]?.frame.focus({ preventScroll: true })
  page.send({ type: 'at', ...to, mode })
}

function setMode(to: DeckMode): void {
  if (to === 'present' && mode !== 'present') before = mode
  const talked = mode === 'present'
  mode = to
  document.body.dataset['mode'] = to
  bar.show(to)
  if (to !== 'present') page.keep({ mode: to })
  if (talked !== (to === 'present')) page.send({ type: 'present', on: to === 'present' })
  if (to === 'present') place = { ...place, step: 0 }
  else for (const { root } of frames.all) showFragments(root, Infinity)
  document.body.classList.remove('black', 'white')
  front(place, true)
}

const reveal = (index: number): void => { if (index >= 0) page.send({ type: 'reveal', index }) }

list.addEventListener('click', event => {
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement)
  const address = link?.getAttribute('href') ?? ''
  // VS Code opens links to the web; those to a slide or a heading lead there, all others lead nowhere from here.
  if (link && !/^(https?|mailto):/i.test(address)) event.preventDefault()
  if (link) return address.startsWith('#') ? follow(address.slice(1)) : undefined
  if (mode === 'present') return go(next('next'))
  reveal(frames.all.findIndex(({ item }) => event.composedPath().includes(item)))
})
list.addEventListener('contextmenu', event => {
  if (mode !== 'present') return
  event.preventDefault()
  go(next('previous'))
})

const follow = (id: string): void => {
  const index = frames.all.findIndex(({ slide }) => slide.html.includes(` id="${id}"`))
  if (index >= 0) go({ index, step: 0 })
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return
  if (mode === 'present' ? talkKey(event) : viewKey(event)) event.preventDefault()
})

const next = (move: Move): Place => moved(place, move, frames.all.length, index => {
  if (mode !== 'present') return 0
  frames.fill(index)
  return fragmentsOf(frames.all[index]?.root ?? null)
})

/** The arrows go from slide to slide, in a grid also from row to row; Enter goes to the text. */
function viewKey({ key, shiftKey }: KeyboardEvent): boolean {
  const focused = frames.all.findIndex(({ frame }) => frame === document.activeElement)
  const from = focused >= 0 ? focused : place.index
  const to = mode === 'grid' && (key === 'ArrowDown' || key === 'ArrowUp') ? from + (key === 'ArrowDown' ? columns() : -columns())
    : key === 'ArrowDown' || key === 'ArrowRight' || key === 'PageDown' || key === ' ' && !shiftKey ? from + 1
    : key === 'ArrowUp' || key === 'ArrowLeft' || key === 'PageUp' || key === ' ' ? from - 1
    : key === 'Home' ? 0 : key === 'End' ? frames.all.length - 1 : null
  if (to !== null) {
    if (to >= 0 && to < frames.all.length) go({ index: to, step: 0 })
    return true
  }
  if (key === 'Enter') reveal(from)
  else if (key === 's') setMode('scroll')
  else if (key === 'g') setMode('grid')
  else if (key === 'o') setMode('one')
  else if (key === 'f' || key === 'F5') setMode('present')
  else if (key === 'p') page.send({ type: 'presenter' })
  else return false
  return true
}

function talkKey({ key, shiftKey }: KeyboardEvent): boolean {
  if (/^\d$/.test(key)) return (number += key) !== ''
  const wanted = number
  number = ''
  if (key === 'Enter' && wanted !== '') {
    go({ index: Math.min(Math.max(1, Number(wanted)), frames.all.length) - 1, step: 0 })
    return true
  }
  const dark = document.body.classList
  const move = shiftKey && key === ' ' ? 'previous' : shiftKey && key === 'ArrowRight' ? 'next-slide' : shiftKey && key === 'ArrowLeft' ? 'previous-slide' : moves[key]
  if (key === 'Escape') setMode(before)
  else if (key === 'b' || key === '.') dark.toggle('black')
  else if (key === 'w' || key === ',') dark.toggle('white')
  else if (key === 's') page.send({ type: 'presenter' })
  else if (move) {
    dark.remove('black', 'white')
    go(next(move))
  } else return false
  return true
}

const columns = (): number => getComputedStyle(list).gridTemplateColumns.split(' ').length

/** Mermaid's drawings would load a font, which nobody misses. */
const drawingStyle = /<svg data-marp-mermaid[^>]*>\s*<style>[^<]*<\/style>/g

function tellBlocked(remoteImages: boolean): void {
  const blocked = remoteImages ? 0 : frames.all.filter(({ slide: { html } }) => /(?:src="|url\((?:&quot;|['"])?)(?:https?:)?\/\//i.test(html.replace(drawingStyle, ''))).length
  banner.hidden = blocked === 0
  if (blocked === 0) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Show them …'
  button.addEventListener('click', () => page.send({ type: 'remote-images' }))
  banner.replaceChildren(`Pictures from the internet on ${blocked === 1 ? 'one slide' : `${blocked} slides`} are not shown. `, button)
}
