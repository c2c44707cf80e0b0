// Virtdeck: Check on Host. A dry run by the connection's own driver; what it refuses becomes a problem on its place.
import { window } from 'vscode'
import { headOf } from '../definitions/define'
import { checkAsked, nativeFormat, noDryRun } from '../hosts/check'
import { argumentOf, documentOf, nameOf, type Command } from './command'
import { isResult, say, sideOf, tell, withCancel, type HostResult } from './on-host'

export const checkOnHost: Command = {
  id: 'virtdeck.checkOnHost',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Check on Host')
    if (isResult(side)) return side
    const given = argumentOf(argument)
    const document = await documentOf(session, given)
    if (!document || headOf(document.getText())?.kind !== 'domain') return say('no-target', 'Open a libvirt domain first, then check it.')
    const connection = given.connection ?? side.connections.chosen()
    if (nativeFormat(connection) === null) return say('no-target', `Not checked: ${noDryRun(connection)}.`)
    const answer = await withCancel(`Checking ${nameOf(document.uri)} on ${connection}`, signal =>
      checkAsked(side.hosts.session(connection), side.driver, side.tools.withCopy, document.getText(), { signal }))
    if (answer.outcome !== 'refused') {
      if (answer.outcome === 'done') session.refusals.clear(document.uri)
      if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
      return tell(side, `${nameOf(document.uri)} was not checked on ${connection}`, answer, `${connection} would take ${nameOf(document.uri)}.`)
    }
    session.refusals.show(document, answer.text, await session.server.blame(document.uri, answer.text))
    void window.showWarningMessage(`${connection} would refuse ${nameOf(document.uri)}: ${answer.text.split('\n').join(' · ')}`)
    return { ok: false, outcome: 'refused', answer: answer.text }
  },
}
