// The tool that compares a file with what a host has defined, both as libvirt prints them. Passwords are not for models.
import { createTwoFilesPatch } from 'diff'
import { signalOf } from '../commands/on-host'
import { headOf } from '../definitions/define'
import { compare } from '../definitions/compare'
import { kindOfRoot } from '../hosts/kinds'
import { listObjects } from '../hosts/list'
import { askedIn, ownEmulator, type HostInput, type Tool } from './tool'

export const diff: Tool<HostInput> = {
  name: 'virtdeck_diffWithHost',
  doing: ({ file, connection }) => `Comparing ${file} with ${connection ?? 'the chosen host'}`,
  async run(session, input, token) {
    const asked = await askedIn(session, input)
    if (typeof asked === 'string') return asked
    const { side, connection, document } = asked
    const head = headOf(document.getText())
    const kind = head && kindOfRoot(head.kind)
    if (!head || !kind) return `${input.file} is nothing that a host has defined.`
    const risk = await ownEmulator(asked)
    if (risk !== null) return risk
    const signal = signalOf(token)
    const virsh = side.hosts.session(connection)
    const listed = await listObjects(virsh, kind, undefined, { signal })
    if ('failed' in listed) return `${connection} could not be asked (${listed.failed.outcome}): ${listed.failed.text}`
    const object = listed.objects.find(({ name }) => name === head.name)
    if (!object) return `${connection} has no ${head.kind} “${head.name}”.`
    const compared = await compare(virsh, side.driver, object, document.getText(), { signal })
    if ('failed' in compared) return `${connection} could not be asked (${compared.failed.outcome}): ${compared.failed.text}`
    if (compared.same) return `“${head.name}” on ${connection} is what ${input.file} says.`
    const note = compared.unlike === undefined ? '' : `The side of the file is as it is written, not as libvirt prints it: ${compared.unlike}\n`
    return note + createTwoFilesPatch(`${connection}: ${head.name}`, input.file, withoutSecrets(compared.defined), withoutSecrets(compared.mine))
  },
}

/** `<graphics passwd>`, what else `--security-info` shows. */
export const withoutSecrets = (xml: string): string => xml.replace(/\bpasswd=(['"])[^'"]*\1/g, 'passwd=$1…$1')
