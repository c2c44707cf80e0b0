// The other end of the wire: an editor in a test, which starts the built server over stdio and speaks LSP with it.
import { spawn } from 'node:child_process'
import type { TestContext } from 'node:test'
import {
  CompletionRequest, ConfigurationRequest, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification,
  ExitNotification, InitializedNotification, InitializeRequest, LogMessageNotification, PublishDiagnosticsNotification, RegistrationRequest,
  ShowMessageNotification, ShutdownRequest, StreamMessageReader, StreamMessageWriter, createProtocolConnection,
  type ClientCapabilities, type CompletionItem, type Diagnostic, type InitializeResult, type Position, type ProtocolConnection,
  type PublishDiagnosticsParams, type TextEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { StartOptions } from '../../server/src/protocol/messages'

export interface Wire {
  readonly connection: ProtocolConnection
  readonly answer: InitializeResult
  /** What the server wrote to the client's log: failures of handlers are told there. */
  readonly logged: string[]
  readonly shown: string[]
  /** The methods that the server registered for once the client was ready. */
  readonly registered: string[]
  /** Every publication, in order. */
  readonly published: PublishDiagnosticsParams[]
  open(text: string, options?: { readonly languageId?: string; readonly uri?: string }): Opened
  /** Says goodbye as an editor does; gives the exit code. */
  end(): Promise<number | null>
  /** The exit code, once the server has ended. */
  readonly ended: Promise<number | null>
}

export interface Opened {
  readonly uri: string
  readonly text: string
  /** The whole text anew, as the next version. */
  replace(text: string): Opened
  /** Types at a place, sent as an increment. */
  type(offset: number, text: string): Opened
  close(): void
  positionAt(offset: number): Position
  /** What is found in this version. */
  diagnostics(): Promise<readonly Diagnostic[]>
  complete(offset: number, triggerCharacter?: string): Promise<readonly CompletionItem[]>
  /** A request about this document, at a place where the request wants one. */
  ask<R>(method: string, offset?: number, more?: object): Promise<R>
}

export interface WireOptions {
  readonly capabilities?: ClientCapabilities
  readonly options?: StartOptions
  /** The URIs of the workspace's folders. */
  readonly folders?: readonly string[]
  /** What the client answers when asked for its settings. */
  readonly settings?: (item: { readonly section?: string }) => unknown
  /** What Node is told before the server's file. */
  readonly flags?: readonly string[]
}

/** What VS Code can do, as far as it concerns us. */
export const fullClient: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    synchronization: {},
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true, insertReplaceSupport: true, documentationFormat: ['markdown', 'plaintext'], tagSupport: { valueSet: [1] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true, rangeLimit: 5000 },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } }, isPreferredSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } },
  },
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true } },
}

/** Starts a server that ends with the test. */
export const connect = async (t: TestContext, { capabilities = fullClient, options = {}, settings = () => null, folders = [], flags = [] }: WireOptions = {}): Promise<Wire> => {
  const server = spawn(process.execPath, [...flags, 'server/dist/node/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>(resolve => { server.once('exit', resolve) })
  t.after(async () => {
    server.kill()
    await ended
    connection.dispose()
  })
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  return converse(connection, ended, capabilities, options, settings, folders)
}

/** The conversation itself, whatever carries it. */
export const converse = async (
  connection: ProtocolConnection, ended: Promise<number | null>, capabilities = fullClient, options: StartOptions = {}, settings: NonNullable<WireOptions['settings']> = () => null,
  folders: readonly string[] = [],
): Promise<Wire> => {
  const logged: string[] = []
  const shown: string[] = []
  const registered: string[] = []
  const published: PublishDiagnosticsParams[] = []
  const waiting = new Set<() => void>()
  let count = 0

  connection.onNotification(LogMessageNotification.type, ({ message }) => { logged.push(message) })
  connection.onNotification(ShowMessageNotification.type, ({ message }) => { shown.push(message) })
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => { registered.push(...registrations.map(({ method }) => method)) })
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(settings))
  connection.onNotification(PublishDiagnosticsNotification.type, params => {
    published.push(params)
    for (const look of waiting) look()
  })
  connection.listen()
  const answer = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid, rootUri: null, capabilities, initializationOptions: options,
    workspaceFolders: folders.length ? folders.map((uri, i) => ({ uri, name: `folder ${i}` })) : null,
  })
  await connection.sendNotification(InitializedNotification.type, {})

  const diagnosticsOf = (uri: string, version: number): Promise<readonly Diagnostic[]> => new Promise(resolve => {
    const look = (): void => {
      const found = published.filter(params => params.uri === uri).at(-1)
      if (found?.version !== version) return
      waiting.delete(look)
      resolve(found.diagnostics)
    }
    waiting.add(look)
    look()
  })

  const opened = (document: TextDocument): Opened => {
    const { uri } = document
    const textDocument = { uri }
    const text = document.getText()
    const next = (changed: string): Opened => opened(TextDocument.create(uri, document.languageId, document.version + 1, changed))
    const change = (contentChange: { text: string; range?: TextEdit['range'] }): void => {
      void connection.sendNotification(DidChangeTextDocumentNotification.type,
        { textDocument: { uri, version: document.version + 1 }, contentChanges: [contentChange as TextEdit & { text: string }] })
    }
    return {
      uri,
      text,
      positionAt: offset => document.positionAt(offset),
      replace: changed => {
        change({ text: changed })
        return next(changed)
      },
      type: (offset, typed) => {
        const place = document.positionAt(offset)
        change({ text: typed, range: { start: place, end: place } })
        return next(text.slice(0, offset) + typed + text.slice(offset))
      },
      close: () => { void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument }) },
      diagnostics: () => diagnosticsOf(uri, document.version),
      complete: async (offset, triggerCharacter) => {
        const found = await connection.sendRequest(CompletionRequest.type, {
          textDocument, position: document.positionAt(offset),
          context: triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter },
        })
        return Array.isArray(found) ? found : found?.items ?? []
      },
      ask: (method, offset, more) => connection.sendRequest(method, {
        ...(method.startsWith('virtdeck/') ? { uri } : { textDocument }),
        ...(offset !== undefined && { position: document.positionAt(offset) }),
        ...more,
      }),
    }
  }

  return {
    connection,
    answer,
    logged,
    shown,
    registered,
    published,
    open: (text, { languageId = 'xml', uri = `file:///test/${++count}.${languageId === 'markdown' ? 'md' : languageId}` } = {}) => {
      void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } })
      return opened(TextDocument.create(uri, languageId, 1, text))
    },
    end: async () => {
      await connection.sendRequest(ShutdownRequest.type)
      await connection.sendNotification(ExitNotification.type)
      return ended
    },
    ended,
  }
}

/** The text with one completion accepted, as the client would do it: the edit, its snippet stops left as they are, then the further edits. */
export const accept = (document: Opened, item: CompletionItem): string => {
  const edit = item.textEdit
  if (!edit) throw new Error(`${item.label} has no edit`)
  return apply(document.text, [{ range: 'replace' in edit ? edit.replace : edit.range, newText: edit.newText }, ...item.additionalTextEdits ?? []])
}

export const apply = (text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create('file:///apply', 'plaintext', 1, text), [...edits])

/** The message of a diagnostic: ours are plain text. */
export const messageOf = ({ message }: Diagnostic): string => typeof message === 'string' ? message : message.value
