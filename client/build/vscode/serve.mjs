// Serves an installed VS Code on 127.0.0.1: to a person, to the camera, or to the tests; all its data in one temporary folder.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { layout } from './install.mjs'
import { quiet, wary } from './settings.mjs'

/**
 * Starts the server with its extension host in Node. `installed` are extensions, as folders or `.vsix` files, that a window has
 * from the start; with `driven`, a window's payload may name an extension under development and its tests instead; with
 * `restricted`, nobody trusts the folder that a window opens. What names programs belongs to the machine, and stands in `machine`.
 * Answers `{ address(folder, payload), remote(file), log(), stop() }`.
 */
export async function serve(vscode, { settings = {}, machine = {}, installed = [], driven = false, restricted = false, env = {} } = {}) {
  const data = mkdtempSync(path.join(tmpdir(), 'virtdeck-vscode-'))
  for (const name of ['User', 'Machine']) mkdirSync(path.join(data, 'data', name), { recursive: true })
  mkdirSync(path.join(data, 'tmp')) // Its sockets lie there, and go away with the rest.
  writeFileSync(path.join(data, 'data/User/settings.json'), JSON.stringify({ ...quiet, ...restricted && wary, ...settings }, null, 2))
  writeFileSync(path.join(data, 'data/Machine/settings.json'), JSON.stringify(machine))
  const token = randomBytes(16).toString('hex') // Without one, everybody on this machine could open a terminal in it.
  const common = [vscode.main, '--server-data-dir', data, '--accept-server-license-terms']
  for (const extension of installed) install(vscode.node, common, data, extension)
  const child = spawn(vscode.node, [...common, '--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--telemetry-level', 'off',
    '--disable-getting-started-override', ...restricted ? [] : ['--disable-workspace-trust'], ...driven ? ['--enable-smoke-test-driver'] : []],
  { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, TMPDIR: path.join(data, 'tmp'), ...env } })
  const server = owned(child, () => rmSync(data, { recursive: true, force: true }))
  const port = await server.says(/Extension host agent listening on (\d+)/)
  return {
    ...server,
    address(folder, payload = []) {
      const url = new URL(`http://127.0.0.1:${port}/`)
      url.searchParams.set('tkn', token)
      if (folder) url.searchParams.set('folder', path.resolve(folder))
      else url.searchParams.set('ew', 'true')
      if (payload.length) url.searchParams.set('payload', JSON.stringify(payload))
      return url.href
    },
    remote: file => `vscode-remote://127.0.0.1:${port}${path.resolve(file)}`,
  }
}

/** Serves the workbench alone: the extension runs in a web worker of the page, and `folder` is mounted in its memory. */
export async function serveWeb(vscode, { extension, tests, folder }) {
  const port = await freePort()
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify({
    dir: vscode.dir, port, extension: path.resolve(extension), tests: tests && path.resolve(tests), folder: path.resolve(folder),
  })], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const server = owned(child)
  await server.says(/Listening on (\S+)/)
  return {
    ...server,
    address(settings = {}, payload = []) {
      const url = new URL(`http://localhost:${port}/`)
      url.searchParams.set('settings', JSON.stringify({ ...quiet, ...settings }))
      if (payload.length) url.searchParams.set('payload', JSON.stringify(payload))
      return url.href
    },
    remote: file => `vscode-test-web://mount/${path.relative(folder, file)}`,
  }
}

/** A child that ends with us, its whole process group; `says` waits for a line of its output. */
function owned(child, clean = () => {}) {
  let output = ''
  const waiting = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += data
      for (const check of waiting) check()
    })
  }
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    try { process.kill(-child.pid, 'SIGKILL') } catch { /* It has ended by itself. */ }
    clean()
  }
  process.once('exit', end)
  return {
    log: () => output,
    says: wanted => new Promise((resolve, reject) => {
      waiting.push(() => { if (wanted.test(output)) resolve(wanted.exec(output)[1]) })
      child.once('error', reject)
      child.once('exit', code => reject(new Error(`VS Code's server ended with exit code ${code}:\n${output}`)))
    }),
    ended: once(child, 'exit'),
    async stop() {
      if (child.exitCode === null && !ended) {
        const gone = once(child, 'exit')
        try { process.kill(-child.pid, 'SIGTERM') } catch { /* It has ended by itself. */ }
        await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 3000).unref())])
      }
      end()
      process.off('exit', end)
    },
  }
}

function install(node, common, data, extension) {
  if (extension.endsWith('.vsix')) {
    execFileSync(node, [...common, '--install-extension', path.resolve(extension)], { stdio: ['ignore', 'ignore', 'inherit'] })
    return
  }
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'))
  mkdirSync(path.join(data, 'extensions'), { recursive: true })
  symlinkSync(path.resolve(extension), path.join(data, 'extensions', `${publisher}.${name}-${version}`))
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return port
}

/** As a process of its own (see serveWeb): @vscode/test-web's server, which talks much and ends the process as it likes. */
async function webServer({ dir, port, extension, tests, folder }) {
  const { createRequire } = await import('node:module')
  const { setDefaultResultOrder } = await import('node:dns')
  const vscode = layout(dir)
  setDefaultResultOrder('ipv4first') // It listens on the name localhost: 127.0.0.1, not ::1.
  const { open } = createRequire(path.join(dir, 'package.json'))('@vscode/test-web')
  await open({
    browserType: 'none', quality: 'stable', commit: vscode.commit(), testRunnerDataDir: vscode.web, host: 'localhost', port,
    extensionDevelopmentPath: extension, extensionTestsPath: tests, folderPath: folder,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await webServer(JSON.parse(process.argv[2]))
