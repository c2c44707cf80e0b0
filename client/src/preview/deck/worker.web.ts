// The thread's own program in the browser.
import { deckRenderer, type DeckRequest } from './render'
import { makeMarp } from './marp'

const render = deckRenderer(makeMarp)

self.onmessage = ({ data }: MessageEvent<DeckRequest>) => self.postMessage(render(data))
