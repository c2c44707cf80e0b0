// The whole start: the language client, the commands, the previews. Nothing heavy: what draws, defines or renders loads when asked.
import { commands as editorCommands, workspace, type ExtensionContext } from 'vscode'
import { trustedNotification } from '../../server/src/protocol/messages'
import { watchOthers } from './beside'
import { clientOptions } from './client'
import { closeTags } from './closing-tags'
import { commands } from './commands/index'
import { watchFacts } from './facts'
import type { Host } from './host'
import { hostTeller } from './hosts/host-status'
import { domainLenses } from './hosts/lenses'
import { openSide } from './hosts/side'
import { checkUnaskedOn } from './hosts/unasked'
import { kindTeller } from './kind'
import { openPreviews } from './preview/previews'
import { answerReads, serverOf } from './server'
import { statusTeller } from './status'
import { passingDiagnostics } from './passing'
import { refusals } from './virsh/refusals'

export function activateOn(host: Host, context: ExtensionContext): void {
  const client = host.createClient(context, clientOptions)
  const server = serverOf(client)
  answerReads(client)
  const started = client.start().catch((error: unknown) => client.error('The language server did not start', error, 'force'))
  const side = host.tools && openSide(host.tools, context)
  const session = { host, ...(side && { side }), context, server, previews: openPreviews(host, context, server, side), refusals: refusals(context), checked: passingDiagnostics('virtdeck-selection', context) }
  // Menus that are always in sight offer nothing that cannot work; the palette does, and the command says what it needs.
  void editorCommands.executeCommand('setContext', 'virtdeck.tools', host.tools !== undefined)
  context.subscriptions.push(
    ...commands.map(({ id, run }) => editorCommands.registerCommand(id, (argument?: unknown) => run(session, argument))),
    watchFacts(server, [kindTeller(), statusTeller(context.subscriptions), ...side ? [hostTeller(side, context.subscriptions)] : []]),
    closeTags(server),
    ...side ? [checkUnaskedOn(side, server, session.refusals), domainLenses(side)] : [],
    watchOthers(),
    workspace.onDidGrantWorkspaceTrust(() => { void started.then(() => client.sendNotification(trustedNotification)) }),
    { dispose: () => started.then(() => client.dispose()) },
  )
}
