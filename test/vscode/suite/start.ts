// The extension is there: VS Code knows it, it starts, and it brings what its manifest promises.
import { commands, env, extensions, version } from 'vscode'
import { holds } from '../expect'

suite('the extension', () => {
  const extension = extensions.getExtension('virtdeck.virtdeck')!

  test('starts', async () => {
    await extension.activate()
    holds(extension.isActive, `not active in VS Code ${version} (${env.appName})`)
  })

  test('has every command of its manifest', async () => {
    const known = new Set(await commands.getCommands(true))
    const promised = (extension.packageJSON as { contributes: { commands: readonly { command: string }[] } }).contributes.commands
    for (const { command } of promised) holds(known.has(command), `${command} is in the manifest, but nobody answers to it`)
  })
})
