// Starts Marp's thread in the browser: a worker inside the extension host's own.
import { deckFile } from './settings'
import type { StartDeckThread } from './thread'

export const webThread = (folder: string): StartDeckThread => (engine, heard, failed) => {
  const worker = new Worker(`${folder}/${deckFile(engine)}`)
  worker.onmessage = ({ data }) => heard(data)
  worker.onerror = event => failed(event.message)
  return { send: request => worker.postMessage(request), end: () => worker.terminate() }
}
