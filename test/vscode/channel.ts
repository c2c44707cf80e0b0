// The suite's end of the channel (channel.mjs is the other): results out, and a hand on the page where there is one.
import { Uri, workspace } from 'vscode'

export interface Channel {
  /** Null when nobody listens: the tests were started from within VS Code, by launch.json. */
  readonly address: string | null
  /** The URI of the libvirtd of these tests; null where there is none. */
  readonly connection: string | null
  /** Runs the tests alone whose names hold this. */
  readonly only: string | null
}

export const folder = (): Uri => workspace.workspaceFolders![0]!.uri

export async function readChannel(): Promise<Channel> {
  try {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder(), 'channel.json')))) as Channel
  } catch {
    return { address: null, connection: null, only: null }
  }
}

/** Asks for one of the channel's doings; its answer is null where no page is held (on the desktop). */
export async function tell(name: 'event' | 'shot' | 'press' | 'type' | 'webview' | 'workbench' | 'fetched', body: object): Promise<string | null> {
  const { address } = await readChannel()
  if (address === null) {
    if (name === 'event') console.log(JSON.stringify(body))
    return null
  }
  const response = await fetch(`${address}/${name}`, { method: 'POST', body: JSON.stringify(body) })
  const { value, error } = await response.json() as { value: string | null; error?: string }
  if (error) throw new Error(`${name} ${JSON.stringify(body)}: ${error}`)
  return value
}

/** A picture of the window, for people to look at. */
export const shot = (name: string): Promise<string | null> => tell('shot', { name })
