// Formatting of a document and of a range of it, by the editor's measure of indentation.
import { DocumentFormattingRequest, DocumentRangeFormattingRequest, type DocumentFormattingParams, type DocumentRangeFormattingParams, type FormattingOptions, type TextEdit } from 'vscode-languageserver'
import type { FormatOptions } from '../../core/model'
import { toSpan, toTextEdit } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const formatting: Feature = server => {
  const { client, connection, moments } = server
  if (client.leaves('formatting')) return {}
  connection.onDocumentFormatting(guarded<DocumentFormattingParams, TextEdit[]>(server, 'Formatting', [],
    ({ params, snapshot, document }: Asked<DocumentFormattingParams>) =>
      document.format(optionsOf(params.options)).map(edit => toTextEdit(snapshot, edit))))
  connection.onDocumentRangeFormatting(guarded<DocumentRangeFormattingParams, TextEdit[]>(server, 'Formatting of a range', [],
    ({ params, snapshot, document }: Asked<DocumentRangeFormattingParams>) =>
      document.format({ ...optionsOf(params.options), within: toSpan(snapshot, params.range) }).map(edit => toTextEdit(snapshot, edit))))
  if (!client.registersFormatting) return { documentFormattingProvider: true, documentRangeFormattingProvider: true }
  moments.onReady(() => {
    void connection.client.register(DocumentFormattingRequest.type, { documentSelector })
    void connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector })
  })
  return {}
}

/** Themes are CSS, which others format: with a second formatter an editor would ask which one is meant. */
const documentSelector = ['xml', 'markdown'].map(language => ({ language }))

export const optionsOf = ({ tabSize, insertSpaces, insertFinalNewline, trimFinalNewlines }: FormattingOptions): FormatOptions => ({
  indent: insertSpaces ? ' '.repeat(Math.max(1, Math.min(tabSize, 16))) : '\t',
  lastLine: { end: insertFinalNewline ?? false, trim: trimFinalNewlines ?? false },
})
