// Quick fixes for the problems at a place.
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver'
import { toCodeAction } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const codeActions: Feature = server => {
  const { client, connection } = server
  if (!client.codeActions) return {}
  connection.onCodeAction(guarded<CodeActionParams, CodeAction[]>(server, 'Quick fixes', [],
    async ({ params, snapshot, document }: Asked<CodeActionParams>) => {
      if (!wantsFixes(params.context.only)) return []
      const start = snapshot.lines().offsetAt(params.range.start)
      const end = snapshot.lines().offsetAt(params.range.end)
      const here = (await snapshot.problems()).filter(({ span }) => span.start <= end && span.end >= start)
      return here.flatMap(problem => document.fixes(problem).map(fix => toCodeAction(snapshot, client, problem, fix)))
    }))
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }
}

/** A client may ask for a kind or for one above it: the empty kind is above all. */
const wantsFixes = (only: readonly string[] | undefined): boolean =>
  only === undefined || only.some(kind => kind === '' || kind === CodeActionKind.QuickFix)
