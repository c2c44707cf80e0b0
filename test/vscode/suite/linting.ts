// What a team decides, in VS Code: its file, comments, the quick fixes that write them, and the whole workspace in the list of problems.
import { commands, DiagnosticSeverity, languages, Uri, window, workspace, type Diagnostic } from 'vscode'
import { folder, shot, tell } from '../channel'
import { codeActions, codeOf, holds, onWeb, open, problemAt, same, tidy, until, write } from '../expect'

interface Linted { readonly files: number; readonly problems: number; readonly errors: number; readonly cancelled: boolean }

const told = (name: string): readonly Diagnostic[] => languages.getDiagnostics(Uri.joinPath(folder(), name)).filter(({ source }) => source === 'virtdeck')

suite('what a team decides', () => {
  teardown(tidy)

  test('its file sets the level, and a comment suppresses', async () => {
    const { document } = await open('team/db.xml')
    const problem = await problemAt(document, 'ac98')
    same([codeOf(problem), problem.severity], ['schema/invalid-value', DiagnosticSeverity.Information], 'the level of the file')
    same(told('team/db.xml').length, 1, 'what the comment suppresses')
  })

  // The VS Code that is served for web workers comes without its JSON extension: not even its settings are known there.
  if (!onWeb) test('VS Code completes its file', async () => {
    const { document } = await open('team/.virtdeckrc.json')
    same(document.languageId, 'jsonc', 'its language')
    const position = document.positionAt(document.getText().indexOf('"schema/invalid-value"') + 1)
    const rows = await until('a row of completion', async () => {
      const list = await commands.executeCommand<{ readonly items: readonly { readonly label: string | { readonly label: string } }[] }>('vscode.executeCompletionItemProvider', document.uri, position)
      const labels = list.items.map(({ label }) => typeof label === 'string' ? label : label.label)
      return labels.some(label => label.includes('libvirt/input-bus')) && labels
    })
    holds(rows.some(label => label.includes('libvirt/*')), rows.slice(0, 20).join())
  })

  test('a quick fix disables a code for the line, behind the real fixes', async () => {
    const { document } = await write('xml', "<domain type='kvm'>\n  <name>a</name>\n  <memory>1</memory>\n  <os><type>hvm</type></os>\n  <devices>\n    <sound model='ac98'/>‸\n  </devices>\n</domain>\n")
    const problem = await problemAt(document, 'ac98')
    const actions = (await codeActions(document, problem.range)).filter(({ kind }) => kind?.value === 'quickfix')
    same(actions.slice(-2).map(({ title }) => title), ['Disable `schema/invalid-value` for this line', 'Disable `schema/invalid-value` in this file'], 'the last ones')
    holds(actions[0]?.isPreferred, actions.map(({ title }) => title).join())
    await workspace.applyEdit(actions.at(-2)!.edit!)
    holds(document.getText().includes('    <!-- virtdeck-disable-next-line schema/invalid-value -->\n    <sound'), document.getText())
    await until('no problem any more', () => languages.getDiagnostics(document.uri).length === 0)
  })
})

suite('the whole workspace', () => {
  suiteTeardown(() => commands.executeCommand('virtdeck.clearWorkspace'))
  teardown(tidy)

  test('is linted, told, kept up to date and cleared', async () => {
    const linted = await commands.executeCommand<Linted>('virtdeck.lintWorkspace')
    holds(linted.files >= 4 && linted.problems >= 1 && !linted.cancelled, JSON.stringify(linted))
    same(told('team/db.xml').map(codeOf), ['schema/invalid-value'], 'a file that is not open')
    same([told('team/old/db.xml').length, told('pom.xml').length, told('domain.xml').length], [0, 0, 0], 'ignored, not ours, right')
    holds(!window.visibleTextEditors.some(({ document }) => document.uri.path.endsWith('db.xml')), 'nothing was opened')
    await commands.executeCommand('workbench.actions.view.problems')
    await tell('workbench', { selector: '.markers-panel .monaco-list-row:has-text("deck-with-mistakes.md")' })
    await shot('problems')
    holds(told('examples/deck-with-mistakes.md').length > 0, 'another file that is not open')

    const again = await commands.executeCommand<Linted>('virtdeck.lintWorkspace')
    same(again, linted, 'the second time')
    const { document } = await open('team/db.xml')
    await problemAt(document, 'ac98')
    await commands.executeCommand('workbench.action.closeAllEditors')
    await until('the problem is back', () => told('team/db.xml').length === 1)

    await commands.executeCommand('virtdeck.clearWorkspace')
    await until('nothing is told any more', () => told('examples/deck-with-mistakes.md').length === 0)
    await commands.executeCommand('workbench.action.closePanel')
  })
})
