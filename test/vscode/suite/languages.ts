// The extension is there: VS Code knows it, and it starts.
import { extensions, version, env } from 'vscode'
import { holds } from '../expect'
import { shot } from '../channel'

suite('the extension', () => {
  test('starts', async () => {
    const extension = extensions.getExtension('virtdeck.virtdeck')
    holds(extension, 'the extension is not installed')
    await extension.activate()
    holds(extension.isActive, `not active in VS Code ${version} (${env.appName})`)
    await shot('start')
  })
})
