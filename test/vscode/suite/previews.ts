// The previews: each says what it drew, follows the unsaved text, and a click leads to the line.
import { commands, ConfigurationTarget, env, Selection, Uri, window, workspace } from 'vscode'
import { folder, shot, tell } from '../channel'
import { holds, open, placeOf, replace, tidy, until } from '../expect'

suite('the previews', () => {
  teardown(tidy)

  test('Preview VM draws the machine, and again when it changes', async () => {
    const editor = await open('domain.xml')
    const { parts } = await commands.executeCommand<{ parts: number }>('virtdeck.previewVm')
    holds(parts >= 6, `${parts} parts were drawn`)
    holds(window.tabGroups.all.length === 2, 'the preview stands beside the editor')
    await tell('webview', { selector: ':text("vda")' })
    await shot('preview-vm')
    await replace(editor, "dev='vda'", "dev='vdq'")
    await tell('webview', { selector: ':text("vdq")' })
  })

  test('a click on a part leads to its line', async () => {
    const { document } = await open('domain.xml')
    await commands.executeCommand('virtdeck.previewVm')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return // Nobody holds the page, so nobody can click (on the desktop).
    await tell('webview', { selector: '.part.kind-disk[role=button]:has-text("vda")', click: true })
    await until('the cursor in the disk', () => {
      const editor = window.visibleTextEditors.find(each => each.document === document)
      return editor && /<disk|<target/.test(document.lineAt(editor.selection.active.line).text)
    })
  })

  test('Preview VM: every part has a name, arrows move between them, and Enter goes to the line', async () => {
    const { document } = await open('examples/workstation.xml')
    await commands.executeCommand('virtdeck.previewVm')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return
    await tell('webview', { selector: '.virtdeck-machine[role=group]:has(.part[role=button][aria-label*="qcow2 on virtio"]):not(:has(.part:not([aria-label]), .part:not([role=button]), .part[aria-label=""]))' })
    await tell('webview', { selector: '#picture:not(:has(.part[tabindex="0"] ~ * .part[tabindex="0"]))' })
    await tell('webview', { selector: '#tools[role=toolbar] .label', click: true })
    // Past four buttons to the picture, then to its end: what stands there is the last of all.
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'End']) await tell('press', { key })
    await tell('webview', { selector: '.part.kind-keyboard:focus' })
    for (const key of ['ArrowUp', 'ArrowUp']) await tell('press', { key })
    await tell('webview', { selector: '.part.kind-tpm:focus' })
    await tell('webview', { selector: '#details h2:has-text("TPM")' })
    await shot('preview-vm-keys')
    await tell('press', { key: 'Enter' })
    await until('the cursor in the TPM', () => {
      const editor = window.visibleTextEditors.find(each => each.document === document)
      return editor && /<tpm/.test(document.lineAt(editor.selection.active.line).text)
    })
  })

  test('Preview VM: the caret marks its part, a problem is a badge, and its fix mends the text', async () => {
    const editor = await open('domain.xml')
    await commands.executeCommand('virtdeck.previewVm')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return
    const place = placeOf(editor.document, "dev='vda'")
    editor.selection = new Selection(place, place)
    await tell('webview', { selector: '.part.kind-disk.current[aria-current=true]' })
    await replace(editor, "bus='virtio'", "bus='virtioo'")
    await tell('webview', { selector: '.part.kind-disk .badge.error' })
    await tell('webview', { selector: '#details .problems .error' })
    await shot('preview-vm-problem')
    await tell('webview', { selector: '#details vscode-button:has-text("virtio")', click: true })
    await until('the mended text', () => editor.document.getText().includes("bus='virtio'"))
    await tell('webview', { selector: '.part.kind-disk:not(:has(.badge))' })
  })

  test('Preview VM: out of it as Mermaid, as Markdown, as SVG and as PNG', async () => {
    await open('domain.xml')
    await commands.executeCommand('virtdeck.previewVm')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return
    await tell('webview', { selector: '.part.kind-disk' })
    await tell('webview', { selector: '#tools vscode-button:has-text("Mermaid")', click: true })
    await until('Mermaid in the clipboard', async () => (await env.clipboard.readText()).startsWith('flowchart LR'))
    await tell('webview', { selector: '#tools vscode-button:has-text("Markdown")', click: true })
    await until('Markdown in the clipboard', async () => (await env.clipboard.readText()).startsWith('## '))
    for (const [format, begins] of [['svg', '<svg'], ['png', '\u0089PNG']] as const) {
      const file = Uri.joinPath(folder(), `domain.${format}`)
      await tell('webview', { selector: `#tools vscode-button:has-text("${format.toUpperCase()}")`, click: true })
      await tell('workbench', { selector: '.quick-input-widget:not(.hidden) .quick-input-action, .quick-input-widget:visible' })
      await tell('press', { key: 'Enter' })
      await until(`a file domain.${format}`, async () => {
        try {
          const bytes = await workspace.fs.readFile(file)
          return String.fromCharCode(...bytes.slice(0, begins.length)) === begins && bytes.length > 5_000
        } catch {
          return false
        }
      })
      await workspace.fs.delete(file)
    }
  })

  test('Preview Deck draws every slide', async () => {
    await open('deck.md')
    const { slides } = await commands.executeCommand<{ slides: number }>('virtdeck.previewDeck')
    holds(slides === 3, `${slides} slides were drawn`)
    await tell('webview', { selector: ':text("Machines")' })
    await shot('preview-deck')
  })

  test('Preview Deck follows the cursor', async () => {
    const editor = await open('deck.md')
    await commands.executeCommand('virtdeck.previewDeck')
    const place = placeOf(editor.document, '# The end')
    editor.selection = new Selection(place, place)
    await tell('webview', { selector: '.current :text("The end")' })
  })

  test('a deck cannot run code', async () => {
    await open('hostile.md')
    const { slides } = await commands.executeCommand<{ slides: number }>('virtdeck.previewDeck')
    holds(slides === 2, `${slides} slides were drawn`)
    await tell('webview', { selector: ':text("The second slide")' })
    await tell('webview', { selector: 'html:not([data-ran])' })
    await shot('hostile')
  })

  test('the decks among the examples are drawn', async () => {
    for (const name of ['deck', 'virtualization']) {
      await open(`examples/${name}.md`)
      const { slides } = await commands.executeCommand<{ slides: number }>('virtdeck.previewDeck')
      holds(slides > 3, `${name}: ${slides} slides were drawn`)
      await tell('webview', { selector: '.current h1, .current h2' })
      await shot(`example-${name}`)
      await commands.executeCommand('workbench.action.closeAllEditors')
    }
  })

  test('both show in high contrast', async () => {
    const settings = workspace.getConfiguration('workbench')
    await settings.update('colorTheme', 'Default High Contrast', ConfigurationTarget.Global)
    try {
      await open('domain.xml')
      await commands.executeCommand('virtdeck.previewVm')
      await tell('webview', { selector: 'body.vscode-high-contrast :text("vda")' })
      await shot('preview-vm-contrast')
      await commands.executeCommand('workbench.action.closeAllEditors')
      await open('deck.md')
      await commands.executeCommand('virtdeck.previewDeck')
      await tell('webview', { selector: 'body.vscode-high-contrast :text("Machines")' })
      await shot('preview-deck-contrast')
    } finally {
      await settings.update('colorTheme', undefined, ConfigurationTarget.Global)
    }
  })
})
