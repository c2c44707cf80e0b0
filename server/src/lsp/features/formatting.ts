// Formatting of a document and of a range of it, by the editor's measure of indentation.
import type { DocumentFormattingParams, DocumentRangeFormattingParams, FormattingOptions, TextEdit } from 'vscode-languageserver'
import type { FormatOptions } from '../../core/model'
import { toSpan, toTextEdit } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const formatting: Feature = server => {
  const { client, connection } = server
  if (client.leaves('formatting')) return {}
  connection.onDocumentFormatting(guarded<DocumentFormattingParams, TextEdit[]>(server, 'Formatting', [],
    ({ params, snapshot, document }: Asked<DocumentFormattingParams>) =>
      document.format(optionsOf(params.options)).map(edit => toTextEdit(snapshot, edit))))
  connection.onDocumentRangeFormatting(guarded<DocumentRangeFormattingParams, TextEdit[]>(server, 'Formatting of a range', [],
    ({ params, snapshot, document }: Asked<DocumentRangeFormattingParams>) =>
      document.format({ ...optionsOf(params.options), within: toSpan(snapshot, params.range) }).map(edit => toTextEdit(snapshot, edit))))
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true }
}

export const optionsOf = ({ tabSize, insertSpaces, insertFinalNewline, trimFinalNewlines }: FormattingOptions): FormatOptions => ({
  indent: insertSpaces ? ' '.repeat(Math.max(1, Math.min(tabSize, 16))) : '\t',
  lastLine: { end: insertFinalNewline ?? false, trim: trimFinalNewlines ?? false },
})
