// All open previews: one panel for a document and a kind of picture; they come back after a restart.
import { commands, Disposable, Uri, ViewColumn, window, workspace, type ExtensionContext, type WebviewPanel } from 'vscode'
import type { Host } from '../host'
import { section, settingsFrom } from '../settings'
import type { Server } from '../server'
import { deckSubject } from './deck/subject'
import { deckRendererOn } from './deck/thread'
import type { PageState } from './messages'
import { livePanel, type Panel } from './panel'
import type { Subject } from './subject'
import { vmSubject } from './vm/subject'

export interface Previews {
  /** Shows the picture beside the editor; gives the number of things on it once they are drawn. */
  show(id: Subject['id'], uri: Uri): Promise<number | undefined>
  /** The document whose preview has the focus. */
  active(): Uri | undefined
}

export function openPreviews(host: Host, context: ExtensionContext, server: Server): Previews {
  const panels = new Map<string, Panel>()
  const remoteImages = (): boolean => settingsFrom(workspace.getConfiguration(section)).remoteImages
  const renderer = deckRendererOn(host.deckThread(context))
  const subjects = { vm: vmSubject(server), deck: deckSubject(server, renderer, remoteImages) }
  const openSetting = (): void => { void commands.executeCommand('workbench.action.openSettings', `${section}.deck.remoteImages`) }
  const keyOf = (subject: Subject, uri: Uri): string => `${subject.id} ${uri.toString()}`

  const adopt = (panel: WebviewPanel, subject: Subject, uri: Uri): Panel => {
    const key = keyOf(subject, uri)
    panel.iconPath = icon(context.extensionUri, subject)
    const adopted = livePanel({
      panel, subject, uri, extension: context.extensionUri, remoteImages, openSetting, onEnd: () => { if (panels.get(key) === adopted) panels.delete(key) },
    })
    panels.set(key, adopted)
    return adopted
  }

  const make = (subject: Subject, uri: Uri): Panel => {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1)
    return adopt(window.createWebviewPanel(subject.viewType, subject.title(name), { viewColumn: ViewColumn.Beside, preserveFocus: true }), subject, uri)
  }

  const bringBack = (subject: Subject): Disposable => window.registerWebviewPanelSerializer(subject.viewType, {
    async deserializeWebviewPanel(panel, state: PageState | undefined) {
      if (typeof state?.uri === 'string') adopt(panel, subject, Uri.parse(state.uri))
      else panel.dispose()
    },
  })

  context.subscriptions.push(
    renderer,
    bringBack(subjects.vm),
    bringBack(subjects.deck),
    workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration(`${section}.deck`)) return
      for (const panel of panels.values()) panel.reload()
    }),
  )

  return {
    show(id, uri) {
      const subject = subjects[id]
      const known = panels.get(keyOf(subject, uri))
      known?.reveal()
      return (known ?? make(subject, uri)).drawn()
    },
    active: () => [...panels.values()].find(panel => panel.isActive())?.uri,
  }
}

const icon = (extension: Uri, { id }: Subject): { readonly light: Uri; readonly dark: Uri } => {
  const at = (theme: string): Uri => Uri.joinPath(extension, 'client', 'dist', 'pages', 'icons', `${id}-${theme}.svg`)
  return { light: at('light'), dark: at('dark') }
}
