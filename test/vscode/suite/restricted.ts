// A folder that nobody trusts, in a window where VS Code itself holds that to be so: no program is started, whatever is done there;
// then the person trusts it, and the same window asks.
import { commands, workspace, type CodeLens } from 'vscode'
import { folder, tell } from '../channel'
import { holds, onWeb, open, replace, same, type, until } from '../expect'
import { asking, run } from '../host'

/** With what the person's program was called, and the one that the folder names. */
async function calls(): Promise<Readonly<Record<'mine' | 'theirs', readonly string[]>>> {
  const { readFileSync } = await import('node:fs')
  const of = (name: string): readonly string[] => {
    try {
      return readFileSync(`${folder().fsPath}/${name}.log`, 'utf8').trim().split('\n')
    } catch {
      return []
    }
  }
  return { mine: of('mine'), theirs: of('theirs') }
}

const lenses = async (): Promise<number> => {
  const { document } = await open('domain.xml')
  return (await commands.executeCommand<readonly CodeLens[]>('vscode.executeCodeLensProvider', document.uri)).length
}

const nobody = { mine: [], theirs: [] }

if (!onWeb && !workspace.isTrusted) suite('Restricted: a folder that nobody trusts', () => {
  test('its settings that name programs, connections and folders are ignored, the others hold', () => {
    const settings = workspace.getConfiguration('virtdeck')
    const own = (name: string): string => `${folder().fsPath}/${name}`
    same(
      ['virsh.path', 'libvirt.connection', 'libvirt.connections', 'libvirt.schemas', 'host.check', 'deck.marpCli', 'hints'].map(name => settings.get(name)),
      [own('mine'), 'test:///default?mine', [], '', 'off', '', 'all'], 'settings',
    )
  })

  test('what looks at hosts by itself asks none: a document that is opened, changed and saved, the view, the preview, the lenses', async function () {
    this.timeout(60_000)
    const editor = await open('domain.xml')
    await commands.executeCommand('virtdeck.previewVm')
    await tell('webview', { selector: '[data-part]' })
    await commands.executeCommand('virtdeck.hosts.focus')
    await tell('workbench', { selector: '.pane-body :text("does not happen in a workspace that you have not trusted")' })
    await open('domain.xml')
    await replace(editor, '</name>', '1</name>')
    await type(' ')
    holds(await editor.document.save(), 'saved')
    same(await lenses(), 0, 'lenses')
    same(await calls(), nobody, 'programs')
  })

  test('each command says why it does nothing', async function () {
    this.timeout(60_000)
    const { document } = await open('domain.xml')
    for (const command of [...asking, 'console', 'chooseConnection']) {
      const { ok: done, outcome, answer } = await run(command, { uri: document.uri, name: 'test', connection: 'test:///default?asked' })
      same([done, outcome], [false, 'untrusted'], command)
      holds(/trusted/.test(answer), `${command}: ${answer}`)
    }
    same(await calls(), nobody, 'programs')
  })

  test('once it is trusted, its connection holds, and that is asked what it has, by the person’s program', async function () {
    this.timeout(60_000)
    same(await calls(), nobody, 'programs, until now')
    await commands.executeCommand('workbench.trust.manage')
    await tell('workbench', { selector: '.workspace-trust-editor .monaco-button:has-text("Trust")', click: true })
    await until('trust', () => workspace.isTrusted)
    // Which program is asked is the person's to say, for ever.
    await until('its host', async () => (await calls()).mine.some(line => line.includes('test:///default?theirs')))
    same((await calls()).theirs, [], 'its program')
    await until('lenses', async () => await lenses() > 0)
  })
})
