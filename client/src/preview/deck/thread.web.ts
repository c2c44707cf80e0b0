// Starts Marp's thread in the browser: a worker inside the extension host's own.
import type { StartDeckThread } from './thread'

export const webThread = (folder: string): StartDeckThread => (heard, failed) => {
  const worker = new Worker(`${folder}/deck.js`)
  worker.onmessage = ({ data }) => heard(data)
  worker.onerror = event => failed(event.message)
  worker.postMessage({ parts: `${folder}/../marp/` })
  return { send: request => worker.postMessage(request), end: () => worker.terminate() }
}
