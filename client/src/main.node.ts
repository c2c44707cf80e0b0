// The desktop: the language server is a process beside us, and programs can be run.
import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activateOn } from './activate'
import { clientId, clientName } from './client'
import type { Host } from './host'
import { nodeThread } from './preview/deck/thread.node'
import { withCopy } from './virsh/copy.node'
import { run } from './virsh/run.node'

const host: Host = {
  createClient: (context, options) => {
    const module = context.asAbsolutePath('server/dist/node/server.js')
    return new LanguageClient(clientId, clientName, { module, transport: TransportKind.ipc }, options)
  },
  deckThread: context => nodeThread(context.asAbsolutePath('client/dist/node')),
  tools: { run, withCopy },
}

export const activate = (context: ExtensionContext): void => activateOn(host, context)
