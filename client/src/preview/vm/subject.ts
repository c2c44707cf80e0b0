// The preview of a domain: asks the server what the machine is and lets it be drawn.
import { languages } from 'vscode'
import type { Server } from '../../server'
import type { Subject } from '../subject'
import { machineHtml } from './render'

export const vmSubject = (server: Server): Subject => ({
  id: 'vm',
  viewType: 'virtdeck.vm',
  title: name => `VM ${name}`,
  async draw(document) {
    const version = document.version
    const answer = await server.summary(document.uri)
    if (document.version !== version || (answer && answer.version !== version)) return 'stale'
    if (answer?.summary.kind !== 'machine') return 'The text is no libvirt domain at the moment: this is the last picture of it.'
    const { summary } = answer
    return {
      message: { type: 'machine', version, html: machineHtml(summary, offset => document.positionAt(offset).line + 1) },
      items: summary.parts.map(({ span, nameSpan }) => ({ span, target: nameSpan })),
      folders: [],
    }
  },
  /** The server's tree bears half-typed text, but a part may be missing until its tag is closed. */
  remark(uri) {
    const broken = languages.getDiagnostics(uri).find(({ code }) => typeof code === 'string' && code.startsWith('xml/'))
    return broken ? `Line ${broken.range.start.line + 1} is not XML yet: the picture shows what can be read.` : null
  },
})
