// The browser: the language server is a worker, and no program can be run.
import { Uri, type ExtensionContext } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { activateOn } from './activate'
import { clientId, clientName } from './client'
import type { Host } from './host'
import { webThread } from './preview/deck/thread.web'

const host: Host = {
  createClient: (context, options) => {
    const script = Uri.joinPath(context.extensionUri, 'server/dist/web/server.js')
    return new LanguageClient(clientId, clientName, new Worker(script.toString(true)), options)
  },
  deckThread: context => webThread(Uri.joinPath(context.extensionUri, 'client/dist/web').toString(true)),
}

export const activate = (context: ExtensionContext): void => activateOn(host, context)
