// A libvirt of our own, inside one virsh, where nothing is at stake: what is asked unasked, or made of a document to compare it, is done
// there. It has the driver of the connection where that can be embedded; it dies alone.
import type { Kind } from '../hosts/kinds'
import { embeddedSettings, embeddedUri, mock } from '../hosts/embedded'
import type { Tools } from '../host'
import type { Answer } from '../virsh/answer'
import { openSession, type AskOptions, type Session } from '../virsh/session'
import { definitionOf, defineText } from './define'

export interface PrivateDriver {
  /** Null where nothing of the kind can be had privately. */
  session(connection: string, kind: Kind): Promise<Session | null>
  /** The document as libvirt prints it; null where that cannot be had. */
  normal(connection: string, kind: Kind, text: string, options?: AskOptions): Promise<Answer | null>
  dispose(): Promise<void>
}

/** In milliseconds, more than it takes: some seconds on a machine that is at rest. What is asked meanwhile waits for its turn, and its own time limit begins then. */
const firstLook = 300_000

export function privateDriver(tools: Pick<Tools, 'hold' | 'run' | 'withCopy' | 'withFolder' | 'asRoot'>, program: () => string): PrivateDriver {
  const sessions = new Map<string, Promise<Session>>()
  const endings: (() => void)[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const open = (driver: 'qemu' | 'test'): Promise<Session> => {
    let session = sessions.get(driver)
    if (!session) {
      session = driver === 'test'
        ? Promise.resolve(openSession({ hold: tools.hold, run: tools.run, program: program(), connection: mock }))
        : new Promise(resolve => {
          void tools.withFolder(folder => new Promise<void>(end => {
            endings.push(end)
            const opened = openSession({ hold: tools.hold, run: tools.run, program: program(), connection: embeddedUri(folder) })
            // It begins by looking at all that QEMU can do. Who ended it meanwhile would leave that QEMU behind, and begin anew.
            void opened.ask(['domcapabilities'], { timeLimit: firstLook })
            resolve(opened)
          }), { 'etc/qemu.conf': embeddedSettings(tools.asRoot) })
        })
      sessions.set(driver, session)
    }
    return session
  }

  const driver: PrivateDriver = {
    async session(connection, kind) {
      if (kind === 'network' || kind === 'pool') return open('test')
      if (kind !== 'domain') return null
      return /^qemu\b/.test(connection) ? open('qemu') : /^test\b/.test(connection) ? open('test') : null
    },
    normal(connection, kind, text, options) {
      const mine = turn.then(async (): Promise<Answer | null> => {
        const session = await driver.session(connection, kind)
        if (!session) return null
        // Another name for the same thing would be refused: what is there already goes first. The mock host has things of its own.
        const uuid = (kind === 'domain' ? /<uuid>\s*([0-9a-f-]{36})\s*<\/uuid>/i : /(?!)/).exec(text)?.[1]
        const defined = await defineText({ session, withCopy: tools.withCopy }, kind, text, { validate: false, ...options })
        if (defined.outcome !== 'done') return defined
        const name = /^\w+(?: \w+)? '?([\s\S]*?)'? defined from /m.exec(defined.text)?.[1] ?? ''
        const object = { kind, name, id: uuid ?? name, state: kind === 'domain' ? 'off' : 'running' } as const
        const normal = await definitionOf(session, object, 'whole', options)
        await session.ask(kind === 'domain' ? ['undefine', `--domain=${object.id}`, '--nvram'] : kind === 'network' ? ['net-undefine', `--network=${name}`] : ['pool-undefine', `--pool=${name}`], options)
        return normal
      })
      turn = mine.catch(() => {})
      return mine
    },
    async dispose() {
      await Promise.all([...sessions.values()].map(async session => (await session).close()))
      for (const end of endings) end()
    },
  }
  return driver
}
