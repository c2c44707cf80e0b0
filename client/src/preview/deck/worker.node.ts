// The thread's own program on the desktop.
import { parentPort } from 'node:worker_threads'
import { deckRenderer } from './render'
import type { DeckRequest } from './thread'

const render = deckRenderer()

parentPort?.on('message', ({ text }: DeckRequest) => parentPort?.postMessage(render(text)))
