// Starts Marp's thread on the desktop: a worker of Node's, from a file of its own beside the extension.
import { Worker } from 'node:worker_threads'
import type { StartDeckThread } from './thread'

export const nodeThread = (folder: string): StartDeckThread => (heard, failed) => {
  const worker = new Worker(`${folder}/deck.js`)
  worker.on('message', heard)
  worker.on('error', error => failed(error instanceof Error ? error.message : String(error)))
  return { send: request => worker.postMessage(request), end: () => void worker.terminate() }
}
