// Virtdeck: Open Viewer. The machine's display in the viewer that this desktop has for VNC or SPICE.
import { env, Uri } from 'vscode'
import { optionsOf } from '../hosts/kinds'
import type { Command } from './command'
import { askHost, isResult, machineOf, say, tell, type HostResult } from './on-host'

export const openViewer: Command = {
  id: 'virtdeck.openViewer',
  /** `answer` is the address. */
  async run(session, argument): Promise<HostResult> {
    const machine = await machineOf(session, argument, 'Open Viewer', 'a display')
    if (isResult(machine)) return machine
    const { side, connection, object } = machine
    const answer = await askHost(side, connection, `Asking for the display of “${object.name}”`, ['domdisplay', ...optionsOf(object)])
    if (answer.outcome !== 'done') return tell(side, `“${object.name}” shows no display`, answer)
    const [address = ''] = answer.text.trim().split('\n')
    if (address === '') return say('no-target', `“${object.name}” has no VNC or SPICE display.`)
    const opened = await env.openExternal(Uri.parse(address))
    return opened ? { ok: true, outcome: 'done', answer: address } : say('no-target', `Nothing here opens ${address}: install virt-viewer, or paste the address into a viewer.`)
  },
}
