// What the tests of the commands on hosts share: calling one, a small machine that boots, disks, pictures, and answers to questions.
import { CancellationTokenSource, commands, window, type CancellationToken } from 'vscode'
import { holds } from './expect'

export interface Answer {
  readonly ok: boolean
  readonly outcome: string
  readonly answer: string
  readonly same?: boolean
}

export const run = (command: string, argument: object): Promise<Answer> => Promise.resolve(commands.executeCommand<Answer>(`virtdeck.${command}`, { confirmed: true, ...argument }))

export const machine = (disk = ''): string => `<domain type='qemu'>
  <name>life</name>
  <memory unit='MiB'>64</memory>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <bios useserial='yes'/>
  </os>
  <devices>
    <controller type='pci' index='0' model='pcie-root'/>
    <controller type='pci' model='pcie-root-port'/>
    <controller type='pci' model='pcie-root-port'/>
    <controller type='pci' model='pcie-root-port'/>
    <serial type='pty'/>
    <graphics type='vnc' listen='127.0.0.1'/>
    <video><model type='vga'/></video>${disk}
  </devices>
</domain>
`

/** Every command that asks a host, but for the console, which a terminal asks. */
export const asking = ['defineVm', 'defineAndStart', 'createTransient', 'diffWithHost', 'checkOnHost', 'showNative', 'attachDevice', 'detachDevice', 'updateDevice', 'openDefinition', 'editDefinition', 'start', 'shutDown', 'reboot', 'pause', 'resume', 'forceOff', 'undefine', 'createSnapshot', 'snapshots', 'screenshot', 'openViewer'] as const

export async function ok(command: string, argument: object): Promise<Answer> {
  const answer = await run(command, argument)
  holds(answer.ok, `${command}: ${answer.outcome}: ${answer.answer}`)
  return answer
}

/** A disk of 1 MiB in a folder of its own, readable to QEMU whoever runs it. */
export async function image(format: 'raw' | 'qcow2' = 'raw'): Promise<string> {
  const { mkdtempSync, writeFileSync, chmodSync } = await import('node:fs')
  const { execFileSync } = await import('node:child_process')
  const place = mkdtempSync('/var/tmp/virtdeck-disk-')
  if (format === 'raw') writeFileSync(`${place}/disk.img`, new Uint8Array(1 << 20))
  else execFileSync('qemu-img', ['create', '-q', '-f', format, `${place}/disk.img`, '16M'])
  chmodSync(place, 0o755)
  chmodSync(`${place}/disk.img`, 0o666)
  return `${place}/disk.img`
}

export async function rm(disk: string): Promise<void> {
  const { rmSync } = await import('node:fs')
  rmSync(disk.slice(0, disk.lastIndexOf('/')), { recursive: true })
}

/** How many different bytes its picture holds: a blank one has one colour. */
export async function colours(png: string): Promise<number> {
  const { readFileSync } = await import('node:fs')
  const { inflateSync } = await import('node:zlib')
  const data = readFileSync(png)
  const parts: Uint8Array[] = []
  for (let at = 8; at < data.length; at += 12 + data.readUInt32BE(at)) if (data.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(data.subarray(at + 8, at + 8 + data.readUInt32BE(at)))
  return new Set(inflateSync(Buffer.concat(parts))).size
}

/** Answers the next questions of commands as a person would by pressing that button; `meanwhile` happens before the answer. */
export async function answering<T>(button: string, meanwhile: () => Promise<unknown>, use: () => Promise<T>): Promise<T> {
  const usual = window.showWarningMessage
  Object.assign(window, { showWarningMessage: async () => {
    await meanwhile()
    return button
  } })
  try {
    return await use()
  } finally {
    Object.assign(window, { showWarningMessage: usual })
  }
}

/** Presses Cancel on the progress of a command once that holds. */
export async function cancelling<T>(when: () => Promise<unknown>, use: () => Promise<T>): Promise<T> {
  const usual = window.withProgress
  Object.assign(window, { withProgress: (_: unknown, task: (progress: object, token: CancellationToken) => Thenable<unknown>) => {
    const source = new CancellationTokenSource()
    void when().then(() => source.cancel())
    return task({ report() {} }, source.token)
  } })
  try {
    return await use()
  } finally {
    Object.assign(window, { withProgress: usual })
  }
}

/** Each process with that in its command line. */
export async function processes(part: string): Promise<readonly string[]> {
  const { readdirSync, readFileSync } = await import('node:fs')
  return readdirSync('/proc').filter(id => /^\d+$/.test(id)).filter(id => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(part) && !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'))
    } catch {
      return false
    }
  })
}
