// Opens a served VS Code in a headless Chromium and handles it as a person would: palette, keys, webviews, pictures.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** The Chromium of this machine, or null: CHROMIUM, a known name on the PATH, or one that Playwright has downloaded. */
export async function findChromium() {
  const named = process.env.CHROMIUM
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM names \`${named}\`, which is no program`)
    return named
  }
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      if (folder && runs(path.join(folder, name))) return path.join(folder, name)
    }
  }
  const { chromium } = await import('playwright-core')
  return runs(chromium.executablePath()) ? chromium.executablePath() : null
}

export const chromiumHint = 'install one (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) or name it in CHROMIUM'

/** A browser with one page. It asks no name server, ever: only this machine is there for it. */
export async function openBrowser({ width = 1280, height = 800 } = {}) {
  const executablePath = await findChromium()
  if (!executablePath) throw new Error(`there is no Chromium here: ${chromiumHint}`)
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0, // Root has no use of the sandbox, and Chromium does not start with it.
    args: ['--disable-gpu', '--disable-quic', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost'],
  })
  const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] })
  return { browser, page: await context.newPage() }
}

/** Waits until the workbench is drawn. */
export async function workbenchReady(page) {
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 })
}

/** Runs a command by its title through the command palette; waits until the palette knows it. */
export async function runCommand(page, title, { timeout = 30_000 } = {}) {
  const input = page.locator('.quick-input-widget input')
  const row = page.locator('.quick-input-list .monaco-list-row').first()
  await page.keyboard.press('F1')
  await input.waitFor({ timeout })
  await input.fill(`>${title}`)
  await row.filter({ hasText: title }).waitFor({ timeout })
  await page.keyboard.press('Enter')
  await input.waitFor({ state: 'hidden', timeout })
}

/** The document inside the newest webview: VS Code puts it two frames deep. */
export const webview = page => page.locator('iframe.webview').last().contentFrame().frameLocator('#active-frame')

/** Whether a file is a program that may be run. */
export function runs(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
