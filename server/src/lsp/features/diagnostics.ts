// Diagnostics, pushed: the one way that every client knows. Each answer carries the version that it was found in.
// With `virtdeck.lint.run` = `onSave` what was found last stands until the next save: editors move it along with the text.
import { TextDocumentSyncKind } from 'vscode-languageserver'
import type { Feature } from '../server'
import type { Snapshot } from '../documents'
import { toDiagnostic } from '../convert'

/** While a person types, the text is read once they pause; a long text waits for a longer pause. */
const pause = 100
const longPause = 1000
const longText = 2_000_000
/** More than anyone reads; a client chokes on a hundred thousand. */
export const mostDiagnostics = 1000

export const diagnostics: Feature = ({ connection, client, documents, settings, host, moments, log }) => {
  const waiting = new Map<string, () => void>()
  /** By document: what the client was told of which version. */
  const told = new Map<string, { readonly version: number, readonly said: string }>()
  const seen = new Set<string>()

  const publish = async (snapshot: Snapshot, again: boolean): Promise<void> => {
    const { uri, version } = snapshot
    try {
      const problems = await snapshot.problems()
      // A newer version, or the end of the document, makes this answer stale.
      if (documents.at(uri) !== snapshot) return
      const diagnostics = problems.slice(0, mostDiagnostics).map(problem => toDiagnostic(snapshot, client, problem))
      const said = JSON.stringify(diagnostics)
      const before = told.get(uri)
      if (!again && before?.version === version && before.said === said) return
      told.set(uri, { version, said })
      await connection.sendDiagnostics({ uri, version, diagnostics })
    } catch (error) {
      log('Looking for problems', error)
    }
  }

  documents.onChange(async (snapshot, happened) => {
    const { uri, text, version } = snapshot
    const first = !seen.has(uri)
    seen.add(uri)
    if (!first && await settings.runOf(uri) === 'onSave') {
      // In between the text is in motion: only what was told of it as it stands may be told anew.
      if (happened === 'changed' || (happened === 'around' && told.get(uri)?.version !== version)) return
    } else if (happened === 'saved') return
    if (documents.at(uri) !== snapshot && happened !== 'around') return
    waiting.get(uri)?.()
    const milliseconds = first || happened !== 'changed' ? 0 : text.length > longText ? longPause : pause
    waiting.set(uri, host.later(milliseconds, () => {
      waiting.delete(uri)
      const now = documents.at(uri)
      if (now) void publish(now, happened !== 'around')
    }))
  })
  documents.onClose(uri => {
    waiting.get(uri)?.()
    waiting.delete(uri)
    seen.delete(uri)
    told.delete(uri)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
  })
  moments.onEnd(() => { for (const cancel of waiting.values()) cancel() })
  return { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } } }
}
