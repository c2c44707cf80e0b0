// Each feature of the editor once, as VS Code itself asks for it, and one picture of each to look at.
import { commands, Position, Range, Selection, window, workspace, type CompletionList, type SemanticTokens, type SemanticTokensLegend, type TextEdit, type TextEditor } from 'vscode'
import { shot, tell } from '../channel'
import { accept } from './domain'
import { codeActions, holds, hoverText, openList, outline, placeOf, same, tidy, until, write } from '../expect'

const machine = `<domain type='kvm'>
  <name>web</name>
  <memory unit='KiB'>4194304</memory>
  <vcpu>4</vcpu>
  <iothreads>2</iothreads>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <boot dev='hd'/>
  </os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' iothread='1'/>
      <source file='/var/lib/libvirt/images/web.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw' iothread='1'/>
      <source file='/var/lib/libvirt/images/data.img'/>
      <target dev='vdc' bus='virtio'/>
    </disk>
    <controller type='pci' index='0' model='pcie-root'/>
    <controller type='pci' index='1' model='pcie-root-port'/>
    <interface type='bridge'>
      <mac address='52:54:00:12:34:56'/>
      <source bridge='br0'/>
      <model type='virtio'/>
      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
    </interface>
  </devices>
</domain>
`

const select = (editor: TextEditor, at: Position): void => {
  editor.selection = new Selection(at, at)
  editor.revealRange(new Range(at, at))
}

/** Waits for a part of the window. */
const seen = (selector: string): Promise<string | null> => tell('workbench', { selector, patience: 30_000 })

