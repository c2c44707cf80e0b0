// Beside Red Hat's XML extension: what that one does for any XML is left to it, so that nothing appears twice.
import { commands, Disposable, extensions, window, workspace } from 'vscode'
import type { Left } from '../../server/src/protocol/messages'
import { section, settingsFrom } from './settings'

const other = 'redhat.vscode-xml'

/** Asked once, when the server starts: it then does not announce what is left. */
export const leaves = (): readonly Left[] => [
  ...extensions.getExtension(other) && !settingsFrom(workspace.getConfiguration(section)).besideOthers ? ['closing-tags', 'linked-editing', 'formatting', 'folding'] as const : [],
  ...extensions.getExtension('marp-team.marp-vscode') ? ['marp'] as const : [],
]

/** The other extension came or went, or the setting changed: a server that runs has announced already what it does. */
export function watchOthers(): Disposable {
  const leftOfXml = (): number => leaves().filter(what => what !== 'marp').length
  let told = leftOfXml()
  const look = async (): Promise<void> => {
    const now = leftOfXml()
    if (now === told) return
    told = now
    const reload = 'Reload Window'
    const choice = await window.showInformationMessage(`Virtdeck ${now ? 'leaves closing tags, formatting and folding to the XML extension' : 'takes over closing tags, formatting and folding'} once the window is reloaded.`, reload)
    if (choice === reload) await commands.executeCommand('workbench.action.reloadWindow')
  }
  return Disposable.from(
    extensions.onDidChange(() => void look()),
    workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration(`${section}.xml.besideOthers`)) void look() }),
  )
}
