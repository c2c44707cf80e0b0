// Hover: what the core knows about the thing under the pointer.
import type { HoverParams } from 'vscode-languageserver'
import { toHover } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const hover: Feature = server => {
  server.connection.onHover(guarded(server, 'Hover', null, ({ params, snapshot, document }: Asked<HoverParams>) => {
    const found = document.hover(snapshot.lines().offsetAt(params.position), server.around.host())
    return found && toHover(snapshot, server.client, found)
  }))
  return { hoverProvider: true }
}
