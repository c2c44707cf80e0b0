// Virtdeck: Screenshot. What is on the machine's display, as a PNG in an editor.
import { commands, Uri, workspace } from 'vscode'
import { optionsOf } from '../hosts/kinds'
import type { Command } from './command'
import { askHost, isResult, say, sideOf, targetOf, tell, type HostResult } from './on-host'

export const screenshot: Command = {
  id: 'virtdeck.screenshot',
  /** `answer` is the picture's path. */
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Screenshot')
    if (isResult(side)) return side
    const target = await targetOf(session, side, argument)
    if (isResult(target)) return target
    const { connection, object } = target
    if (object.kind !== 'domain') return say('no-target', 'Only a virtual machine has a display.')
    const folder = Uri.joinPath(session.context.globalStorageUri, 'screenshots')
    await workspace.fs.createDirectory(folder)
    const file = Uri.joinPath(folder, `${object.name.replace(/[^\w.-]+/g, '_').slice(0, 60)}-${Date.now()}.png`)
    const answer = await askHost(side, connection, `Looking at “${object.name}”`, ['screenshot', ...optionsOf(object), `--file=${file.fsPath}`])
    if (answer.outcome !== 'done') return tell(side, `There is no screenshot of “${object.name}”`, answer)
    await commands.executeCommand('vscode.open', file)
    return { ok: true, outcome: 'done', answer: file.fsPath }
  },
}
