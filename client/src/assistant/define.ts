// The tool that defines: the one that changes a host, and so asks.
import { MarkdownString } from 'vscode'
import { defineDocument } from '../commands/defining'
import { headOf } from '../definitions/define'
import { askedIn, documentAt, type HostInput, type Tool } from './tool'

export const define: Tool<HostInput> = {
  name: 'virtdeck_define',
  doing: ({ file, connection }) => `Defining ${file} on ${connection ?? 'the chosen host'}`,
  async confirm({ side }, input) {
    const connection = input.connection ?? side?.connections.chosen() ?? 'a host'
    const document = await documentAt(input)
    const head = typeof document === 'string' ? null : headOf(document.getText())
    const message = new MarkdownString().appendText(`${input.file} is defined on ${connection}${head ? ` as the ${head.kind} “${head.name}”` : ''}. One that is there already under this name gets this definition.`)
    return { title: `Define on ${connection}?`, message }
  },
  async run(session, input) {
    const asked = await askedIn(session, input)
    if (typeof asked === 'string') return asked
    const { connection, document } = asked
    const { errors } = await session.server.problems(document.uri)
    if (errors > 0) return `${input.file} has ${errors === 1 ? 'an error' : `${errors} errors`}: mend them first (virtdeck_lint lists them).`
    const { ok, outcome, answer } = await defineDocument(session, { uri: document.uri, connection, confirmed: true }, 'define')
    return ok ? `Defined on ${connection}.` : `Not defined (${outcome}): ${answer}`
  },
}
