// What Define, Define and Start and Create Transient share: a document is linted, compared with what the host has, agreed to, and given
// to libvirt; a refusal becomes a problem on its place.
import { Range, Selection, window, type TextDocument } from 'vscode'
import type { ProblemsResult } from '../../../server/src/protocol/messages'
import { defineText, definitionOf, headOf, type DefineHow } from '../definitions/define'
import { kept } from '../definitions/kept'
import { kindOfRoot, kinds, optionsOf, type HostObject, type Kind } from '../hosts/kinds'
import { listObjects } from '../hosts/list'
import type { HostSide } from '../hosts/side'
import type { Answer } from '../virsh/answer'
import { connectionProblem } from '../virsh/connection'
import { argumentOf, documentOf, nameOf, type CommandArgument, type Session } from './command'
import { askConnection } from './connection'
import { compareOn, showDiff } from './diff-with-host'
import { askHost, isResult, say as sayHost, sideOf, tell, withCancel, type HostResult } from './on-host'

/** What automation gets: libvirt's words, and what became of it. */
export interface DefineResult {
  readonly ok: boolean
  readonly outcome: 'defined' | 'refused' | 'unreachable' | 'failed' | 'missing' | 'cancelled' | 'timed-out' | 'untrusted' | 'no-desktop' | 'no-document' | 'not-a-domain' | 'not-saved' | 'problems' | 'dismissed'
  readonly answer: string
}

export type DefineMode = 'define' | 'define-and-start' | 'create'

const titles: Readonly<Record<DefineMode, string>> = { define: 'Define', 'define-and-start': 'Define and Start', create: 'Create Transient' }

export async function defineDocument(session: Session, given: unknown, mode: DefineMode): Promise<DefineResult> {
  const argument = argumentOf(given)
  const side = sideOf(session, titles[mode])
  if (isResult(side)) return { ...side, outcome: side.outcome === 'untrusted' ? 'untrusted' : 'no-desktop' }
  const document = await documentOf(session, argument)
  if (!document) return say('no-document', 'Open a libvirt document first, then define it.')
  if (!await saved(document)) return say('not-saved', `${nameOf(document.uri)} could not be saved, so it was not defined.`)

  const problems = await session.server.problems(document.uri)
  const head = headOf(document.getText())
  const kind = problems.kind === null || problems.kind === 'marp' || !head ? null : kindOfRoot(head.kind)
  if (!head || !kind || kind === 'volume') return say('not-a-domain', notDefinable(nameOf(document.uri), problems.kind))
  if (mode !== 'define' && kinds[kind].start === undefined) return say('not-a-domain', `A ${kinds[kind].label} is not started: use Define.`)
  if (problems.errors > 0 && !argument.confirmed && !await agreesTo(problems, document)) return dismissed('problems')

  const misspelt = argument.connection === undefined ? null : connectionProblem(argument.connection)
  if (misspelt !== null) return say('dismissed', misspelt)
  const connection = argument.connection ?? await askConnection(session.context.workspaceState, side.connections.chosen())
  if (connection === undefined) return dismissed('dismissed')
  return defineOn(session, side, document, { connection, kind, name: head.name || nameOf(document.uri), mode, argument })
}

interface Wanted {
  readonly connection: string
  readonly kind: Kind
  readonly name: string
  readonly mode: DefineMode
  readonly argument: CommandArgument
}

async function defineOn(session: Session, side: HostSide, document: TextDocument, wanted: Wanted): Promise<DefineResult> {
  const { connection, kind, name, mode, argument } = wanted
  const virsh = side.hosts.session(connection)
  const before = await withCancel(`Asking ${connection} for “${name}”`, async signal => {
    const listed = await listObjects(virsh, kind, undefined, { signal })
    if ('failed' in listed) return listed
    const object = listed.objects.find(one => one.name === name) ?? null
    return object && !argument.confirmed ? { object, comparison: await compareOn(side, connection, object, document.getText(), signal) } : { object, comparison: null }
  })
  if ('failed' in before) return show(session, side, document, wanted, before.failed)
  const { object, comparison } = before
  if (comparison && 'failed' in comparison) return show(session, side, document, wanted, comparison.failed)

  if (!argument.confirmed) {
    if (comparison && !comparison.same) await showDiff(side, name, connection, comparison)
    if (!await confirms(wanted, object, comparison?.same ?? false)) return dismissed('dismissed')
  }
  const answer = await withCancel(`${mode === 'create' ? 'Creating' : 'Defining'} “${name}” on ${connection}`, async (signal): Promise<Answer> => {
    const now = object && mode !== 'create' ? await definitionOf(virsh, object, 'whole', { signal }) : null
    if (now && now.outcome !== 'done') return now
    // Between the question and the answer somebody else may have been here.
    if (now && comparison && now.text !== comparison.found) return { outcome: 'refused', text: `“${name}” was changed on ${connection} by somebody else while you looked at it: compare again.` }
    const text = now && kind === 'domain' ? kept(document.getText(), now.text) : document.getText()
    const how: DefineHow = mode === 'create' ? 'create' : 'define'
    return defineText({ session: virsh, withCopy: side.tools.withCopy }, kind, text, { how, signal })
  })
  const result = await show(session, side, document, wanted, answer)
  if (!result.ok || mode !== 'define-and-start') return result
  const started = await startNamed(side, wanted)
  return started.ok ? result : { ok: false, outcome: 'failed', answer: started.answer }
}

