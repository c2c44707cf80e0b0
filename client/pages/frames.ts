// The slides on a page: one frame each, with a shadow of its own that holds what Marp rendered. A frame is filled when it comes near,
// so that a long deck costs what is seen of it.
import type { SlidePicture, ToPage } from '../src/preview/messages'
import { overflowsOf } from './overflow'
import { slideContent } from './slide'

type DeckMessage = Extract<ToPage, { type: 'deck' }>
type SlidesMessage = Extract<ToPage, { type: 'slides' }>

export interface Frame {
  readonly item: HTMLLIElement
  readonly frame: HTMLElement
  readonly root: ShadowRoot
  readonly notes: HTMLElement
  /** Says what of the slide is cut off. */
  readonly cut: HTMLElement
  slide: SlidePicture
  filled: boolean
}

export interface Frames {
  readonly all: readonly Frame[]
  draw(message: DeckMessage | SlidesMessage): void
  /** Shows it now, wherever it is. */
  fill(index: number): void
  /** Pictures on disk have changed. */
  refresh(): void
  /** How wide a slide is for its height. */
  ratio(): number
}

// One sheet for all slides, made by script: the policy lets no style of the text in, and `@import` does nothing here.
const sheet = new CSSStyleSheet()
// Fonts count only where the whole page has them.
const fonts = new CSSStyleSheet()
document.adoptedStyleSheets = [fonts]

const sheetOf = (css: string): CSSStyleSheet => {
  const made = new CSSStyleSheet()
  made.replaceSync(css)
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
  .virtdeck-badge { position: absolute; z-index: 9; left: 12px; top: 12px; max-width: calc(100% - 24px); padding: .3em .8em; border-radius: .4em;
    font: 600 20px/1.3 system-ui, sans-serif; color: #fff; background: rgb(0 0 0 / 70%); overflow-wrap: anywhere; }
  [data-virtdeck-later] { visibility: hidden; }
`)

export function framesIn(list: HTMLElement): Frames {
  const all: Frame[] = []
  let css = ''
  let remoteImages = false
  let stamp = 0
  const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) fillFrame(all.find(({ item }) => item === target))
  }, { rootMargin: '100% 0px' })

  const fillFrame = (frame: Frame | undefined): void => {
    if (!frame || frame.filled) return
    frame.filled = true
    const { content, css } = slideContent(frame.slide.html, remoteImages, stamp)
    frame.root.adoptedStyleSheets = [sheet, ownSheet, ...css === '' ? [] : [sheetOf(css)]]
    frame.root.replaceChildren(content)
    tellCut(frame)
  }

  const set = (index: number, slide: SlidePicture, total: number): void => {
    const frame = all[index] ?? newFrame()
    const changed = frame.slide.html !== slide.html
    frame.slide = slide
    frame.frame.setAttribute('aria-label', `Slide ${index + 1} of ${total}${slide.title === '' ? '' : `: ${slide.title}`}`)
    frame.notes.textContent = slide.notes.filter(note => note !== '').join('\n\n')
    frame.notes.hidden = frame.notes.textContent === ''
    if (changed) again(frame)
  }

  /** What is seen is made anew at once, so that nothing flickers; the rest when it comes near. */
  const again = (frame: Frame): void => {
    const shown = frame.filled
    frame.filled = false
    if (shown && inSight(frame.item)) return fillFrame(frame)
    near.unobserve(frame.item)
    near.observe(frame.item)
  }

  const newFrame = (): Frame => {
    const item = document.createElement('li')
    const frame = document.createElement('article')
    frame.tabIndex = 0
    const notes = document.createElement('p')
    notes.className = 'notes'
    const root = frame.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet, ownSheet]
    const cut = document.createElement('p')
    cut.className = 'cut'
    cut.hidden = true
    item.append(frame, cut, notes)
    list.append(item)
    const made = { item, frame, root, notes, cut, slide: { html: '', title: '', notes: [] }, filled: false }
    all.push(made)
    // A picture that comes later pushes the rest down.
    root.addEventListener('load', () => tellCut(made), true)
    near.observe(item)
    return made
  }

  const restyle = (text: string): boolean => {
    if (text === css) return false
    css = text
    sheet.replaceSync(css)
    fonts.replaceSync([...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule).map(({ cssText }) => cssText).join('\n'))
    return true
  }

  const ratio = (): number => {
    const [width = 1280, height = 720] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(all[0]?.slide.html ?? '')?.slice(1).map(Number) ?? []
    return width / height
  }

  return {
    all,
    draw(message) {
      const total = message.type === 'deck' ? message.slides.length : message.total
      if (message.type === 'deck') remoteImages = message.remoteImages
      const restyled = message.css !== null && restyle(message.css)
      for (const frame of all.splice(total)) frame.item.remove()
      const changed = message.type === 'deck' ? message.slides.map((slide, index) => [index, slide] as const) : message.changed
      for (const [index, slide] of changed) set(index, slide, total)
      if (restyled || message.type === 'deck') for (const frame of all) again(frame)
      list.style.setProperty('--ratio', String(ratio()))
    },
    fill: index => fillFrame(all[index]),
    refresh() {
      stamp++
      for (const frame of all) if (/\bsrc="|url\(/.test(frame.slide.html)) again(frame)
    },
    ratio,
  }
}

/** Once it is painted, and its headings are fitted. */
const tellCut = ({ root, cut, filled }: Frame): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (!filled) return
    const told = overflowsOf(root)
    cut.hidden = told.length === 0
    cut.textContent = told.map(({ what, by }) => `${cutWords[what]}: ${by} px.`).join(' ')
  }))
}

const cutWords = { slide: 'The slide is cut off at its edge, in print too', heading: 'A heading is wider than the slide', code: 'Code is wider than its frame', table: 'A table is wider than its frame' } as const

const inSight = (element: HTMLElement): boolean => {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > -innerHeight && top < 2 * innerHeight
}
