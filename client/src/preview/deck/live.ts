// Pictures beside a deck that change on disk are shown anew.
import { Disposable, RelativePattern, Uri, workspace } from 'vscode'
import type { Panel } from '../panel'

const pictures = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|mp4|webm|woff2?|ttf|otf)$/i
/** A program that writes a picture may write it piece by piece. */
const pause = 150

/** One watcher, once there is a deck: of the workspace, since that is what VS Code watches anyway. */
export function watchImages(panels: () => readonly Panel[], changed: (panel: Panel) => void): Disposable & { add(uri: Uri): void } {
  const watchers = new Map<string, Disposable>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = ({ path }: Uri): void => {
    if (!pictures.test(path)) return
    clearTimeout(timer)
    timer = setTimeout(() => { for (const panel of panels()) changed(panel) }, pause)
  }
  return {
    add(uri) {
      if (uri.scheme === 'untitled') return
      const root = workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, '..')
      if (watchers.has(root.toString())) return
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(root, '**/*'))
      watchers.set(root.toString(), Disposable.from(watcher, watcher.onDidChange(heard), watcher.onDidCreate(heard), watcher.onDidDelete(heard)))
    },
    dispose() {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.dispose()
    },
  }
}
