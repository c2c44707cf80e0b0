// The preview of a deck: Marp renders the text here, the server says which slide stands where.
import { Uri, workspace } from 'vscode'
import type { Server } from '../../server'
import type { Subject } from '../subject'
import { imageFolders } from './images'
import { firstLineOf } from './place'
import type { DeckRenderer } from './thread'

export const deckSubject = (server: Server, renderer: DeckRenderer, remoteImages: () => boolean): Subject => ({
  id: 'deck',
  viewType: 'virtdeck.deck',
  title: name => `Slides ${name}`,
  async draw(document) {
    const { version } = document
    const text = document.getText()
    const answer = await server.summary(document.uri)
    if (document.version !== version || (answer && answer.version !== version)) return 'stale'
    if (answer?.summary.kind !== 'deck') return 'The front matter does not say `marp: true` at the moment: these are the last slides.'
    const deck = await renderer.render(text)
    if (!deck.ok) return deck.message
    const { slides } = answer.summary
    return {
      message: {
        type: 'deck', version, css: deck.css, remoteImages: remoteImages(),
        slides: deck.slides.map((html, i) => ({ html, title: slides[i]?.title ?? '', notes: deck.notes[i] ?? [] })),
      },
      items: deck.slides.map((_, i) => {
        const span = slides[Math.min(i, slides.length - 1)]?.span ?? { start: 0, end: 0 }
        return { spans: [span], target: firstLineOf(text, span) }
      }),
      folders: document.isUntitled || !workspace.isTrusted ? [] : foldersBeside(document.uri, imageFolders([deck.css, ...deck.slides])),
    }
  },
})

/** Those outside the workspace folder and the deck's own folder, which the page may read anyway. */
const foldersBeside = (deck: Uri, folders: readonly string[]): readonly Uri[] => {
  const own = Uri.joinPath(deck, '..')
  const open = workspace.getWorkspaceFolder(deck)?.uri ?? own
  return folders
    .map(folder => folder.startsWith('/') ? own.with({ path: folder }) : Uri.joinPath(own, folder))
    .filter(({ path }) => ![open, own].some(known => `${path}/`.startsWith(`${known.path}/`)))
}
