// A deck's text with pictures in the place of its machines, for the client that renders it. What is open counts as it stands.
import { URI, Utils } from 'vscode-uri'
import { pictured as picturedText } from '../../core/pictured'
import { picturedRequest, type PicturedParams, type PicturedResult } from '../../protocol/messages'
import type { Feature } from '../server'

/** No definition of libvirt's comes near this. */
const longest = 2_000_000

export const pictured: Feature = ({ client, connection, documents, host, log, readText, settings, workspace }) => {
  connection.onRequest<PicturedResult, void>(picturedRequest, async ({ uri, text }: PicturedParams) => {
    const files = new Set<string>()
    const read = async (path: string): Promise<string | null> => {
      const file = Utils.resolvePath(Utils.dirname(URI.parse(uri)), path).toString()
      files.add(file)
      const open = documents.at(file)
      if (open) return open.text
      // In a workspace that nobody trusts, only its own folders are looked into.
      if (!client.isTrusted() && !workspace.holds(file)) return null
      const found = host.files && file.startsWith('file:') ? await host.files.read(file) : await readText(file)
      return found !== null && found.length <= longest ? found : null
    }
    try {
      return { text: await picturedText(text, read, await settings.of(uri)), files: [...files] }
    } catch (error) {
      log('The pictures of machines', error)
      return { text, files: [...files] }
    }
  })
  return {}
}
