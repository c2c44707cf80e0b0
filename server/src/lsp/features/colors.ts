// Colours: a box before each, and the ways to write the one that is picked.
import type { ColorInformation, ColorPresentation, ColorPresentationParams, DocumentColorParams } from 'vscode-languageserver'
import { toRange } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const colors: Feature = server => {
  const { connection } = server
  connection.onDocumentColor(guarded<DocumentColorParams, ColorInformation[]>(server, 'Colours', [],
    ({ snapshot, document }: Asked<DocumentColorParams>) => (document.colors?.() ?? []).map(({ span, color }) => ({ range: toRange(snapshot, span), color: { ...color } }))))
  connection.onColorPresentation(guarded<ColorPresentationParams, ColorPresentation[]>(server, 'Ways to write a colour', [],
    ({ params, document }: Asked<ColorPresentationParams>) => (document.colorTexts?.(params.color) ?? []).map(label => ({ label, textEdit: { range: params.range, newText: label } }))))
  return { colorProvider: {} }
}
