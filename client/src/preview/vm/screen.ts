// What a running machine's screen shows, looked at every few seconds: by a virsh of its own, so that nothing else waits for it.
import { Uri, workspace } from 'vscode'
import { isPrivate } from '../../hosts/hosts'
import { optionsOf, type HostObject } from '../../hosts/kinds'
import type { HostSide } from '../../hosts/side'
import { section, settingsFrom } from '../../settings'
import { openSession, type Session } from '../../virsh/session'

export interface Screen {
  watch(connection: string, object: HostObject): void
  stop(): void
  /** The page is a new one. */
  again(): void
}

const between = 3_000
const timeLimit = 5_000
/** In bytes: more is no thumbnail. */
const largest = 4_000_000

/** `show` is given a `data:` address; null where there is no picture any more. */
export function screenOf({ hosts, tools }: HostSide, show: (picture: string | null) => void): Screen {
  interface Watch { readonly connection: string; readonly id: string; readonly session: Session; readonly abort: AbortController }
  let watched: Watch | null = null
  let shown: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (picture: string | null): void => {
    if (picture === shown) return
    shown = picture
    show(picture)
  }

  const look = async (watch: Watch, object: HostObject): Promise<void> => {
    const picture = await tools.withFolder(async folder => {
      const file = Uri.joinPath(Uri.file(folder), 'screen')
      const answer = await watch.session.ask(['screenshot', ...optionsOf(object), `--file=${file.fsPath}`], { timeLimit, signal: watch.abort.signal })
      if (answer.outcome === 'lost') hosts.note(watch.connection, answer)
      // A machine without a display has nothing to show until it is another one.
      return answer.outcome === 'done' ? pictureOf(await workspace.fs.readFile(file)) : answer.outcome === 'timed-out' ? shown : null
    }).catch(() => null)
    if (watched !== watch) return
    tell(picture)
    if (picture !== null) timer = setTimeout(() => void look(watch, object), between)
  }

  const stop = (): void => {
    const watch = watched
    watched = null
    clearTimeout(timer)
    watch?.abort.abort()
    if (watch && !isPrivate(watch.connection)) void watch.session.close()
    tell(null)
  }

  return {
    watch(connection, object) {
      const id = `${object.id} ${object.state}`
      if (watched?.connection === connection && watched.id === id) return
      const last = shown
      stop()
      // From running to paused the screen stays what it was.
      tell(last)
      const program = settingsFrom(workspace.getConfiguration(section)).virshPath
      watched = { connection, id, session: isPrivate(connection) ? hosts.session(connection) : openSession({ hold: tools.hold, run: tools.run, program, connection }), abort: new AbortController() }
      void look(watched, object)
    },
    stop,
    again: () => show(shown),
  }
}

/** As QEMU writes it nowadays; an older one's PPM is nothing that a page shows. */
function pictureOf(bytes: Uint8Array): string | null {
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte)
  return isPng && bytes.length <= largest ? `data:image/png;base64,${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}` : null
}
