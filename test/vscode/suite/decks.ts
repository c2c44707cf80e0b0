// Decks in the real VS Code: a talk, the speaker's view, small slides, what follows what, what changes live, what is exported, and decks
// that mean harm. (That all slides are drawn, and that the preview follows the caret, previews.ts proves.)
import { commands, ConfigurationTarget, extensions, Selection, Uri, window, workspace, type TextEditor } from 'vscode'
import { folder, readChannel, shot, tell } from '../channel'
import { holds, onWeb, open, placeOf, replace, same, tidy, until } from '../expect'

const file = (name: string): Uri => Uri.joinPath(folder(), name)
const save = (name: string, text: string | Uint8Array): Thenable<void> => workspace.fs.writeFile(file(name), typeof text === 'string' ? new TextEncoder().encode(text) : text)
/** Waits until there is such a thing in the newest webview. */
const shows = (selector: string): Promise<string | null> => tell('webview', { selector, state: 'attached' })
const click = (selector: string): Promise<string | null> => tell('webview', { selector, click: true })
const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await tell('press', { key }) }

/** A deck of that body, opened. */
const deckOf = async (name: string, body: string): Promise<TextEditor> => {
  await save(name, `---\nmarp: true\n---\n\n${body}`)
  return open(name)
}

/** On the desktop nobody holds the page. */
const isSeen = async (): Promise<boolean> => await tell('workbench', { selector: '.monaco-workbench' }) !== null

const lineOf = ({ document }: TextEditor): string => {
  const editor = window.visibleTextEditors.find(each => each.document === document)
  return editor ? document.lineAt(editor.selection.active.line).text : ''
}

const titles = (text: string): string => [...text.matchAll(/^# (\w+)/gm)].map(([, title]) => title).join(' ')

const three = '# One\n\n---\n\n# Two\n\n* first\n* second\n\n<!-- Say two. -->\n\n---\n\n# Three\n'

/** One transparent pixel. */
const pixel = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), character => character.charCodeAt(0))

