// The hosts that are talked to: one virsh each, opened when first asked; what happens on them, told by libvirt's events; one that
// went away is tried again, ever more rarely.
import type { Answer } from '../virsh/answer'
import { unattended } from '../virsh/connection'
import type { Held, Hold, Run } from '../virsh/run'
import { openSession, type Session } from '../virsh/session'

export type HostState =
  | { readonly is: 'unasked' | 'open' }
  /** In libvirt's words, and when it is tried again (in milliseconds), unless it waits for a person. */
  | { readonly is: 'away'; readonly answer: Answer; readonly again?: number }

export interface Hosts {
  session(connection: string): Session
  state(connection: string): HostState
  /** Something on the host is not as it was; or its state is. */
  /** Answers how to stop listening. */
  onChange(listen: (connection: string) => void): () => void
  /** Told by whoever asked: a connection that fails is away from then on, and is tried again. */
  note(connection: string, answer: Answer): void
  /** Listens to the host's events from now on. */
  follow(connection: string): void
  changed(connection: string): void
  /** Ends all that was started for it. */
  forget(connection: string): Promise<void>
  dispose(): Promise<void>
}

export interface HostsRequest {
  readonly hold: Hold
  readonly run: Run
  readonly program: () => string
  readonly log?: (connection: string, args: readonly string[], answer: Answer) => void
  /** The first pause before a lost host is tried again. */
  readonly pause?: number
}

const longestPause = 60_000
/** What is listened with ends by itself then, should nobody be left to end it; and is started anew. */
const listenFor = 600

export function createHosts({ hold, run, program, log, pause = 1000 }: HostsRequest): Hosts {
  interface Known {
    readonly session: Session
    state: HostState
    listening: readonly Held[]
    following: boolean
    pause: number
    timer?: ReturnType<typeof setTimeout>
    telling?: ReturnType<typeof setTimeout>
  }
  const all = new Map<string, Known>()
  const listeners = new Set<(connection: string) => void>()
  let disposed = false

  const known = (connection: string): Known => {
    let one = all.get(connection)
    if (!one) {
      one = {
        session: openSession({ hold, run, program: program(), connection, ...(log && { log: (args, answer) => log(connection, args, answer) }) }),
        state: { is: 'unasked' }, listening: [], following: false, pause,
      }
      all.set(connection, one)
    }
    return one
  }
  const tell = (connection: string): void => { for (const listen of listeners) listen(connection) }
  /** Many events come at once. */
  const changed = (connection: string): void => {
    const one = known(connection)
    one.telling ??= setTimeout(() => {
      delete one.telling
      tell(connection)
    }, 150)
  }
  const stopListening = async (one: Known): Promise<void> => {
    const { listening } = one
    one.listening = []
    await Promise.all(listening.map(held => held.end()))
  }

  const away = (connection: string, answer: Answer): void => {
    const one = known(connection)
    void stopListening(one)
    if (disposed || one.timer) return
    // A password, a program that is missing: no waiting brings that about.
    const waits = answer.outcome === 'asks' || answer.outcome === 'missing'
    one.state = { is: 'away', answer, ...(!waits && { again: one.pause }) }
    tell(connection)
    if (waits) return
    one.timer = setTimeout(() => {
      delete one.timer
      one.pause = Math.min(one.pause * 2, longestPause)
      void one.session.ask(['uri'], { timeLimit: 20_000 }).then(given => hosts.note(connection, given))
    }, one.pause)
  }

  const listen = (connection: string): void => {
    const one = known(connection)
    if (disposed || one.listening.length || !hasEvents(connection)) return
    one.listening = ['event', 'net-event', 'pool-event'].map(command => {
      let timedOut = false
      const held = hold({
        program: program(),
        args: ['-q', '-c', unattended(connection), command, '--loop', command === 'event' ? '--all' : '--event=lifecycle', `--timeout=${listenFor}`],
        onOutput: text => {
          timedOut ||= text.includes('event loop timed out')
          changed(connection)
        },
        // It goes on listening to a daemon that is gone.
        onError: text => { if (/Disconnected from/.test(text)) away(connection, { outcome: 'lost', text: text.replace(/^error: /, '').trim() }) },
      })
      void held.ended.then(() => {
        const mine = one.listening.includes(held)
        one.listening = one.listening.filter(other => other !== held)
        // By its time limit: on it goes. A driver without such events is not asked again.
        if (mine && timedOut && command === 'event') {
          void stopListening(one).then(() => listen(connection))
          changed(connection)
        }
      })
      return held
    })
  }

  const hosts: Hosts = {
    session: connection => known(connection).session,
    state: connection => known(connection).state,
    onChange(listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    note(connection, answer) {
      const one = known(connection)
      switch (answer.outcome) {
        case 'unreachable': case 'lost': case 'asks': case 'missing': case 'died': case 'timed-out': return away(connection, answer)
        case 'done': case 'refused': {
          const was = one.state.is
          clearTimeout(one.timer)
          delete one.timer
          one.state = { is: 'open' }
          one.pause = pause
          if (one.following) listen(connection)
          if (was !== 'open') tell(connection)
        }
      }
    },
    follow(connection) {
      const one = known(connection)
      one.following = true
      if (one.state.is === 'open') listen(connection)
    },
    changed,
    async forget(connection) {
      const one = all.get(connection)
      all.delete(connection)
      if (!one) return
      clearTimeout(one.timer)
      clearTimeout(one.telling)
      await Promise.all([stopListening(one), one.session.close()])
    },
    async dispose() {
      disposed = true
      await Promise.all([...all.keys()].map(connection => hosts.forget(connection)))
    },
  }
  return hosts
}

/** These drivers live inside the one virsh that is asked: no other sees what happens there, and a second may not open them. */
export const isPrivate = (connection: string): boolean => /^test:|^[a-z]+:\/\/\/embed/.test(connection.trim())

const hasEvents = (connection: string): boolean => !isPrivate(connection)
