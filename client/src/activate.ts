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
import { nativeHovers } from './hosts/native-hover'
import { openSide } from './hosts/side'
import { tellHostTo } from './hosts/tell-host'
import { checkUnaskedOn } from './hosts/unasked'
import { kindTeller } from './kind'
import { openPreviews } from './preview/previews'
import { answerReads, serverOf } from './server'
import { statusTeller } from './status'
import { passingDiagnostics } from './passing'
import { registerTools } from './assistant/index'
import { refusals } from './virsh/refusals'
import { registerTasks } from './tasks/tasks'

export function activateOn(host: Host, context: ExtensionContext): void {
  const client = host.createClient(context, clientOptions)
  const server = serverOf(client)
  answerReads(client)
  const started = client.start().catch((error: unknown) => client.error('The language server did not start', error, 'force'))
  const side = host.tools && openSide(host.tools, context)
  const telling = side && tellHostTo(server, side)
  const session = { host, ...(side && { side }), ...(telling && { telling }), context, server, previews: openPreviews(host, context, server, side), refusals: refusals(context), checked: passingDiagnostics('virtdeck-selection', context) }
  // Menus that are always in sight offer nothing that cannot work; the palette does, and the command says what it needs.
  void editorCommands.executeCommand('setContext', 'virtdeck.tools', host.tools !== undefined)
  context.subscriptions.push(
    ...commands.map(({ id, run }) => editorCommands.registerCommand(id, (argument?: unknown) => run(session, argument))),
    watchFacts(server, [kindTeller(), session.previews.tell, statusTeller(context.subscriptions), ...side ? [hostTeller(side, context.subscriptions)] : [], ...telling ? [telling.facts] : []]),
    closeTags(server),
    ...telling ? [telling] : [],
    ...side ? [checkUnaskedOn(side, server, session.refusals), domainLenses(side), nativeHovers()] : [],
    watchOthers(),
    registerTools(session), registerTasks(session),
    workspace.onDidGrantWorkspaceTrust(() => { void started.then(() => client.sendNotification(trustedNotification)) }),
    { dispose: () => started.then(() => client.dispose()) },
  )
}
