// Takes the picture of `npm start -- --screenshot`: a domain with a mistake in the editor, Preview VM beside it.
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { openBrowser, runCommand, webview, workbenchReady } from './browser.mjs'
import { installServed } from './install.mjs'
import { serve } from './serve.mjs'
import { themed } from './settings.mjs'

export async function photograph({ root, picture, theme = 'dark', say }) {
  const settings = { ...themed(theme), 'workbench.activityBar.location': 'hidden', 'editor.minimap.enabled': false }
  const vscode = await installServed({ say })
  // The example that is made to show diagnostics.
  const name = readdirSync(path.join(root, 'examples')).find(file => file.endsWith('with-mistakes.xml'))
  if (!name) throw new Error('examples/ has no domain with mistakes')
  const example = `examples/${name}`
  say(`opening ${example} in VS Code …`)
  const server = await serve(vscode, { settings, installed: [root] })
  const { browser, page } = await openBrowser({ width: 1600, height: 900 })
  try {
    page.setDefaultTimeout(30_000)
    await page.goto(server.address('examples', [['openFile', server.remote(path.join(root, example))]]))
    await workbenchReady(page)
    await step('the diagnostic', page.locator('.squiggly-error').first().waitFor())
    say('opening Preview VM beside it …')
    await runCommand(page, 'Virtdeck: Preview VM')
    await step('the preview', webview(page).locator('[data-part], button, [role=button]').first().waitFor())
    // To the first problem, so that what is said about it can be read.
    await page.locator('.editor-instance .view-line').first().click({ position: { x: 2, y: 4 } })
    await page.keyboard.press('F8')
    await step('the words of the diagnostic', page.locator('.marker-widget .message').first().waitFor())
    mkdirSync(path.dirname(picture), { recursive: true })
    await page.screenshot({ path: picture })
    say(`wrote ${picture}`)
    return 0
  } catch (error) {
    const failed = `${picture.slice(0, -4)}.failed.png`
    await page.screenshot({ path: failed }).catch(() => {})
    throw new Error(`${error.message}\nwhat was on the screen is in ${failed}`, { cause: error })
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function step(what, done) {
  try {
    await done
  } catch (error) {
    throw new Error(`${what} did not show within 30 s`, { cause: error })
  }
}
