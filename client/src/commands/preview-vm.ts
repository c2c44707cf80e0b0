// Virtdeck: Preview VM. A picture of the machine beside its text.
import { window } from 'vscode'
import { argumentOf, documentOf, nameOf, type Command } from './command'

export const previewVm: Command = {
  id: 'virtdeck.previewVm',
  /** Gives `{ parts }`, the number drawn. */
  async run(session, argument) {
    const { previews, server } = session
    const document = await documentOf(session, argumentOf(argument))
    if (!document) return void window.showInformationMessage('Open a libvirt domain first, then preview it.')
    const kind = (await server.facts(document.uri)).kind
    if (kind !== 'domain') {
      const what = kind === null ? 'holds no libvirt domain' : kind === 'marp' ? 'is a Marp deck, not a libvirt domain' : `is a libvirt ${kind}, not a domain`
      return void window.showInformationMessage(`${nameOf(document.uri)} ${what}: there is no machine to draw.`)
    }
    const parts = await previews.show('vm', document.uri)
    return parts === undefined ? undefined : { parts }
  },
}
