// Virtdeck: Check on Host. A dry run by the connection's own driver; what it refuses becomes a problem on its place.
import { window } from 'vscode'
import { checkAsked } from '../hosts/check'
import { nameOf, type Command } from './command'
import { domainOnHost } from './domain-on-host'
import { isResult, tell, withCancel, type HostResult } from './on-host'

export const checkOnHost: Command = {
  id: 'virtdeck.checkOnHost',
  async run(session, argument): Promise<HostResult> {
    const asked = await domainOnHost(session, argument, 'Check on Host')
    if (isResult(asked)) return asked
    const { side, document, connection } = asked
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
