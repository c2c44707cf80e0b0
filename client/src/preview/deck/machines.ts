// The machines that a deck shows: the server draws them into its text, and a deck follows the files that they come from.
import { Disposable, EventEmitter, RelativePattern, Uri, workspace, type Event } from 'vscode'
import type { Server } from '../../server'
import type { DeckSettings } from './settings'

export interface DeckMachines extends Disposable {
  /** The text with pictures in the place of machines, and as many lines. */
  drawnIn(uri: Uri, text: string, settings: DeckSettings): Promise<string>
  /** One that a deck shows has changed, on disk or under somebody's hands. */
  readonly onChange: Event<void>
}

export const hasMachines = (text: string): boolean => /^[^`~\n]{0,100}(?:```+|~~~+)[ \t]*vm\b|<!--+\s*vm\s*:/m.test(text)

/** Who types the machine waits for nothing; the deck may. */
const pause = 300

export function deckMachines(server: Server): DeckMachines {
  const changed = new EventEmitter<void>()
  const watched = new Map<string, Disposable>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const again = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => changed.fire(), pause)
  }
  const watch = (file: string): void => {
    if (watched.has(file)) return
    const uri = Uri.parse(file, true)
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), uri.path.slice(uri.path.lastIndexOf('/') + 1)))
    watched.set(file, Disposable.from(
      watcher, watcher.onDidChange(again), watcher.onDidCreate(again), watcher.onDidDelete(again),
      workspace.onDidChangeTextDocument(({ document }) => { if (document.uri.toString() === uri.toString()) again() }),
    ))
  }
  return {
    onChange: changed.event,
    async drawnIn(uri, text, { html }) {
      if (!hasMachines(text) || html === 'off' || typeof html === 'object' && !('img' in html)) return text
      const { text: drawn, files } = await server.pictured(uri, text)
      files.forEach(watch)
      return drawn
    },
    dispose() {
      clearTimeout(timer)
      changed.dispose()
      for (const each of watched.values()) each.dispose()
    },
  }
}
