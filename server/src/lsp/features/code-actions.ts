// Quick fixes for the problems at a place, and changes that may be asked for there.
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver'
import { toCodeAction, toSpan, toWorkspaceEdit } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const codeActions: Feature = server => {
  const { client, connection } = server
  if (!client.codeActions) return {}
  connection.onCodeAction(guarded<CodeActionParams, CodeAction[]>(server, 'Quick fixes', [],
    async ({ params, snapshot, document }: Asked<CodeActionParams>) => {
      const { only } = params.context
      const span = toSpan(snapshot, params.range)
      const here = wants(only, CodeActionKind.QuickFix) ? (await snapshot.problems()).filter(problem => problem.span.start <= span.end && problem.span.end >= span.start) : []
      const changes = wants(only, CodeActionKind.RefactorRewrite) ? document.refactorings(span) : []
      return [
        ...here.flatMap(problem => document.fixes(problem).map(fix => toCodeAction(snapshot, client, problem, fix))),
        ...changes.map(({ title, edits }) => ({ title, kind: CodeActionKind.RefactorRewrite, edit: toWorkspaceEdit(snapshot, client, edits) })),
      ]
    }))
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] } }
}

/** A client may ask for a kind or for one above it: the empty kind is above all. */
const wants = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some(asked => asked === '' || kind === asked || kind.startsWith(`${asked}.`))
