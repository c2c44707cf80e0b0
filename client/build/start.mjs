// `npm start`: builds, then opens VS Code on examples/ with the extension. What it does is said as it goes.
//   npm start                                                an installed `code` if there is one, else one served on 127.0.0.1
//   npm start -- --screenshot FILE.png [--theme light|dark|contrast]   the same in a headless Chromium: takes a picture and ends
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromiumHint, findChromium, runs } from './vscode/browser.mjs'
import { installServed } from './vscode/install.mjs'
import { serve } from './vscode/serve.mjs'
import { themed } from './vscode/settings.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const say = line => console.log(line)

process.chdir(root)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(signal === 'SIGINT' ? 0 : 1))
try {
  process.exit(await start(options()))
} catch (error) {
  console.error(`npm start: ${error.message}`)
  process.exitCode = 1
}

function options() {
  const { values } = parseArgs({ options: { screenshot: { type: 'string' }, theme: { type: 'string' } } })
  // npm runs us in the project's folder; a relative path is meant from where the person stands.
  const from = process.env.INIT_CWD ?? root
  if (values.theme !== undefined) themed(values.theme)
  if (values.screenshot !== undefined && !values.screenshot.endsWith('.png')) throw new Error(`a picture is a .png file, \`${values.screenshot}\` is none`)
  return { picture: values.screenshot && path.resolve(from, values.screenshot), theme: values.theme }
}

async function start({ picture, theme }) {
  if (picture && !await findChromium()) throw new Error(`a picture needs a Chromium: ${chromiumHint}`)
  say('building …')
  const { status } = spawnSync(process.execPath, ['client/build/bundle.mjs'], { stdio: 'inherit' })
  if (status) throw new Error('the build failed: see above')
  if (picture) {
    const { photograph } = await import('./vscode/photograph.mjs')
    return photograph({ root, picture, theme, say })
  }
  const code = process.env.VIRTDECK_VSCODE_KIND === 'served' ? null : installedCode()
  return code ? openInstalled(code) : openServed(theme)
}

/** The person's own VS Code, where it has a screen to open on. */
function installedCode() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null
  for (const folder of (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    // On Windows `code` is a script of the shell's; the program lies above it.
    const file = process.platform === 'win32'
      ? existsSync(path.join(folder, 'code.cmd')) && path.join(folder, '..', 'Code.exe')
      : path.join(folder, 'code')
    if (file && runs(file)) return file
  }
  return null
}

function openInstalled(code) {
  say(`opening ${code} on examples/ with the extension …`)
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${path.join(root, '.vscode-test/user-data')}`] : []
  const child = spawn(code, [`--extensionDevelopmentPath=${root}`, path.join(root, 'examples'), ...asRoot], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', status => resolve(status ?? 1))
  })
}

async function openServed(theme) {
  const settings = theme ? themed(theme) : {}
  const vscode = await installServed({ say })
  say('starting VS Code …')
  const server = await serve(vscode, { settings, installed: [root] })
  say(`\n  VS Code with Virtdeck is at\n\n    ${server.address('examples')}\n\n  It is served to this machine alone. Ctrl+C ends it.\n`)
  await server.ended
  throw new Error(`VS Code's server has ended:\n${server.log()}`)
}