suite('decks', () => {
  teardown(tidy)

  test('a talk has the screen for itself, goes by keys, and gives the screen back', async () => {
    await deckOf('talk.md', three)
    await commands.executeCommand('virtdeck.presentDeck')
    if (!await isSeen()) return
    await shows('[data-mode=present] li.current :text("One")')
    await tell('workbench', { selector: '.monaco-workbench.nosidebar:not(:has(.centered-layout-margin))' })
    await press('ArrowRight')
    await shows('li.current:nth-child(2) [data-marpit-fragment="1"][data-virtdeck-later]')
    await press('ArrowRight')
    await shows('li.current [data-marpit-fragment="1"]:not([data-virtdeck-later])')
    await shows('li.current [data-marpit-fragment="2"][data-virtdeck-later]')
    await press('3', 'Enter')
    await shows('li.current :text("Three")')
    await press('b')
    await shows('body.black')
    await press('Home')
    await shows('body:not(.black) li.current :text("One")')
    await shot('talk')
    await press('Escape')
    await shows('body[data-mode=scroll]')
    await tell('workbench', { selector: '.monaco-workbench:not(.nosidebar)' })
  })

  test('the speaker sees the next slide, the notes and a clock that starts with the first step; the text follows', async () => {
    const editor = await deckOf('speaker.md', three)
    same(await commands.executeCommand('virtdeck.speakerView'), { slides: 3 }, 'what is drawn')
    if (!await isSeen()) return
    await shows('li.current :text("One")')
    await shows('li.next :text("Two")')
    await shows('.elapsed.stopped:text-is("0:00")')
    await click('.speaker-notes')
    await press('ArrowRight')
    await shows('.speaker-notes :text("Say two.")')
    await shows('.elapsed:not(.stopped)')
    await shows('.where:text-is("2 / 3")')
    await shows('li.next :text("Three")')
    await shot('speaker')
    await click('li.current')
    await until('the caret in the second slide', () => lineOf(editor) === '# Two')
  })

  test('a click on a slide leads to its text, and the text to the slide', async () => {
    const editor = await deckOf('both.md', three)
    await commands.executeCommand('virtdeck.previewDeck')
    if (!await isSeen()) return
    await click('li:nth-child(3)')
    await until('the caret in the third slide', () => lineOf(editor) === '# Three')
    const place = placeOf(editor.document, 'second')
    window.visibleTextEditors.find(each => each.document === editor.document)!.selection = new Selection(place, place)
    await shows('li.current:nth-child(2)')
  })

  test('a theme of the configuration, an image and a machine change on the slides when their files do', async () => {
    await save('live/.marprc.yml', 'themeSet: ours.css\ntheme: ours\n')
    await save('live/ours.css', '/* @theme ours */\nsection { width: 960px; height: 720px; }\n')
    await save('live/vm.xml', "<domain type='kvm'><name>first</name></domain>\n")
    await deckOf('live/deck.md', '# Live\n\n![](dot.png)\n\n<!-- vm: vm.xml -->\n')
    await commands.executeCommand('virtdeck.previewDeck')
    if (!await isSeen()) return
    await shows('svg[viewBox="0 0 960 720"]')
    await shows('.virtdeck-missing:text-is("Not found: dot.png")')
    await shows('img[alt="first"][src^="data:image/svg+xml"]')
    await save('live/dot.png', pixel)
    await save('live/ours.css', '/* @theme ours */\nsection { width: 1000px; height: 720px; }\n')
    await save('live/vm.xml', "<domain type='kvm'><name>second</name></domain>\n")
    await shows('svg[viewBox="0 0 1000 720"]')
    await shows('img[src^="dot.png"]')
    await shows('img[alt="second"]')
    await save('live/.marprc.yml', 'themeSet: ours.css\n')
    await shows('svg[viewBox="0 0 1280 720"]')
  })

  test('formulas, code and diagrams as marp-core 5 draws them, and as 4.4 does where that is chosen', async function () {
    this.timeout(60_000)
    await deckOf('rich.md', '$x^2$\n\n```js\nconst x = 1\n```\n\n```mermaid\nflowchart LR\n  a --> b\n```\n')
    await commands.executeCommand('virtdeck.previewDeck')
    if (!await isSeen()) return
    await shows('mjx-container svg')
    await shows('code.language-js span[style*="--marp-shiki"]')
    await shows('svg[data-marp-mermaid] .node')
    await shot('rich')
    const settings = workspace.getConfiguration('virtdeck')
    await settings.update('marp.core', '4.4', ConfigurationTarget.Workspace)
    try {
      await shows('code.language-js .hljs-keyword')
      await shows('code.language-mermaid')
    } finally {
      await settings.update('marp.core', undefined, ConfigurationTarget.Workspace)
    }
  })

  test('a slide is moved, doubled, split and gone through by commands', async () => {
    const editor = await deckOf('moves.md', '# A\n\n---\n\n# B\n\ntext\n\n---\n\n# C\n')
    const { document } = editor
    const at = (text: string): void => {
      const place = placeOf(document, text)
      editor.selection = new Selection(place, place)
    }
    const done = (command: string, after: string): Promise<unknown> => Promise.resolve(commands.executeCommand(`virtdeck.${command}`)).then(() => until(`${after} after ${command}, not ${titles(document.getText())}`, () => titles(document.getText()) === after))
    at('# B')
    await done('moveSlideUp', 'B A C')
    same(lineOf(editor), '# B', 'the caret goes along')
    await done('moveSlideDown', 'A B C')
    await done('duplicateSlide', 'A B B C')
    at('# A')
    same(await commands.executeCommand('virtdeck.nextSlide'), { slide: 2 }, 'the next slide')
    same(lineOf(editor), '# B', 'the next slide')
    same(await commands.executeCommand('virtdeck.previousSlide'), { slide: 1 }, 'the one before')
    at('text')
    await commands.executeCommand('virtdeck.splitSlide')
    await until('a ruler above the text', () => document.getText().includes('# B\n\n---\n\ntext'))
  })

  test('small slides stand in the explorer: a click leads to the text, Alt and an arrow move a slide', async () => {
    const editor = await deckOf('small.md', three)
    if (!await isSeen()) return
    await tell('workbench', { selector: '.pane-header:has-text("Slides")' })
    // The files give way, so that more than one slide is in sight.
    const files = { selector: '.explorer-viewlet .pane-header', click: true }
    await tell('workbench', files)
    await commands.executeCommand('virtdeck.slides.focus')
    await shows('[data-mode=outline] li.current :text("One")')
    await click('li:nth-child(2)')
    await until('the caret in the second slide', () => lineOf(editor) === '# Two')
    await shows('li.current:nth-child(2)')
    await tell('webview', { selector: 'li:nth-child(2) [tabindex]', press: 'Alt+ArrowUp' })
    await until('the second slide first', () => titles(editor.document.getText()) === 'Two One Three')
    await shows('li:nth-child(1) :text("Two")')
    await shot('slides')
    await tell('workbench', files)
    await tell('workbench', { selector: '.pane-header:has-text("Slides")', click: true })
  })

  test('a deck leaves as HTML by marp-core alone, and by Marp CLI with the pictures of its machines', async () => {
    const { document } = await deckOf('export.md', `${three}\n\n---\n\n<!-- vm: domain.xml -->\n`)
    const exported = async (name: string, by: string): Promise<string> => {
      const output = file(name)
      same(await commands.executeCommand('virtdeck.exportDeck', { uri: document.uri.toString(), format: 'HTML', output: output.toString() }), { output: output.toString(), by }, 'what is written')
      const text = new TextDecoder().decode(await workspace.fs.readFile(output))
      await workspace.fs.delete(output)
      return text
    }
    const html = await exported('core.html', 'marp-core')
    holds(html.match(/<svg data-marpit-svg/g)?.length === 4 && html.includes('data:image/svg+xml'), html.slice(0, 2000))
    if (onWeb) return
    const settings = workspace.getConfiguration('virtdeck')
    const cli = Uri.joinPath(extensions.all.find(({ packageJSON }) => packageJSON.name === 'virtdeck')!.extensionUri, 'node_modules/@marp-team/marp-cli/marp-cli.js')
    await settings.update('deck.marpCli', cli.fsPath, ConfigurationTarget.Global)
    try {
      const theirs = await exported('cli.html', 'marp-cli')
      holds(theirs.includes('bespoke') && theirs.includes('data:image/svg+xml'), theirs.slice(0, 2000))
    } finally {
      await settings.update('deck.marpCli', undefined, ConfigurationTarget.Global)
    }
    const left = (await workspace.fs.readDirectory(folder())).map(([name]) => name).filter(name => name.startsWith('.virtdeck-'))
    same(left, [], 'copies that were left behind')
  })

  test('a deck that means harm runs nothing, fetches nothing and holds nothing up', async () => {
    const { address } = await readChannel()
    const ran = "document.documentElement.dataset.ran = 'yes'"
    const harm = [
      `<script>${ran}</script><img src="x.png" onerror="${ran}"><svg onload="${ran}"><script>${ran}</script></svg><details open ontoggle="${ran}"><summary>s</summary></details>`,
      `<a href="javascript:${ran}">link</a> [link](javascript:${ran}) <iframe srcdoc="<script>parent.${ran}</script>"></iframe><form action="${address}/form"><button>Send</button></form>`,
      `![](${address}/image) ![bg](${address}/background) <img src="${address}/tag"> <video src="${address}/video" poster="${address}/poster" autoplay></video>\n\n<style>@import url("${address}/import"); section { background: url("${address}/style") } @font-face { font-family: x; src: url("${address}/font") } p { font-family: x }</style>\n\n<link rel="stylesheet" href="${address}/link"><meta http-equiv="refresh" content="0;url=${address}/meta">`,
      `${'> '.repeat(3_000)}deep\n\n${'<div>'.repeat(3_000)}\n\na${'*'.repeat(20_000)}`,
    ]
    await save('harm/.marprc.json', '{ "html": true }')
    const editor = await deckOf('harm/deck.md', `${harm.join('\n\n---\n\n')}\n\n---\n\n# The last slide\n`)
    same(await commands.executeCommand('virtdeck.previewDeck'), { slides: harm.length + 1 }, 'what is drawn')
    if (!await isSeen()) return
    for (let slide = 1; slide <= harm.length + 1; slide++) {
      await tell('webview', { selector: `li:nth-child(${slide})`, state: 'attached' })
      const place = placeOf(editor.document, slide > harm.length ? '# The last' : harm[slide - 1]!.slice(0, 40))
      editor.selection = new Selection(place, place)
      await shows(`li.current:nth-child(${slide}) svg`)
    }
    await shows('li.current :text("The last slide")')
    await shows('html:not([data-ran])')
    same(await tell('fetched', {}), '', 'what was fetched')
  })

  test('a deck of 10 MB is drawn, and again at each key', async function () {
    this.timeout(60_000)
    const editor = await deckOf('huge.md', `# Small\n\n---\n\n![](data:image/png;base64,${'A'.repeat(10_000_000)})\n\n---\n\n# The last slide\n`)
    same(await commands.executeCommand('virtdeck.previewDeck'), { slides: 3 }, 'what is drawn')
    await replace(editor, '# Small', '# Still awake')
    await tell('webview', { selector: 'li:nth-child(1) :text("Still awake")', patience: 40_000 })
  })
})
