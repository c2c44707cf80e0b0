// Virtdeck: Import from Native. A configuration of the driver's own (xl.cfg, .vmx, LXC's) becomes a domain, in a new document.
import { Uri, window, workspace, type TextDocument } from 'vscode'
import { importFormats, whyNoImport, type NativeFormat } from '../hosts/check'
import { argumentOf, documentOf, nameOf, type Command, type Session } from './command'
import { isResult, say, sideOf, tell, withCancel, type HostResult } from './on-host'

const title = 'Import from Native'

export const importNative: Command = {
  id: 'virtdeck.importNative',
  async run(session, argument): Promise<HostResult> {
    const side = sideOf(session, title)
    if (isResult(side)) return side
    const { connection = side.connections.chosen(), uri } = argumentOf(argument)
    const formats = importFormats(connection)
    if (!formats.length) return say('no-target', `${title}: ${whyNoImport(connection)}`)
    const format = formats.length === 1 ? formats[0] : await choose(formats)
    const document = format && await sourceOf(session, uri, format)
    if (!format || !document) return { ok: false, outcome: 'dismissed', answer: '' }
    const name = nameOf(document.uri)
    const answer = await withCancel(`Reading ${name} as ${format.name} on ${connection}`, signal => side.tools.withCopy('native', document.getText(), path =>
      side.hosts.session(connection).ask(['domxml-from-native', `--format=${format.name}`, `--config=${path}`], { signal })))
    if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
    if (answer.outcome !== 'done') return tell(side, `${connection} does not read ${name} as ${format.about} (${format.name})`, answer)
    await window.showTextDocument(await workspace.openTextDocument({ content: answer.text.trimEnd() + '\n', language: 'xml' }))
    return { ok: true, outcome: 'done', answer: answer.text }
  },
}

const choose = async (formats: readonly NativeFormat[]): Promise<NativeFormat | undefined> =>
  (await window.showQuickPick(formats.map(format => ({ label: format.name, description: format.about, format })), { title, placeHolder: 'What is it written in?' }))?.format

/** What was named, the text of the active editor unless that is XML already, or a file that the person chooses. */
async function sourceOf(session: Session, uri: string | Uri | undefined, { about }: NativeFormat): Promise<TextDocument | undefined> {
  const active = window.activeTextEditor?.document
  if (uri === undefined && active && active.languageId !== 'xml' && active.languageId !== 'markdown' && active.getText().trim() !== '') return active
  const chosen = uri ?? (await window.showOpenDialog({ title, openLabel: `Import ${about}` }))?.[0]
  return chosen === undefined ? undefined : documentOf(session, { uri: chosen })
}
