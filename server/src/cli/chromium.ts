// The browser that `lint --render` draws decks with: found on this machine, started without a window, a profile or the net, and asked
// for the title that the page leaves. One of the two files of the linter that start a process, without a shell.
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What CHROME_PATH names, else one on the path or where installers put it; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH']
  if (named) return runs(named) ? named : null
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean).flatMap(folder => names.map(name => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...onPath, ...places].find(runs) ?? null
}

/** The title that the page has given itself when it was loaded; null where the browser failed. */
export const titleOf = (program: string, url: string, profile: string): Promise<string | null> => new Promise(resolve => {
  execFile(program, [
    '--headless', '--disable-gpu', '--no-first-run', '--disable-extensions', '--disable-sync', '--disable-background-networking', '--hide-scrollbars',
    // Root has no use of the sandbox, and Chromium does not start with it.
    ...process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    '--host-resolver-rules=MAP * ~NOTFOUND', `--user-data-dir=${profile}`, '--window-size=1400,900', '--dump-dom', url,
  ], { encoding: 'utf8', timeout: patience, maxBuffer: 1 << 28 }, (_, stdout) => resolve(/<title>([^<]*)<\/title>/.exec(stdout)?.[1] || null))
})

/** In milliseconds. */
const patience = 60_000

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
