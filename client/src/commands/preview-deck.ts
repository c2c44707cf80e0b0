// Virtdeck: Preview Deck. The slides beside their text.
import { window } from 'vscode'
import { argumentOf, documentOf, nameOf, type Command } from './command'

export const previewDeck: Command = {
  id: 'virtdeck.previewDeck',
  /** Gives `{ slides }`, the number drawn. */
  async run(session, argument) {
    const { previews, server } = session
    const document = await documentOf(session, argumentOf(argument))
    if (!document) return void window.showInformationMessage('Open a Marp deck first, then preview it.')
    if ((await server.summary(document.uri))?.kind !== 'marp') {
      return void window.showInformationMessage(
        `${nameOf(document.uri)} is no Marp deck: begin it with a front matter that says \`marp: true\`.`)
    }
    const slides = await previews.show('deck', document.uri)
    return slides === undefined ? undefined : { slides }
  },
}
