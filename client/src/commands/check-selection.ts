// Virtdeck: Check Selection. libvirt XML anywhere, such as a <disk> in a script or a playbook, is judged as a document of its own.
import { Diagnostic, DiagnosticSeverity, Range, window, type TextEditor } from 'vscode'
import type { CheckResult } from '../../../server/src/protocol/messages'
import type { Command } from './command'

export const checkSelection: Command = {
  id: 'virtdeck.checkSelection',
  /** Gives `{ kind, problems }`, how many there are. */
  async run(session) {
    const editor = window.activeTextEditor
    if (!editor || editor.selection.isEmpty) return void window.showInformationMessage('Select libvirt XML first, a whole element, then check it.')
    const { document, selection } = editor
    const { version } = document
    const found = await session.server.check(document.uri, document.getText(selection))
    const name = found.kind === null ? '' : `<${found.kind}>`
    if (found.kind === null) return void window.showInformationMessage('The selection is no libvirt XML: select a whole element, such as <domain>…</domain> or <disk>…</disk>.')
    if (document.version !== version) return void window.showInformationMessage('The text has changed meanwhile: check it again.')
    session.checked.set(document.uri, diagnosticsOf(editor, found))
    if (found.problems.length === 0) void window.showInformationMessage(`libvirt takes this ${name} as it stands.`)
    return { kind: found.kind, problems: found.problems.length }
  },
}

function diagnosticsOf({ document, selection }: TextEditor, { problems }: CheckResult): readonly Diagnostic[] {
  const start = document.offsetAt(selection.start)
  return problems.map(({ code, level, message, span }) => {
    const range = new Range(document.positionAt(start + span.start), document.positionAt(start + span.end))
    return Object.assign(new Diagnostic(range, message, severities[level]), { code, source: 'virtdeck' })
  })
}

const severities = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
} as const
