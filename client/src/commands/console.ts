// Virtdeck: Console. The serial console in the terminal, where virsh has one to itself.
import { window, workspace } from 'vscode'
import { isPrivate } from '../hosts/hosts'
import { optionsOf } from '../hosts/kinds'
import { section, settingsFrom } from '../settings'
import type { Command } from './command'
import { isResult, say, sideOf, targetOf, type HostResult } from './on-host'

export const openConsole: Command = {
  id: 'virtdeck.console',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Console')
    if (isResult(side)) return side
    const target = await targetOf(session, side, argument)
    if (isResult(target)) return target
    const { connection, object } = target
    if (object.kind !== 'domain') return say('no-target', 'Only a virtual machine has a console.')
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
