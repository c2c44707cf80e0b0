// What typing a character asks for: `>` and `</` the closing tag, `/` the end of an empty element, a line end the indentation.
import type { DocumentOnTypeFormattingParams, TextEdit } from 'vscode-languageserver'
import { toTextEdit } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'
import { optionsOf } from './formatting'

export const onType: Feature = server => {
  if (server.client.leaves('closing-tags')) return {}
  server.connection.onDocumentOnTypeFormatting(guarded<DocumentOnTypeFormattingParams, TextEdit[]>(server, 'Formatting while typing', [],
    ({ params: { position, ch, options }, snapshot, document }: Asked<DocumentOnTypeFormattingParams>) =>
      document.typed(snapshot.lines().offsetAt(position), ch, optionsOf(options).indent).map(edit => toTextEdit(snapshot, edit))))
  return { documentOnTypeFormattingProvider: { firstTriggerCharacter: '>', moreTriggerCharacter: ['/', '\n'] } }
}
