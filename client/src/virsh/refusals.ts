// What libvirt refused, as a diagnostic where it belongs; it stands until the document changes, is closed or is defined.
import { Diagnostic, DiagnosticSeverity, Range, type Disposable, type TextDocument, type Uri } from 'vscode'
import type { BlameResult } from '../../../server/src/protocol/messages'
import { passingDiagnostics } from '../passing'
import { fallbackSpan } from './place'

export interface Refusals {
  /** Gives the range that the diagnostic stands on. */
  show(document: TextDocument, text: string, place: BlameResult): Range
  clear(uri: Uri): void
}

export function refusals(context: { readonly subscriptions: Disposable[] }): Refusals {
  const collection = passingDiagnostics('virtdeck-libvirt', context)
  return {
    show(document, text, place) {
      const range = place
        ? new Range(place.start.line, place.start.character, place.end.line, place.end.character)
        : rangeOf(document, text)
      const diagnostic = new Diagnostic(range, text, DiagnosticSeverity.Error)
      diagnostic.source = 'libvirt'
      diagnostic.code = 'vm/refused'
      collection.set(document.uri, [diagnostic])
      return range
    },
    clear: uri => collection.delete(uri),
  }
}

const rangeOf = (document: TextDocument, answer: string): Range => {
  const { start, end } = fallbackSpan(document.getText(), answer)
  return new Range(document.positionAt(start), document.positionAt(end))
}
