// What a command is and what it is given; how the ways to call one are read.
import { Uri, window, workspace, type DiagnosticCollection, type ExtensionContext, type TextDocument } from 'vscode'
import type { Host } from '../host'
import type { Previews } from '../preview/previews'
import type { HostSide } from '../hosts/side'
import type { HostTelling } from '../hosts/tell-host'
import type { Server } from '../server'
import type { Refusals } from '../virsh/refusals'

export interface Session {
  readonly host: Host
  readonly context: ExtensionContext
  readonly server: Server
  readonly previews: Previews
  /** Absent where no program can be started. */
  readonly side?: HostSide
  readonly telling?: HostTelling
  readonly refusals: Refusals
  /** What was said of a selection. */
  readonly checked: DiagnosticCollection
}

export interface Command {
  readonly id: string
  /** The argument is whatever called it gave: a menu gives a Uri, a key binding what its `args` say. The result is for automation. */
  run(session: Session, argument: unknown): Promise<unknown>
}

/** What `args` of a key binding or a task may say. */
export interface CommandArgument {
  readonly uri?: string | Uri
  readonly connection?: string
  /** Ask nothing: neither about problems nor about the host. */
  readonly confirmed?: boolean
}

export function argumentOf(argument: unknown): CommandArgument {
  if (isUri(argument)) return { uri: Uri.from(argument) }
  if (typeof argument === 'string') return { uri: argument }
  if (typeof argument !== 'object' || argument === null) return {}
  const { uri, connection, confirmed } = argument as Readonly<Record<string, unknown>>
  return {
    ...(isUri(uri) ? { uri: Uri.from(uri) } : typeof uri === 'string' && { uri }),
    ...(typeof connection === 'string' && { connection }),
    confirmed: confirmed === true,
  }
}

/** Also one that went through JSON and is a plain object since. */
const isUri = (value: unknown): value is Uri =>
  typeof value === 'object' && value !== null && 'scheme' in value && typeof value.scheme === 'string' && 'path' in value && typeof value.path === 'string'

/** The document that was named, or the one of the active editor or preview. */
export async function documentOf({ previews }: Session, argument: CommandArgument): Promise<TextDocument | undefined> {
  const uri = argument.uri ?? window.activeTextEditor?.document.uri ?? previews.active()
  if (uri === undefined) return undefined
  try {
    return await workspace.openTextDocument(typeof uri === 'string' ? Uri.parse(uri, true) : uri)
  } catch (error) {
    void window.showErrorMessage(`Virtdeck cannot open ${String(uri)}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** The last part of its path, as the tab shows it. */
export const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.toString()
