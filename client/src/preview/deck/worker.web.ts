// The thread's own program in the browser.
import { deckRenderer } from './render'
import type { DeckRequest } from './thread'

const render = deckRenderer()

self.onmessage = ({ data }: MessageEvent<DeckRequest>) => self.postMessage(render(data.text))
