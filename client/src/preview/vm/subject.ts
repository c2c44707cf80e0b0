// The preview of a domain: asks the server for its board, lets the page draw it, and does what the page asks for.
import { env, languages, Range, window, workspace, WorkspaceEdit, type Uri } from 'vscode'
import type { HostSide } from '../../hosts/side'
import type { Server } from '../../server'
import type { Subject } from '../subject'
import { runningBeside } from './running'
import { savePicture } from './save'

export const vmSubject = (server: Server, side?: HostSide): Subject => ({
  id: 'vm',
  viewType: 'virtdeck.vm',
  title: name => `VM ${name}`,
  async draw(document) {
    const version = document.version
    const answer = await server.board(document.uri)
    if (document.version !== version || (answer && answer.version !== version)) return 'stale'
    if (!answer) return 'The text is no libvirt domain at the moment: this is the last picture of it.'
    const { board, lines, problems, fixes } = answer
    return {
      message: { type: 'machine', version, board, lines, problems },
      items: board.parts.map(({ spans, at }) => ({ spans, target: at })),
      folders: [],
      fixes,
    }
  },
  /** The server's tree bears half-typed text, but a part may be missing until its tag is closed. */
  remark(uri) {
    const broken = languages.getDiagnostics(uri).find(({ code }) => typeof code === 'string' && code.startsWith('xml/'))
    return broken ? `Line ${broken.range.start.line + 1} is not XML yet: the picture shows what can be read.` : null
  },
  ...side && { beside: (uri, post) => runningBeside(server, side, uri, post) },
  async heard(message, uri, { message: { version }, fixes }) {
    switch (message.type) {
      case 'fix': {
        const fix = fixes?.[message.problem]?.[message.fix]
        if (fix) await mend(uri, version, fix)
        break
      }
      case 'export': await savePicture(uri, message.format, message.data); break
      case 'copy':
        await env.clipboard.writeText(message.text)
        window.setStatusBarMessage(`The machine is in the clipboard, as ${message.what}.`, 4000)
        break
    }
  },
})

/** Only in the text that the fix was made for. */
async function mend(uri: Uri, version: number, { title, edits }: { readonly title: string, readonly edits: readonly { readonly span: { readonly start: number, readonly end: number }, readonly text: string }[] }): Promise<void> {
  const document = await workspace.openTextDocument(uri)
  if (document.version !== version) return void window.showInformationMessage('The text has changed meanwhile: look at the picture again.')
  const change = new WorkspaceEdit()
  for (const { span, text } of edits) change.replace(uri, new Range(document.positionAt(span.start), document.positionAt(span.end)), text, { label: title, needsConfirmation: false })
  await workspace.applyEdit(change)
}
