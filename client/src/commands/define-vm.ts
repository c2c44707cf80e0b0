// Virtdeck: Define VM. Saves, lints, asks where, asks whether, and gives the file to `virsh define --validate`.
import { commands, ProgressLocation, Range, Selection, window, workspace, type TextDocument } from 'vscode'
import type { ProblemsResult } from '../../../server/src/protocol/messages'
import type { Tools } from '../host'
import { section, settingsFrom } from '../settings'
import { connectionProblem } from '../virsh/connection'
import { define } from '../virsh/virsh'
import type { DefineAnswer } from '../virsh/answers'
import { argumentOf, documentOf, nameOf, type Command, type CommandArgument, type Session } from './command'
import { askConnection } from './connection'

/** What automation gets: libvirt's words, and what became of it. */
export interface DefineResult {
  readonly ok: boolean
  readonly outcome: DefineAnswer['outcome'] | 'untrusted' | 'no-desktop' | 'no-document' | 'not-a-domain' | 'not-saved' | 'problems' | 'dismissed'
  readonly answer: string
}

export const defineVm: Command = {
  id: 'virtdeck.defineVm',
  run: (session, argument): Promise<DefineResult> => defineOne(session, argumentOf(argument)),
}

async function defineOne(session: Session, argument: CommandArgument): Promise<DefineResult> {
  const { tools } = session.host
  if (!tools) return say('no-desktop', 'Define VM needs VS Code on the desktop: it runs virsh, and a browser cannot.')
  if (!workspace.isTrusted) return sayUntrusted()
  const document = await documentOf(session, argument)
  if (!document) return say('no-document', 'Open a libvirt domain first, then define it.')
  if (!await saved(document)) return say('not-saved', `${nameOf(document.uri)} could not be saved, so it was not defined.`)

  const problems = await session.server.problems(document.uri)
  if (problems.kind !== 'domain') return say('not-a-domain', notADomain(nameOf(document.uri), problems.kind))
  if (problems.errors > 0 && !argument.confirmed && !await agreesTo(problems, document)) return dismissed('problems')

  const misspelt = argument.connection === undefined ? null : connectionProblem(argument.connection)
  if (misspelt !== null) return say('dismissed', misspelt)
  const connection = argument.connection ?? await askConnection(session.context.workspaceState, settingsFrom(workspace.getConfiguration(section)).connection)
  if (connection === undefined) return dismissed('dismissed')
  const name = await nameOfDomain(session, document)
  if (!argument.confirmed && !await confirms(name, connection)) return dismissed('dismissed')

  const answer = await runDefine(tools, document, name, connection)
  return show(session, document, { name, connection }, answer)
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

const nameOfDomain = async ({ server }: Session, document: TextDocument): Promise<string> => {
  const name = (await server.board(document.uri))?.board.name
  return name ? name : nameOf(document.uri)
}

const confirms = async (name: string, connection: string): Promise<boolean> => {
  const yes = 'Define'
  const detail = 'If that host has a domain of this name and UUID already, its definition is replaced; a running one keeps its old one until it is shut down.'
  return await window.showWarningMessage(`Define “${name}” on ${connection}?`, { modal: true, detail }, yes) === yes
}

const runDefine = (tools: Tools, document: TextDocument, name: string, connection: string): Promise<DefineAnswer> =>
  Promise.resolve(window.withProgress(
    { location: ProgressLocation.Notification, title: `Defining “${name}” on ${connection}`, cancellable: true },
    (_, token) => {
      const abort = new AbortController()
      token.onCancellationRequested(() => abort.abort())
      const program = settingsFrom(workspace.getConfiguration(section)).virshPath
      const from = (path: string): Promise<DefineAnswer> => define({ run: tools.run, program, connection, signal: abort.signal }, path)
      return document.uri.scheme === 'file' ? from(document.uri.fsPath) : tools.withCopy(nameOf(document.uri), document.getText(), from)
    }))

/** Tells the user; the result does not wait for anybody to close the notification. */
const show = async (session: Session, document: TextDocument, { name, connection }: { readonly name: string; readonly connection: string }, answer: DefineAnswer): Promise<DefineResult> => {
  const { outcome, text } = answer
  switch (outcome) {
    case 'defined':
      session.refusals.clear(document.uri)
      void window.showInformationMessage(`“${answer.name || name}” is defined on ${connection}.`)
      break
    case 'refused': {
      const range = session.refusals.show(document, text, await session.server.blame(document.uri, text))
      void offerPlace(`libvirt refused “${name}”: ${inOneLine(text)}`, document, range)
      break
    }
    case 'unreachable': void window.showErrorMessage(`${connection} cannot be reached: ${inOneLine(text)}`); break
    case 'missing': void offerSetting(); break
    case 'cancelled': void window.showInformationMessage(`Cancelled: whether “${name}” was defined on ${connection} is not known.`); break
    case 'timed-out':
    case 'failed': void window.showErrorMessage(`“${name}” was not defined on ${connection}: ${inOneLine(text)}`); break
  }
  return { ok: outcome === 'defined', outcome, answer: text }
}

const offerPlace = async (message: string, document: TextDocument, range: Range): Promise<void> => {
  if (await window.showErrorMessage(message, 'Show') === undefined) return
  const editor = await window.showTextDocument(document)
  editor.selection = new Selection(range.start, range.end)
  editor.revealRange(range)
}

const offerSetting = async (): Promise<void> => {
  const program = settingsFrom(workspace.getConfiguration(section)).virshPath
  const message = `“${program}” cannot be run. Install libvirt’s client (Debian and Ubuntu: sudo apt install libvirt-clients; `
    + 'Fedora: sudo dnf install libvirt-client; Arch: sudo pacman -S libvirt; macOS: brew install libvirt), or say where virsh is.'
  if (await window.showErrorMessage(message, 'Open Setting') === undefined) return
  await commands.executeCommand('workbench.action.openSettings', `${section}.virsh.path`)
}

const sayUntrusted = (): DefineResult => {
  const message = 'Define VM changes a host, so it does not run in a workspace that you have not trusted.'
  void Promise.resolve(window.showWarningMessage(message, 'Manage Workspace Trust')).then(choice =>
    choice === undefined ? undefined : commands.executeCommand('workbench.trust.manage'))
  return { ok: false, outcome: 'untrusted', answer: message }
}

const say = (outcome: DefineResult['outcome'], message: string): DefineResult => {
  void window.showInformationMessage(message)
  return { ok: false, outcome, answer: message }
}

const dismissed = (outcome: 'problems' | 'dismissed'): DefineResult => ({ ok: false, outcome, answer: '' })

const notADomain = (name: string, kind: string | null): string =>
  kind === null || kind === 'marp'
    ? `${name} holds no libvirt domain: its root element has to be <domain>.`
    : `${name} is a libvirt ${kind}. Define VM defines domains only.`

const inOneLine = (text: string): string => text.split('\n').join(' · ')
