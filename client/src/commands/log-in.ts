// Virtdeck: Log In. A terminal for a host that wants a password, or whose key ssh does not know: there it can ask.
import { window, workspace } from 'vscode'
import { section, settingsFrom } from '../settings'
import { argumentOf, type Command } from './command'
import { isResult, sideOf, type HostResult } from './on-host'

export const logIn: Command = {
  id: 'virtdeck.logIn',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Log In')
    if (isResult(side)) return side
    const connection = argumentOf(argument).connection ?? side.connections.chosen()
    const terminal = window.createTerminal({
      name: `Log in: ${connection}`, shellPath: settingsFrom(workspace.getConfiguration(section)).virshPath,
      shellArgs: ['-c', connection, 'uri'], env: { LC_ALL: 'C' }, isTransient: true,
      message: 'Answer what the host asks. ssh keeps its key; for passwords, an ssh key or agent, or libvirt’s auth.conf, spares the next question.',
    })
    terminal.show()
    const closed = window.onDidCloseTerminal(async one => {
      if (one !== terminal) return
      closed.dispose()
      await side.hosts.forget(connection)
      side.tree.refresh()
    })
    return { ok: true, outcome: 'done', answer: terminal.name }
  },
}
