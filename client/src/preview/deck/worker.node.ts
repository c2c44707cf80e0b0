// The thread's own program on the desktop.
import { parentPort } from 'node:worker_threads'
import { deckRenderer, type DeckRequest } from './render'
import { makeMarp } from './marp'

const render = deckRenderer(makeMarp)

parentPort?.on('message', (request: DeckRequest) => parentPort?.postMessage(render(request)))
