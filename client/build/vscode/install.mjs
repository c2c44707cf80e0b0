// Installs a real VS Code from npm, once: the server that code-server's package carries, and a Node that can run it.
// For machines that reach a registry but no download server; nothing is compiled and no install script is run.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Exact versions; code-server's own number is VS Code's with a 4 in front. */
const packages = { 'code-server': '4.139.1', '@vscode/test-web': '0.0.81' }
const nodeVersion = '24.21.0'
export const version = '1.139.1'

/** Where the parts of an installation lie. */
export function layout(dir) {
  const modules = path.join(dir, 'node_modules')
  const server = path.join(modules, 'code-server/lib/vscode')
  return {
    dir,
    server,
    main: path.join(server, 'out/server-main.js'),
    node: path.join(modules, nodePackage(), 'bin/node'),
    testWeb: path.join(modules, '@vscode/test-web'),
    web: path.join(dir, 'web'),
    commit: () => JSON.parse(readFileSync(path.join(modules, 'code-server/package.json'), 'utf8')).commit,
  }
}

/**
 * The layout of a finished installation, which is made when there is none: in `.vscode-test/` of the project,
 * or in the folder that VIRTDECK_VSCODE names, so that several clones can share one.
 */
export async function installServed({ say = console.error } = {}) {
  const dir = process.env.VIRTDECK_VSCODE ? path.resolve(process.env.VIRTDECK_VSCODE) : path.resolve(`.vscode-test/served-${version}`)
  if (finished(dir)) return layout(dir)
  if (existsSync(dir) && readdirSync(dir).length) {
    throw new Error(`${dir} holds no finished VS Code: empty it, or let VIRTDECK_VSCODE name another folder`)
  }
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(`VS Code can be served from npm on Linux (x64, arm64) only, not on ${process.platform}-${process.arch}: `
      + 'install VS Code, so that `code` is on the PATH')
  }
  say(`getting VS Code ${version} from npm into ${path.relative('', dir) || dir}: once, about 20 s and 600 MB …`)
  const started = Date.now()
  clearAbandoned(dir)
  // All is made beside its place and moved there when it is whole: an interrupted run leaves nothing that looks finished.
  const partial = `${dir}.partial-${process.pid}`
  const clean = () => rmSync(partial, { recursive: true, force: true })
  process.once('exit', clean)
  await fill(partial)
  if (!finished(dir)) {
    rmSync(dir, { recursive: true, force: true })
    renameSync(partial, dir)
  }
  clean()
  process.off('exit', clean)
  say(`VS Code ${version} is there (${Math.round((Date.now() - started) / 1000)} s)`)
  return layout(dir)
}

const finished = dir => existsSync(path.join(dir, '.installed')) && existsSync(layout(dir).main) && existsSync(layout(dir).node)

const nodePackage = () => `node-${process.platform}-${process.arch}`

/** Folders of runs that were killed half-way. */
function clearAbandoned(dir) {
  const parent = path.dirname(dir)
  mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(`${path.basename(dir)}.partial-`) ? Number(name.split('-').at(-1)) : 0
    if (pid && !running(pid)) rmSync(path.join(parent, name), { recursive: true, force: true })
  }
}

function running(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function fill(dir) {
  mkdirSync(dir, { recursive: true })
  const at = layout(dir)
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: { ...packages, [nodePackage()]: nodeVersion } }))
  await npm(dir)
  await npm(at.server) // VS Code's own run-time packages, held by the shrinkwrap that lies beside them.
  standIns(at.server)
  for (const unneeded of ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'extensions/copilot']) {
    rmSync(path.join(at.server, unneeded), { recursive: true, force: true })
  }
  prepareWeb(at)
  writeFileSync(path.join(dir, '.installed'), `VS Code ${version}\n`)
}

/** Installs what the folder's package.json names, without running anybody's scripts: code-server's would compile. */
function npm(cwd) {
  const flags = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error',
    '--fetch-retries=2', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000']
  const ours = process.env.npm_execpath?.endsWith('.js')
  const child = spawn(ours ? process.execPath : 'npm', ours ? [process.env.npm_execpath, ...flags] : flags, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => child.kill()
  process.once('exit', kill)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => { output += data })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => {
      process.off('exit', kill)
      if (code === 0) return resolve()
      reject(new Error(/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT|ECONNRESET/.test(output)
        ? `the npm registry cannot be reached, and VS Code comes from there: connect, or let VIRTDECK_VSCODE name a folder that has it\n${output}`
        : `npm could not install VS Code (exit code ${code}):\n${output}`))
    })
  })
}