async function startNamed(side: HostSide, { connection, kind, name }: Wanted): Promise<HostResult> {
  const listed = await withCancel(`Looking for “${name}” on ${connection}`, signal => listObjects(side.hosts.session(connection), kind, undefined, { signal }))
  if ('failed' in listed) return tell(side, `“${name}” was not started`, listed.failed)
  const object = listed.objects.find(one => one.name === name)
  const start = kinds[kind].start
  if (!object || start === undefined) return sayHost('no-target', `A ${kinds[kind].label} is not started.`)
  if (object.state !== 'off') return { ok: true, outcome: 'done', answer: '' }
  return tell(side, `“${name}” is defined, but was not started`, await askHost(side, connection, `Starting “${name}”`, [start, ...optionsOf(object)]))
}

/** A document on disk is saved; any other (untitled, from a repository) is given to virsh as a private copy. */
const saved = async (document: TextDocument): Promise<boolean> =>
  document.uri.scheme !== 'file' || !document.isDirty || document.save()

const agreesTo = async ({ errors, first }: ProblemsResult, document: TextDocument): Promise<boolean> => {
  const anyway = 'Define Anyway'
  const goTo = 'Go to First Problem'
  const choice = await window.showWarningMessage(
    `${nameOf(document.uri)} has ${errors === 1 ? 'an error' : `${errors} errors`}. Define it anyway?`,
    { modal: true, ...(first && { detail: `Line ${first.range.start.line + 1}: ${first.message}` }) },
    anyway, goTo)
  if (choice === goTo && first) {
    const { start, end } = first.range
    const range = new Range(start.line, start.character, end.line, end.character)
    await window.showTextDocument(document, { selection: range })
  }
  return choice === anyway
}

const confirms = async ({ name, connection, mode }: Wanted, object: HostObject | null, same: boolean): Promise<boolean> => {
  const yes = titles[mode]
  const detail = !object ? `${connection} has none of this name yet.`
    : same ? 'It is defined there already, just as your document says.'
    : 'It is defined there already: the editor shows what would change. A running one keeps its old definition until it is shut down.'
  return await window.showWarningMessage(`${yes} “${name}” on ${connection}?`, { modal: true, detail }, yes) === yes
}

/** Tells the user; the result does not wait for anybody to close the notification. */
async function show(session: Session, side: HostSide, document: TextDocument, { name, connection, mode }: Wanted, answer: Answer): Promise<DefineResult> {
  const { outcome, text } = answer
  if (outcome !== 'cancelled') side.hosts.note(connection, answer)
  side.hosts.changed(connection)
  switch (outcome) {
    case 'done':
      session.refusals.clear(document.uri)
      void window.showInformationMessage(`“${name}” is ${mode === 'create' ? 'created' : 'defined'} on ${connection}.`)
      return { ok: true, outcome: 'defined', answer: text }
    case 'refused': {
      const range = session.refusals.show(document, text, await session.server.blame(document.uri, text))
      void offerPlace(`libvirt refused “${name}”: ${inOneLine(text)}`, document, range)
      return { ok: false, outcome, answer: text }
    }
    case 'cancelled': void window.showInformationMessage(`Cancelled: whether “${name}” was defined on ${connection} is not known.`); return { ok: false, outcome, answer: text }
    case 'missing': case 'timed-out': return { ...tell(side, `“${name}” was not defined`, answer), outcome }
    case 'unreachable': case 'asks': return { ...tell(side, `${connection} cannot be reached`, answer), outcome: 'unreachable' }
    case 'lost': case 'died': return { ...tell(side, `It is not known whether “${name}” was defined on ${connection}`, answer), outcome: 'failed' }
  }
}

const offerPlace = async (message: string, document: TextDocument, range: Range): Promise<void> => {
  if (await window.showErrorMessage(message, 'Show') === undefined) return
  const editor = await window.showTextDocument(document)
  editor.selection = new Selection(range.start, range.end)
  editor.revealRange(range)
}

const say = (outcome: DefineResult['outcome'], message: string): DefineResult => {
  void window.showInformationMessage(message)
  return { ok: false, outcome, answer: message }
}

const dismissed = (outcome: 'problems' | 'dismissed'): DefineResult => ({ ok: false, outcome, answer: '' })

const notDefinable = (name: string, kind: string | null): string =>
  kind === null || kind === 'marp'
    ? `${name} holds nothing that libvirt defines: its root has to be <domain>, <network>, <pool>, <filter> or <secret>.`
    : `${name} is a libvirt ${kind}: that is not defined on a host.`

const inOneLine = (text: string): string => text.split('\n').join(' · ')
