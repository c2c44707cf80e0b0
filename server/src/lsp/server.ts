// The language server: joins the open documents to the features below and says what it can do.
import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver'
import { clientOf, type Client } from './client'
import { openDocuments, type Documents } from './documents'
import { codeActions } from './features/code-actions'
import { completion } from './features/completion'
import { diagnostics } from './features/diagnostics'
import { folding } from './features/folding'
import { formatting } from './features/formatting'
import { highlights } from './features/highlights'
import { hints } from './features/hints'
import { hover } from './features/hover'
import { linkedEditing } from './features/linked-editing'
import { links } from './features/links'
import { onType } from './features/on-type'
import { ownRequests } from './features/own-requests'
import { references } from './features/references'
import { rename } from './features/rename'
import { selections } from './features/selections'
import { symbols } from './features/symbols'
import { tokens } from './features/tokens'
import type { Host } from './host'
import { settingsStore } from './settings'
import { workspaceOf, type Workspace } from './workspace'

/** What every feature is given. */
export interface Server {
  readonly connection: Connection
  readonly client: Client
  readonly documents: Documents
  readonly host: Host
  readonly workspace: Workspace
  /** Writes to the client's log that something of ours failed. */
  log(what: string, error: unknown): void
}

/** Registers its handlers and returns the capability that announces them, so that the two cannot drift apart. */
export type Feature = (server: Server) => ServerCapabilities

const features: readonly Feature[] = [
  diagnostics, completion, hover, symbols, folding, codeActions, formatting, onType, linkedEditing, selections, highlights, links, references, rename,
  hints, tokens, ownRequests,
]

export const startServer = (connection: Connection, host: Host): void => {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params)
    const settings = settingsStore(connection, client)
    const documents = openDocuments(connection, settings, host.installed)
    const log = (what: string, error: unknown): void =>
      connection.console.error(`${what} failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    const workspace = workspaceOf(connection, client, documents, settings, host)
    const server: Server = { connection, client, documents, host, workspace, log }
    return {
      serverInfo: { name: 'virtdeck', version: host.version },
      capabilities: Object.assign({ positionEncoding: 'utf-16' }, ...features.map(feature => feature(server))) as ServerCapabilities,
    }
  })
  connection.listen()
}
