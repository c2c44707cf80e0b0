// Virtdeck: Speaker View. The slide, the next one, the notes and the clock; in step with the slides.
import { window } from 'vscode'
import { argumentOf, documentOf, nameOf, type Command } from './command'

export const speakerView: Command = {
  id: 'virtdeck.speakerView',
  /** Gives `{ slides }`, the number drawn. */
  async run(session, argument) {
    const document = await documentOf(session, argumentOf(argument))
    if (!document) return void window.showInformationMessage('Open a Marp deck first.')
    if ((await session.server.summary(document.uri))?.kind !== 'marp') {
      return void window.showInformationMessage(`${nameOf(document.uri)} is no Marp deck: begin it with a front matter that says \`marp: true\`.`)
    }
    const slides = await session.previews.show('presenter', document.uri)
    return slides === undefined ? undefined : { slides }
  },
}
