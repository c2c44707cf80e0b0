// With what a deck is rendered: Marp for VS Code's settings (`markdown.marp.themes`, `markdown.marp.html`), read as that one does.
import { Disposable, EventEmitter, RelativePattern, Uri, workspace, type Event, type TextDocument } from 'vscode'
import { section } from '../../settings'
import type { DeckEngine, DeckSettings, ThemeFile } from './settings'

export interface DeckStyle extends Disposable {
  of(document: TextDocument): Promise<{ readonly settings: DeckSettings; readonly engine: DeckEngine; readonly files: readonly string[]; readonly remarks: readonly string[] }>
  /** A theme or a setting has changed. */
  readonly onChange: Event<void>
}

export function deckStyle(): DeckStyle {
  const changed = new EventEmitter<void>()
  const watched = new Map<string, Disposable>()
  const texts = new Map<string, Promise<string | null>>()

  /** Read once, and again when it changes. */
  const read = (file: Uri): Promise<string | null> => {
    const key = file.toString()
    if (!watched.has(key)) {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), nameOf(file)))
      const again = (): void => {
        texts.delete(key)
        changed.fire()
      }
      watched.set(key, Disposable.from(watcher, watcher.onDidChange(again), watcher.onDidCreate(again), watcher.onDidDelete(again)))
    }
    const known = texts.get(key) ?? readText(file)
    texts.set(key, known)
    return known
  }

  const settings = workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration('markdown.marp') || change.affectsConfiguration(`${section}.deck`)) changed.fire() })

  return {
    onChange: changed.event,
    async of(document) {
      const marp = workspace.getConfiguration('markdown.marp', document)
      const listed = marp.get<unknown>('themes')
      const themes: ThemeFile[] = []
      const remarks: string[] = []
      const files: string[] = []
      for (const name of Array.isArray(listed) ? listed.filter(each => typeof each === 'string') : []) {
        const file = themeFile(name, document.uri)
        if (file === null) remarks.push(`The theme ${name} is not fetched from the internet.`)
        else {
          const css = workspace.isTrusted || inside(file) ? await read(file) : null
          if (css === null) remarks.push(`The theme ${name} of \`markdown.marp.themes\` cannot be read.`)
          else {
            themes.push({ name, css })
            files.push(file.fsPath)
          }
        }
      }
      const html = marp.get<unknown>('html')
      return { settings: { html: html === 'all' || html === 'off' ? html : 'default', themes }, engine: '5', files, remarks }
    },
    dispose() {
      settings.dispose()
      changed.dispose()
      for (const each of watched.values()) each.dispose()
    },
  }
}

/** Marp for VS Code takes paths from the workspace folder on, from the deck's folder where there is none, and absolute ones. */
const themeFile = (name: string, deck: Uri): Uri | null => {
  if (/^https?:/i.test(name)) return null
  const base = workspace.getWorkspaceFolder(deck)?.uri ?? Uri.joinPath(deck, '..')
  return name.startsWith('/') ? base.with({ path: name }) : /^[a-z]:[\\/]/i.test(name) ? Uri.file(name) : Uri.joinPath(base, name)
}

const inside = (file: Uri): boolean => workspace.getWorkspaceFolder(file) !== undefined

const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1)

const readText = async (file: Uri): Promise<string | null> => {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file))
  } catch {
    return null
  }
}
