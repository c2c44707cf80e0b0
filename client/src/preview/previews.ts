// All open previews: one panel for a document and a kind of picture; they come back after a restart.
import { commands, Disposable, Uri, ViewColumn, window, workspace, type ExtensionContext, type TextDocument, type WebviewPanel } from 'vscode'
import type { Host } from '../host'
import type { HostSide } from '../hosts/side'
import { section, settingsFrom } from '../settings'
import type { Server } from '../server'
import type { TellFacts } from '../facts'
import { watchImages } from './deck/live'
import { deckMachines } from './deck/machines'
import { slidesView } from './deck/outline'
import { stageFor, type Stage } from './deck/stage'
import { deckStyle, type StyledDeck } from './deck/style'
import { deckSubject, outlineSubject, presenterSubject } from './deck/subject'
import { deckRendererOn, type RenderedDeck } from './deck/thread'
import type { DeckMode, PageState } from './messages'
import { livePanel, type Panel } from './panel'
import type { Subject } from './subject'
import { surfaceOfPanel, type Surface } from './surface'
import { vmSubject } from './vm/subject'

export interface Previews {
  /** Shows the picture beside the editor; gives the number of things on it once they are drawn. */
  show(id: Exclude<Subject['id'], 'outline'>, uri: Uri, mode?: DeckMode): Promise<number | undefined>
  /** The deck as Marp renders it for a file of its own. */
  rendered(document: TextDocument): Promise<RenderedDeck>
  /** With what it is rendered, and its text with pictures in the place of machines. */
  styled(document: TextDocument): Promise<StyledDeck & { readonly text: string }>
  /** Told of the active document. */
  readonly tell: TellFacts
  /** The document whose preview has the focus. */
  active(): Uri | undefined
}

export function openPreviews(host: Host, context: ExtensionContext, server: Server, side?: HostSide): Previews {
  const panels = new Map<string, Panel>()
  const remoteImages = (): boolean => settingsFrom(workspace.getConfiguration(section)).remoteImages
  const renderer = deckRendererOn(host.deckThread(context))
  const style = deckStyle(server)
  const machines = deckMachines(server)
  const parts = { server, renderer, style, machines, remoteImages }
  const subjects = { vm: vmSubject(server, side), deck: deckSubject(parts), presenter: presenterSubject(parts), outline: outlineSubject(parts) }
  const openSetting = (): void => { void commands.executeCommand('workbench.action.openSettings', `${section}.deck.remoteImages`) }
  const keyOf = (subject: Pick<Subject, 'id'>, uri: Uri): string => `${subject.id} ${uri.toString()}`
  const decks = (): readonly Panel[] => [...panels].filter(([key]) => !key.startsWith('vm ')).map(([, panel]) => panel)
  const images = watchImages(() => decks(), panel => panel.post({ type: 'refresh' }))
  const stage: Stage = stageFor({
    panels: uri => [subjects.deck, subjects.presenter, subjects.outline].map(subject => panels.get(keyOf(subject, uri))).filter(panel => panel !== undefined),
    presenter: uri => void show('presenter', uri),
  })

  const adopt = (surface: Surface, subject: Subject, uri: Uri): Panel => {
    const key = keyOf(subject, uri)
    const adopted: Panel = livePanel({
      surface, subject, uri, extension: context.extensionUri, remoteImages, openSetting,
      heard: message => stage.heard(adopted, message),
      onEnd: () => {
        if (panels.get(key) === adopted) panels.delete(key)
        stage.ended(adopted)
      },
    })
    panels.set(key, adopted)
    if (subject.id !== 'vm') images.add(uri)
    return adopted
  }

  const adoptPanel = (panel: WebviewPanel, subject: Subject, uri: Uri): Panel => {
    panel.iconPath = icon(context.extensionUri, subject)
    return adopt(surfaceOfPanel(panel), subject, uri)
  }
  const slides = slidesView((surface, uri) => adopt(surface, subjects.outline, uri))

  const make = (subject: Subject, uri: Uri): Panel => {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1)
    return adoptPanel(window.createWebviewPanel(subject.viewType, subject.title(name), { viewColumn: ViewColumn.Beside, preserveFocus: true }), subject, uri)
  }

  const show: Previews['show'] = (id, uri, mode) => {
    const subject = subjects[id]
    const known = panels.get(keyOf(subject, uri))
    known?.reveal()
    const panel = known ?? make(subject, uri)
    if (mode) panel.post({ type: 'mode', mode })
    return panel.drawn()
  }

  const bringBack = (subject: Subject): Disposable => window.registerWebviewPanelSerializer(subject.viewType, {
    async deserializeWebviewPanel(panel, state: PageState | undefined) {
      if (typeof state?.uri === 'string') adoptPanel(panel, subject, Uri.parse(state.uri))
      else panel.dispose()
    },
  })

  context.subscriptions.push(
    renderer,
    style,
    machines,
    images,
    slides,
    ...[subjects.vm, subjects.deck, subjects.presenter].map(bringBack),
    ...[style, machines].map(({ onChange }) => onChange(() => { for (const panel of decks()) panel.redraw() })),
    workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration(`${section}.deck.remoteImages`)) return
      for (const panel of panels.values()) panel.reload()
    }),
  )

  return {
    show,
    async rendered(document) {
      const { settings } = await style.of(document)
      const text = await machines.drawnIn(document.uri, document.getText(), settings)
      return renderer.render({ key: `export of ${document.uri.toString()}`, text, settings: { ...settings, alone: true }, whole: true })
    },
    async styled(document) {
      const styled = await style.of(document)
      return { ...styled, text: await machines.drawnIn(document.uri, document.getText(), styled.settings) }
    },
    tell: slides.tell,
    active: () => [...panels.values()].find(panel => panel.isActive())?.uri,
  }
}

const icon = (extension: Uri, { id }: Subject): { readonly light: Uri; readonly dark: Uri } => {
  const at = (theme: string): Uri => Uri.joinPath(extension, 'client', 'dist', 'pages', 'icons', `${id === 'vm' ? 'vm' : 'deck'}-${theme}.svg`)
  return { light: at('light'), dark: at('dark') }
}
