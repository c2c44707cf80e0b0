// Virtdeck: Lint Workspace. All libvirt XML and decks of the workspace in the list of problems, kept up to date until they are cleared.
import { commands, ProgressLocation, RelativePattern, window, workspace, type Uri, type WorkspaceFolder } from 'vscode'
import type { LintResult } from '../../../server/src/protocol/messages'
import type { Command } from './command'

/** The menus offer to clear where there is something. */
const contextKey = 'virtdeck.workspaceLinted'

export const lintWorkspace: Command = {
  id: 'virtdeck.lintWorkspace',
  /** Gives `{ files, problems, errors, cancelled }`. */
  async run({ server }): Promise<LintResult | undefined> {
    const folders = workspace.workspaceFolders ?? []
    if (!folders.length) return void window.showInformationMessage('Open a folder first: its libvirt XML and Marp decks are linted then.')
    const result = await window.withProgress({ location: ProgressLocation.Notification, title: 'Linting the workspace', cancellable: true }, async (progress, token) => {
      const exclude = [...new Set(folders.flatMap(excludedIn))]
      const uris = (await Promise.all(folders.map(folder => workspace.findFiles(new RelativePattern(folder, '**/*.{xml,md}'), exclude.length ? `{${exclude.join(',')}}` : null, undefined, token)))).flat()
      if (!uris.length || token.isCancellationRequested) return { files: 0, problems: 0, errors: 0, cancelled: token.isCancellationRequested }
      let told = 0
      const following = server.onLinted(({ done, of }) => {
        progress.report({ increment: (done - told) * 100 / of, message: `${done} of ${of} files` })
        told = done
      })
      try {
        return await server.lint(sorted(uris), exclude, token)
      } finally {
        following.dispose()
      }
    })
    void commands.executeCommand('setContext', contextKey, true)
    void tell(result)
    return result
  },
}

/** What is in the explorer's and the search's way. */
function excludedIn(folder: WorkspaceFolder): readonly string[] {
  return ['files', 'search'].flatMap(section => Object.entries(workspace.getConfiguration(section, folder).get<Readonly<Record<string, unknown>>>('exclude') ?? {}))
    .filter(([, value]) => value === true).map(([glob]) => glob)
}

const sorted = (uris: readonly Uri[]): readonly Uri[] => [...uris].sort((a, b) => a.path < b.path ? -1 : 1)

async function tell({ files, problems, errors, cancelled }: LintResult): Promise<void> {
  const what = files === 0 ? 'There is no libvirt XML and no Marp deck in this workspace.'
    : `${files} ${files === 1 ? 'file' : 'files'} linted: ${problems === 0 ? 'no problem' : `${problems} ${problems === 1 ? 'problem' : 'problems'}, ${errors} of them ${errors === 1 ? 'an error' : 'errors'}`}.`
  const show = 'Show Problems'
  const chosen = await window.showInformationMessage(cancelled ? `Linting was stopped. ${what}` : what, ...problems ? [show] : [])
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems')
}

export const clearedContext = (): void => { void commands.executeCommand('setContext', contextKey, false) }
