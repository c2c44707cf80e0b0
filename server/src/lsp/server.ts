// The language server: joins the open documents to the features below and says what it can do.
import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver'
import { clientOf, type Client } from './client'
import { openDocuments, type Documents } from './documents'
import { codeActions } from './features/code-actions'
import { completion } from './features/completion'
import { diagnostics } from './features/diagnostics'
import { folding } from './features/folding'
import { hover } from './features/hover'
import { ownRequests } from './features/own-requests'
import { symbols } from './features/symbols'
import type { Host } from './host'
import { settingsStore } from './settings'

/** What every feature is given. */
export interface Server {
  readonly connection: Connection
  readonly client: Client
  readonly documents: Documents
  readonly host: Host
  /** Writes to the client's log that something of ours failed. */
  log(what: string, error: unknown): void
}

/** Registers its handlers and returns the capability that announces them, so that the two cannot drift apart. */
export type Feature = (server: Server) => ServerCapabilities

const features: readonly Feature[] = [diagnostics, completion, hover, symbols, folding, codeActions, ownRequests]

export const startServer = (connection: Connection, host: Host): void => {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params)
    const documents = openDocuments(connection, settingsStore(connection, client), host.installed)
    const log = (what: string, error: unknown): void =>
      connection.console.error(`${what} failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    const server: Server = { connection, client, documents, host, log }
    return {
      serverInfo: { name: 'virtdeck', version: host.version },
      capabilities: Object.assign({ positionEncoding: 'utf-16' }, ...features.map(feature => feature(server))) as ServerCapabilities,
    }
  })
  connection.listen()
}
