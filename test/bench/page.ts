// The page of a machine in a real Chromium: from the message to the picture on the screen, as in a webview but for its frame.
import { readFileSync } from 'node:fs'
import { findChromium, openBrowser } from '../../client/build/vscode/browser.mjs'
import type { Board } from '../../server/src/core/board'
import { median, ms, row, rounds } from './measure'

interface Taken {
  /** Until the page has done its part, its own and the browser's parsing. */
  readonly script: number
  /** Until the browser has laid it out and painted it, too. */
  readonly painted: number
  readonly elements: number
}

/** Draws another board each time, and the same one with a word changed, as a key does. */
export async function pages(boards: Readonly<Record<string, Board>>): Promise<void> {
  if (!await findChromium()) return console.log('\nNo Chromium: the page of a machine is not measured')
  console.log('\nThe page of a machine in Chromium: message -> script done, laid out and painted; first, and at a key')
  const { browser, page } = await openBrowser({ width: 700, height: 800 })
  try {
    for (const [name, board] of Object.entries(boards)) {
      const taken: { readonly first: Taken; readonly again: Taken }[] = []
      for (let round = 0; round < rounds; round++) {
        // A page is built anew for each preview; what V8 knows of it, it knows in VS Code as well.
        await page.goto('about:blank')
        await page.setContent('<body class="vm vscode-dark"><p id="note" hidden></p><main id="picture"></main></body>')
        await page.addStyleTag({ content: `:root { --vscode-editor-foreground: #ccc; --vscode-editor-background: #1f1f1f }\n${readFileSync('client/dist/pages/style.css', 'utf8')}` })
        await page.evaluate('globalThis.acquireVsCodeApi = () => ({ postMessage() {}, setState() {}, getState() {} })')
        await page.addScriptTag({ path: 'client/dist/pages/vm.js' })
        const draw = async (version: number): Promise<Taken> => page.evaluate(measured, { type: 'machine', version, board: { ...board, title: `key ${version}` }, lines: board.parts.map((_, i) => i + 1), problems: [] })
        taken.push({ first: await draw(1), again: await draw(2) })
      }
      const figures = (which: 'first' | 'again'): string => `${which} ${ms(median(taken.map(one => one[which].script)))}, ${ms(median(taken.map(one => one[which].painted)))}`
      row(name, figures('first'), figures('again'), `${taken[0]!.first.elements} elements`)
    }
  } finally {
    await browser.close()
  }
}

/** Runs in the page. */
async function measured(message: object): Promise<Taken> {
  await new Promise(done => { requestAnimationFrame(() => setTimeout(done, 50)) })
  const began = performance.now()
  window.dispatchEvent(new MessageEvent('message', { data: message }))
  const script = performance.now() - began
  // The frame that follows ends with the layout and the paint; a task comes after it.
  await new Promise(done => { requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0) }) })
  return { script, painted: performance.now() - began, elements: document.querySelectorAll('#picture *').length }
}
