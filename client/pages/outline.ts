// The page of the view “Slides”: small pictures below each other. A click goes to the text; a slide that is dragged, or moved by
// Alt and an arrow, stands elsewhere in the text then.
import { framesIn } from './frames'
import { startPage, tellDrawn } from './page'

const list = document.createElement('ol')
list.className = 'slides'
const frames = framesIn(list)
let current = 0
let dragged: number | null = null

const page = startPage(message => {
  switch (message.type) {
    case 'deck': case 'slides':
      frames.draw(message)
      for (const { item } of frames.all) item.draggable = true
      mark(Math.min(current, frames.all.length - 1))
      tellDrawn(page, message.version)
      break
    case 'caret': if (message.index !== null) mark(message.index); break
    case 'go': mark(message.index); break
    case 'refresh': frames.refresh(); break
    default:
  }
})
document.body.dataset['mode'] = 'outline'
page.picture.append(list)

function mark(index: number): void {
  const moved = index !== current
  current = index
  frames.all.forEach(({ item, frame }, at) => {
    item.classList.toggle('current', at === index)
    if (at === index) frame.setAttribute('aria-current', 'true')
    else frame.removeAttribute('aria-current')
  })
  if (moved) frames.all[index]?.item.scrollIntoView({ block: 'nearest' })
}

const indexOf = (event: Event): number => frames.all.findIndex(({ item }) => event.composedPath().includes(item))

const move = (from: number, to: number): void => {
  if (from !== to && to >= 0 && to < frames.all.length) page.send({ type: 'move', from, to })
}

list.addEventListener('click', event => {
  event.preventDefault()
  const index = indexOf(event)
  if (index >= 0) page.send({ type: 'reveal', index })
})

document.addEventListener('keydown', event => {
  const from = frames.all.findIndex(({ frame }) => frame === document.activeElement)
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (from < 0 || event.ctrlKey || event.metaKey || step === 0 && event.key !== 'Enter') return
  event.preventDefault()
  if (step === 0) page.send({ type: 'reveal', index: from })
  else if (event.altKey) move(from, from + step)
  else frames.all[from + step]?.frame.focus()
})

/** Where it would be let go: before the slide under the pointer, or behind it. */
const gapAt = (event: DragEvent): { readonly over: number; readonly behind: boolean } => {
  const over = indexOf(event)
  const { top, height } = frames.all[over]?.item.getBoundingClientRect() ?? { top: 0, height: 0 }
  return { over, behind: event.clientY > top + height / 2 }
}

const showGap = (gap: ReturnType<typeof gapAt> | null): void => frames.all.forEach(({ item }, index) => {
  item.classList.toggle('drop-before', gap?.over === index && !gap.behind)
  item.classList.toggle('drop-behind', gap?.over === index && gap.behind)
})

list.addEventListener('dragstart', event => {
  dragged = indexOf(event)
  event.dataTransfer?.setData('text/plain', frames.all[dragged]?.slide.title ?? '')
})
list.addEventListener('dragover', event => {
  if (dragged === null) return
  event.preventDefault()
  showGap(gapAt(event))
})
list.addEventListener('drop', event => {
  event.preventDefault()
  const { over, behind } = gapAt(event)
  if (dragged !== null && over >= 0) {
    const gap = behind ? over + 1 : over
    move(dragged, gap > dragged ? gap - 1 : gap)
  }
})
list.addEventListener('dragend', () => {
  dragged = null
  showGap(null)
})
