// The real libvirt as a judge: one long-lived virsh that is asked for a dry run of a domain (domxml-to-native parses, completes
// and validates it without defining anything), or to define one. Other kinds have no dry run: what was defined is taken back at
// once. Every question has a time limit; a daemon that dies is started anew.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from '../../server/src/core/xml/parse'
import { childElement, rootOf, textOf, valueOf } from '../../server/src/core/xml/walk'
import { lacksLibvirt, startLibvirtd } from '../support/libvirtd.mjs'

export interface Oracle {
  /** Of the daemon: `9.0.0`. */
  readonly version: string
  /** Null: accepted. A text: what libvirt says. Undefined: no answer in time, or the daemon died of it. */
  ask(text: string, kind?: Kind): Promise<string | null | undefined>
  /** The same of a definition, which is taken back at once; `name` is what the domain is called. */
  define(text: string, name: string): Promise<string | null | undefined>
  stop(): Promise<void>
  readonly deaths: () => number
}

/** virsh's words for a kind: what asks, and what takes back. */
const commands = {
  domain: ['domxml-to-native qemu-argv --xml', null],
  network: ['net-define', 'net-undefine'],
  pool: ['pool-define', 'pool-undefine'],
  filter: ['nwfilter-define', 'nwfilter-undefine'],
} as const

export type Kind = keyof typeof commands

export const isKind = (text: string): text is Kind => Object.hasOwn(commands, text)

/** A text for a person when there is no libvirt. */
export async function makeOracle(): Promise<Oracle | string> {
  const lack = lacksLibvirt()
  if (lack) return lack
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-differential-'))
  const file = join(folder, 'domain.xml')
  let daemon = await startLibvirtd()
  const version = /Running against daemon: ([\d.]+)/.exec(await daemon.virsh('version', '--daemon'))?.[1] ?? 'latest'
  let virsh: Shell | null = null
  let deaths = 0
  let number = 0
  const open = (): Shell => virsh ??= shell(daemon.uri)
  const run = async (command: string): Promise<string | null | undefined> => {
    const answer = await open().run(command, `answer-${++number}`, 10_000)
    if (answer !== null && !/End of file while reading data|failed to connect|Disconnected from/.test(answer)) {
      const at = answer.search(/^error: /m)
      return at < 0 ? null : answer.slice(at).replace(/^error: /gm, '').trim()
    }
    deaths++
    virsh?.kill()
    virsh = null
    await daemon.stop().catch(() => { /* It is dead already. */ })
    daemon = await startLibvirtd()
    return undefined
  }
  return {
    version,
    deaths: () => deaths,
    async ask(text, kind = 'domain') {
      const [asks, takesBack] = commands[kind]
      writeFileSync(file, text)
      const answer = await run(`${asks} ${file}`)
      if (answer === null && takesBack !== null) await run(`${takesBack} ${quoted(nameIn(text))}`)
      return answer
    },
    async define(text, name) {
      writeFileSync(file, text)
      const answer = await run(`define ${file}`)
      if (answer === null) await run(`undefine --nvram ${quoted(name)}`)
      return answer
    },
    async stop() {
      virsh?.kill()
      await daemon.stop().catch(() => { /* It is dead already. */ })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const quoted = (name: string): string => `'${name.replaceAll("'", "'\\''")}'`

/** A filter has an attribute for it. */
function nameIn(text: string): string {
  const root = rootOf(parse(text))
  const element = root && childElement(root, 'name')
  return element ? textOf(element) : root && valueOf(root, 'name') || ''
}

interface Shell {
  /** What it printed, errors among it; null when it took too long or ended. */
  run(command: string, mark: string, limit: number): Promise<string | null>
  kill(): void
}

/** Errors and output come through one pipe, so that they keep their order. */
function shell(uri: string): Shell {
  const child: ChildProcessWithoutNullStreams = spawn('sh', ['-c', 'exec virsh -q -c "$0" 2>&1', uri], { env: { ...process.env, LC_ALL: 'C' } })
  let output = ''
  let wake = (): void => { /* Nobody waits. */ }
  child.stdout.on('data', (data: Buffer) => {
    output += String(data)
    wake()
  })
  child.once('exit', () => wake())
  child.stdin.on('error', () => { /* It ended before it was asked. */ })
  return {
    run: (command, mark, limit) => new Promise(resolve => {
      output = ''
      const done = (answer: string | null): void => {
        clearTimeout(timer)
        wake = () => { /* Answered. */ }
        resolve(answer)
      }
      const timer = setTimeout(() => done(null), limit)
      wake = () => {
        // virsh repeats each command when it reads it: what stands before is the answer to the one before.
        const end = output.search(new RegExp(`virsh # echo ${mark}$`, 'm'))
        if (end >= 0) done(output.slice(0, end))
        else if (child.exitCode !== null || child.signalCode !== null) done(null)
      }
      child.stdin.write(`${command}\necho ${mark}\n`)
    }),
    kill: () => { child.kill('SIGKILL') },
  }
}
