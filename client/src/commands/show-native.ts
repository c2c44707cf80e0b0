// Virtdeck: Show Native Configuration. What the driver makes of a machine: QEMU's command line one argument a line, xl.cfg, .vmx.
import { window, workspace } from 'vscode'
import { headOf } from '../definitions/define'
import { dryRun, isDangerous, nativeFormat } from '../hosts/check'
import { argumentOf, documentOf, nameOf, type Command } from './command'
import { isResult, say, sideOf, tell, withCancel, type HostResult } from './on-host'
import { oneArgumentALine } from '../hosts/native'

export const showNative: Command = {
  id: 'virtdeck.showNative',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, 'Show Native Configuration')
    if (isResult(side)) return side
    const given = argumentOf(argument)
    const document = await documentOf(session, given)
    if (!document || headOf(document.getText())?.kind !== 'domain') return say('no-target', 'Open a libvirt domain first.')
    const connection = given.connection ?? side.connections.chosen()
    if (nativeFormat(connection) === null) return say('no-target', `The driver of ${connection} has no native configuration.`)
    const text = document.getText()
    const answer = await withCancel(`Translating ${nameOf(document.uri)}`, async signal => {
      const virsh = isDangerous(text) ? await side.driver.session(connection, 'domain') : side.hosts.session(connection)
      return dryRun(virsh ?? side.hosts.session(connection), side.tools.withCopy, text, { signal })
    })
    if (answer.outcome !== 'done') return tell(side, `${connection} does not translate ${nameOf(document.uri)}`, answer)
    const native = nativeFormat(connection)!.endsWith('-argv') ? oneArgumentALine(answer.text) : answer.text
    await window.showTextDocument(await workspace.openTextDocument({ content: native, language: nativeFormat(connection)!.endsWith('-argv') ? 'shellscript' : 'plaintext' }))
    return { ok: true, outcome: 'done', answer: native }
  },
}
