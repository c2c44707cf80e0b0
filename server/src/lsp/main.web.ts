// The door for editors in the browser: the server runs in a worker and speaks by messages.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { startServer } from './server'

declare const VIRTDECK_VERSION: string
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0]

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version: VIRTDECK_VERSION,
  pause: () => new Promise(resolve => { setTimeout(resolve) }),
  later: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  },
})
