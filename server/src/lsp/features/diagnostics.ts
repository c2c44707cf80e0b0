// Diagnostics, pushed: the one way that every client knows. Each answer carries the version that it was found in.
import type { Feature } from '../server'
import type { Snapshot } from '../documents'
import { toDiagnostic } from '../convert'

/** While a person types, the text is read once they pause; a long text waits for a longer pause. */
const pause = 100
const longPause = 1000
const longText = 2_000_000
/** More than anyone reads; a client chokes on a hundred thousand. */
const most = 1000

export const diagnostics: Feature = ({ connection, client, documents, host, log }) => {
  const waiting = new Map<string, () => void>()
  const seen = new Set<string>()

  const publish = async (snapshot: Snapshot): Promise<void> => {
    try {
      const problems = await snapshot.problems()
      // A newer version, or the end of the document, makes this answer stale.
      if (documents.at(snapshot.uri) !== snapshot) return
      const diagnostics = problems.slice(0, most).map(problem => toDiagnostic(snapshot, client, problem))
      await connection.sendDiagnostics({ uri: snapshot.uri, version: snapshot.version, diagnostics })
    } catch (error) {
      log('Looking for problems', error)
    }
  }

  documents.onChange(snapshot => {
    const { uri, text } = snapshot
    waiting.get(uri)?.()
    const milliseconds = !seen.has(uri) ? 0 : text.length > longText ? longPause : pause
    seen.add(uri)
    waiting.set(uri, host.later(milliseconds, () => {
      waiting.delete(uri)
      void publish(snapshot)
    }))
  })
  documents.onClose(uri => {
    waiting.get(uri)?.()
    waiting.delete(uri)
    seen.delete(uri)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
  })
  connection.onShutdown(() => { for (const cancel of waiting.values()) cancel() })
  return {}
}
