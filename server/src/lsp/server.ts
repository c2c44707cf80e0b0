// The language server: joins the open documents to the features below and says what it can do.
import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver'
import { configsOf, type ReadText } from '../configured/configs'
import { rulesOf } from '../core/languages'
import { readRequest, type ReadParams, type ReadResult } from '../protocol/messages'
import { aroundOf, type WorkspaceAround } from './around'
import { clientOf, type Client } from './client'
import { openDocuments, type Documents } from './documents'
import { codeActions } from './features/code-actions'
import { colors } from './features/colors'
import { completion } from './features/completion'
import { configuration } from './features/configuration'
import { diagnostics } from './features/diagnostics'
import { explain } from './features/explain'
import { folding } from './features/folding'
import { formatting } from './features/formatting'
import { highlights } from './features/highlights'
import { hints } from './features/hints'
import { hover } from './features/hover'
import { linkedEditing } from './features/linked-editing'
import { links } from './features/links'
import { lintWorkspace } from './features/lint-workspace'
import { onType } from './features/on-type'
import { ownRequests } from './features/own-requests'
import { pictured } from './features/pictured'
import { references } from './features/references'
import { rename } from './features/rename'
import { selections } from './features/selections'
import { symbols } from './features/symbols'
import { tokens } from './features/tokens'
import type { Host } from './host'
import { momentsOf, type Moments } from './moments'
import { settingsStore, type SettingsStore } from './settings'
import { watchedBy } from './watched'
import { workspaceOf, type Watched, type Workspace } from './workspace'

/** What every feature is given. */
export interface Server {
  readonly connection: Connection
  readonly client: Client
  readonly documents: Documents
  readonly host: Host
  readonly settings: SettingsStore
  readonly workspace: Workspace
  readonly around: WorkspaceAround
  /** Files that have changed on disk. */
  readonly onWatched: Watched
  readonly moments: Moments
  /** The text of a file, open or not; null where there is none. */
  readonly readText: ReadText
  /** Writes to the client's log that something of ours failed. */
  log(what: string, error: unknown): void
}

/** Registers its handlers and returns the capability that announces them, so that the two cannot drift apart. */
export type Feature = (server: Server) => ServerCapabilities

const features: readonly Feature[] = [
  diagnostics, completion, hover, symbols, folding, codeActions, formatting, onType, linkedEditing, selections, highlights, links, references, rename,
  hints, tokens, colors, ownRequests, pictured, explain, configuration, lintWorkspace,
]

export const startServer = (connection: Connection, host: Host): void => {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params)
    const log = (what: string, error: unknown): void =>
      connection.console.error(`${what} failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    const readText: ReadText = async uri => {
      const text = await host.files?.readText(uri) ?? null
      return text === null && client.reads && !(host.files && uri.startsWith('file:')) ? connection.sendRequest<ReadResult>(readRequest, { uri } satisfies ReadParams) : text
    }
    const configs = configsOf(readText, rulesOf)
    const moments = momentsOf(connection)
    const settings = settingsStore(connection, client, configs, moments, host, readText)
    const around = aroundOf(client, host, settings, () => ({ documents, workspace }), log)
    const documents: Documents = openDocuments(connection, settings, around, host.installed)
    const onWatched = watchedBy(connection, client, moments)
    const workspace: Workspace = workspaceOf(client, documents, settings, host, onWatched)
    around.start()
    const server: Server = { connection, client, documents, host, settings, workspace, around, onWatched, moments, readText, log }
    return {
      serverInfo: { name: 'virtdeck', version: host.version },
      capabilities: Object.assign({ positionEncoding: 'utf-16' }, ...features.map(feature => feature(server))) as ServerCapabilities,
    }
  })
  connection.listen()
}
