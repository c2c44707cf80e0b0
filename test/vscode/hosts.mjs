// Runs the suite of test/vscode inside a real VS Code: on the desktop, or served from npm; in the Node or in the web worker extension host.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { openBrowser } from '../../client/build/vscode/browser.mjs'
import { runDesktop } from '../../client/build/vscode/desktop.mjs'
import { serve, serveWeb } from '../../client/build/vscode/serve.mjs'
import { openChannel, shots } from './channel.mjs'

/** A whole suite takes four to five minutes on two cores. */
const seconds = 480

/** The suite on the desktop, in its Node extension host. */
export const inDesktop = (executable, options) => within('desktop', options, async ({ folder }) => {
  const code = await runDesktop(executable, { extension: '.', tests: 'test/dist/vscode/node.js', folder })
  return { code, log: () => '' }
})

/** The suite in the Node extension host of a served VS Code. */
export const inServed = (vscode, options) => within('node', options, async ({ folder, window }) => {
  const server = await serve(vscode, { driven: true, settings: options.settings })
  return window(server, server.address(folder, tested(server)))
})

const tested = server => [
  ['extensionDevelopmentPath', server.remote('.')],
  ['extensionTestsPath', server.remote('test/dist/vscode/node.js')],
  ['skipWelcome', 'true'],
]

/**
 * The tests of a folder that nobody trusts: its settings name a program and a connection, the person's own name others. Each
 * program writes down beside itself that it was called.
 */
export const inRestricted = (vscode, { verbose }) => within('restricted', { only: 'Restricted', verbose }, async ({ folder, window }) => {
  for (const name of ['mine', 'theirs']) writeFileSync(path.join(folder, name), '#!/bin/sh\necho "$@" >> "$0.log"\nexec virsh "$@"\n', { mode: 0o755 })
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify({
    'virtdeck.virsh.path': path.join(folder, 'theirs'), 'virtdeck.deck.marpCli': path.join(folder, 'theirs'), 'virtdeck.libvirt.schemas': folder,
    'virtdeck.libvirt.connection': 'test:///default?theirs', 'virtdeck.libvirt.connections': ['test:///default?more'],
    'virtdeck.host.check': 'onType', 'virtdeck.hints': 'all',
  }))
  const server = await serve(vscode, {
    driven: true, restricted: true, machine: { 'virtdeck.virsh.path': path.join(folder, 'mine') }, settings: { 'virtdeck.libvirt.connection': 'test:///default?mine' },
  })
  return window(server, server.address(folder, tested(server)))
})

/** The suite in a web worker, where there is no server-side extension host at all. */
export const inWeb = (vscode, options) => within('web', options, async ({ folder, window }) => {
  const server = await serveWeb(vscode, { extension: '.', tests: 'test/dist/vscode/web.js', folder })
  return window(server, server.address(options.settings))
})

/** The `.vsix` as a person installs it: VS Code takes it, and it speaks about a domain with a mistake. */
export async function vsixServed(vscode) {
  const folder = mkdtempSync(path.join(tmpdir(), 'virtdeck-vsix-'))
  const closing = [() => rmSync(folder, { recursive: true, force: true })]
  try {
    const vsix = path.join(folder, 'virtdeck.vsix')
    await promisify(execFile)('npm', ['run', 'package', '--', '--out', vsix])
    writeFileSync(path.join(folder, 'broken.xml'), "<domain type='kvm'><nam/></domain>\n")
    const server = await serve(vscode, { installed: [vsix] })
    closing.unshift(() => server.stop())
    const { browser, page } = await openBrowser()
    closing.unshift(() => browser.close())
    await page.goto(server.address(folder, [['openFile', server.remote(path.join(folder, 'broken.xml'))]]))
    await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 })
    console.log(`  ✔ ${Math.round(statSync(vsix).size / 1024)} KB, installs and starts`)
    return { passed: 1, failed: 0, skipped: 0 }
  } finally {
    for (const close of closing) await close()
  }
}

/** A folder to work in, a channel and perhaps a page; answers how many tests passed, failed and were skipped. */
async function within(label, { connection = null, only = null, verbose = false }, run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'virtdeck-workspace-'))
  cpSync('test/vscode/workspace', folder, { recursive: true })
  cpSync('examples', path.join(folder, 'examples'), { recursive: true })
  let page = null
  const channel = await openChannel(label, () => page)
  writeFileSync(path.join(folder, 'channel.json'), JSON.stringify({ address: channel.address, connection, only }))
  const closing = [() => channel.close(), () => rmSync(folder, { recursive: true, force: true })]

  /** Opens the address in a browser and waits until VS Code says that the tests have ended. */
  async function window(server, address) {
    closing.unshift(() => server.stop())
    const opened = await openBrowser()
    closing.unshift(() => opened.browser.close())
    page = opened.page
    const said = []
    const code = await new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`no result within ${seconds} s`)), seconds * 1000)
      page.on('crash', () => reject(new Error('the page crashed')))
      const listening = [
        page.exposeFunction('codeAutomationLog', (type, args) => {
          said.push(args.join(' '))
          if (verbose) console.error(`[${type}]`, ...args)
        }),
        page.exposeFunction('codeAutomationExit', exit => {
          clearTimeout(limit)
          resolve(exit)
        }),
      ]
      Promise.all(listening).then(() => page.goto(address)).catch(reject)
    }).catch(async error => {
      await page.screenshot({ path: path.join(tmpdir(), `virtdeck-${label}-failed.png`) }).catch(() => {})
      throw new Error(`${error.message}\n${said.slice(-30).join('\n')}\n${server.log()}`, { cause: error })
    })
    return { code, log: () => said.join('\n') }
  }

  try {
    const { code, log } = await run({ folder, window }).catch(error => { throw Object.assign(error, { counts: channel.results }) })
    const { ended, ...counts } = channel.results
    if (!ended || (code !== 0 && !counts.failed)) throw new Error(`VS Code ended with exit code ${code} before the suite did:\n${log()}`)
    return { ...counts, shots: page ? shots : null }
  } finally {
    for (const close of closing) await close()
  }
}
