// The tool that asks a host's driver for a dry run; nothing is defined.
import { signalOf } from '../commands/on-host'
import { headOf } from '../definitions/define'
import { checkAsked, nativeFormat, noDryRun } from '../hosts/check'
import { askedIn, ownEmulator, type HostInput, type Tool } from './tool'

export const check: Tool<HostInput> = {
  name: 'virtdeck_checkOnHost',
  doing: ({ file, connection }) => `Checking ${file} on ${connection ?? 'the chosen host'}`,
  async run(session, input, token) {
    const asked = await askedIn(session, input)
    if (typeof asked === 'string') return asked
    const { side, connection, document } = asked
    if (headOf(document.getText())?.kind !== 'domain') return `${input.file} is no domain: only domains have a dry run.`
    if (nativeFormat(connection) === null) return `No dry run: ${noDryRun(connection)}.`
    const risk = await ownEmulator(asked)
    if (risk !== null) return risk
    const signal = signalOf(token)
    const answer = await checkAsked(side.hosts.session(connection), side.driver, side.tools.withCopy, document.getText(), { signal })
    if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
    if (answer.outcome === 'done') return `${connection} would take ${input.file}.`
    if (answer.outcome !== 'refused') return `${connection} gave no verdict (${answer.outcome}): ${answer.text}`
    const place = await session.server.blame(document.uri, answer.text)
    return `${connection} would refuse ${input.file}${place ? `, at ${place.start.line + 1}:${place.start.character + 1}` : ''}: ${answer.text}`
  },
}
