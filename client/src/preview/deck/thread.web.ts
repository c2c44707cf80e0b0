// Starts Marp's thread in the browser: a worker inside the extension host's own.
import type { StartDeckThread } from './thread'

export const webThread = (address: string): StartDeckThread => (heard, failed) => {
  const worker = new Worker(address)
  worker.onmessage = ({ data }) => heard(data)
  worker.onerror = event => failed(event.message)
  return { send: request => worker.postMessage(request), end: () => worker.terminate() }
}
