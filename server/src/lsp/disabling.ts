// A problem's code switched off in the project's own file: the one that decides about the document, or a new one in its folder of
// the workspace.
import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver'
import { configName } from '../configured/configs'
import { canBeDisabled, freshConfig, ruleEdits } from '../core/lint/index'
import type { Problem } from '../core/model'
import { linesOf } from '../core/text/lines'
import { toDiagnostic, toTextEdit } from './convert'
import type { Snapshot } from './documents'
import type { Server } from './server'

export async function disabledInConfig({ client, documents, settings }: Server, snapshot: Snapshot, problem: Problem): Promise<CodeAction | null> {
  if (!canBeDisabled(problem)) return null
  const file = await settings.fileOf(snapshot.uri)
  const edit = file ? changed(file.uri, documents.at(file.uri)?.text ?? file.text, file.key) : made()
  return edit && {
    title: `Disable \`${problem.code}\` in the configuration`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(snapshot, client, problem)],
    edit,
  }

  function changed(uri: string, text: string, key: string | undefined): WorkspaceEdit {
    const lines = linesOf(text)
    const edits = ruleEdits(text, problem.code, 'off', key).map(one => toTextEdit({ uri, text, lines: () => lines } as Snapshot, one))
    return client.versionedEdits ? { documentChanges: [{ textDocument: { uri, version: documents.at(uri)?.version ?? null }, edits }] } : { changes: { [uri]: edits } }
  }

  function made(): WorkspaceEdit | null {
    const folder = client.folders.find(one => snapshot.uri.startsWith(one.endsWith('/') ? one : `${one}/`))
    if (folder === undefined || !client.createsFiles) return null
    const uri = `${folder.replace(/\/$/, '')}/${configName}`
    const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    return {
      documentChanges: [
        { kind: 'create', uri, options: { ignoreIfExists: true } },
        { textDocument: { uri, version: null }, edits: [{ range: nowhere, newText: freshConfig(problem.code, 'off') }] },
      ],
    }
  }
}
