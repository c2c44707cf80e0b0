// What the active editor holds, asked of the server whenever that may have changed, and told to those who show it.
import { Disposable, window, workspace, type TextDocument } from 'vscode'
import type { FactsResult } from '../../server/src/protocol/messages'
import { ourLanguages } from './client'
import type { Server } from './server'
import { section } from './settings'

/** `document` is undefined where no editor is active. */
export type TellFacts = (facts: FactsResult, document: TextDocument | undefined) => void

const foreign: FactsResult = { kind: null }
const pause = 300
/** The server hears of new settings by a way of its own, and may do so later. */
const longPause = 2000

export function watchFacts(server: Server, listeners: readonly TellFacts[]): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  const tell = async (): Promise<void> => {
    const mine = ++turn
    const document = window.activeTextEditor?.document
    // A panel of ours has the focus: what was told of its editor stays.
    if (!document && window.visibleTextEditors.length > 0) return
    const facts = document && ourLanguages.includes(document.languageId) ? await server.facts(document.uri).catch(() => foreign) : foreign
    if (mine === turn) for (const listener of listeners) listener(facts, document)
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void tell(), pause)
  }
  const laterFor = (document: TextDocument): void => { if (document === window.activeTextEditor?.document) later() }

  const muchLater = (): void => {
    clearTimeout(again)
    again = setTimeout(() => void tell(), longPause)
  }
  const decisions = workspace.createFileSystemWatcher('**/.virtdeckrc.json')

  void tell()
  return Disposable.from(
    decisions, decisions.onDidChange(muchLater), decisions.onDidCreate(muchLater), decisions.onDidDelete(muchLater),
    window.onDidChangeActiveTextEditor(() => void tell()),
    workspace.onDidOpenTextDocument(laterFor),
    workspace.onDidChangeTextDocument(({ document }) => laterFor(document)),
    workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration(section)) return
      later()
      muchLater()
    }),
    { dispose: () => { clearTimeout(timer); clearTimeout(again) } },
  )
}
