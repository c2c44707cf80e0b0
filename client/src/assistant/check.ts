// The tool that asks a host's driver for a dry run; nothing is defined.
import { headOf } from '../definitions/define'
import { checkAsked, nativeFormat, noDryRun } from '../hosts/check'
import { documentAt, hostFor, ownEmulator, type HostInput, type Tool } from './tool'

export const check: Tool<HostInput> = {
  name: 'virtdeck_checkOnHost',
  doing: ({ file, connection }) => `Checking ${file} on ${connection ?? 'the chosen host'}`,
  async run(session, input, token) {
    const host = await hostFor(session, input.connection)
    if (typeof host === 'string') return host
    const { side, connection } = host
    const document = await documentAt(input)
    if (typeof document === 'string') return document
    if (headOf(document.getText())?.kind !== 'domain') return `${input.file} is no domain: only domains have a dry run.`
    if (nativeFormat(connection) === null) return `No dry run: ${noDryRun(connection)}.`
    const risk = await ownEmulator(host, document.getText())
    if (risk !== null) return risk
    const abort = new AbortController()
    token.onCancellationRequested(() => abort.abort())
    const answer = await checkAsked(side.hosts.session(connection), side.driver, side.tools.withCopy, document.getText(), { signal: abort.signal })
    if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
    if (answer.outcome === 'done') return `${connection} would take ${input.file}.`
    if (answer.outcome !== 'refused') return `${connection} gave no verdict (${answer.outcome}): ${answer.text}`
    const place = await session.server.blame(document.uri, answer.text)
    return `${connection} would refuse ${input.file}${place ? `, at ${place.start.line + 1}:${place.start.character + 1}` : ''}: ${answer.text}`
  },
}
