// Words between the words: sizes in human units, what is left out.
import { InlayHintKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver'
import { toSpan } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const hints: Feature = server => {
  const { client, connection } = server
  connection.languages.inlayHint.on(guarded<InlayHintParams, InlayHint[]>(server, 'Hints', [],
    ({ params, snapshot, document }: Asked<InlayHintParams>) => document.hints(toSpan(snapshot, params.range)).map(({ offset, text, kind, tooltip }) => ({
      position: snapshot.lines().positionAt(offset),
      label: text,
      paddingLeft: true,
      ...(kind === 'default' && { kind: InlayHintKind.Parameter }),
      ...(tooltip !== undefined && { tooltip: { kind: client.hover, value: tooltip } }),
    }))))
  return { inlayHintProvider: true }
}
