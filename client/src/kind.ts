// Tells the menus what the active editor holds: the context key `virtdeck.kind` is `domain`, `marp`, …, or
// `none` for what is not ours; it is unset until the first answer.
import { commands, Disposable, window, workspace } from 'vscode'
import { ourLanguages } from './client'
import type { Server } from './server'

const contextKey = 'virtdeck.kind'
const foreign = 'none'
const pause = 300

export function watchKind(server: Server): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told: string | undefined
  let turn = 0

  const tell = async (): Promise<void> => {
    const mine = ++turn
    const document = window.activeTextEditor?.document
    // A panel of ours has the focus: the menus of its editor stay as they are.
    if (!document && window.visibleTextEditors.length > 0) return
    const kind = document && ourLanguages.includes(document.languageId)
      ? (await server.summary(document.uri).catch(() => null))?.kind ?? foreign
      : foreign
    if (mine !== turn || kind === told) return
    told = kind
    await commands.executeCommand('setContext', contextKey, kind)
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void tell(), pause)
  }

  void tell()
  return Disposable.from(
    window.onDidChangeActiveTextEditor(() => void tell()),
    workspace.onDidOpenTextDocument(document => { if (document === window.activeTextEditor?.document) later() }),
    workspace.onDidChangeTextDocument(({ document }) => { if (document === window.activeTextEditor?.document) later() }),
    { dispose: () => clearTimeout(timer) },
  )
}
