// Virtdeck: Choose libvirt Version. Changes what decides: the comment in the document, else the setting.
import { ConfigurationTarget, Range, Uri, WorkspaceEdit, window, workspace, type QuickPickItem, type TextDocument } from 'vscode'
import type { TargetFacts } from '../../../server/src/protocol/messages'
import { section } from '../settings'
import { argumentOf, documentOf, type Command } from './command'

export const chooseLibvirt: Command = {
  id: 'virtdeck.chooseLibvirt',
  /** `args` may name the `version`; gives the one that was chosen. */
  async run(session, argument) {
    const document = await documentOf(session, argumentOf(argument))
    const facts = document && (await session.server.facts(document.uri)).libvirt
    if (!document || !facts) {
      void window.showInformationMessage('Open a libvirt XML document to choose which libvirt it is for.')
      return undefined
    }
    // Whether the whole project changes is not for a click to decide.
    if (facts.configuration !== undefined) return openConfiguration(facts.configuration, facts.asked)
    const named = typeof argument === 'object' && argument !== null && 'version' in argument ? argument.version : undefined
    const version = typeof named === 'string' ? named : await ask(facts, session.host.tools !== undefined)
    if (version !== undefined) await (facts.from === 'comment' && facts.range ? writeComment(document, facts.range, version) : writeSetting(document, version))
    return version
  },
}

async function openConfiguration(uri: string, asked: string): Promise<undefined> {
  const show = 'Show'
  const chosen = await window.showInformationMessage(`The project's own file says that its documents are for libvirt ${asked}: change it there, or with a comment in the document.`, show)
  if (chosen === show) await window.showTextDocument(Uri.parse(uri))
  return undefined
}

const other = 'Another version…'

async function ask(facts: TargetFacts, hasHost: boolean): Promise<string | undefined> {
  const place = facts.from === 'comment' ? 'changes its comment' : 'changes the setting'
  const items = facts.versions.filter(version => hasHost || version !== 'host').map(version => itemOf(version, facts.asked))
  const listed = facts.versions.includes(facts.asked) ? items : [...items, itemOf(facts.asked, facts.asked)]
  const chosen = await window.showQuickPick([...listed, { label: other }], { title: `The libvirt that this document is for (${place})`, matchOnDescription: true })
  if (chosen?.label !== other) return chosen?.label
  const typed = await window.showInputBox({
    title: 'The libvirt that this document is for', placeHolder: '10.0.0', value: facts.version === 'host' ? '' : facts.version,
    validateInput: text => /^\d+\.\d+\.\d+$/.test(text.trim()) ? null : 'Three numbers, such as 10.0.0',
  })
  return typed?.trim()
}

function itemOf(version: string, asked: string): QuickPickItem {
  const about = version === 'latest' ? 'the newest that Virtdeck knows' : version === 'host' ? 'the one that is installed on this machine' : ''
  return { label: version, description: `${about}${version === asked ? ' (now)' : ''}`.trim() }
}

async function writeComment(document: TextDocument, { start, end }: NonNullable<TargetFacts['range']>, version: string): Promise<void> {
  const edit = new WorkspaceEdit()
  edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), version)
  await workspace.applyEdit(edit)
}

/** Where the setting is set already; else in the workspace, since a project's machines run on the same hosts. */
async function writeSetting({ uri }: TextDocument, version: string): Promise<void> {
  const configuration = workspace.getConfiguration(section, uri)
  const there = configuration.inspect('libvirt.version')
  const target = there?.workspaceFolderValue !== undefined ? ConfigurationTarget.WorkspaceFolder
    : there?.workspaceValue !== undefined ? ConfigurationTarget.Workspace
    : there?.globalValue !== undefined || !workspace.workspaceFolders?.length ? ConfigurationTarget.Global
    : ConfigurationTarget.Workspace
  await configuration.update('libvirt.version', version, target)
}
