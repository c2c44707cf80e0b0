// A libvirt of our own, inside one virsh, where nothing is at stake: what is asked unasked, or made of a document to compare it, is done
// there. It has the driver of the connection where that can be embedded; it dies alone.
import type { Kind } from '../hosts/kinds'
import { embeddedUri, mock } from '../hosts/embedded'
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

/**
 * As root the driver looks at /dev/kvm as another user and, where that one may not have it, throws away at each question what it
 * knows of QEMU (virQEMUCapsIsValid): seconds instead of milliseconds. No machine ever runs in it.
 */
const asRoot = { 'etc/qemu.conf': 'user = "root"\ngroup = "root"\n' }

export function privateDriver(tools: Pick<Tools, 'hold' | 'run' | 'withCopy' | 'withFolder' | 'privileged'>, program: () => string): PrivateDriver {
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
            resolve(openSession({ hold: tools.hold, run: tools.run, program: program(), connection: embeddedUri(folder) }))
          }), tools.privileged ? asRoot : {})
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
