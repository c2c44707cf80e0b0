// Takes the picture of `npm start -- --screenshot`: a domain with a mistake in the editor, Preview VM beside it.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openBrowser, runCommand, webview, workbenchReady } from './browser.mjs'
import { installServed } from './install.mjs'
import { serve } from './serve.mjs'
import { themed } from './settings.mjs'

/** The example that is made to show diagnostics. */
const example = 'examples/with-mistakes.xml'

export async function photograph({ root, picture, theme = 'dark', say }) {
  const settings = { ...themed(theme), 'workbench.activityBar.location': 'hidden', 'editor.minimap.enabled': false }
  const vscode = await installServed({ say })
  say(`opening ${example} in VS Code …`)
  const server = await serve(vscode, { settings, installed: [root] })
  const { browser, page } = await openBrowser({ width: 1440, height: 900 })
  try {
    page.setDefaultTimeout(30_000)
    await page.goto(server.address('examples', [['openFile', server.remote(path.join(root, example))]]))
    await workbenchReady(page)
    await step('the diagnostic', page.locator('.squiggly-error').first().waitFor())
    say('opening Preview VM beside it …')
    await runCommand(page, 'Virtdeck: Preview VM')
    await step('the preview', webview(page).locator('[data-part], button, [role=button]').first().waitFor())
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
