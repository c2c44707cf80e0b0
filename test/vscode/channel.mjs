// The way between the suite inside VS Code and us outside: a small server on 127.0.0.1 that gets the results and moves the page.
// The suite learns its address from channel.json in the opened folder, which every extension host can read.
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { webview } from '../../client/build/vscode/browser.mjs'

/** Pictures go outside of the repository. */
export const shots = path.resolve(process.env.VIRTDECK_SHOTS ?? path.join(tmpdir(), 'virtdeck-shots'))

/** `label` begins the names of the pictures; `page()` is the window, or null where there is none to hold on to (desktop). */
export async function openChannel(label, page, print = console.log) {
  const results = { passed: 0, failed: 0, skipped: 0, ended: false }
  const token = randomBytes(16).toString('hex')
  const fetched = []
  const does = {
    event(event) {
      if (event.kind === 'suite') print(`  ${event.title}`)
      if (event.kind === 'pass') {
        results.passed++
        print(`    ✔ ${event.title} (${event.ms} ms)`)
      }
      if (event.kind === 'skip') {
        results.skipped++
        print(`    - ${event.title} (skipped)`)
      }
      if (event.kind === 'fail') {
        results.failed++
        print(`    ✖ ${event.title}\n${indent(event.error)}`)
      }
      if (event.kind === 'end') results.ended = true
    },
    async shot({ name }) {
      mkdirSync(shots, { recursive: true })
      await page().screenshot({ path: path.join(shots, `${label}-${name}.png`) })
    },
    press: ({ key }) => page().keyboard.press(key),
    type: ({ text }) => page().keyboard.type(text),
    /** Waits for the element in the newest webview; answers its text, clicks it, or gives it a key. `state`: also one that nobody sees. */
    async webview({ selector, click, press, state = 'visible', patience = 10_000 }) {
      const inside = webview(page())
      const element = inside.locator(selector).first()
      await element.waitFor({ timeout: patience, state })
      if (press) return element.press(press)
      return click ? element.click() : element.textContent()
    },
    /** Which of the addresses below this one's somebody has fetched. */
    fetched: () => fetched.join(' '),
    /** Waits for the element in the workbench; answers its text, or clicks it. */
    async workbench({ selector, click, patience = 10_000 }) {
      const element = page().locator(selector).first()
      await element.waitFor({ timeout: patience })
      return click ? element.click() : element.innerText()
    },
  }
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    const [, given, name] = request.url.split('/')
    const handle = given === token && request.method === 'POST' && Object.hasOwn(does, name) ? does[name] : null
    if (given === token && request.method === 'GET') fetched.push(name)
    if (!handle) return void response.writeHead(404).end()
    try {
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const body = JSON.parse(Buffer.concat(chunks).toString())
      const value = name === 'event' || page() ? await handle(body) : null
      response.end(JSON.stringify({ value: value ?? null }))
    } catch (error) {
      response.end(JSON.stringify({ error: error.message }))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${server.address().port}/${token}`,
    results,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const indent = text => String(text).split('\n').map(line => `        ${line}`).join('\n')
