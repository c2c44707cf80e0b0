// Quick fixes for the problems at a place, all of one code at once, everything that has a plain fix (source.fixAll), and changes
// that may be asked for though nothing is wrong (refactor.rewrite). Behind the fixes: not to be told of it any more.
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver'
import type { Fix, Problem } from '../../core/model'
import type { Document } from '../../core/service'
import { disableFixes, lintFixes } from '../../core/lint/index'
import { together } from '../../core/text/edits'
import { toCodeAction, toFixAll, toSpan } from '../convert'
import type { Snapshot } from '../documents'
import { disabledInConfig } from '../disabling'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'
import { random } from '../surroundings'

/** What an editor asks for on save: `"editor.codeActionsOnSave": { "source.fixAll.virtdeck": … }`. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.virtdeck`

export const codeActions: Feature = server => {
  const { client, connection } = server
  if (!client.codeActions) return {}
  connection.onCodeAction(guarded<CodeActionParams, CodeAction[]>(server, 'Quick fixes', [],
    async ({ params, snapshot, document }: Asked<CodeActionParams>) => {
      const { only } = params.context
      const problems = await snapshot.problems()
      const actions: CodeAction[] = []
      const span = toSpan(snapshot, params.range)
      if (wants(only, CodeActionKind.QuickFix)) {
        const here = problems.filter(problem => problem.span.start <= span.end && problem.span.end >= span.start)
        const codes = [...new Set(here.map(({ code }) => code))]
        actions.push(...here.flatMap(problem => fixesOf(document, problem).map(fix => toCodeAction(snapshot, client, problem, fix))))
        actions.push(...codes.flatMap(code => allOf(code, problems, document, snapshot) ?? []))
        for (const code of codes) actions.push(...await disabling(here.find(problem => problem.code === code)!, document, snapshot))
      }
      if (wants(only, CodeActionKind.RefactorRewrite)) {
        actions.push(...document.refactorings(span, random).map(({ title, edits }) => toFixAll(snapshot, client, CodeActionKind.RefactorRewrite, title, edits)))
      }
      // Unasked, it would stand under every light bulb.
      if (only !== undefined && wants(only, fixAllKind)) {
        const { edits, count } = together(preferredOf(problems, document))
        if (count) actions.push(toFixAll(snapshot, client, fixAllKind, 'Fix everything that has a plain fix', edits))
      }
      return actions
    }))
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind] } }

  async function disabling(problem: Problem, document: Document, snapshot: Snapshot): Promise<readonly CodeAction[]> {
    if (document.kind === null || document.kind === 'configuration') return []
    const inConfig = await disabledInConfig(server, snapshot, problem)
    return [...disableFixes(snapshot.text, document, problem).map(fix => toCodeAction(snapshot, client, problem, fix)), ...inConfig ? [inConfig] : []]
  }

  /** Where several problems of a code have a plain fix. */
  function allOf(code: string, problems: readonly Problem[], document: Document, snapshot: Snapshot): CodeAction | null {
    const { edits, count } = together(preferredOf(problems.filter(problem => problem.code === code), document))
    return count > 1 ? toFixAll(snapshot, client, CodeActionKind.QuickFix, `Fix all ${count} problems of \`${code}\``, edits) : null
  }
}

/** Those about our own comments are of no language. */
const fixesOf = (document: Document, problem: Problem): readonly Fix[] => problem.code.startsWith('virtdeck/') ? lintFixes(problem) : document.fixes(problem)

/** Fixing takes a look at each; nobody waits for thousands. */
const most = 200

const preferredOf = (problems: readonly Problem[], document: Document): readonly Fix[] =>
  problems.slice(0, most).flatMap(problem => fixesOf(document, problem).find(({ preferred }) => preferred) ?? [])

/** A client may ask for a kind or for one above it: the empty kind is above all. */
const wants = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some(one => one === '' || kind === one || kind.startsWith(`${one}.`))
