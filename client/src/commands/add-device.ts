// Virtdeck: Add Device…. A list of what the machine may have, and the one chosen is written where libvirt would print it.
import { Position, SnippetString, window } from 'vscode'
import { argumentOf, documentOf, nameOf, type Command } from './command'

export const addDevice: Command = {
  id: 'virtdeck.addDevice',
  /** Gives `{ name }`, what was added. `device` in the argument is taken unasked. */
  async run(session, argument) {
    const document = await documentOf(session, argumentOf(argument))
    if (!document) return void window.showInformationMessage('Open a libvirt domain first, then add a device to it.')
    const found = await session.server.additions(document.uri)
    if (!found) return void window.showInformationMessage(`${nameOf(document.uri)} has no <devices> to add to: write <devices></devices> in its <domain> first.`)
    const wanted = deviceIn(argument)
    const items = found.additions.map(addition => ({ label: addition.name, ...(addition.detail !== undefined && { detail: addition.detail }), addition }))
    const chosen = wanted === undefined
      ? await window.showQuickPick(items, { title: 'Add a Device', placeHolder: 'What shall the machine have?', matchOnDetail: true })
      : items.find(({ label }) => label === wanted)
    if (!chosen) return undefined
    const editor = await window.showTextDocument(document)
    if (document.version !== found.version) return void window.showInformationMessage('The document has changed meanwhile: add the device again.')
    const { position: { line, character }, snippet, name } = chosen.addition
    await editor.insertSnippet(new SnippetString(snippet), new Position(line, character))
    return { name }
  },
}

const deviceIn = (argument: unknown): string | undefined =>
  typeof argument === 'object' && argument !== null && 'device' in argument && typeof argument.device === 'string' ? argument.device : undefined
