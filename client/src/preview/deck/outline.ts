// The view “Slides” in the explorer: small pictures of the slides of the deck that is edited. There is one, which goes from deck to deck.
import { window, type Disposable, type Uri, type WebviewView } from 'vscode'
import type { TellFacts } from '../../facts'
import type { Panel } from '../panel'
import { surfaceOfView, type Surface } from '../surface'

export interface SlidesView extends Disposable {
  /** Told of the active document. */
  readonly tell: TellFacts
}

export function slidesView(adopt: (surface: Surface, uri: Uri) => Panel): SlidesView {
  let view: WebviewView | undefined
  let deck: Uri | undefined
  let panel: Panel | undefined

  /** Only what can be seen is drawn. */
  const show = (): void => {
    if (!view?.visible || !deck || panel?.uri.toString() === deck.toString()) return
    panel?.dispose()
    panel = adopt(surfaceOfView(view), deck)
  }

  const registered = window.registerWebviewViewProvider('virtdeck.slides', {
    resolveWebviewView(made) {
      view = made
      made.onDidChangeVisibility(show)
      made.onDidDispose(() => {
        view = undefined
        panel = undefined
      })
      show()
    },
  })
  return {
    tell({ kind }, document) {
      if (kind !== 'marp' || !document) return
      deck = document.uri
      show()
    },
    dispose: () => registered.dispose(),
  }
}
