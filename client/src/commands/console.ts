// Virtdeck: Console. The serial console in the terminal, where virsh has one to itself.
import { window, workspace } from 'vscode'
import { isPrivate } from '../hosts/hosts'
import { optionsOf } from '../hosts/kinds'
import { section, settingsFrom } from '../settings'
import type { Command } from './command'
import { isResult, machineOf, say, type HostResult } from './on-host'

export const openConsole: Command = {
  id: 'virtdeck.console',
  async run(session, argument): Promise<HostResult> {
    const machine = await machineOf(session, argument, 'Console', 'a console')
    if (isResult(machine)) return machine
    const { connection, object } = machine
    if (isPrivate(connection)) return say('no-target', `A machine on ${connection} lives within one virsh and has no console for another.`)
    const terminal = window.createTerminal({
      name: `Console: ${object.name}`, shellPath: settingsFrom(workspace.getConfiguration(section)).virshPath,
      // Its own arguments, no shell between.
      shellArgs: ['-c', connection, 'console', ...optionsOf(object)], env: { LC_ALL: 'C' }, isTransient: true,
    })
    terminal.show()
    return { ok: true, outcome: 'done', answer: terminal.name }
  },
}