suite('each feature once, with a picture', function () {
  // Menus and widgets come in their own time, and the first test waits for VS Code and the server.
  this.timeout(90_000)
  teardown(tidy)

  test('completion knows the next free disk, and takes the place of what is there', async () => {
    const { document } = await write('xml', machine.replace("dev='vdc'", "dev='‸'"))
    await openList('vdb')
    await shot('feature-values')
    await accept(document, text => text.includes("<target dev='vdb' bus='virtio'/>"))
    same(document.getText(), machine.replace("dev='vdc'", "dev='vdb'"), 'the text')
  })

  test('completion gives a fresh MAC address', async () => {
    const { document, position } = await write('xml', machine.replace('52:54:00:12:34:56', '‸'))
    const [first] = await until('an address', async () => {
      const { items } = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)
      return items.length ? items : undefined
    })
    holds(/^52:54:00(:[0-9a-f]{2}){3}$/.test(String(first!.label)), `the first is ${JSON.stringify(first!.label)}`)
    await openList('52:54:00')
    await shot('feature-mac')
  })

  test('hover tells a size', async () => {
    const { document, editor } = await write('xml', `${machine}‸`)
    const at = placeOf(document, '4194304', 2)
    const text = await until('a hover', () => hoverText(document, at))
    holds(text.includes('= 4 GiB') && text.includes('libvirt.org'), text)
    select(editor, at)
    await commands.executeCommand('editor.action.showHover')
    await seen('.monaco-hover:not(.hidden) .hover-contents')
    await shot('feature-hover')
  })

  test('the outline names devices as a person does', async () => {
    const { document } = await write('xml', `${machine}‸`)
    const names = await until('an outline', async () => {
      const found = await outline(document)
      return found.length ? found : undefined
    })
    for (const name of ['domain web', 'disk vda', 'interface bridge br0', 'controller pci 1']) holds(names.includes(name), `${name} is not among ${names.join(', ')}`)
    await commands.executeCommand('outline.focus')
    await seen('.outline-pane .monaco-list-row:has-text("domain web")')
    await shot('feature-outline')
    await commands.executeCommand('workbench.action.focusActiveEditorGroup')
  })

  test('a name is asked for where there is an id, and refused elsewhere', async () => {
    const { document, editor } = await write('xml', `${machine}‸`)
    const at = placeOf(document, "iothread='1'", 10)
    const { range, placeholder } = await until('a place', async () => commands.executeCommand<{ range: Range, placeholder: string }>('vscode.prepareRename', document.uri, at))
    same([document.getText(range), placeholder], ['1', '1'], 'what is renamed')
    const refused = await Promise.resolve(commands.executeCommand('vscode.prepareRename', document.uri, placeOf(document, 'qcow2', 1))).then(() => null, (error: unknown) => String(error))
    holds(refused?.includes('no id here'), String(refused))
    select(editor, placeOf(document, "index='1'", 7))
    void commands.executeCommand('editor.action.rename')
    await seen('.rename-box input')
    await shot('feature-rename')
    await commands.executeCommand('cancelRenameInput')
  })

  test('references are peeked at', async () => {
    const { document, editor } = await write('xml', `${machine}‸`)
    select(editor, placeOf(document, "iothread='1'", 10))
    void commands.executeCommand('editor.action.referenceSearch.trigger')
    await seen('.peekview-widget .monaco-list-row')
    await shot('feature-references')
    await commands.executeCommand('closeReferenceSearch')
  })

  test('changes on demand', async () => {
    const { document, editor } = await write('xml', `${machine}‸`)
    const at = placeOf(document, '4194304', 2)
    const titles = await until('changes', async () => {
      const found = await codeActions(document, new Range(at, at), 'refactor.rewrite')
      return found.length ? found.map(({ title }) => title) : undefined
    })
    holds(titles.includes('Write as 4 GiB'), titles.join(', '))
    select(editor, placeOf(document, "dev='vda'", 6))
    void commands.executeCommand('editor.action.refactor')
    await seen('.action-widget .monaco-list-row:has-text("Duplicate this disk")')
    await shot('feature-actions')
    await commands.executeCommand('hideCodeActionWidget')
  })

  test('folding, and colours of ids and of what decides', async () => {
    const { document } = await write('xml', `${machine}‸`)
    const legend = await until('a legend', async () => commands.executeCommand<SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri))
    holds(legend.tokenTypes.includes('enumMember'), JSON.stringify(legend))
    const { data } = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri)
    holds(data.length / 5 > 10, `${data.length / 5} tokens`)
    await shot('feature-colours')
    await commands.executeCommand('editor.foldLevel2')
    await seen('.codicon-folding-collapsed')
    await shot('feature-folded')
    await commands.executeCommand('editor.unfoldAll')
  })

  test('a range is formatted, and a line as it is typed', async () => {
    const { document } = await write('xml', machine.replace("    <disk type='file'", "  <disk  type='file'").replace('</domain>', '</domain>‸'))
    const line = placeOf(document, '<disk  ').line
    const edits = await until('edits', async () => {
      const found = await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatRangeProvider', document.uri, new Range(line, 0, line + 1, 0), { tabSize: 2, insertSpaces: true })
      return found?.length ? found : undefined
    })
    holds(edits.every(({ range }) => range.start.line >= line - 1 && range.end.line <= line + 1), JSON.stringify(edits))
    const other = await write('xml', "<domain type='kvm'>\n  <devices>‸\n</domain>\n")
    const typed = await until('a closing tag', async () => {
      const found = await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatOnTypeProvider', other.document.uri, other.position, '>', { tabSize: 2, insertSpaces: true })
      return found?.length ? found : undefined
    })
    same(typed.map(({ newText }) => newText), ['</devices>'], 'what typing `>` writes')
  })

  test('both names of a pair are marked', async () => {
    await workspace.getConfiguration('editor').update('linkedEditing', true, true)
    try {
      const { document, editor } = await write('xml', `${machine}‸`)
      select(editor, placeOf(document, '<vcpu>', 3))
      await seen('.linked-editing-decoration')
      await shot('feature-linked')
    } finally {
      await workspace.getConfiguration('editor').update('linkedEditing', undefined, true)
    }
  })

  test('the list of devices', async () => {
    const { document } = await write('xml', `${machine}‸`)
    void commands.executeCommand('virtdeck.addDevice', { uri: document.uri })
    await seen('.quick-input-widget .monaco-list-row:has-text("disk")')
    await shot('feature-add-device')
    await commands.executeCommand('workbench.action.closeQuickOpen')
    holds(window.activeTextEditor?.document === document, 'the editor is still there')
  })
})
