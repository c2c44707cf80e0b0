// What lies around a document as far as a place wants it: ids of the workspace's other documents, files of the host. Nothing is
// looked at that was not wanted, so that most completions wait for nobody.
import { URI, Utils } from 'vscode-uri'
import type { FileEntry, Surroundings, Wanted } from '../core/service'
import type { Snapshot } from './documents'
import type { Server } from './server'

export const random = (): number => Math.random()

/** Nobody scrolls through more. */
const mostFiles = 1000

export const surroundingsOf = async (server: Server, snapshot: Snapshot, wanted: Wanted | undefined, host = server.around.host()): Promise<Surroundings> => ({
  defined: wanted?.kinds.length ? await server.workspace.defined(wanted.kinds, snapshot.uri) : [],
  files: wanted?.folder === undefined ? [] : await filesIn(server, snapshot, wanted.folder),
  ...host && { host },
  random,
})

/** Only beside documents that are files here: the paths of others mean another host. */
const filesIn = async ({ client, host }: Server, { uri }: Snapshot, folder: string): Promise<readonly FileEntry[]> => {
  const document = URI.parse(uri)
  if (!host.files || !client.isTrusted() || document.scheme !== 'file') return []
  const there = Utils.resolvePath(Utils.dirname(document), folder)
  return host.files.entries(there.fsPath, mostFiles)
}
