// What the documents of a workspace say about each other: the ids that reach beyond a document, by file. The files are read when
// such an id is first asked for, never at the start; then only those that changed are read anew. What is open counts as it stands.
import { DidChangeWatchedFilesNotification, type Connection, type Range, type TextDocumentEdit } from 'vscode-languageserver'
import { languages } from '../core/languages'
import type { Id } from '../core/model'
import { foreign, type DefinedElsewhere, type Document } from '../core/service'
import { linesOf } from '../core/text/lines'
import type { Client } from './client'
import { toRange, toTextEdit } from './convert'
import type { Documents, Snapshot } from './documents'
import type { Host } from './host'
import type { SettingsStore } from './settings'

type IdKey = Pick<Id, 'kind' | 'value'>

export interface Place {
  readonly uri: string
  readonly range: Range
  readonly role: Id['role']
}

export interface Workspace {
  /** Where other documents than this one define or use an id. */
  places(id: IdKey, butIn: string): Promise<readonly Place[]>
  /** What other documents than this one define, of some kinds. */
  defined(kinds: readonly string[], butIn: string): Promise<readonly DefinedElsewhere[]>
  /** The edits of other documents than this one that give an id another name, or why one of them refuses. */
  rename(id: IdKey, name: string, butIn: string): Promise<readonly TextDocumentEdit[] | string>
}

/** A workspace with more files than this is no collection of machines; what is open is looked at all the same. */
const mostFiles = 2000

interface Known extends Place {
  readonly id: IdKey
}

export const workspaceOf = (connection: Connection, client: Client, documents: Documents, settings: SettingsStore, host: Host): Workspace => {
  const index = new Map<string, readonly Known[]>()
  const stale = new Set<string>()
  let scanned: Promise<void> | undefined

  const placesIn = async (snapshot: Pick<Snapshot, 'uri' | 'text' | 'lines' | 'document'>): Promise<readonly Known[]> =>
    (await snapshot.document()).ids().filter(({ across }) => across)
      .map(({ kind, value, role, span }) => ({ uri: snapshot.uri, range: toRange(snapshot as Snapshot, span), role, id: { kind, value } }))

  const readFile = async (uri: string): Promise<Snapshot | null> => {
    const text = await host.files?.read(uri)
    return text === null || text === undefined ? null : closedFile(uri, text, settings, host)
  }

  const take = async (uri: string): Promise<void> => {
    const file = await readFile(uri)
    if (file) index.set(uri, await placesIn(file))
    else index.delete(uri)
  }

  const scan = async (): Promise<void> => {
    for (const folder of client.folders) {
      for (const uri of await host.files?.list(folder, mostFiles) ?? []) {
        if (index.size >= mostFiles) return
        await host.pause()
        await take(uri)
      }
    }
  }

  const all = async (): Promise<readonly Known[]> => {
    await (scanned ??= scan())
    for (const uri of [...stale]) {
      stale.delete(uri)
      await take(uri)
    }
    const open = documents.all()
    const isOpen = new Set(open.map(({ uri }) => uri))
    return [...(await Promise.all(open.map(placesIn))).flat(), ...[...index].filter(([uri]) => !isOpen.has(uri)).flatMap(([, places]) => places)]
  }

  const others = async ({ kind, value }: IdKey, butIn: string): Promise<readonly Known[]> =>
    (await all()).filter(({ uri, id }) => uri !== butIn && id.kind === kind && id.value === value)

  if (client.watchesFiles && host.files) {
    connection.onInitialized(() => { void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.xml' }] }) })
  }
  connection.onDidChangeWatchedFiles(({ changes }) => { if (scanned) for (const { uri } of changes) stale.add(uri) })

  return {
    places: others,
    defined: async (kinds, butIn) => (await all()).filter(({ uri, id, role }) => role === 'defines' && uri !== butIn && kinds.includes(id.kind))
      .map(({ uri, id }) => ({ ...id, where: inWorkspace(uri, client.folders) })),
    rename: async (id, name, butIn) => {
      const changes: TextDocumentEdit[] = []
      for (const uri of new Set((await others(id, butIn)).map(place => place.uri))) {
        const snapshot = documents.at(uri) ?? await readFile(uri)
        const edits = await snapshot?.document().then(document => document.rename(id, name)) ?? []
        if (typeof edits === 'string') return `${uri}: ${edits}`
        if (snapshot && edits.length) {
          changes.push({ textDocument: { uri, version: documents.at(uri)?.version ?? null }, edits: edits.map(edit => toTextEdit(snapshot, edit)) })
        }
      }
      return changes
    },
  }
}

/** As a person calls it: from the folder of the workspace on. */
const inWorkspace = (uri: string, folders: readonly string[]): string => {
  const folder = folders.map(one => one.replace(/\/*$/, '/')).find(one => uri.startsWith(one))
  return decodeURIComponent(folder ? uri.slice(folder.length) : uri.slice(uri.lastIndexOf('/') + 1))
}

const closedFile = (uri: string, text: string, settings: SettingsStore, { installed }: Host): Snapshot => {
  const lines = linesOf(text)
  const language = languages.find(({ extensions }) => extensions.some(extension => uri.toLowerCase().endsWith(extension)))
  const document = async (): Promise<Document> => {
    const read = language ? await language.open(text, await settings.of(uri), installed) : foreign
    settings.forget(uri)
    return read
  }
  return { uri, version: 0, text, lines: () => lines, document, problems: async () => [] }
}
