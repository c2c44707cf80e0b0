// What a picture is shown on: an editor of its own, or a view in the side bar. The panel need not know which.
import { EventEmitter, type Disposable, type Webview, type WebviewPanel, type WebviewView } from 'vscode'

export interface Surface extends Disposable {
  readonly webview: Webview
  readonly title: string
  readonly visible: boolean
  /** It has the focus. */
  readonly active: boolean
  reveal(preserveFocus: boolean): void
  onVisibility(listener: () => void): Disposable
  onEnd(listener: () => void): Disposable
}

export const surfaceOfPanel = (panel: WebviewPanel): Surface => ({
  webview: panel.webview,
  title: panel.title,
  get visible() { return panel.visible },
  get active() { return panel.active },
  reveal: preserveFocus => panel.reveal(undefined, preserveFocus),
  onVisibility: listener => panel.onDidChangeViewState(listener),
  onEnd: listener => panel.onDidDispose(listener),
  dispose: () => panel.dispose(),
})

/** The view stays when what it shows ends: something else is shown on it then. */
export const surfaceOfView = (view: WebviewView): Surface => {
  const ended = new EventEmitter<void>()
  view.onDidDispose(() => ended.fire())
  return {
    webview: view.webview,
    title: view.title ?? '',
    get visible() { return view.visible },
    active: false,
    reveal: preserveFocus => view.show(preserveFocus),
    onVisibility: listener => view.onDidChangeVisibility(listener),
    onEnd: listener => ended.event(listener),
    dispose: () => ended.fire(),
  }
}
