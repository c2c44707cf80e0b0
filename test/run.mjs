// `npm test`: checks, builds, then runs every suite; ends by naming what this machine lacks, and one line of counts.
//   npm test -- --only unit|node|restricted|windows|web|vsix|PART-OF-A-FILE-NAME   one suite, or the unit tests in some files
//   npm test -- --grep TEXT                            the tests inside VS Code whose names hold the text
//   npm test -- --verbose                              also what VS Code itself says
// With CI=true nothing may be skipped: what is missing makes the run fail.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromiumHint, findChromium } from '../client/build/vscode/browser.mjs'
import { getDesktop } from '../client/build/vscode/desktop.mjs'
import { installServed } from '../client/build/vscode/install.mjs'
import { lacksLibvirt, startLibvirtd } from './support/libvirtd.mjs'
import { twoWindows } from './vscode/two-windows.mjs'
import { inDesktop, inRestricted, inServed, inWeb, vsixServed } from './vscode/hosts.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))
const { only, grep, verbose } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' }, verbose: { type: 'boolean' } } }).values
const ci = ['true', '1'].includes(process.env.CI ?? '')
const inside = ['node', 'restricted', 'windows', 'web', 'vsix']
const wants = suite => only === undefined || only === suite || (suite === 'unit' && !inside.includes(only))

/** For the tools that unit tests name as lacking. */
const howToGet = { nvim: 'apt-get install neovim', xmllint: 'apt-get install libxml2-utils', virsh: 'apt-get install libvirt-clients', 'libvirtd’s lxc driver': 'apt-get install libvirt-daemon-driver-lxc', 'libvirt’s schemas': 'apt-get install libvirt0' }

/** In milliseconds: what hangs is to be named, not waited for. The slowest file takes half a minute, a whole run ten. */
const patience = { file: 4 * 60_000, run: 25 * 60_000 }
let doing = 'nothing yet'
setTimeout(() => {
  console.error(`after ${patience.run / 60_000} minutes this is given up, in: ${doing}`)
  process.exit(1)
}, patience.run).unref()

const total = { passed: 0, failed: 0, skipped: 0 }
const lacks = []
const began = Date.now()

for (const [title, command, ...args] of [['type check', 'node_modules/.bin/tsc', '-b'], ['build', process.execPath, 'client/build/bundle.mjs']]) {
  heading(title)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error || status) {
    console.error(`the ${title} failed${error ? `: ${error.message}` : ''}`)
    process.exit(1)
  }
}

// It takes some seconds to look at QEMU: in that time the other tests run.
const libvirtd = onHosts() && !lacksLibvirt() ? startLibvirtd().catch(error => ({ error })) : null
if (wants('unit')) await unitTests()
await editorTests()
await finish()

async function unitTests() {
  const all = readdirSync('test/dist', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.test.js'))
  const files = only === undefined || only === 'unit' ? all : all.filter(file => file.includes(only))
  if (!files.length) {
    console.error(`no test file is named like \`${only}\`; suites are unit, ${inside.join(', ')}`)
    process.exit(2)
  }
  heading(`unit tests (${files.length} files)`)
  const folder = mkdtempSync(path.join(tmpdir(), 'virtdeck-tests-'))
  const noted = path.join(folder, 'lacks')
  const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0 }
  const reporter = ['--test-reporter=./test/support/reporter.mjs', '--test-reporter-destination=stdout']
  const child = spawn(process.execPath, ['--enable-source-maps', '--import=./test/support/ending.mjs', '--test', `--test-timeout=${patience.file}`, ...reporter, ...files.map(file => path.join('test/dist', file))], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, VIRTDECK_LACKS: noted },
  })
  let output = ''
  child.stdout.on('data', data => {
    process.stdout.write(data)
    output += data
  })
  const status = await new Promise(resolve => child.once('close', resolve))
  for (const key of Object.keys(counts)) counts[key] = Number(new RegExp(`^# ${key} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  total.passed += counts.pass
  total.failed += counts.fail + counts.cancelled || (status ? 1 : 0)
  total.skipped += counts.skipped
  if (existsSync(noted)) {
    for (const line of new Set(readFileSync(noted, 'utf8').split('\n').filter(Boolean))) {
      const [tool, ...what] = line.split(': ')
      lacks.push(`${what.join(': ')} (no ${tool}${howToGet[tool] ? `: ${howToGet[tool]}` : ''})`)
    }
  }
  rmSync(folder, { recursive: true, force: true })
}

async function editorTests() {
  if (!inside.some(wants)) return
  const desktop = wants('node') ? await getDesktop({ say: console.log }) : null
  const chromium = await findChromium()
  const served = chromium ? await installServed({ say: console.log }).catch(error => ({ error })) : null
  const missing = served === null ? `no Chromium: ${chromiumHint}` : served.error?.message
  const connection = onHosts() && (desktop || !missing) ? await connect() : null
  const options = { connection, only: grep ?? null, verbose }
  if (wants('node')) {
    if (desktop) await suite('in the desktop VS Code', () => inDesktop(desktop, options))
    else await suite('in VS Code, Node extension host', missing ?? (() => inServed(served, options)))
  }
  if (wants('restricted')) await suite('in VS Code, in a folder that nobody trusts', missing ?? (() => inRestricted(served, { verbose })))
  if (wants('windows')) await suite('in VS Code, two windows on one host', missing ?? (connection ? () => twoWindows(served, connection) : 'no libvirtd'))
  if (wants('web')) await suite('in VS Code, web worker extension host', missing ?? (() => inWeb(served, { only: grep ?? null, verbose })))
  if (wants('vsix')) await suite('the packed extension, installed', missing ?? (() => vsixServed(served)))
}

/** Whether something is run against a real libvirtd. */
function onHosts() {
  return wants('node') || wants('windows')
}

async function connect() {
  const daemon = await libvirtd
  if (daemon && !daemon.error) return daemon.uri
  lacks.push(`Define VM against a real libvirtd (${daemon?.error.message ?? lacksLibvirt()})`)
  return null
}

async function suite(title, run) {
  heading(title)
  if (typeof run === 'string') return skip(`the suite ${title}`, run)
  try {
    const { passed, failed, skipped, shots } = await run()
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    if (shots) console.log(`  pictures: ${shots}`)
  } catch (error) {
    total.passed += error.counts?.passed ?? 0
    total.failed += 1 + (error.counts?.failed ?? 0)
    console.log(`  ✖ ${error.message}`)
  }
}

function skip(what, why) {
  total.skipped++
  lacks.push(`${what} (${why})`)
}

async function finish() {
  const daemon = await libvirtd
  await daemon?.stop?.()
  console.log()
  for (const line of lacks) console.log(`skipped: ${line}`)
  if (ci && (lacks.length || total.skipped)) console.log('with CI=true nothing may be skipped')
  console.log(`in ${Math.round((Date.now() - began) / 1000)} s`)
  // Alone on the last line, so that machines find it too.
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exit(total.failed || (ci && (lacks.length || total.skipped)) ? 1 : 0)
}

function heading(title) {
  doing = title
  console.log(`\n── ${title}`)
}
