// What the commands that touch a host share: may it be done, on what, with progress and cancel, and libvirt's words for the result.
import { commands, ProgressLocation, window, workspace, type CancellationToken } from 'vscode'
import type { HostNode } from '../hosts/tree'
import type { HostSide } from '../hosts/side'
import { kinds, optionsOf, type HostObject } from '../hosts/kinds'
import { listObjects } from '../hosts/list'
import { section } from '../settings'
import type { Answer, Outcome } from '../virsh/answer'
import { connectionProblem } from '../virsh/connection'
import { howToGetVirsh } from '../virsh/missing'
import { argumentOf, documentOf, type Session } from './command'

/** What automation gets: libvirt's words, and what became of it. */
export interface HostResult {
  readonly ok: boolean
  readonly outcome: Outcome | 'untrusted' | 'no-desktop' | 'no-target' | 'dismissed'
  readonly answer: string
}

export interface Target {
  readonly connection: string
  readonly object: HostObject
}

/** Says why, where nothing may be done. */
export function sideOf({ side }: Session, title: string): HostSide | HostResult {
  if (!side) return say('no-desktop', `${title} needs VS Code on the desktop: it runs virsh, and a browser cannot.`)
  if (workspace.isTrusted) return side
  const message = `${title} touches a host, so it does not run in a workspace that you have not trusted.`
  void Promise.resolve(window.showWarningMessage(message, 'Manage Workspace Trust')).then(choice =>
    choice === undefined ? undefined : commands.executeCommand('workbench.trust.manage'))
  return { ok: false, outcome: 'untrusted', answer: message }
}

export const isResult = (value: object): value is HostResult => 'outcome' in value

export const say = (outcome: HostResult['outcome'], message: string): HostResult => {
  void window.showInformationMessage(message)
  return { ok: false, outcome, answer: message }
}

/** A thing of the view; what automation names by connection and name; or the machine that the active document describes. */
export async function targetOf(session: Session, side: HostSide, argument: unknown): Promise<Target | HostResult> {
  const node = nodeOf(argument)
  if (node) return node
  const { connection = side.connections.chosen(), uri } = argumentOf(argument)
  const problem = connectionProblem(connection)
  if (problem !== null) return say('no-target', problem)
  const given = typeof argument === 'object' && argument !== null && 'name' in argument && typeof argument.name === 'string' ? argument.name : undefined
  const document = given === undefined ? await documentOf(session, uri === undefined ? {} : { uri }) : undefined
  const name = given ?? (document && (await session.server.board(document.uri))?.board.name)
  if (!name) return say('no-target', 'Choose a virtual machine in the view, or open the document of one.')
  const listed = await withCancel(`Looking for “${name}” on ${connection}`, signal => listObjects(side.hosts.session(connection), 'domain', undefined, { signal }))
  if ('failed' in listed) return tell(side, `${connection} could not be asked`, listed.failed)
  const object = listed.objects.find(one => one.name === name)
  return object ? { connection, object } : say('no-target', `${connection} has no virtual machine “${name}”: define it first.`)
}

export interface Machine {
  readonly side: HostSide
  readonly connection: string
  readonly object: HostObject
}

/** The machine that a command is about. `has`: what only a machine has, for who asks it of something else. */
export async function machineOf(session: Session, argument: unknown, title: string, has: string): Promise<Machine | HostResult> {
  const side = sideOf(session, title)
  if (isResult(side)) return side
  const target = await targetOf(session, side, argument)
  if (isResult(target)) return target
  return target.object.kind === 'domain' ? { side, ...target } : say('no-target', `Only a virtual machine has ${has}.`)
}

function nodeOf(argument: unknown): Target | null {
  if (typeof argument !== 'object' || argument === null || !('node' in argument)) return null
  const node = argument as HostNode
  return node.node === 'object' ? { connection: node.connection, object: node.object } : null
}

/** One virsh command, with progress and cancel. */
export function askHost(side: HostSide, connection: string, title: string, args: readonly string[]): Promise<Answer> {
  return withCancel(title, signal => side.hosts.session(connection).ask(args, { signal })).then(answer => {
    if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
    side.hosts.changed(connection)
    return answer
  })
}

export const withCancel = <T>(title: string, use: (signal: AbortSignal) => Promise<T>): Promise<T> => Promise.resolve(
  window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => use(signalOf(token))))

/** VS Code's way to say that nobody waits any more, as a signal. */
export function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController()
  token.onCancellationRequested(() => abort.abort())
  return abort.signal
}

/** Tells the person; the result waits for nobody. `what` says what did not happen. */
export function tell(side: HostSide, what: string, answer: Answer, done?: string): HostResult {
  const { outcome, text } = answer
  const result = { ok: outcome === 'done', outcome, answer: text }
  if (outcome === 'done') {
    if (done !== undefined) void window.setStatusBarMessage(done, 5000)
  } else if (outcome === 'cancelled') void window.showInformationMessage(`Cancelled: ${what}, or it is not known whether it was.`)
  else if (outcome === 'missing') void offer(`virsh cannot be run. ${howToGetVirsh}`, 'Open Setting', () => commands.executeCommand('workbench.action.openSettings', `${section}.virsh.path`))
  else void offer(`${what}: ${text.split('\n').join(' · ')}`, 'Show libvirt’s Words', side.log.show)
  return result
}

const offer = async (message: string, button: string, act: () => unknown): Promise<void> => {
  if (await window.showErrorMessage(message, button) !== undefined) await act()
}

export interface Doing {
  /** As in the menu. */
  readonly title: string
  /** `Starting`. */
  readonly doing: string
  /** `was not started`. */
  readonly not: string
  readonly done: string
  args(object: HostObject): readonly string[] | null
  /** What the person agrees to; none where it harms nothing. */
  ask?(object: HostObject, connection: string): { readonly question: string; readonly detail: string; readonly yes: string }
}

/** The whole of a command that is one virsh command on one thing. */
export async function act(session: Session, argument: unknown, { title, doing, not, done, args, ask }: Doing): Promise<HostResult> {
  const side = sideOf(session, title)
  if (isResult(side)) return side
  const target = await targetOf(session, side, argument)
  if (isResult(target)) return target
  const { connection, object } = target
  const command = args(object)
  if (!command) return say('no-target', `${title} does not apply to a ${kinds[object.kind].label}.`)
  if (ask && !argumentOf(argument).confirmed) {
    const { question, detail, yes } = ask(object, connection)
    if (await window.showWarningMessage(question, { modal: true, detail }, yes) !== yes) return { ok: false, outcome: 'dismissed', answer: '' }
  }
  const answer = await askHost(side, connection, `${doing} “${object.name}” on ${connection}`, [...command, ...optionsOf(object)])
  return tell(side, `“${object.name}” ${not} on ${connection}`, answer, `“${object.name}” ${done} on ${connection}.`)
}
