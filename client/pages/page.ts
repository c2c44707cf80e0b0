// What both pages share: talking to the extension, the note above the picture, the state kept for a restart.
import type { FromPage, PageState, ToPage } from '../src/preview/messages'

interface VsCodeApi {
  postMessage(message: FromPage): void
  setState(state: PageState): void
}
declare function acquireVsCodeApi(): VsCodeApi

export interface Page {
  readonly picture: HTMLElement
  send(message: FromPage): void
}

/** Begins to listen, then tells the extension that it may draw. */
export function startPage(heard: (message: Exclude<ToPage, { type: 'note' }>, page: Page) => void): Page {
  const api = acquireVsCodeApi()
  const page: Page = { picture: element('picture'), send: message => api.postMessage(message) }
  api.setState({ uri: document.body.dataset['uri'] ?? '' })
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type === 'note') showNote(data.text)
    else heard(data, page)
  })
  page.send({ type: 'ready' })
  return page
}

/** Tells that a version is on the screen, once the browser has painted it. */
export const tellDrawn = (page: Page, version: number): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => page.send({ type: 'drawn', version })))
}

const showNote = (text: string | null): void => {
  const note = element('note')
  note.hidden = text === null
  note.textContent = text ?? ''
}

export const element = (id: string): HTMLElement => document.getElementById(id)!
