// The names of a start tag and its closing tag, typed in at once.
import type { LinkedEditingRangeParams, LinkedEditingRanges } from 'vscode-languageserver'
import { toRange } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const linkedEditing: Feature = server => {
  if (server.client.leaves('linked-editing')) return {}
  server.connection.languages.onLinkedEditingRange(guarded<LinkedEditingRangeParams, LinkedEditingRanges | null>(server, 'Linked editing', null,
    ({ params, snapshot, document }: Asked<LinkedEditingRangeParams>) => {
      const spans = document.linked(snapshot.lines().offsetAt(params.position))
      return spans.length ? { ranges: spans.map(span => toRange(snapshot, span)), wordPattern: '[\\w:.-]*' } : null
    }))
  return { linkedEditingRangeProvider: true }
}
