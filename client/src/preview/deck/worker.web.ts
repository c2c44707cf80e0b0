// The thread's own program in the browser. Where the parts lie it is told first: it may have been started from a copy of itself.
import { marpMaker } from './marp'
import { loaderBy } from './parts'
import { deckRenderer, type DeckRequest } from './render'

declare function importScripts(url: string): void

let parts = ''
const render = deckRenderer(marpMaker(loaderBy(file => importScripts(parts + file))))

self.onmessage = ({ data }: MessageEvent<{ readonly parts: string } | DeckRequest>) => {
  if ('parts' in data) parts = data.parts
  else self.postMessage(render(data))
}
