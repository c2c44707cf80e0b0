// Virtdeck: Snapshots. Those that a machine has: to go back to one, or to delete it.
import { window } from 'vscode'
import { optionsOf } from '../hosts/kinds'
import { argumentOf, type Command } from './command'
import { snapshotOf } from './create-snapshot'
import { askHost, isResult, machineOf, say, tell, type HostResult } from './on-host'

const verbs = { revert: 'Go Back to It', delete: 'Delete It' } as const

export const snapshots: Command = {
  id: 'virtdeck.snapshots',
  /** In the argument: `snapshot` and `verb` (`revert`, `delete`); without them the answer lists the names, one a line. */
  async run(session, argument): Promise<HostResult> {
    const machine = await machineOf(session, argument, 'Snapshots', 'snapshots')
    if (isResult(machine)) return machine
    const { side, connection, object } = machine
    const listed = await askHost(side, connection, `Asking for the snapshots of “${object.name}”`, ['snapshot-list', ...optionsOf(object), '--name'])
    if (listed.outcome !== 'done') return tell(side, `The snapshots of “${object.name}” are not known`, listed)
    const names = listed.text.split('\n').map(line => line.trimEnd()).filter(Boolean)
    const { confirmed } = argumentOf(argument)
    if (confirmed && snapshotOf(argument) === undefined) return { ok: true, outcome: 'done', answer: names.join('\n') }
    if (!names.length) return say('no-target', `“${object.name}” has no snapshot yet.`)
    const name = snapshotOf(argument) ?? await window.showQuickPick(names, { title: `Snapshots of “${object.name}”` })
    if (name === undefined) return { ok: false, outcome: 'dismissed', answer: '' }
    const verb = await verbOf(argument, confirmed ?? false, name, object.name)
    if (!verb) return { ok: false, outcome: 'dismissed', answer: '' }
    const answer = await askHost(side, connection, `${verb === 'revert' ? 'Going back to' : 'Deleting'} “${name}”`, [`snapshot-${verb}`, ...optionsOf(object), `--snapshotname=${name}`])
    return tell(side, `“${object.name}” did not ${verb === 'revert' ? 'go back to' : 'lose'} “${name}”`, answer, `“${object.name}”: “${name}” is ${verb === 'revert' ? 'what it is now' : 'deleted'}.`)
  },
}

async function verbOf(argument: unknown, confirmed: boolean, name: string, machine: string): Promise<keyof typeof verbs | null> {
  if (confirmed) return (argument as { readonly verb?: unknown }).verb === 'delete' ? 'delete' : 'revert'
  const detail = `Going back loses what “${machine}” is now; deleting loses what the snapshot holds.`
  const choice = await window.showWarningMessage(`The snapshot “${name}” of “${machine}”`, { modal: true, detail }, verbs.revert, verbs.delete)
  return choice === verbs.revert ? 'revert' : choice === verbs.delete ? 'delete' : null
}
