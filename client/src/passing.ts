// Diagnostics that were asked for by hand: they stand until the text changes or is closed.
import { languages, workspace, type DiagnosticCollection, type Disposable } from 'vscode'

export function passingDiagnostics(name: string, { subscriptions }: { readonly subscriptions: Disposable[] }): DiagnosticCollection {
  const collection = languages.createDiagnosticCollection(name)
  subscriptions.push(
    collection,
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0) collection.delete(document.uri) }),
    workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  )
  return collection
}
