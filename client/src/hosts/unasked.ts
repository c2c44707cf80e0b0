// The host's own truth while one writes (`virtdeck.host.check`): the dry run in a private driver, on save or on each pause.
import { Disposable, window, workspace, type TextDocument } from 'vscode'
import { headOf } from '../definitions/define'
import type { Server } from '../server'
import { section, settingsFrom } from '../settings'
import type { Refusals } from '../virsh/refusals'
import { checkUnasked } from './check'
import type { HostSide } from './side'

const pause = 600

export function checkUnaskedOn({ connections, driver, tools }: HostSide, server: Server, refusals: Refusals): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  const when = () => settingsFrom(workspace.getConfiguration(section)).hostCheck
  const check = async (document: TextDocument): Promise<void> => {
    if (!workspace.isTrusted || document.isClosed || document.languageId !== 'xml' || headOf(document.getText())?.kind !== 'domain') return
    const { version } = document
    // One at a time; what is typed meanwhile is checked after it.
    if (running) return later(document)
    const mine = running = new AbortController()
    try {
      const answer = await checkUnasked(connections.chosen(), driver, tools.withCopy, document.getText(), { signal: mine.signal })
      if (!answer || document.isClosed || document.version !== version) return
      if (answer.outcome === 'refused') refusals.show(document, answer.text, await server.blame(document.uri, answer.text))
      else if (answer.outcome === 'done') refusals.clear(document.uri)
    } finally {
      running = undefined
    }
  }
  const later = (document: TextDocument): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(document), pause)
  }
  return Disposable.from(
    workspace.onDidSaveTextDocument(document => { if (when() !== 'off') void check(document) }),
    workspace.onDidChangeTextDocument(({ document }) => { if (document === window.activeTextEditor?.document && when() === 'onType') later(document) }),
    window.onDidChangeActiveTextEditor(editor => { if (editor && when() === 'onType') later(editor.document) }),
    { dispose: () => {
      clearTimeout(timer)
      running?.abort()
    } },
  )
}
