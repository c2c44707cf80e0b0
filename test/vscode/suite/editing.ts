// Moving and changing a domain in a real VS Code: each feature once, by the command that VS Code itself uses, and by the keyboard where it is typed.
import {
  commands, Range, Selection, workspace, type DocumentHighlight, type DocumentLink, type InlayHint, type Location, type SelectionRange, type SemanticTokens, type TextEdit,
  type WorkspaceEdit,
} from 'vscode'
import { shot } from '../channel'
import { codeActions, holds, open, placeOf, same, tidy, type, until, write } from '../expect'

const machine = `<domain type='kvm'>
  <name>a</name>
  <memory>4194304</memory>
  <devices>
    <!-- #region disks -->
    <disk type='file' device='disk'>
      <target dev='vda' bus='virtio'/>
      <address type='pci' bus='0x02' slot='0x00'/>
    </disk>
    <!-- #endregion -->
    <controller type='pci' index='2' model='pcie-root-port'/>
  </devices>
</domain>
`

suite('editing a libvirt domain', () => {
  teardown(tidy)

  test('tags close themselves, and the caret stays between them', async function () {
    // Where this is the first suite, VS Code and the server are still starting.
    this.timeout(90_000)
    const { document, editor } = await write('xml', "<domain type='kvm'>\n  ‸\n</domain>\n")
    await type('<name>')
    await until('a closing tag', () => document.getText().includes('<name></name>'), 45)
    await type('web')
    await until('the text between', () => document.getText().includes('<name>web</name>'))
    holds(editor.selection.active.isEqual(placeOf(document, '</name>')), `the caret is at ${editor.selection.active.line}:${editor.selection.active.character}`)
    await shot('closed')
  })

  test('`</` names what is open', async () => {
    const { document } = await write('xml', "<domain type='kvm'>\n  <title>x‸\n</domain>\n")
    await type('</')
    await until('the rest of the tag', () => document.getText().includes('<title>x</title>\n'))
  })

  test('a document is formatted', async () => {
    const { document } = await write('xml', "<domain type='kvm'>‸<name>a</name>\n<devices><disk  type='file'/></devices></domain>\n")
    const edits = await until('edits', async () => {
      const found = await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true })
      return found?.length ? found : undefined
    })
    holds(edits.length > 1, 'several edits')
    await commands.executeCommand('editor.action.formatDocument')
    await until('the formatted text', () => /\n +<name>a<\/name>\n +<devices>\n +<disk type='file'\/>\n +<\/devices>\n<\/domain>/.test(document.getText()))
    await shot('formatted')
  })

  test('an id: definition, references, highlights, another name', async () => {
    const { document } = await write('xml', `${machine}‸`)
    const bus = placeOf(document, "0x02", 1)
    const definition = await until('a definition', async () => {
      const [found] = await commands.executeCommand<Location[]>('vscode.executeDefinitionProvider', document.uri, bus)
      return found
    })
    same(document.getText(definition.range), '2', 'the definition')
    const references = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', document.uri, bus)
    same(references.map(({ range }) => document.getText(range)), ['0x02', '2'], 'the references')
    const highlights = await commands.executeCommand<DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, bus)
    same(highlights.length, 2, 'highlights')
    const edit = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, bus, '17')
    holds(await workspace.applyEdit(edit), 'the edit was not applied')
    holds(document.getText().includes("bus='0x11'") && document.getText().includes("index='17'"), document.getText())
  })

  test('linked names, growing selections, links, hints, tokens, regions', async () => {
    const { document, editor } = await write('xml', `${machine}‸`)
    const at = placeOf(document, 'vda', 1)
    const [selection] = await until('selections', async () => commands.executeCommand<SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [at]))
    same(selection && document.getText(selection.range), 'vda', 'the innermost selection')
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', document.uri)
    holds(links.some(({ target }) => target?.toString() === 'https://libvirt.org/formatdomain.html'), JSON.stringify(links))
    const all = new Range(0, 0, document.lineCount, 0)
    const hints = await until('hints', async () => {
      const found = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, all)
      return found.length ? found : undefined
    })
    same(hints.map(({ label }) => label), ['= 4 GiB'], 'hints')
    const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri)
    holds(tokens.data.length >= 5 * 4, `${tokens.data.length / 5} tokens`)
    const folds = await commands.executeCommand<{ start: number; end: number; kind?: number }[]>('vscode.executeFoldingRangeProvider', document.uri)
    holds(folds.some(({ start, end }) => start === 4 && end === 9), JSON.stringify(folds))
    editor.selection = new Selection(at, at)
    await shot('hints')
  })

  test('a device is duplicated, and another is added from the list', async () => {
    const { document } = await write('xml', `${machine}‸`)
    const at = placeOf(document, 'vda')
    const action = await until('the change', async () => {
      const actions = await codeActions(document, new Range(at, at))
      return actions.find(({ title, edit }) => edit && title === 'Duplicate this disk')
    })
    holds(await workspace.applyEdit(action.edit!), 'the edit was not applied')
    holds(document.getText().includes("dev='vdb'"), document.getText())
    const added = await commands.executeCommand<{ readonly name: string } | undefined>('virtdeck.addDevice', { device: 'watchdog', uri: document.uri })
    same(added?.name, 'watchdog', 'what was added')
    holds(/\n {4}<watchdog/.test(document.getText()), document.getText())
    await shot('added')
  })

  test('both names of a pair are typed at once', async () => {
    await workspace.getConfiguration('editor').update('linkedEditing', true, true)
    try {
      const { document } = await write('xml', "<domain type='kvm'>\n  <nam‸>a</nam>\n</domain>\n")
      await until('both names', async () => {
        if (document.getText().includes('<name>a</name>')) return true
        if (document.getText().includes('<name>')) await commands.executeCommand('undo')
        await new Promise(resolve => setTimeout(resolve, 300))
        await type('e')
        return document.getText().includes('<name>a</name>')
      })
    } finally {
      await workspace.getConfiguration('editor').update('linkedEditing', undefined, true)
    }
  })

  test('what is not ours stays as it is', async () => {
    const { document } = await open('pom.xml')
    const before = document.getText()
    const edits = await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 8, insertSpaces: true })
    same(edits?.length ?? 0, 0, 'edits')
    same(document.getText(), before, 'the text')
  })
})
