// The whole workspace in the list of problems: read file by file, told, and kept up to date until somebody clears it. What is open
// is told as ever; when it is closed, it is told from the disk.
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { CancellationToken } from 'vscode-languageserver'
import { languages } from '../../core/languages'
import { matches } from '../../core/lint/index'
import { lintedNotification, lintRequest, type LintedParams, type LintParams, type LintResult } from '../../protocol/messages'
import { toDiagnostic } from '../convert'
import { snapshotOf } from '../documents'
import type { Feature } from '../server'
import { mostDiagnostics } from './diagnostics'

export const lintWorkspace: Feature = server => {
  const { connection, client, documents, settings, host, workspace, around, onWatched, moments, readText, log } = server
  /** The files that are told of; null while nobody has asked. */
  let kept: Map<string, number> | null = null
  let exclude: readonly string[] = []
  let turn = 0
  /** What the files say of each other may be another now: those that it is about are told anew. */
  let said: ReadonlyMap<string, string> = new Map()
  let waiting: (() => void) | undefined

  const clear = (uri: string): void => {
    if (kept?.delete(uri) && !documents.at(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  /** Null for what is not there or not ours. */
  const lint = async (uri: string): Promise<{ readonly problems: number; readonly errors: number } | null> => {
    const open = documents.at(uri)
    if (open) {
      const problems = (await open.document()).kind === null ? null : await open.problems()
      kept?.set(uri, 0)
      return problems && { problems: problems.length, errors: problems.filter(({ level }) => level === 'error').length }
    }
    const text = await readText(uri)
    // In another encoding every word of it would be wrong.
    if (text === null || /[\0\uFFFD]/.test(text)) return null
    const snapshot = snapshotOf(TextDocument.create(uri, '', 0, text), settings, { state: () => 0, problems: around.now, lost: around.lost, lacking: around.lacking }, host.installed)
    const ours = (await snapshot.document()).kind !== null
    const problems = ours ? await snapshot.problems() : []
    settings.forget(uri)
    if (!kept || documents.at(uri)) return null
    if (problems.length || kept.has(uri)) await connection.sendDiagnostics({ uri, diagnostics: problems.slice(0, mostDiagnostics).map(problem => toDiagnostic(snapshot, client, problem)) })
    if (ours) kept.set(uri, problems.length)
    return ours ? { problems: problems.length, errors: problems.filter(({ level }) => level === 'error').length } : null
  }

  connection.onRequest<LintResult, void>(lintRequest, async (params: LintParams, token: CancellationToken) => {
    const mine = ++turn
    const cancelled = (): boolean => token.isCancellationRequested || mine !== turn
    const result = { files: 0, problems: 0, errors: 0 }
    const wanted = new Set(params.uris)
    for (const uri of [...kept?.keys() ?? []]) if (!wanted.has(uri)) clear(uri)
    exclude = params.exclude
    if (!params.uris.length) {
      kept = null
      return { ...result, cancelled: false }
    }
    kept ??= new Map()
    let done = 0
    for (const uri of params.uris) {
      await host.pause()
      if (cancelled()) return { ...result, cancelled: true }
      try {
        const found = await lint(uri)
        if (found) {
          result.files++
          result.problems += found.problems
          result.errors += found.errors
        }
      } catch (error) {
        log(`Linting ${uri}`, error)
      }
      done++
      if (done % 20 === 0 || done === params.uris.length) void connection.sendNotification(lintedNotification, { done, of: params.uris.length } satisfies LintedParams)
    }
    said = await around.said()
    return { ...result, cancelled: false }
  })

  const refresh = (): void => {
    if (!kept) return
    waiting?.()
    waiting = host.later(1000, () => {
      waiting = undefined
      void around.said().then(now => {
        for (const uri of kept?.keys() ?? []) if (!documents.at(uri) && said.get(uri) !== now.get(uri)) void again(uri)
        said = now
      }).catch((error: unknown) => log('Comparing the workspace', error))
    })
  }
  documents.onChange((_, happened) => { if (happened === 'around') refresh() })
  moments.onEnd(() => waiting?.())

  const again = async (uri: string): Promise<void> => {
    if (kept) await lint(uri).then(found => { if (!found) clear(uri) }).catch((error: unknown) => log(`Linting ${uri}`, error))
  }
  onWatched(uris => {
    for (const uri of uris) if (isOurs(uri) && workspace.holds(uri) && !isExcluded(uri)) void again(uri)
    refresh()
  })
  documents.onClose(uri => { if (kept?.has(uri)) void again(uri) })
  // What is decided about them has changed.
  settings.onChange(() => { for (const uri of kept?.keys() ?? []) void again(uri) })
  // One after the other: nobody waits for it, and a host changes while somebody types.
  let round = 0
  around.onHost(() => void (async mine => {
    for (const uri of [...kept?.keys() ?? []]) {
      await host.pause()
      if (mine !== round) return
      if (!documents.at(uri)) await again(uri)
    }
  })(++round))
  return {}

  function isExcluded(uri: string): boolean {
    const folder = client.folders.find(one => uri.startsWith(`${one}/`))
    return exclude.length > 0 && folder !== undefined && matches(exclude, decodeURIComponent(uri.slice(folder.length + 1)))
  }
}

const isOurs = (uri: string): boolean => languages.some(({ extensions }) => extensions.some(extension => uri.toLowerCase().endsWith(extension)))
