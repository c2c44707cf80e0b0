// What the commands share that put a domain's document to a host's driver: the document, the host, and whether its driver takes one.
import type { TextDocument } from 'vscode'
import { headOf } from '../definitions/define'
import { nativeFormat, noDryRun } from '../hosts/check'
import type { HostSide } from '../hosts/side'
import { argumentOf, documentOf, type Session } from './command'
import { isResult, say, sideOf, type HostResult } from './on-host'

export interface DomainOnHost {
  readonly side: HostSide
  readonly document: TextDocument
  readonly connection: string
  /** The driver's own, such as `qemu-argv`. */
  readonly format: string
}

export async function domainOnHost(session: Session, argument: unknown, title: string): Promise<DomainOnHost | HostResult> {
  const side = sideOf(session, title)
  if (isResult(side)) return side
  const given = argumentOf(argument)
  const document = await documentOf(session, given)
  if (!document || headOf(document.getText())?.kind !== 'domain') return say('no-target', `${title}: open a libvirt domain first.`)
  const connection = given.connection ?? side.connections.chosen()
  const format = nativeFormat(connection)
  return format === null ? say('no-target', `${title}: ${noDryRun(connection)}.`) : { side, document, connection, format }
}
