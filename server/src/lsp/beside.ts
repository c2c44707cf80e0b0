// Files beside a document, by the paths that it writes. What is open counts as it stands.
import { URI, Utils } from 'vscode-uri'
import type { Server } from './server'

/** No definition of libvirt's comes near this. */
const longest = 2_000_000

export const uriBeside = (uri: string, path: string): string => Utils.resolvePath(Utils.dirname(URI.parse(uri)), path).toString()

/** Null where there is none; in a workspace that nobody trusts, only its own folders are looked into. */
export const readBeside = async ({ client, documents, host, readText, workspace }: Server, uri: string): Promise<string | null> => {
  const open = documents.at(uri)
  if (open) return open.text
  if (!client.isTrusted() && !workspace.holds(uri)) return null
  const found = host.files && uri.startsWith('file:') ? await host.files.read(uri) : await readText(uri)
  return found !== null && found.length <= longest ? found : null
}
