// What belongs to the place of the caret: the other tag of its pair, the other uses of its id.
import { DocumentHighlightKind, type DocumentHighlight, type DocumentHighlightParams } from 'vscode-languageserver'
import type { Highlight } from '../../core/model'
import { toRange } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const highlights: Feature = server => {
  server.connection.onDocumentHighlight(guarded<DocumentHighlightParams, DocumentHighlight[]>(server, 'Highlights', [],
    ({ params, snapshot, document }: Asked<DocumentHighlightParams>) => document.highlights(snapshot.lines().offsetAt(params.position))
      .map(({ span, kind }) => ({ range: toRange(snapshot, span), kind: kinds[kind] }))))
  return { documentHighlightProvider: true }
}

const kinds: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  text: DocumentHighlightKind.Text,
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
}
