// The desktop: the language server is a process beside us, and programs can be run.
import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activateOn } from './activate'
import { clientId, clientName } from './client'
import type { Host } from './host'
import { nodeThread } from './preview/deck/thread.node'
import { withCopy, withFolder } from './virsh/copy.node'
import { asRoot, hold, run } from './virsh/run.node'

/** Of the space for young objects V8 would take 48 MB; with a third a keystroke takes as long. It must be told before it starts. */
const execArgv = ['--max-semi-space-size=8']

const host: Host = {
  createClient: (context, options) => {
    const module = context.asAbsolutePath('server/dist/node/server.js')
    return new LanguageClient(clientId, clientName, { module, transport: TransportKind.ipc, options: { execArgv } }, options)
  },
  deckThread: context => nodeThread(context.asAbsolutePath('client/dist/node')),
  tools: {
    run, hold, asRoot, withCopy, withFolder,
    // VS Code's own Node, for there may be no other; where it is Electron it has to be told.
    linter: context => ({ program: process.execPath, args: [context.asAbsolutePath('server/dist/cli.js')], env: { ELECTRON_RUN_AS_NODE: '1' } }),
  },
}

export const activate = (context: ExtensionContext): void => activateOn(host, context)
