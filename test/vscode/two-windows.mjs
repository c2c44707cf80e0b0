// Two windows of one VS Code, with an extension host each, that edit the definition of one machine on a real libvirtd: who saves
// second is asked, and until they say so the host has what the first has saved. The driver without a service is one window's alone.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { openBrowser, runCommand, workbenchReady } from '../../client/build/vscode/browser.mjs'
import { serve } from '../../client/build/vscode/serve.mjs'
import { shots } from './channel.mjs'

export async function twoWindows(vscode, connection) {
  const virsh = async (...args) => (await promisify(execFile)('virsh', ['-c', connection, ...args], { timeout: 20_000, env: { ...process.env, LC_ALL: 'C' } })).stdout
  const folder = mkdtempSync(path.join(tmpdir(), 'virtdeck-windows-'))
  const name = 'virtdeck-server' // As the example calls it.
  const closing = [() => rmSync(folder, { recursive: true, force: true })]
  const pages = []
  try {
    await virsh('define', 'examples/server.xml')
    closing.unshift(() => virsh('undefine', name))
    const server = await serve(vscode, { installed: ['.'], settings: { 'virtdeck.libvirt.connection': connection } })
    closing.unshift(() => server.stop())

    /** A window, on a folder of its own, that has the definition open, and in it a description that is not saved. */
    async function editing(words) {
      const file = path.join(folder, words, 'server.xml')
      cpSync('examples/server.xml', file, { recursive: true })
      const { browser, page } = await openBrowser()
      closing.unshift(() => browser.close())
      pages.push(page)
      page.setDefaultTimeout(30_000)
      await page.goto(server.address(path.dirname(file), [['openFile', server.remote(file)]]))
      await workbenchReady(page)
      await page.locator('.codelens-decoration', { hasText: 'Define' }).waitFor()
      await page.locator('.editor-instance .view-line').first().click()
      await runCommand(page, 'Virtdeck: Edit Definition')
      await page.locator('.tab.active', { hasText: `${name}.xml` }).waitFor()
      await page.locator('.view-line', { hasText: '<uuid>' }).click()
      await page.keyboard.press('Home')
      await page.keyboard.insertText(`<description>${words}</description>`)
      return page
    }
    const first = await editing('first')
    const second = await editing('second')
    const has = async () => /<description>(.*)<\/description>/.exec(await virsh('dumpxml', name, '--inactive'))?.[1]
    await first.keyboard.press('Control+s')
    await first.locator('.tab.active:not(.dirty)').waitFor()
    holds(await has() === 'first', `what the first window saved is there, not ${await has()}`)

    await second.keyboard.press('Control+s')
    const question = second.locator('.monaco-dialog-box')
    await question.filter({ hasText: 'was changed by somebody else since you opened it' }).waitFor()
    mkdirSync(shots, { recursive: true })
    await second.screenshot({ path: path.join(shots, 'two-windows.png') })
    holds(await has() === 'first', 'while it is asked, nothing is defined')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await second.locator('.notification-toast', { hasText: 'was not saved' }).waitFor()
    holds(await has() === 'first', 'a no defines nothing')
    await second.locator('.tab.active.dirty').waitFor()

    await second.keyboard.press('Control+s')
    await question.getByRole('button', { name: 'Define Anyway' }).click()
    await second.locator('.tab.active:not(.dirty)').waitFor()
    holds(await has() === 'second', `what the second window saved is there, not ${await has()}`)
    console.log('  ✔ who saves second is asked; a no leaves what the first has saved, and loses no text')

    const row = (page, text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first()
    for (const [page, shows] of [[first, 'Secrets'], [second, 'Another window has it open']]) {
      await page.locator('.activitybar [aria-label^="Virtual Machines"]').first().click()
      await row(page, 'QEMU without a service').click()
      await row(page, shows).waitFor()
    }
    await second.screenshot({ path: path.join(shots, 'two-windows-embedded.png') })
    console.log('  ✔ the driver without a service belongs to the first that opens it, and the second says so')
    return { passed: 2, failed: 0, skipped: 0, shots }
  } catch (error) {
    for (const [i, page] of pages.entries()) await page.screenshot({ path: path.join(tmpdir(), `virtdeck-window-${i + 1}-failed.png`) }).catch(() => {})
    throw error
  } finally {
    for (const close of closing) await close()
  }
}

function holds(fact, what) {
  if (!fact) throw new Error(what)
}
