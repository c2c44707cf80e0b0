// The machine of a document as it runs on the chosen host: its state, what its screen shows, and what it has otherwise than the text.
// Asked while its preview is seen, and never in a workspace that is not trusted.
import { workspace, type Uri } from 'vscode'
import { definitionOf } from '../../definitions/define'
import { kept } from '../../definitions/kept'
import { optionsOf, type HostObject } from '../../hosts/kinds'
import { listObjects } from '../../hosts/list'
import type { HostSide } from '../../hosts/side'
import type { Server } from '../../server'
import type { Answer } from '../../virsh/answer'
import type { Running, ToPage } from '../messages'
import type { Beside } from '../subject'
import { screenOf } from './screen'

/** Nobody waits for these; a host that takes longer is asked when it tells of something next. */
const patience = { timeLimit: 5_000 }
/** As long as a person types, nothing is compared. */
const pause = 400

export function runningBeside(server: Server, side: HostSide, uri: Uri, post: (message: ToPage) => void): Beside {
  const { hosts, connections, driver } = side
  let seen = false
  let ended = false
  let name = ''
  let told: Running | null = null
  let busy = false
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The live machine as if it was defined: as long as it is the same, it is not asked for again. */
  let normal: { readonly live: string; readonly text: string } | null = null
  const screen = screenOf(side, picture => post({ type: 'screen', picture }))

  const tell = (running: Running | null): void => {
    if (ended || JSON.stringify(running) === JSON.stringify(told)) return
    told = running
    post({ type: 'running', running })
  }

  /** One look at a time: what happens meanwhile is looked at once, afterwards. */
  const look = async (): Promise<void> => {
    late = busy
    if (busy) return
    busy = true
    try {
      if (!seen || ended || name === '' || !workspace.isTrusted) return screen.stop()
      await lookNow(connections.chosen())
    } finally {
      busy = false
      if (late && !ended) later()
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), pause)
  }

  /** A host that was never reached is not made a worry by a picture; one that was is away now, and is tried again. */
  const lost = (connection: string, answer?: Answer): void => {
    screen.stop()
    if (answer && hosts.state(connection).is === 'open') hosts.note(connection, answer)
    tell(told === null ? null : { connection, state: 'not known: the host is away' })
  }

  const lookNow = async (connection: string): Promise<void> => {
    if (hosts.state(connection).is === 'away') return lost(connection)
    const session = hosts.session(connection)
    const listed = await listObjects(session, 'domain', undefined, patience)
    if ('failed' in listed) return lost(connection, listed.failed)
    hosts.note(connection, { outcome: 'done', text: '' })
    hosts.follow(connection)
    const object = listed.objects.find(one => one.name === name)
    const state = object && await session.ask(['domstate', ...optionsOf(object)], patience)
    if (!object || state?.outcome !== 'done') {
      screen.stop()
      return tell(null)
    }
    const now: Running = { connection, state: state.text.trim() }
    if (object.state === 'off') {
      screen.stop()
      return tell(now)
    }
    screen.watch(connection, object)
    // What was found before stays until it is known anew.
    tell({ ...now, ...told?.connection === connection && told.compared && { compared: told.compared } })
    const compared = await compare(connection, object)
    tell({ ...now, ...compared && { compared } })
  }

  const compare = async (connection: string, object: HostObject): Promise<Running['compared'] | null> => {
    const live = await definitionOf(hosts.session(connection), object, 'live', patience)
    if (live.outcome !== 'done') return null
    const document = await workspace.openTextDocument(uri)
    const mine = await driver.normal(connection, 'domain', kept(document.getText(), live.text), patience)
    if (normal?.live !== live.text) {
      const its = await driver.normal(connection, 'domain', live.text, patience)
      normal = its?.outcome === 'done' ? { live: live.text, text: its.text } : null
    }
    return mine?.outcome === 'done' && normal ? server.differences(uri, mine.text, normal.text) : null
  }

  const stopListening = hosts.onChange(connection => { if (connection === connections.chosen() || connection === told?.connection) later() })
  const trust = workspace.onDidGrantWorkspaceTrust(later)
  return {
    look(now) {
      if (seen === now) return
      seen = now
      void look()
    },
    drawn({ message }) {
      if (message.type !== 'machine') return
      name = message.board.name
      later()
    },
    again() {
      post({ type: 'running', running: told })
      screen.again()
    },
    dispose() {
      ended = true
      clearTimeout(timer)
      stopListening()
      trust.dispose()
      screen.stop()
    },
  }
}
