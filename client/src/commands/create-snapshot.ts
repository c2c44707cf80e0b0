// Virtdeck: Create Snapshot. The state of a machine now, to come back to.
import { window } from 'vscode'
import { optionsOf } from '../hosts/kinds'
import type { Command } from './command'
import { askHost, isResult, machineOf, tell, type HostResult } from './on-host'

export const createSnapshot: Command = {
  id: 'virtdeck.createSnapshot',
  /** In the argument: `snapshot`, its name. */
  async run(session, argument): Promise<HostResult> {
    const machine = await machineOf(session, argument, 'Create Snapshot', 'snapshots')
    if (isResult(machine)) return machine
    const { side, connection, object } = machine
    const name = snapshotOf(argument) ?? await window.showInputBox({ title: `Create a snapshot of “${object.name}”`, prompt: 'Its name', validateInput: text => text.trim() === '' || text.includes('/') ? 'A name without slashes' : undefined })
    if (name === undefined) return { ok: false, outcome: 'dismissed', answer: '' }
    const answer = await askHost(side, connection, `Taking a snapshot of “${object.name}”`, ['snapshot-create-as', ...optionsOf(object), `--name=${name}`])
    return tell(side, `There is no snapshot of “${object.name}”`, answer, `“${object.name}” has the snapshot “${name}”.`)
  },
}

export function snapshotOf(argument: unknown): string | undefined {
  const given = typeof argument === 'object' && argument !== null && 'snapshot' in argument ? argument.snapshot : undefined
  return typeof given === 'string' ? given : undefined
}
