// Another name for an id, wherever it stands: in its document, and in the others of the workspace where it reaches there.
import { LSPErrorCodes, ResponseError, type Range, type PrepareRenameParams, type RenameParams, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver'
import type { Id } from '../../core/model'
import type { Document } from '../../core/service'
import { toRange, toTextEdit } from '../convert'
import type { Snapshot } from '../documents'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const rename: Feature = server => {
  const { client, connection, workspace } = server

  const editOf = async (snapshot: Snapshot, document: Document, id: Id, name: string): Promise<WorkspaceEdit | ResponseError<void>> => {
    const here = document.rename(id, name)
    const beyond = typeof here !== 'string' && id.across ? await workspace.rename(id, name, snapshot.uri) : []
    if (typeof here === 'string') return refused(here)
    if (typeof beyond === 'string') return refused(beyond)
    const changes: TextDocumentEdit[] = [
      { textDocument: { uri: snapshot.uri, version: snapshot.version }, edits: here.map(edit => toTextEdit(snapshot, edit)) }, ...beyond,
    ]
    return client.versionedEdits ? { documentChanges: changes } : { changes: Object.fromEntries(changes.map(({ textDocument: { uri }, edits }) => [uri, edits as never])) }
  }

  connection.onPrepareRename(guarded<PrepareRenameParams, Range | ResponseError<void>>(server, 'Whether this can be renamed', nothing(),
    ({ params, snapshot, document }: Asked<PrepareRenameParams>) => {
      const id = renamable(document, snapshot.lines().offsetAt(params.position))
      return id ? toRange(snapshot, id.span) : nothing()
    }))
  connection.onRenameRequest(guarded<RenameParams, WorkspaceEdit | ResponseError<void> | null>(server, 'Renaming', null,
    ({ params, snapshot, document }: Asked<RenameParams>) => {
      const id = renamable(document, snapshot.lines().offsetAt(params.position))
      return id ? editOf(snapshot, document, id, params.newName) : nothing()
    }))
  return { renameProvider: { prepareProvider: true } }
}

const renamable = (document: Document, offset: number): Id | undefined => document.idsAt(offset).find(({ exact }) => exact)

const refused = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message)

const nothing = (): ResponseError<void> => refused('There is no id here that other places use.')
