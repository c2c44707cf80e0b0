// `npm run pictures`: takes the README's pictures of machines and hosts, each light and dark, in a real VS Code; those of a host on a
// libvirtd of its own. The largest board needs libvirt's own test files: LIBVIRT_CORPUS=FOLDER.
//   npm run pictures -- hosts running      these alone
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser, runCommand, webview, workbenchReady } from '../../client/build/vscode/browser.mjs'
import { installServed } from '../../client/build/vscode/install.mjs'
import { serve } from '../../client/build/vscode/serve.mjs'
import { themed } from '../../client/build/vscode/settings.mjs'
import { startLibvirtd } from '../support/libvirtd.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const largest = process.env.LIBVIRT_CORPUS && path.join(process.env.LIBVIRT_CORPUS, 'tests/qemuxml2argvdata/pci-bridge-many-disks.xml')

/** By name: the file that is opened, and what is done before the picture is taken. */
const pictures = {
  hosts: { file: 'machines/shop.xml', async pose(page) {
    await page.locator('.activitybar [aria-label^="Virtual Machines"]').first().click()
    const row = text => page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first()
    for (const group of ['Networks', 'Storage Pools', 'images']) await row(group).locator('.monaco-tl-twistie').click()
    await row('shop.qcow2').waitFor()
    await page.locator('.editor-instance .view-line').first().click()
    await runCommand(page, 'Virtdeck: Diff with Host')
    await page.locator('.monaco-diff-editor .insert-sign').first().waitFor()
  } },
  running: { file: 'machines/shop.xml', async pose(page) {
    await preview(page)
    await webview(page).locator('#running img').waitFor()
    await webview(page).locator('#running li').first().waitFor()
  } },
  numa: { file: 'boards/db.xml', width: 1600, height: 1000, async pose(page) {
    await preview(page)
    await caretAt(page, 51)
  } },
  small: { file: 'boards/server.xml', pose: preview },
  largest: { file: 'boards/lots-of-disks.xml', height: 1000, pose: preview },
  problems: { file: 'boards/with-mistakes.xml', width: 1500, async pose(page) {
    await preview(page)
    await caretAt(page, 12)
  } },
}

async function preview(page) {
  await page.keyboard.press('Control+b') // The side bar goes.
  await caretAt(page, 1)
  await runCommand(page, 'Virtdeck: Preview VM')
  await webview(page).locator('[data-part]').first().waitFor()
}

/** To the line of that number. */
async function caretAt(page, line) {
  await page.locator('.editor-instance .view-line').first().click({ position: { x: 2, y: 4 } })
  await page.keyboard.press('Control+g')
  await page.locator('.quick-input-widget input').waitFor()
  await page.keyboard.insertText(String(line))
  await page.keyboard.press('Enter')
  await page.locator('.quick-input-widget input').waitFor({ state: 'hidden' })
}

await take(process.argv.slice(2))

async function take(wanted) {
  const unknown = wanted.find(name => !(name in pictures))
  if (unknown !== undefined) throw new Error(`there is no picture \`${unknown}\`: take ${Object.keys(pictures).join(', ')}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'virtdeck-album-'))
  const closing = [() => rmSync(folder, { recursive: true, force: true })]
  try {
    const machines = path.join(folder, 'machines')
    for (const name of ['machines', 'boards']) cpSync(path.join(root, 'test/pictures', name), path.join(folder, name), { recursive: true })
    for (const name of ['server.xml', 'with-mistakes.xml']) cpSync(path.join(root, 'examples', name), path.join(folder, 'boards', name))
    if (largest && existsSync(largest)) cpSync(largest, path.join(folder, 'boards/lots-of-disks.xml'))
    const vscode = await installServed({ say: console.log })
    const daemon = await startLibvirtd()
    closing.unshift(() => daemon.stop())
    await furnish(daemon, machines)
    const machine = { 'virtdeck.virsh.path': virshTo(daemon, folder) }
    for (const theme of ['light', 'dark']) {
      const settings = { ...themed(theme), 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false, 'virtdeck.host.facts': false }
      const server = await serve(vscode, { installed: [root], settings, machine })
      closing.unshift(() => server.stop())
      for (const name of wanted.length ? wanted : Object.keys(pictures)) await one(server, folder, name, theme)
    }
  } finally {
    for (const close of closing) await close()
  }
}

async function one(server, folder, name, theme) {
  const { file, width = 1360, height = 850, pose } = pictures[name]
  const opened = path.join(folder, file)
  if (!existsSync(opened)) return console.log(`${name} is left as it is: LIBVIRT_CORPUS names no folder with libvirt's test files`)
  const { browser, page } = await openBrowser({ width, height })
  const picture = path.join(root, `client/media/${name}-${theme}.png`)
  try {
    page.setDefaultTimeout(30_000)
    await page.goto(server.address(path.dirname(opened), [['openFile', server.remote(opened)]]))
    await workbenchReady(page)
    await page.locator('.editor-instance .view-line').first().waitFor()
    await pose(page)
    await page.mouse.move(600, 4) // What is under the pointer looks otherwise.
    await page.waitForTimeout(1500) // What fades and slides in has come to rest.
    await page.screenshot({ path: picture })
    // A palette is enough for a screen, and half the bytes.
    if (spawnSync('pngquant', ['--force', '--strip', '--output', picture, picture]).error) console.log('with pngquant (apt-get install pngquant) it would be smaller')
    console.log(`wrote ${path.relative(root, picture)}`)
  } catch (error) {
    await page.screenshot({ path: `${tmpdir()}/${name}-${theme}.failed.png` })
    throw new Error(`${name}, ${theme}: ${error.message}`, { cause: error })
  } finally {
    await browser.close()
  }
}

/** A virsh that finds this daemon, whose socket lies elsewhere, by the name that people know: the view shows it. */
function virshTo({ uri }, folder) {
  const file = path.join(folder, 'virsh')
  const lines = ['#!/bin/sh', 'for word do', '  shift', `  [ "$word" = qemu:///system ] && word='${uri}'`, '  set -- "$@" "$word"', 'done', 'exec virsh "$@"', '']
  writeFileSync(file, lines.join('\n'), { mode: 0o755 })
  return file
}

/** What the host has: machines in each state, a pool with their disks, a network. Then the text of one is changed. */
async function furnish({ virsh }, machines) {
  for (const kind of ['pool', 'network']) cpSync(path.join(root, `examples/${kind}.xml`), path.join(machines, `${kind}.xml`))
  await virsh('pool-define', path.join(machines, 'pool.xml'))
  for (const act of ['pool-build', 'pool-start']) await virsh(act, 'images')
  await virsh('net-define', path.join(machines, 'network.xml'))
  const shop = readFileSync(path.join(machines, 'shop.xml'), 'utf8')
  const one = path.join(machines, 'one.xml')
  for (const name of ['shop', 'build', 'mail', 'router']) {
    await virsh('vol-create-as', 'images', `${name}.qcow2`, '1G', '--format=qcow2')
    writeFileSync(one, shop.replace('<name>shop<', `<name>${name}<`).replace('/shop.', `/${name}.`))
    await virsh('define', one)
  }
  rmSync(one)
  for (const name of ['shop', 'build']) await virsh('start', name)
  await virsh('suspend', 'build')
  writeFileSync(path.join(machines, 'shop.xml'), shop.replace('>512<', '>768<').replace("type='qcow2'", "type='qcow2' cache='none'")
    .replace('  </devices>', "    <rng model='virtio'>\n      <backend model='random'>/dev/urandom</backend>\n    </rng>\n  </devices>"))
}