/**
 * Two native modules ship without a binary: one writes log files, the other ends an extension host whose server died.
 * The names are assigned one by one, since `import()` of CommonJS finds only such.
 */
function standIns(server) {
  writeFileSync(path.join(server, 'node_modules/@vscode/native-watchdog/index.js'),
    'exports.start = () => {}\nexports.exit = code => process.exit(code ?? 0)\n')
  writeFileSync(path.join(server, 'node_modules/@vscode/spdlog/index.js'), `const fs = require('fs')
const path = require('path')
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical']
class Logger {
  constructor(kind, name, file) { this.file = file; this.level = 2; fs.mkdirSync(path.dirname(file), { recursive: true }) }
  write(level, text) {
    if (level < this.level) return
    const head = this.bare ? '' : new Date().toISOString() + ' [' + levels[level] + '] '
    try { fs.appendFileSync(this.file, head + text + '\\n') } catch { /* Its folder is gone: we are ending. */ }
  }
  getLevel() { return this.level }
  setLevel(level) { this.level = level }
  clearFormatters() { this.bare = true }
  setPattern() {}
  flush() {}
  drop() {}
}
levels.forEach((name, level) => { Logger.prototype[name] = function (text) { this.write(level, text) } })
exports.version = 0
exports.Logger = Logger
exports.setLevel = () => {}
exports.setFlushOn = () => {}
exports.shutdown = () => {}
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file)
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating', name, file)
`)
}

/**
 * For the extension host in a web worker @vscode/test-web serves the same build under the name of a download of its own.
 * A copy of the workbench gets code-server's "there is always a server" undone: user data and the window's authority lie
 * in the browser again, and built-in extensions whose browser bundles the package leaves out are not asked for them.
 */
function prepareWeb({ web, server, commit }) {
  mkdirSync(web, { recursive: true })
  symlinkSync('../node_modules/code-server/lib/vscode', path.join(web, `vscode-web-stable-${commit()}`))
  writeFileSync(path.join(server, 'version'), commit())
  const workbench = path.join(server, 'out/vs/code/browser/workbench')
  const patches = [
    [/this\.userDataPath\)\.with\(\{scheme:([\w$]+)\.vscodeRemote\}\)/g, 'this.userDataPath).with({scheme:$1.vscodeUserData})'],
    [/remoteAuthority:location\.host/g, 'remoteAuthority:void 0'],
    [/,browser:"\.\/[^"]*"/g, ''],
  ]
  let source = readFileSync(path.join(workbench, 'workbench.js'), 'utf8')
  for (const [from, to] of patches) {
    if (source.search(from) < 0) throw new Error(`VS Code ${version} is not as expected: its workbench has no ${from}`)
    source = source.replace(from, to)
  }
  writeFileSync(path.join(workbench, 'workbench.web.js'), source)
  const asked = path.join(server, 'out/vs/workbench/workbench.web.main.internal')
  writeFileSync(`${asked}.css`, '@import url(../code/browser/workbench/workbench.css);\n')
  writeFileSync(`${asked}.js`, `// The page calls create(); the bundled workbench takes its options from the page.
export const create = () => {
  const element = document.getElementById('vscode-workbench-web-configuration')
  element.dataset.settings = JSON.stringify({
    userDataPath: '/', enableWorkspaceTrust: false, isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true, isEnabledFileUploads: true,
    webviewEndpoint: new URL('contrib/webview/browser/pre', import.meta.url).href,
    configurationDefaults: JSON.parse(new URL(location.href).searchParams.get('settings') ?? '{}'),
    ...JSON.parse(element.dataset.settings),
  })
  return import('../code/browser/workbench/workbench.web.js')
}
export const URI = { parse: value => value, revive: value => value }
export class Emitter { event = () => ({ dispose() {} }); fire() {} dispose() {} }
`)
}
