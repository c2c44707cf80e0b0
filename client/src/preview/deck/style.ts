// With what a deck is rendered: what the server has read, kept until something of it changes; and which Marp, our own setting.
import { Disposable, EventEmitter, RelativePattern, Uri, workspace, type Event, type TextDocument } from 'vscode'
import type { DeckSettingsResult } from '../../../../server/src/protocol/messages'
import type { Server } from '../../server'
import { section, settingsFrom } from '../../settings'
import type { DeckSettings } from './settings'

export interface DeckStyle extends Disposable {
  of(document: TextDocument): Promise<StyledDeck>
  /** A theme or a setting has changed. */
  readonly onChange: Event<void>
}

export interface StyledDeck {
  readonly settings: DeckSettings
  /** The paths of its themes, and of Marp CLI's configuration. */
  readonly themes: readonly string[]
  readonly configuration?: string
  /** What of the settings could not be followed. */
  readonly remarks: readonly string[]
}

/** The server hears of the same change by its own way. */
const pause = 100

export function deckStyle(server: Server): DeckStyle {
  const changed = new EventEmitter<void>()
  const watched = new Map<string, Disposable>()
  const told = new Map<string, Promise<DeckSettingsResult>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const again = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      told.clear()
      changed.fire()
    }, pause)
  }

  const watch = (key: string, pattern: () => RelativePattern | string): void => {
    if (watched.has(key)) return
    const watcher = workspace.createFileSystemWatcher(pattern())
    watched.set(key, Disposable.from(watcher, watcher.onDidChange(again), watcher.onDidCreate(again), watcher.onDidDelete(again)))
  }

  /** Also what may lie outside the workspace. */
  const watchFile = (deck: Uri, path: string): void => {
    const file = deck.scheme === 'untitled' ? Uri.file(path) : deck.with({ path })
    watch(file.toString(), () => new RelativePattern(Uri.joinPath(file, '..'), path.slice(path.lastIndexOf('/') + 1)))
  }

  const ask = async (deck: Uri): Promise<DeckSettingsResult> => {
    watch('', () => '{**/.marprc*,**/marp.config.*,**/package.json}')
    const result = await server.deckSettings(deck)
    for (const path of result.files) watchFile(deck, path)
    return result
  }

  const settings = workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration('markdown.marp') || change.affectsConfiguration(`${section}.deck`) || change.affectsConfiguration(`${section}.marp`)) again() })

  return {
    onChange: changed.event,
    async of({ uri }) {
      const key = uri.toString()
      const asked = told.get(key) ?? ask(uri)
      told.set(key, asked)
      const { settings, files, configuration, lost } = await asked
      return {
        settings: { ...settings, core: settingsFrom(workspace.getConfiguration(section, uri)).marpCore },
        themes: files.filter(file => file !== configuration), ...configuration !== undefined && { configuration },
        remarks: lost.map(name => `The theme ${name} cannot be read here${/^https?:/i.test(name) ? ': nothing is fetched from the internet' : ''}.`),
      }
    },
    dispose() {
      clearTimeout(timer)
      settings.dispose()
      changed.dispose()
      for (const each of watched.values()) each.dispose()
    },
  }
}
