// The desktop VS Code: whether it can be had here, and tests inside it. @vscode/test-electron downloads it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { version } from './install.mjs'
import { quiet } from './settings.mjs'

/** Where @vscode/test-electron asks for its download. */
const source = 'https://update.code.visualstudio.com'
const cachePath = path.resolve('.vscode-test')

/**
 * The executable of a desktop VS Code, downloaded when need be; null where there is none to have, which is found out
 * within seconds. VIRTDECK_VSCODE_KIND=desktop|served decides without asking.
 */
export async function getDesktop({ say = console.error } = {}) {
  const kind = process.env.VIRTDECK_VSCODE_KIND
  if (kind === 'served') return null
  if (kind && kind !== 'desktop') throw new Error(`VIRTDECK_VSCODE_KIND is desktop or served, not \`${kind}\``)
  const obstacle = screen() === 'none' ? 'there is no screen and no xvfb-run to make one' : downloaded() ? null : await unreachable()
  if (obstacle) {
    if (kind === 'desktop') throw new Error(`VIRTDECK_VSCODE_KIND asks for a desktop VS Code, but ${obstacle}`)
    return null
  }
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron')
  if (!downloaded()) say(`downloading VS Code ${version}, once …`)
  try {
    return await downloadAndUnzipVSCode({ version, cachePath, reporter: new SilentReporter() })
  } catch (error) {
    if (kind === 'desktop') throw error
    say(`that failed (${error.message}): taking the one that is served from npm`)
    return null
  }
}

/** Opens a window on `folder` with `extension` under development and runs the tests in it; answers the exit code. */
export async function runDesktop(executable, { extension, tests, folder, settings = {} }) {
  const data = mkdtempSync(path.join(tmpdir(), 'virtdeck-desktop-'))
  mkdirSync(path.join(data, 'User'))
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }))
  const args = [folder, '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust', '--disable-updates', '--disable-telemetry',
    `--user-data-dir=${data}`, `--extensions-dir=${path.join(data, 'extensions')}`, `--extensionDevelopmentPath=${path.resolve(extension)}`,
    `--extensionTestsPath=${path.resolve(tests)}`, ...process.getuid?.() === 0 ? ['--no-sandbox'] : []]
  const child = screen() === 'xvfb'
    ? spawn('xvfb-run', ['-a', executable, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    : spawn(executable, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', code => resolve(code ?? 1))
    })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

const downloaded = () => existsSync(cachePath) && readdirSync(cachePath).some(name => name.startsWith('vscode-') && name.endsWith(`-${version}`))

function screen() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return 'real'
  return spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).error ? 'none' : 'xvfb'
}

/** Why nothing can be downloaded, or null. */
async function unreachable() {
  try {
    const answer = await fetch(`${source}/api/releases/stable`, { signal: AbortSignal.timeout(4000) })
    return answer.ok ? null : `${source} answers ${answer.status}`
  } catch (error) {
    return `${source} cannot be reached (${error.cause?.code ?? error.message})`
  }
}
