// What all pages share: talking to the extension, the note above the picture, the state kept for a restart.
import type { FromPage, PageState, ToPage } from '../src/preview/messages'

interface VsCodeApi {
  postMessage(message: FromPage): void
  setState(state: PageState): void
  getState(): PageState | undefined
}
declare function acquireVsCodeApi(): VsCodeApi

export interface Page {
  readonly picture: HTMLElement
  readonly state: PageState
  send(message: FromPage): void
  /** Kept for a restart. */
  keep(state: Omit<PageState, 'uri'>): void
}

/** Begins to listen, then tells the extension that it may draw. */
export function startPage(heard: (message: Exclude<ToPage, { type: 'note' }>, page: Page) => void): Page {
  const api = acquireVsCodeApi()
  const uri = document.body.dataset['uri'] ?? ''
  const state = { ...api.getState(), uri }
  const page: Page = { picture: element('picture'), state, send: message => api.postMessage(message), keep: more => api.setState({ ...more, uri }) }
  api.setState(state)
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type === 'note') showNote(page, data)
    else heard(data, page)
  })
  // The listeners of the page that are still to come shall be there first.
  queueMicrotask(() => page.send({ type: 'ready' }))
  return page
}

/** Tells that a version is on the screen, once the browser has painted it. */
export const tellDrawn = (page: Page, version: number): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => page.send({ type: 'drawn', version })))
}

const showNote = ({ send }: Page, { text, line }: Extract<ToPage, { type: 'note' }>): void => {
  const note = element('note')
  note.hidden = text === null
  note.replaceChildren(text ?? '')
  if (line === undefined) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = `Go to line ${line + 1}`
  button.addEventListener('click', () => send({ type: 'line', line }))
  note.append(' ', button)
}

export const element = (id: string): HTMLElement => document.getElementById(id)!
