// Virtdeck: Refresh the view. Hosts that went away are tried at once.
import type { Command } from './command'
import { isResult, sideOf } from './on-host'

export const refreshHosts: Command = {
  id: 'virtdeck.refreshHosts',
  async run(session) {
    const side = sideOf(session, 'Virtual Machines')
    if (isResult(side)) return side
    for (const connection of await side.connections.list()) if (side.hosts.state(connection).is === 'away') await side.hosts.forget(connection)
    side.tree.refresh()
    session.telling?.refresh()
    return { ok: true, outcome: 'done', answer: '' }
  },
}
