// Virtdeck: Show Native Configuration. What the driver makes of a machine: QEMU's command line one argument a line, xl.cfg, .vmx.
import { window, workspace } from 'vscode'
import { checkAsked } from '../hosts/check'
import { oneArgumentALine } from '../hosts/native'
import { nameOf, type Command } from './command'
import { domainOnHost } from './domain-on-host'
import { isResult, tell, withCancel, type HostResult } from './on-host'

export const showNative: Command = {
  id: 'virtdeck.showNative',
  async run(session, argument): Promise<HostResult> {
    const asked = await domainOnHost(session, argument, 'Show Native Configuration')
    if (isResult(asked)) return asked
    const { side, document, connection, format } = asked
    const isCommandLine = format.endsWith('-argv')
    const answer = await withCancel(`Translating ${nameOf(document.uri)}`, signal =>
      checkAsked(side.hosts.session(connection), side.driver, side.tools.withCopy, document.getText(), { signal }))
    if (answer.outcome !== 'done') return tell(side, `${connection} does not translate ${nameOf(document.uri)}`, answer)
    const native = isCommandLine ? oneArgumentALine(answer.text) : answer.text
    await window.showTextDocument(await workspace.openTextDocument({ content: native, language: isCommandLine ? 'shellscript' : 'plaintext' }))
    return { ok: true, outcome: 'done', answer: native }
  },
}
