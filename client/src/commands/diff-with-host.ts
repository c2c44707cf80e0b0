// Virtdeck: Diff with Host. What is defined beside the document, both as libvirt prints them.
import { window } from 'vscode'
import { commands } from 'vscode'
import { compare, type Comparison } from '../definitions/compare'
import { headOf } from '../definitions/define'
import { kindOfRoot, type HostObject } from '../hosts/kinds'
import { listObjects } from '../hosts/list'
import type { HostSide } from '../hosts/side'
import { argumentOf, documentOf, nameOf, type Command } from './command'
import { isResult, say, sideOf, tell, withCancel, type HostResult } from './on-host'

export interface DiffResult extends HostResult {
  /** Whether libvirt prints both the same. */
  readonly same?: boolean
}

export const diffWithHost: Command = {
  id: 'virtdeck.diffWithHost',
  async run(session, argument): Promise<DiffResult> {
    const side = sideOf(session, 'Diff with Host')
    if (isResult(side)) return side
    const given = argumentOf(argument)
    const document = await documentOf(session, given)
    const head = document && headOf(document.getText())
    const kind = head && kindOfRoot(head.kind)
    if (!document || !head || !kind) return say('no-target', 'Open a libvirt document first: a domain, a network, a pool, a filter or a secret.')
    const connection = given.connection ?? side.connections.chosen()
    const found = await withCancel(`Comparing “${head.name}” with ${connection}`, async signal => {
      const listed = await listObjects(side.hosts.session(connection), kind, undefined, { signal })
      if ('failed' in listed) return listed
      const object = listed.objects.find(one => one.name === head.name)
      return object ? compareOn(side, connection, object, document.getText(), signal) : null
    })
    if (!found) return say('no-target', `${connection} has no “${head.name}”.`)
    if ('failed' in found) return tell(side, `“${head.name}” was not compared with ${connection}`, found.failed)
    if (found.same) void window.showInformationMessage(`“${head.name}” on ${connection} is what ${nameOf(document.uri)} says.`)
    else await showDiff(side, head.name, connection, found)
    return { ok: true, outcome: 'done', answer: '', same: found.same }
  },
}

export const compareOn = (side: HostSide, connection: string, object: HostObject, text: string, signal: AbortSignal) =>
  compare(side.hosts.session(connection), side.driver, object, text, { signal })

export async function showDiff({ documents }: HostSide, name: string, connection: string, { defined, mine, unlike }: Comparison): Promise<void> {
  await commands.executeCommand('vscode.diff', documents.shown(`${name}.xml`, defined), documents.shown(`${name}.xml`, mine), `${name}: ${connection} ↔ yours`, { preview: true })
  if (unlike !== undefined) void window.showInformationMessage(`Your side is as you wrote it, not as libvirt prints it: ${unlike.split('\n')[0]}`)
}
