// The speaker's view: the slide that all see, the next one, the notes, the time of day and the time of the talk.
import type { ToPage } from '../src/preview/messages'
import { framesIn, type Frame } from './frames'
import { startPage, tellDrawn } from './page'
import { fragmentsOf, moved, moves, showFragments, type Place } from './talk'

const list = document.createElement('ol')
list.className = 'slides'
const frames = framesIn(list)
let place: Place = { index: 0, step: 0 }
let begun: number | null = null
let passed = 0

const page = startPage(message => {
  switch (message.type) {
    case 'deck': case 'slides': draw(message); break
    case 'caret': if (message.index !== null && begun === null) show({ index: message.index, step: 0 }); break
    case 'go': show(message); break
    case 'refresh': frames.refresh(); break
    default:
  }
})

const made = (tag: string, className: string, text = ''): HTMLElement => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}
const bar = made('nav', 'clock')
const where = made('span', 'where')
where.setAttribute('role', 'status')
const elapsed = made('button', 'elapsed', '0:00')
elapsed.title = 'The time of the talk: starts with the first step; a click stops it, another goes on, a double click begins anew'
const day = made('span', 'day')
bar.append(where, elapsed, day)
const now = made('h2', 'label', 'Now')
const then = made('h2', 'label', 'Next')
const notes = made('section', 'speaker-notes')
notes.tabIndex = 0
notes.setAttribute('aria-label', 'Notes')
page.picture.append(bar, now, then, list, notes)

function draw(message: Extract<ToPage, { type: 'deck' | 'slides' }>): void {
  frames.draw(message)
  show({ index: Math.min(place.index, Math.max(0, frames.all.length - 1)), step: place.step })
  tellDrawn(page, message.version)
}

function show(to: Place): void {
  place = to
  const { index, step } = place
  frames.all.forEach(({ item }, i) => {
    item.classList.toggle('current', i === index)
    item.classList.toggle('next', i === index + 1)
  })
  frames.fill(index)
  frames.fill(index + 1)
  const current = frames.all[index]
  if (current) showFragments(current.root, begun === null ? Infinity : step)
  tellNotes(current)
  then.textContent = index + 1 < frames.all.length ? 'Next' : 'The end'
  where.textContent = `${index + 1} / ${frames.all.length}`
}

const tellNotes = (current: Frame | undefined): void => {
  const said = current?.slide.notes.filter(note => note !== '') ?? []
  notes.replaceChildren(...said.length ? said.map(text => made('p', '', text)) : [made('p', 'none', 'No notes for this slide: write them as <!-- a comment -->.')])
  notes.scrollTop = 0
}

function go(to: Place): void {
  begun ??= Date.now()
  show(to)
  page.send({ type: 'at', ...to, mode: 'present' })
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === elapsed && (event.key === 'Enter' || event.key === ' ')) return
  const move = event.shiftKey && event.key === ' ' ? 'previous' : moves[event.key]
  if (!move) return
  event.preventDefault()
  go(moved(place, move, frames.all.length, index => {
    frames.fill(index)
    return fragmentsOf(frames.all[index]?.root ?? null)
  }))
})
list.addEventListener('click', event => {
  const index = frames.all.findIndex(({ item }) => event.composedPath().includes(item))
  if (event.composedPath().some(node => node instanceof HTMLAnchorElement)) event.preventDefault()
  if (index > place.index) go({ index, step: 0 })
  else if (index >= 0) page.send({ type: 'reveal', index })
})

elapsed.addEventListener('click', () => {
  if (begun === null) begun = Date.now() - passed
  else {
    passed = Date.now() - begun
    begun = null
  }
  tick()
})
elapsed.addEventListener('dblclick', () => {
  passed = 0
  begun = Date.now()
  tick()
})

function tick(): void {
  const seconds = Math.floor((begun === null ? passed : Date.now() - begun) / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  elapsed.textContent = `${hours > 0 ? `${hours}:${two(Math.floor(seconds / 60) % 60)}` : Math.floor(seconds / 60)}:${two(seconds % 60)}`
  elapsed.classList.toggle('stopped', begun === null)
  day.textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}
tick()
setInterval(tick, 1000)
