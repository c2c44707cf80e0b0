// A selection that grows: value, attribute, tag, content, element.
import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver'
import { toRange } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const selections: Feature = server => {
  server.connection.onSelectionRanges(guarded<SelectionRangeParams, SelectionRange[]>(server, 'The growing selection', [],
    ({ params: { positions }, snapshot, document }: Asked<SelectionRangeParams>) => positions.map(position => {
      const spans = document.selections(snapshot.lines().offsetAt(position))
      // A client counts on one answer for each place.
      return [...spans].reverse().reduce<SelectionRange | undefined>((parent, span) => ({ range: toRange(snapshot, span), ...(parent && { parent }) }), undefined)
        ?? { range: { start: position, end: position } }
    })))
  return { selectionRangeProvider: true }
}
