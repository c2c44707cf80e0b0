// What the chosen host has, told to the language server: read when a document is opened, another host is chosen or something happens
// there, never because somebody types; taken back when the host goes away, so that nothing is said by what was.
import { Disposable, workspace } from 'vscode'
import type { Emulation } from '../../../server/src/protocol/messages'
import type { TellFacts } from '../facts'
import type { Server } from '../server'
import { section, settingsFrom } from '../settings'
import { askHost, nothingYet, type Lasting } from './ask-host'
import type { HostSide } from './side'

/** Many things happen at once. */
const pause = 500
/** On a busy host always something does. */
const calm = 2000
/** Devices come and go without a word. */
const oldAfter = 5 * 60_000

export interface HostTelling extends Disposable {
  readonly facts: TellFacts
  /** What lasts is asked anew as well. */
  refresh(): void
}

export function tellHostTo(server: Server, { connections, hosts }: HostSide): HostTelling {
  const lasting = new Map<string, Lasting>()
  /** What the server has been told of; null for nothing. */
  let told: string | null = null
  let emulation: Emulation | undefined
  let shown: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading = false
  let again = false
  let disposed = false

  const takeBack = (): void => {
    if (told !== null) void server.host(null)
    told = null
  }
  const holds = (connection: string): boolean => workspace.isTrusted && settingsFrom(workspace.getConfiguration(section)).hostFacts && hosts.state(connection).is !== 'away'
  const mayAsk = (connection: string): boolean => shown !== undefined && (connections.isChosen() || hosts.state(connection).is === 'open')

  const read = async (): Promise<void> => {
    const connection = connections.chosen()
    if (told !== connection || !holds(connection)) takeBack()
    if (!holds(connection) || !mayAsk(connection)) return
    const known = lasting.get(connection) ?? nothingYet()
    lasting.set(connection, known)
    if (Date.now() - (known.devices?.read ?? 0) > oldAfter) delete known.devices
    reading = true
    const goesOn = (): boolean => !disposed && connections.chosen() === connection && holds(connection)
    const failed = await askHost({
      session: hosts.session(connection), lasting: known, goesOn,
      tell: answers => {
        if (!goesOn()) return
        told = connection
        void server.host(answers)
      },
    }, emulation)
    reading = false
    if (disposed) return
    if (failed) takeBack()
    // A question that was too slow is no news of the host.
    if (failed?.outcome !== 'timed-out' && failed?.outcome !== 'cancelled') hosts.note(connection, failed ?? { outcome: 'done', text: '' })
    if (!failed) hosts.follow(connection)
    if (again) later()
    again = false
  }
  const later = (after = pause): void => {
    // One at a time: what happens meanwhile is seen behind it.
    if (reading) again = true
    else {
      clearTimeout(timer)
      timer = setTimeout(() => void read(), after)
    }
  }

  hosts.onChange(connection => { if (connection === connections.chosen()) later(connection === told ? calm : pause) })
  const watched = Disposable.from(
    workspace.onDidSaveTextDocument(async document => {
      if (document.uri.toString() !== shown) return
      emulation = (await server.facts(document.uri)).emulation
      later()
    }),
    workspace.onDidGrantWorkspaceTrust(() => later()),
    workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration(`${section}.host.facts`) || change.affectsConfiguration(`${section}.libvirt.connection`)) later() }),
  )
  return {
    facts: ({ kind, emulation: of }, document) => {
      const now = kind === null || kind === 'marp' ? undefined : document?.uri.toString()
      if (now === undefined || now === shown) return
      shown = now
      emulation = of
      later()
    },
    refresh: () => {
      lasting.clear()
      later()
    },
    dispose: () => {
      disposed = true
      clearTimeout(timer)
      watched.dispose()
    },
  }
}
