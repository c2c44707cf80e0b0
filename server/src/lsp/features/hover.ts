// Hover: what the core knows about the thing under the pointer; of a machine that a deck shows, what it is made of.
import type { HoverParams } from 'vscode-languageserver'
import type { Hover } from '../../core/model'
import { inWords } from '../../core/pictured'
import type { Document } from '../../core/service'
import { readBeside, uriBeside } from '../beside'
import { toHover } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature, Server } from '../server'

export const hover: Feature = server => {
  server.connection.onHover(guarded(server, 'Hover', null, async ({ params, snapshot, document }: Asked<HoverParams>) => {
    const offset = snapshot.lines().offsetAt(params.position)
    const found = document.hover(offset, server.around.host()) ?? await machineHover(server, snapshot.uri, document, offset)
    return found && toHover(snapshot, server.client, found)
  }))
  return { hoverProvider: true }
}

const machineHover = async (server: Server, uri: string, document: Document, offset: number): Promise<Hover | null> => {
  const machine = document.machine?.(offset)
  if (!machine) return null
  const { path, xml = null, span } = machine
  const markdown = await inWords(path === undefined ? xml : await readBeside(server, uriBeside(uri, path)), await server.settings.of(uri))
  return markdown === null ? null : { span, markdown }
}
