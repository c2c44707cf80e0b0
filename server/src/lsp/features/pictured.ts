// A deck's text with pictures in the place of its machines, for the client that renders it.
import { pictured as picturedText } from '../../core/pictured'
import { picturedRequest, type PicturedParams, type PicturedResult } from '../../protocol/messages'
import { readBeside, uriBeside } from '../beside'
import type { Feature } from '../server'

export const pictured: Feature = server => {
  server.connection.onRequest<PicturedResult, void>(picturedRequest, async ({ uri, text }: PicturedParams) => {
    const files = new Set<string>()
    const read = (path: string): Promise<string | null> => {
      const file = uriBeside(uri, path)
      files.add(file)
      return readBeside(server, file)
    }
    try {
      return { text: await picturedText(text, read, await server.settings.of(uri)), files: [...files] }
    } catch (error) {
      server.log('The pictures of machines', error)
      return { text, files: [...files] }
    }
  })
  return {}
}
