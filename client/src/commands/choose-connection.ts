// Virtdeck: Choose Connection. The host that documents are defined on and checked by.
import { argumentOf, type Command } from './command'
import { askConnection } from './connection'
import { isResult, sideOf, type HostResult } from './on-host'

export const chooseConnection: Command = {
  id: 'virtdeck.chooseConnection',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Choose Connection')
    if (isResult(side)) return side
    const connection = argumentOf(argument).connection ?? await askConnection(session.context.workspaceState, side.connections.chosen())
    if (connection === undefined) return { ok: false, outcome: 'dismissed', answer: '' }
    await side.connections.choose(connection)
    side.hosts.changed(connection)
    return { ok: true, outcome: 'done', answer: connection }
  },
}
