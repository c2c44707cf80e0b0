// The one wrapper around every request: finds the document, reads it, honours cancellation, logs what fails
// and gives the neutral answer then, so that no handler needs to.
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import type { Document } from '../core/service'
import type { Snapshot } from './documents'
import type { Server } from './server'

type Params = { readonly uri: string } | { readonly textDocument: { readonly uri: string } }

export interface Asked<P> {
  readonly params: P
  readonly snapshot: Snapshot
  readonly document: Document
}

export const guarded = <P extends Params, R>(
  { documents, host, log }: Server, name: string, neutral: R, answer: (asked: Asked<P>) => R | Promise<R>,
) => async (params: P, token: CancellationToken): Promise<R | ResponseError<void>> => {
  // The text as it is now, before anything is waited for: the position in the request belongs to it.
  const snapshot = documents.at('uri' in params ? params.uri : params.textDocument.uri)
  if (!snapshot) return neutral
  try {
    await host.pause()
    if (token.isCancellationRequested) return cancelled()
    const document = await snapshot.document()
    if (token.isCancellationRequested) return cancelled()
    return await answer({ params, snapshot, document })
  } catch (error) {
    log(name, error)
    return neutral
  }
}

const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.')
