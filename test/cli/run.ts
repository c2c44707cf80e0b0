// The built program as people and CI call it, and folders to call it in.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { TestContext } from 'node:test'

export const patience = { timeout: 120_000 }

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export function virtdeck(cwd: string, args: readonly string[], { input = '', env = {} }: { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('server/dist/cli.js'), ...args], { input, cwd, encoding: 'utf8', timeout: 60_000, maxBuffer: 1e8, env: { ...process.env, ...env } })
  return { status, stdout, stderr }
}

/** The paths that were linted, by the JSON that names them all. */
export const lintedPaths = (cwd: string, ...args: readonly string[]): readonly string[] =>
  (JSON.parse(virtdeck(cwd, ['lint', '--format=json', ...args]).stdout) as { files: { path: string }[] }).files.map(({ path }) => path)

/** A folder with these files, gone after the test. */
export function folder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'virtdeck-cli-'))
  t.after(() => rmSync(root, { recursive: true }))
  put(root, files)
  return root
}

export function put(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
}

const domain = (type: string, devices: string): string => `<domain type='${type}'>\n  <name>a</name>\n  <memory>1048576</memory>\n  <os><type arch='x86_64' machine='q35'>hvm</type></os>\n${devices}</domain>\n`

export const clean = domain('kvm', '')
/** A misspelt value: one error with a plain fix. */
export const misspelt = domain('kmv', '')
/** Two disks on one target, and one of them on a bus that the board has not: fixes that need more than one round. */
export const twins = domain('kvm', `  <devices>
    <disk type='block'>
      <source dev='/dev/a'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='block'>
      <source dev='/dev/b'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
`)
/** Only a warning. */
export const warned = '---\nmarp: true\npaginate: maybe\n---\n\n# Hello\n'
