// The project's own file: when it changes, all is judged anew; what is wrong in it is told in it, open or not.
import { configName, packageName } from '../../configured/configs'
import { linesOf } from '../../core/text/lines'
import { toDiagnostic } from '../convert'
import type { Snapshot } from '../documents'
import type { Feature } from '../server'

export const configuration: Feature = ({ connection, client, documents, settings, onWatched, log }) => {
  /** Those that were told of while nobody had them open. */
  const told = new Map<string, string>()

  const look = async (uri: string): Promise<void> => {
    try {
      const file = await settings.fileOf(uri)
      if (!file || documents.at(file.uri) || told.get(file.uri) === file.text) return
      told.set(file.uri, file.text)
      const lines = linesOf(file.text)
      const snapshot = { uri: file.uri, text: file.text, lines: () => lines } as Snapshot
      await connection.sendDiagnostics({ uri: file.uri, diagnostics: file.problems.map(problem => toDiagnostic(snapshot, client, problem)) })
    } catch (error) {
      log('Looking at the configuration', error)
    }
  }

  onWatched(uris => {
    const configs = uris.filter(uri => isConfig(uri) && !uri.includes('/node_modules/'))
    // A theme or Marp's configuration bears on decks.
    if (!configs.length && uris.some(uri => /\.css$|\/\.marprc[^/]*$|\/marp\.config\.[^/]*$/.test(uri) && !uri.includes('/node_modules/'))) return settings.lookAgain()
    if (!configs.length) return
    for (const uri of configs) {
      // It may be gone; where it is not, what is wrong in it is told anew.
      if (told.delete(uri) && !documents.at(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] })
    }
    settings.lookAgain()
  })
  documents.onChange(({ uri }, happened) => {
    if (isConfig(uri)) return happened === 'saved' ? settings.lookAgain() : undefined
    void look(uri)
  })
  documents.onClose(uri => {
    told.delete(uri)
    if (uri.endsWith(`/${configName}`)) void look(uri)
  })
  return {}
}

const isConfig = (uri: string): boolean => uri.endsWith(`/${configName}`) || uri.endsWith(`/${packageName}`)
