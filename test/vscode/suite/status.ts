// The status bar: which libvirt the document in sight is for, and the way to another one.
import { commands, ConfigurationTarget, workspace } from 'vscode'
import { shot, tell } from '../channel'
import { codeOf, holds, open, problemAt, problems, same, tidy, until, write } from '../expect'

const shows = (text: string): Promise<string | null> => tell('workbench', { selector: `.statusbar-item:has-text("${text}")` })
const hides = (): Promise<string | null> => tell('workbench', { selector: '.part.statusbar:not(:has-text("libvirt "))' })

const domain = (version: string): string => `<!-- virtdeck: libvirt=${version} -->\n<domain type='kvm'>\n  <name>a</name>‸\n  <memory>1</memory>\n  <os><type>hvm</type></os>\n`
  + "  <devices>\n    <iommu model='intel'><driver dma_translation='off'/></iommu>\n  </devices>\n</domain>\n"

suite('the libvirt version in the status bar', () => {
  teardown(tidy)

  test('is that of the document in sight, and there for libvirt documents alone', async () => {
    await open('domain.xml')
    await shows('libvirt 12.8.0')
    await open('pom.xml')
    await hides()
    await write('xml', domain('9.0.0'))
    await shows('libvirt 9.0.0')
    await open('hostile.md')
    await hides()
  })

  test('another one chosen changes the comment that decides', async () => {
    const { document } = await write('xml', domain('9.0.0'))
    same(codeOf(await problemAt(document, 'dma_translation')), 'schema/needs-newer', 'what 9.0.0 does not know')
    await shows('libvirt 9.0.0')
    await shot('status')
    const asked = commands.executeCommand('virtdeck.chooseLibvirt')
    await tell('workbench', { selector: '.quick-input-widget:visible .monaco-list-row:has-text("11.3.0")' })
    await shot('status-choice')
    await commands.executeCommand('workbench.action.closeQuickOpen')
    same(await asked, undefined, 'nothing was chosen')
    await commands.executeCommand('virtdeck.chooseLibvirt', { version: '11.3.0' })
    holds(document.getText().startsWith('<!-- virtdeck: libvirt=11.3.0 -->'), document.getText())
    await shows('libvirt 11.3.0')
    await until('no problem any more', () => problems(document).length === 0)
  })

  test('another one chosen changes the setting where no comment decides', async () => {
    await open('domain.xml')
    const configuration = () => workspace.getConfiguration('virtdeck')
    try {
      await commands.executeCommand('virtdeck.chooseLibvirt', { version: '10.0.0' })
      same(configuration().inspect('libvirt.version')?.workspaceValue, '10.0.0', 'the workspace\'s setting')
      await shows('libvirt 10.0.0')
    } finally {
      await configuration().update('libvirt.version', undefined, ConfigurationTarget.Workspace)
    }
    await shows('libvirt 12.8.0')
  })
})
