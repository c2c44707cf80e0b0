// Folding: what spans lines and can be closed.
import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver'
import { toFoldingRange } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const folding: Feature = server => {
  const { client, connection } = server
  if (client.leaves('folding')) return {}
  connection.onFoldingRanges(guarded<FoldingRangeParams, FoldingRange[]>(server, 'Folding', [],
    ({ snapshot, document }: Asked<FoldingRangeParams>) => document.folds()
      .map(fold => toFoldingRange(snapshot, fold))
      .filter(({ startLine, endLine }) => startLine < endLine)
      .map(range => client.wholeLineFolds ? wholeLines(range) : range)
      .slice(0, client.foldLimit)))
  return { foldingRangeProvider: true }
}

const wholeLines = ({ startLine, endLine, kind }: FoldingRange): FoldingRange => ({ startLine, endLine, ...(kind && { kind }) })
