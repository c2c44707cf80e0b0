// What Attach, Detach and Update Device share: the device at the caret goes to the machine of its document; to the running one, to the
// definition, or to both.
import { window } from 'vscode'
import { deviceAt } from '../definitions/device'
import { optionsOf } from '../hosts/kinds'
import { argumentOf, documentOf, type Session } from './command'
import { isResult, say, sideOf, targetOf, tell, withCancel, type HostResult } from './on-host'

export type Where = 'live' | 'config' | 'both'

/** In the argument: `where`, and `offset` instead of the caret. */
export async function changeDevice(session: Session, argument: unknown, verb: 'attach' | 'detach' | 'update', title: string, done: string): Promise<HostResult> {
  const side = sideOf(session, title)
  if (isResult(side)) return side
  const document = await documentOf(session, argumentOf(argument))
  const given = (typeof argument === 'object' && argument !== null ? argument : {}) as { readonly where?: unknown; readonly offset?: unknown }
  const editor = [window.activeTextEditor, ...window.visibleTextEditors].find(one => one?.document.uri.toString() === document?.uri.toString())
  const offset = typeof given.offset === 'number' ? given.offset : document && editor ? document.offsetAt(editor.selection.active) : -1
  const device = document && deviceAt(document.getText(), offset)
  if (!document || !device) return say('no-target', 'Put the caret into a device, a child of <devices>.')
  const target = await targetOf(session, side, argument)
  if (isResult(target)) return target
  const { connection, object } = target
  const where = whereOf(given.where) ?? (argumentOf(argument).confirmed ? 'config' : await askWhere(object.state === 'off', `${title} <${device.name}>: “${object.name}” on ${connection}`))
  if (!where) return { ok: false, outcome: 'dismissed', answer: '' }
  const flags = where === 'both' ? ['--live', '--config'] : [`--${where}`]
  const answer = await withCancel(`${title} <${device.name}>`, signal => side.tools.withCopy('device.xml', device.text, path =>
    side.hosts.session(connection).ask([`${verb}-device`, ...optionsOf(object), `--file=${path}`, ...flags], { signal })))
  if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
  side.hosts.changed(connection)
  return tell(side, `The <${device.name}> of “${object.name}” was not ${done} (${where})`, answer, `The <${device.name}> of “${object.name}” is ${done} (${where}).`)
}

const whereOf = (value: unknown): Where | null => value === 'live' || value === 'config' || value === 'both' ? value : null

async function askWhere(off: boolean, title: string): Promise<Where | undefined> {
  const items: readonly { readonly label: string; readonly detail: string; readonly where: Where }[] = [
    { label: 'Both', detail: 'The running machine, and its definition', where: 'both' },
    { label: 'Live', detail: 'The running machine only: gone when it stops', where: 'live' },
    { label: 'Config', detail: 'The definition: from the next start on', where: 'config' },
  ]
  // A machine that is off has no live part.
  return (await window.showQuickPick(off ? items.filter(({ where }) => where === 'config') : items, { title }))?.where
}
