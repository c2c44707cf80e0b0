// The previews: each says what it drew, follows the unsaved text, and a click leads to the line.
import { commands, ConfigurationTarget, Selection, window, workspace } from 'vscode'
import { shot, tell } from '../channel'
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
    await tell('webview', { selector: ':is(button, a, [role=button], [tabindex]):has-text("vda")', click: true })
    await until('the cursor in the disk', () => {
      const editor = window.visibleTextEditors.find(each => each.document === document)
      return editor && /<disk|<target/.test(document.lineAt(editor.selection.active.line).text)
    })
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
