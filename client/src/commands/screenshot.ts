// Virtdeck: Screenshot. What is on the machine's display, as a PNG in an editor.
import { commands, Uri, workspace } from 'vscode'
import { optionsOf } from '../hosts/kinds'
import type { Command } from './command'
import { askHost, isResult, machineOf, tell, type HostResult } from './on-host'

export const screenshot: Command = {
  id: 'virtdeck.screenshot',
  /** `answer` is the picture's path. */
  async run(session, argument): Promise<HostResult> {
    const machine = await machineOf(session, argument, 'Screenshot', 'a display')
    if (isResult(machine)) return machine
    const { side, connection, object } = machine
    const folder = Uri.joinPath(session.context.globalStorageUri, 'screenshots')
    await workspace.fs.createDirectory(folder)
    const file = Uri.joinPath(folder, `${object.name.replace(/[^\w.-]+/g, '_').slice(0, 60)}-${Date.now()}.png`)
    const answer = await askHost(side, connection, `Looking at “${object.name}”`, ['screenshot', ...optionsOf(object), `--file=${file.fsPath}`])
    if (answer.outcome !== 'done') return tell(side, `There is no screenshot of “${object.name}”`, answer)
    await commands.executeCommand('vscode.open', file)
    return { ok: true, outcome: 'done', answer: file.fsPath }
  },
}
